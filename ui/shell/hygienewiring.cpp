// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/findingspage.h"
#include "ui/hygiene/hygienedesk.h"
#include "ui/hygiene/hygienepage.h"
#include "ui/models/findingsmodel.h"
#include "ui/session/inventoryimport.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/features.h"
#include "ui/shell/hygienefeed.h"
#include "ui/shell/logpanel.h"
#include "ui/shell/pageturn.h"
#include "ui/shell/scantext.h"
#include "ui/shell/shell.h"
#include "ui/triage/textdialog.h"

#include <QFileDialog>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

QString outcomeText(const finding::HygieneBook::Outcome &outcome,
                    const finding::Inventory &inventory)
{
    QString text = MainWindow::tr("Tokens in the list: %n", nullptr,
                                  static_cast<int>(inventory.tokens.size()));
    if (outcome.stayed > 0 || outcome.gone > 0)
        text += MainWindow::tr("; %1 new, %2 still there, %3 gone")
                    .arg(numberText(outcome.added), numberText(outcome.stayed),
                         numberText(outcome.gone));
    for (const std::string &note : inventory.notes)
        text += u" · "_s + QString::fromStdString(note);
    return text;
}

void askWhy(HygienePage *page, HygieneDesk &desk, const std::vector<std::size_t> &tokens)
{
    TextQuestion question;
    question.name = u"exemptDialog"_s;
    question.title = MainWindow::tr("Exempt");
    question.explanation
        = MainWindow::tr("Tokens: %n. The policy leaves them alone, but not those that are leaked. "
                         "No reason takes an exemption back.",
                         nullptr, static_cast<int>(tokens.size()));
    question.label = MainWindow::tr("&Why");
    question.text = tokens.size() == 1 ? QString::fromStdString(desk.care(tokens.front()).exemptWhy)
                                       : QString();
    question.button = MainWindow::tr("Exempt");
    auto *dialog = new TextDialog(question, page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, page, [&desk, dialog, tokens] {
        desk.exempt(tokens, dialog->text().toStdString());
    });
    QObject::connect(&desk, &HygieneDesk::leaksWanted, dialog, &QDialog::reject);
    dialog->open();
}

/// Shows the finding that a token was matched with.
void showLeak(const Shell &shell, const finding::TokenLeak &leak)
{
    const finding::FindingIndex &index = shell.model.index();
    if (leak.row >= index.size())
        return;
    const secret::SecretId id = index.id(leak.row);
    shell.findings.setFilter(u"secret:#"_s + QString::fromStdString(id.hex()));
    turnTo(shell.pages, &shell.findings);
    shell.findings.focusTable();
}

void wireImport(const Shell &shell, HygienePage *page, HygieneDesk *desk)
{
    auto *import = new InventoryImport(shell.parts.workspace, page);
    const auto ask = [page, import, choose = shell.parts.choosers.file](const QString &given) {
        const QString path = given.isEmpty() ? choose(page) : given;
        if (path.isEmpty())
            return;
        page->setReading(true);
        import->read(path.toStdString(), {});
    };
    QObject::connect(page, &HygienePage::importRequested, page, [ask] { ask({}); });
    QObject::connect(import, &InventoryImport::done, page,
                     [page, desk](const finding::Inventory &inventory) {
                         page->setReading(false);
                         page->say(outcomeText(desk->take(inventory), inventory));
                     });
    QObject::connect(import, &InventoryImport::failed, page,
                     [page, &log = shell.parts.log](const Error &error) {
                         page->setReading(false);
                         page->say(safeText(error.text()));
                         log.write(LogFeed::Level::Error, u"hygiene"_s, safeText(error.text()));
                     });
    shell.actions.add({.id = u"file.importTokens"_s,
                       .text = MainWindow::tr("Import a list of &tokens…"),
                       .menu = MainWindow::tr("File"),
                       .tip = MainWindow::tr("Flags the tokens of a CSV list"),
                       .icon = {},
                       .keys = {},
                       .group = 1},
                      [&pages = shell.pages, page, ask](bool) {
                          turnTo(pages, page);
                          ask({});
                      });
}

} // namespace

void wireHygiene(const Shell &shell)
{
    auto *desk = new HygieneDesk(&shell.window);
    auto *page = new HygienePage(
        *desk,
        [](QWidget *parent) {
            return QFileDialog::getSaveFileName(parent, MainWindow::tr("Save the notice"),
                                                u"notice.txt"_s);
        },
        &shell.pages);
    shell.pages.addTab(page, MainWindow::tr("Hygiene"));
    auto *feed = new HygieneFeed(*desk, shell.model, shell.parts.ledger, page);
    QObject::connect(feed, &HygieneFeed::failed, page, [page](const Error &error) {
        page->say(MainWindow::tr("Not kept: %1").arg(safeText(error.text())));
    });
    wireImport(shell, page, desk);
    QObject::connect(
        page, &HygienePage::exemptRequested, page,
        [page, desk](const std::vector<std::size_t> &tokens) { askWhy(page, *desk, tokens); });
    QObject::connect(page, &HygienePage::leakRequested, page,
                     [shell, desk](std::size_t token) { showLeak(shell, desk->leak(token)); });
    shell.actions.add({.id = u"view.hygiene"_s,
                       .text = MainWindow::tr("H&ygiene"),
                       .menu = MainWindow::tr("View"),
                       .tip = MainWindow::tr("Lists of tokens and what they need"),
                       .icon = {},
                       .keys = {},
                       .group = 1},
                      [&pages = shell.pages, page](bool) { turnTo(pages, page); });
}

} // namespace rekey::ui
