// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/folders.h"
#include "ui/findings/findingspage.h"
#include "ui/findings/findingstable.h"
#include "ui/models/findingsmodel.h"
#include "ui/report/exportdialog.h"
#include "ui/report/pdffile.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/features.h"
#include "ui/shell/shell.h"

#include <QAction>
#include <QDateTime>
#include <QDir>
#include <QStandardPaths>

#include <algorithm>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr std::size_t kSlice = 2000;

/// What was looked at so far, by the number places name their source with.
std::vector<sources::Coverage> coverageOf(const WindowParts &parts)
{
    std::vector<sources::Coverage> coverage(parts.workspace.entries().size());
    for (std::size_t i = 0; i < coverage.size(); ++i) {
        coverage[i].source = parts.workspace.entries()[i].target.path;
        coverage[i].complete = false;
    }
    for (const ScanJob &job : parts.queue.jobs()) {
        if (!job.summary)
            continue;
        for (std::size_t i = 0; i < job.summary->coverage.size(); ++i) {
            if (job.summary->firstEntry + i < coverage.size())
                coverage[job.summary->firstEntry + i] = job.summary->coverage[i];
        }
    }
    return coverage;
}

void addHead(ExportData &data, const WindowParts &parts)
{
    data.coverage = coverageOf(parts);
    data.isComplete = std::ranges::all_of(data.coverage, &sources::Coverage::complete);
    if (parts.workspace.isReady()) {
        const auto rules = parts.workspace.context().rules;
        data.rules = std::shared_ptr<const rules::RulePack>(rules, &rules->pack());
    }
}

ExportScope scopeOf(const Shell &shell, const QString &name, std::vector<secret::SecretId> ids)
{
    const std::size_t count = ids.size();
    auto shared = std::make_shared<const std::vector<secret::SecretId>>(std::move(ids));
    return {
        name, count,
        [&model = shell.model, &parts = shell.parts, shared](ExportData &data, std::size_t &next) {
            if (next == 0)
                addHead(data, parts);
            const std::size_t end = std::min(shared->size(), next + kSlice);
            for (; next < end; ++next) {
                if (auto found = model.find((*shared)[next])) {
                    data.records.push_back(model.record(found->id));
                    data.findings.push_back(std::move(*found));
                }
            }
            return next == shared->size();
        }};
}

std::vector<ExportScope> scopesOf(const Shell &shell)
{
    std::vector<ExportScope> scopes;
    const FindingsModel &model = shell.model;
    if (model.chosenCount() != 0)
        scopes.push_back(
            scopeOf(shell, MainWindow::tr("%n chosen secret(s)", nullptr, model.chosenCount()),
                    model.chosenIds()));
    std::vector<secret::SecretId> shown;
    shown.reserve(static_cast<std::size_t>(model.shownCount()));
    for (int row = 0; row < model.shownCount(); ++row)
        shown.push_back(model.idAt(row));
    scopes.push_back(
        scopeOf(shell, MainWindow::tr("%n secret(s) the filter shows", nullptr, model.shownCount()),
                shown));
    return scopes;
}

/// Opens values: of the store, or else what this session's scans sealed. Called on a worker thread.
report::ValueReader valueReader(const Shell &shell)
{
    // Results are taken now, on the GUI thread; looking into them and the vault works on any.
    struct Sealed
    {
        std::vector<std::shared_ptr<const std::vector<finding::Finding>>> results;
        std::unordered_map<secret::SecretId, const secret::SealedValue *> values;
    };
    auto sealed = std::make_shared<Sealed>();
    for (const ScanJob &job : shell.parts.queue.jobs()) {
        if (job.summary && job.summary->result)
            sealed->results.push_back(job.summary->result);
    }
    auto vault = shell.parts.workspace.isReady() ? shell.parts.workspace.context().vault : nullptr;
    return [sealed, vault, &ledger = shell.parts.ledger](
               const secret::SecretId &id) -> Result<secret::SecretBytes> {
        if (auto kept = ledger.value(id))
            return kept;
        if (sealed->values.empty()) {
            for (const auto &result : sealed->results) {
                for (const finding::Finding &finding : *result)
                    sealed->values.insert_or_assign(finding.id, &finding.value);
            }
        }
        const auto found = sealed->values.find(id);
        if (found == sealed->values.end() || !vault)
            return fail(ErrorKind::NotFound,
                        "a value is not at hand; scan its source again and hand over then");
        return vault->open(*found->second);
    };
}

QString homeFolder()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QDir(documents).exists() ? documents : QDir::homePath();
}

void noteExport(const Shell &shell, const std::vector<secret::SecretId> &ids, const QString &what)
{
    std::vector<finding::Event> events;
    const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
    for (const secret::SecretId &id : ids) {
        finding::Event event;
        event.finding = id;
        event.kind = finding::EventKind::Exported;
        event.at = now;
        event.detail = what.toStdString();
        events.push_back(std::move(event));
    }
    if (shell.parts.ledger.canChange())
        shell.parts.ledger.note(std::move(events));
}

void openDialog(const Shell &shell)
{
    auto *session = new ExportSession(writePdf, valueReader(shell), userFolders().data);
    auto *dialog = new ExportDialog(*session, scopesOf(shell), homeFolder(),
                                    shell.parts.choosers.folder, &shell.window);
    session->setParent(dialog);
    dialog->preset(shell.parts.preferences.choice(u"reports/masking"_s) == "ids"_L1,
                   shell.parts.preferences.flag(u"reports/names"_s));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &ExportDialog::exported, &shell.window,
                     [shell](const std::vector<secret::SecretId> &ids, const QString &what) {
                         noteExport(shell, ids, what);
                         shell.window.say(MainWindow::tr("Written: %1").arg(what));
                     });
    QObject::connect(&shell.window, &MainWindow::closing, dialog, &QDialog::reject);
    QObject::connect(&shell.window, &MainWindow::lockedChanged, dialog, [dialog](bool isLocked) {
        if (isLocked)
            dialog->reject();
    });
    dialog->show();
}

} // namespace

void wireReport(const Shell &shell)
{
    ActionSpec spec;
    spec.id = u"report.write"_s;
    spec.text = MainWindow::tr("Write a &report...");
    spec.menu = MainWindow::tr("File");
    spec.tip = MainWindow::tr("Write an incident report, a ticket, data or a signed pack");
    spec.icon = u"file"_s;
    spec.keys = {QKeySequence(Qt::CTRL | Qt::Key_E)};
    spec.group = 2;
    spec.isTool = true;
    shell.actions.add(spec, [shell](bool) {
        if (shell.model.totalCount() == 0)
            shell.window.say(
                MainWindow::tr("There is nothing to report yet: scan something first."));
        else
            openDialog(shell);
    });
    FindingsTable *table = shell.findings.table();
    table->offerKey(
        {TableCommand::Export, u"table.report"_s, MainWindow::tr("Write a report"), {u"e"_s}});
    QObject::connect(table, &FindingsTable::actRequested, &shell.window,
                     [shell](TableCommand command) {
                         if (command == TableCommand::Export)
                             shell.actions.find(u"report.write"_s)->trigger();
                     });
}

} // namespace rekey::ui
