// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/teamwiring.h"

#include "ui/lock/passphraseform.h"
#include "ui/rotate/secondpersonform.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/membersdialog.h"
#include "ui/shell/scantext.h"
#include "ui/shell/shell.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPointer>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

using Members = Result<std::vector<StoreMember>>;

void changePassphrase(const Shell &shell,
                      const std::shared_ptr<const secret::SecretBytes> &passphrase)
{
    shell.parts.ledger.run<Result<void>>(
        [passphrase](finding::Keeper &keeper) {
            return changeStorePassphrase(keeper, *passphrase);
        },
        &shell.window,
        [shell](const Result<void> &done) {
            if (done)
                shell.window.say(MainWindow::tr("From now on the new passphrase opens the store."));
            else
                shell.banner.show(Tone::Danger, MainWindow::tr("The passphrase was not changed"),
                                  safeText(done.error().text()));
        });
}

void askPassphrase(const Shell &shell)
{
    auto *dialog = new QDialog(&shell.window);
    dialog->setObjectName(u"changePassphrase"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(MainWindow::tr("Change the passphrase"));
    dialog->setAccessibleName(dialog->windowTitle());
    auto *form = new PassphraseForm(dialog);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, dialog);
    QPushButton *change
        = buttons->addButton(MainWindow::tr("Change passphrase"), QDialogButtonBox::AcceptRole);
    change->setObjectName(u"changePassphraseDo"_s);
    change->setEnabled(false);
    auto *column = new QVBoxLayout(dialog);
    column->setSpacing(12);
    column->addWidget(form);
    column->addWidget(buttons);
    QObject::connect(form, &PassphraseForm::changed, change,
                     [change, form] { change->setEnabled(form->isComplete()); });
    QObject::connect(form, &PassphraseForm::accepted, dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    QObject::connect(dialog, &QDialog::accepted, &shell.window,
                     [shell, form] { changePassphrase(shell, form->take()); });
    QObject::connect(&shell.window, &MainWindow::lockedChanged, dialog, &QDialog::reject);
    dialog->resize(460, dialog->sizeHint().height());
    dialog->open();
    form->setFocus();
}

void read(const Shell &shell, MembersDialog *dialog)
{
    struct Team
    {
        Members members;
        Result<bool> isTwo;
    };
    shell.parts.ledger.run<Team>(
        [](finding::Keeper &keeper) { return Team{storeMembers(keeper), isTwoPerson(keeper)}; },
        dialog,
        [dialog](Team team) {
            if (!team.members || !team.isTwo)
                return dialog->say(
                    safeText((team.members ? team.isTwo.error() : team.members.error()).text()));
            dialog->setTwoPerson(*team.isTwo);
            dialog->setMembers(std::move(*team.members));
        });
}

/// Then the members as they are now.
void change(const Shell &shell, MembersDialog *dialog,
            std::function<Result<void>(finding::Keeper &)> work, const QString &said)
{
    shell.parts.ledger.run<Result<void>>(
        std::move(work), dialog, [shell, dialog, said](const Result<void> &done) {
            dialog->say(done ? said : safeText(done.error().text()));
            if (done)
                read(shell, dialog);
        });
}

/// Together: another member agrees, and then it is so.
void askOnePerson(const Shell &shell, MembersDialog *members)
{
    auto *dialog = new QDialog(members);
    dialog->setObjectName(u"onePerson"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(MainWindow::tr("One person is enough for a rotation"));
    dialog->setAccessibleName(dialog->windowTitle());
    auto *form
        = new SecondPersonForm(shell.parts.ledger, onePersonSubjects(), dialog,
                               [](finding::Keeper &keeper) { return setTwoPerson(keeper, false); });
    auto *trouble = plainLabel({}, u"onePersonTrouble"_s, dialog);
    setTextTone(trouble, Tone::Danger);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, dialog);
    auto *column = new QVBoxLayout(dialog);
    column->setSpacing(12);
    column->addWidget(form);
    column->addWidget(trouble);
    column->addWidget(buttons);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    QObject::connect(form, &SecondPersonForm::asked, trouble, &QLabel::clear);
    QObject::connect(form, &SecondPersonForm::failed, dialog,
                     [trouble](const Error &error) { trouble->setText(safeText(error.text())); });
    // A word that was given elsewhere is enough as well, once somebody here wants it to be.
    QPushButton *go
        = buttons->addButton(MainWindow::tr("One person is enough"), QDialogButtonBox::AcceptRole);
    go->setObjectName(u"onePersonDo"_s);
    go->hide();
    QObject::connect(form, &SecondPersonForm::changed, dialog, [form, dialog, go] {
        go->setVisible(form->isNeeded() && form->isGiven());
        if (form->isSettled() && !form->isNeeded())
            dialog->accept();
    });
    QObject::connect(go, &QPushButton::clicked, members, [shell, members] {
        change(
            shell, members, [](finding::Keeper &keeper) { return setTwoPerson(keeper, false); },
            MainWindow::tr("One person is enough for a rotation now."));
    });
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    QObject::connect(dialog, &QDialog::accepted, members, [shell, members, form] {
        if (!form->isNeeded()) {
            members->say(MainWindow::tr("One person is enough for a rotation now."));
            read(shell, members);
        }
    });
    dialog->resize(520, dialog->sizeHint().height());
    dialog->open();
}

void showMembers(const Shell &shell)
{
    auto *dialog = new MembersDialog(!shell.parts.ledger.canChange(), &shell.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(&shell.window, &MainWindow::lockedChanged, dialog, &QDialog::reject);
    QObject::connect(dialog, &MembersDialog::addRequested, dialog,
                     [shell, dialog](const QString &offer) {
                         change(
                             shell, dialog,
                             [text = offer.toStdString()](finding::Keeper &keeper) {
                                 return addStoreMember(keeper, text);
                             },
                             MainWindow::tr("The member was added."));
                     });
    QObject::connect(
        dialog, &MembersDialog::removeRequested, dialog, [shell, dialog](const std::string &id) {
            change(
                shell, dialog,
                [id](finding::Keeper &keeper) { return removeStoreMember(keeper, id); },
                MainWindow::tr("The member was removed; everything is sealed under a "
                               "new key."));
        });
    QObject::connect(dialog, &MembersDialog::rollRequested, dialog, [shell, dialog] {
        change(shell, dialog, rollStoreKey,
               MainWindow::tr("Everything is sealed under a new key."));
    });
    QObject::connect(
        dialog, &MembersDialog::twoPersonRequested, dialog, [shell, dialog](bool isWanted) {
            if (!isWanted)
                return askOnePerson(shell, dialog);
            change(
                shell, dialog, [](finding::Keeper &keeper) { return setTwoPerson(keeper, true); },
                MainWindow::tr("From now on another member agrees to a rotation "
                               "before it begins."));
        });
    dialog->open();
    read(shell, dialog);
}

} // namespace

void wireTeam(const Shell &shell)
{
    const auto add = [&shell](const QString &id, const QString &text, const QString &tip,
                              void (*run)(const Shell &)) {
        QAction *action = shell.actions.add({.id = id,
                                             .text = text,
                                             .menu = MainWindow::tr("File"),
                                             .tip = tip,
                                             .icon = {},
                                             .keys = {},
                                             .group = 6},
                                            [shell, run](bool) { run(shell); });
        const auto update = [action, &ledger = shell.parts.ledger] {
            action->setEnabled(ledger.isOpen() && ledger.state() != finding::KeeperState::Locked);
        };
        update();
        QObject::connect(&shell.parts.ledger, &Ledger::stateChanged, action, update);
    };
    add(u"store.passphrase"_s, MainWindow::tr("Change &passphrase…"),
        MainWindow::tr("Another passphrase opens the store; what is kept stays as it is"),
        askPassphrase);
    add(u"store.members"_s, MainWindow::tr("&Members of the store…"),
        MainWindow::tr("Who can open the store: add, remove, renew the key"), showMembers);
}

} // namespace rekey::ui
