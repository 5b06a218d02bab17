// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lock/firstrundialog.h"
#include "ui/lock/passphraseform.h"
#include "ui/models/findingsmodel.h"
#include "ui/session/preferences.h"
#include "ui/settings/settingsdialog.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/features.h"
#include "ui/shell/logpanel.h"
#include "ui/shell/scantext.h"
#include "ui/shell/shell.h"
#include "ui/shell/teamwiring.h"
#include "ui/triage/textdialog.h"
#include "ui/widgets/banner.h"

#include <QAction>
#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTimer>

#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr auto kPathKey = "store/path"_L1; ///< empty: memory
constexpr auto kDoneKey = "firstRun/done"_L1;

/// Which store the window has open: opened at the start, made, changed and copied.
class StoreWiring final : public QObject
{
public:
    explicit StoreWiring(const Shell &shell)
        : QObject(&shell.window)
        , m_shell(shell)
        , m_ports(shell.parts.stores)
    {
        addActions();
        wireTeam(shell);
        Ledger &ledger = shell.parts.ledger;
        connect(&ledger, &Ledger::openFailed, this, &StoreWiring::tellFailure);
        connect(&ledger, &Ledger::opened, this, [this] {
            if (!m_opening.isNull())
                m_shell.parts.settings.setValue(kPathKey, m_opening);
            m_opening = QString();
        });
        connect(&ledger, &Ledger::loaded, this, &StoreWiring::scanAgain);
        connect(&shell.window, &MainWindow::settingsOpened, this, &StoreWiring::addSection);
        if (m_ports.memory)
            QTimer::singleShot(0, this, &StoreWiring::start);
    }

private:
    void start()
    {
        QSettings &settings = m_shell.parts.settings;
        const QString path = settings.value(kPathKey).toString();
        if (!path.isEmpty()) {
            open(path);
            return;
        }
        useMemory();
        if (m_shell.parts.asksAtFirst && !settings.value(kDoneKey).toBool())
            askFirst();
    }

    /// What is listed belongs to the store that is left. False while it is needed.
    bool leave()
    {
        if (m_shell.parts.ledger.isNeeded()) {
            m_shell.window.say(MainWindow::tr(
                "The value of a new key can be kept in this store only: see the page of its "
                "rotation, then change the store."));
            return false;
        }
        if (!m_shell.parts.queue.isIdle()) {
            m_shell.window.say(MainWindow::tr(
                "A scan is running: wait for its end or cancel it, then change the store."));
            return false;
        }
        m_again.clear();
        for (const Workspace::Entry &entry : m_shell.parts.workspace.entries()) {
            if (entry.target.isScannable())
                m_again.push_back(entry.target);
        }
        m_shell.actions.find(u"scan.clear")->trigger();
        return true;
    }

    /// Into a store that was just made.
    void scanAgain()
    {
        if (std::exchange(m_isNew, false) && !m_again.empty())
            m_shell.window.scanTargets(std::exchange(m_again, {}));
    }

    void open(const QString &path)
    {
        m_opening = path;
        m_shell.parts.ledger.open(m_ports.open(path, m_shell.parts.isReadOnly));
    }

    void useMemory()
    {
        m_opening = u""_s;
        m_shell.parts.ledger.open(m_ports.memory());
    }

    void create(const QString &path, StoreProtection protection,
                const std::shared_ptr<const secret::SecretBytes> &passphrase)
    {
        QDir().mkpath(QFileInfo(path).absolutePath());
        m_opening = path;
        m_shell.parts.ledger.open(m_ports.create(path, protection, passphrase));
    }

    void askFirst()
    {
        auto *dialog
            = new FirstRunDialog(m_ports.hasKeyring && m_ports.hasKeyring(), &m_shell.window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &FirstRunDialog::answered, this,
                [this](const FirstRunDialog::Answers &answers) {
                    m_shell.parts.settings.setValue(kDoneKey, true);
                    m_shell.parts.preferences.set(u"general/role"_s, answers.role);
                    if (answers.protection == StoreProtection::Memory)
                        return;
                    if (QFile::exists(m_ports.usualPath))
                        open(m_ports.usualPath);
                    else
                        create(m_ports.usualPath, answers.protection, answers.passphrase);
                });
        dialog->open();
    }

    void addActions()
    {
        const QString menu = MainWindow::tr("File");
        const auto add
            = [this, &menu](const QString &id, const QString &text, const QString &tip, auto run) {
                  return m_shell.actions.add({.id = id,
                                              .text = text,
                                              .menu = menu,
                                              .tip = tip,
                                              .icon = {},
                                              .keys = {},
                                              .group = 6},
                                             [run](bool) { run(); });
              };
        add(u"store.create"_s, MainWindow::tr("Create s&tore…"),
            MainWindow::tr("An encrypted file that keeps findings and decisions"),
            [this] { askCreate(); });
        add(u"store.open"_s, MainWindow::tr("Open st&ore…"),
            MainWindow::tr("Another store that is on this machine"), [this] {
                const QString path = m_shell.parts.choosers.file(&m_shell.window);
                if (!path.isEmpty() && leave())
                    open(path);
            });
        add(u"store.openTeam"_s, MainWindow::tr("Open the store of a t&eam…"),
            MainWindow::tr("A PostgreSQL database that several people share"),
            [this] { askTeam(); });
        add(u"store.memory"_s, MainWindow::tr("Work in &memory only"),
            MainWindow::tr("Closes the store; what is found is kept nowhere"), [this] {
                if (leave())
                    useMemory();
            });
        add(u"store.backup"_s, MainWindow::tr("&Back up store…"),
            MainWindow::tr("Writes a copy, sealed as it is, into a folder"), [this] { backUp(); });
        for (const auto *id :
             {u"store.create", u"store.open", u"store.openTeam", u"store.memory", u"store.backup"})
            m_shell.actions.find(id)->setEnabled(static_cast<bool>(m_ports.memory));
    }

    void askTeam()
    {
        TextQuestion question;
        question.name = u"openTeamStore"_s;
        question.title = MainWindow::tr("Open the store of a team");
        question.explanation = MainWindow::tr(
            "The address of the database, without a password: PostgreSQL takes that from its own "
            "password file. “rekey-cli store init” makes a new one.");
        question.label = MainWindow::tr("&Address");
        question.text = u"postgresql://"_s;
        question.button = MainWindow::tr("Open store");
        question.isRequired = true;
        question.problem = [](const QString &text) {
            return text.trimmed().startsWith("postgresql://"_L1)
                ? QString()
                : MainWindow::tr("Write postgresql://USER@HOST/DATABASE.");
        };
        auto *dialog = new TextDialog(question, &m_shell.window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QDialog::accepted, this, [this, dialog] {
            if (leave())
                open(dialog->text().trimmed());
        });
        dialog->open();
    }

    void askCreate()
    {
        if (auto *open = m_shell.window.findChild<QDialog *>(u"createStore"_s)) {
            open->raise();
            return;
        }
        const QString path = freePath();
        auto *dialog = new QDialog(&m_shell.window);
        dialog->setObjectName(u"createStore"_s);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setWindowTitle(MainWindow::tr("Create a store"));
        dialog->setAccessibleName(dialog->windowTitle());
        auto *where = new QLabel(
            MainWindow::tr("The store will be the file %1. Choose the passphrase that opens it.")
                .arg(path),
            dialog);
        where->setTextFormat(Qt::PlainText);
        where->setWordWrap(true);
        if (m_shell.model.totalCount() > 0)
            where->setText(
                where->text() + u' '
                + MainWindow::tr("What is listed now is scanned again into it; decisions "
                                 "and pasted texts of this session stay behind."));
        auto *form = new PassphraseForm(dialog);
        auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, dialog);
        QPushButton *make
            = buttons->addButton(MainWindow::tr("Create store"), QDialogButtonBox::AcceptRole);
        make->setObjectName(u"createStoreMake"_s);
        make->setEnabled(false);
        auto *column = new QVBoxLayout(dialog);
        column->setSpacing(12);
        column->addWidget(where);
        column->addWidget(form);
        column->addWidget(buttons);
        connect(form, &PassphraseForm::changed, make,
                [make, form] { make->setEnabled(form->isComplete()); });
        connect(form, &PassphraseForm::accepted, dialog, &QDialog::accept);
        connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
        connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
        connect(dialog, &QDialog::accepted, this, [this, path, form] {
            const auto passphrase = form->take();
            if (!leave())
                return;
            m_isNew = true;
            create(path, StoreProtection::Passphrase, passphrase);
        });
        dialog->resize(460, dialog->sizeHint().height());
        dialog->open();
        form->setFocus();
    }

    /// The usual file, or one beside it when that is taken.
    QString freePath() const
    {
        const QFileInfo usual(m_ports.usualPath);
        QString path = usual.filePath();
        for (int i = 2; QFile::exists(path); ++i)
            path = usual.dir().filePath(
                u"%1-%2.%3"_s.arg(usual.completeBaseName()).arg(i).arg(usual.suffix()));
        return path;
    }

    void backUp()
    {
        const QString folder = m_shell.parts.choosers.folder(&m_shell.window);
        if (folder.isEmpty() || !m_ports.backup)
            return;
        const QString path = QDir(folder).filePath(
            u"rekey-%1.db"_s.arg(QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s)));
        m_shell.parts.ledger.run<Result<void>>(
            [backup = m_ports.backup, name = QFile::encodeName(path).toStdString()](
                finding::Keeper &keeper) { return backup(keeper, name); },
            this,
            [this, path](const Result<void> &done) {
                if (done)
                    m_shell.window.say(MainWindow::tr("Store copied to %1.").arg(path));
                else
                    m_shell.banner.show(Tone::Danger, MainWindow::tr("The store was not copied"),
                                        safeText(done.error().text()),
                                        {m_shell.actions.find(u"store.backup")});
            });
    }

    void tellFailure(const Error &error)
    {
        m_opening = QString();
        m_isNew = false;
        m_shell.parts.log.write(LogFeed::Level::Error, u"store"_s, safeText(error.text()));
        m_shell.banner.show(
            Tone::Danger, MainWindow::tr("The store could not be opened"),
            MainWindow::tr("%1 Nothing is kept until a store is open.").arg(safeText(error.text())),
            {m_shell.actions.find(u"store.open"), m_shell.actions.find(u"store.memory")});
    }

    void addSection(SettingsDialog *dialog)
    {
        if (!m_ports.memory)
            return;
        auto *section = new QWidget;
        section->setObjectName(u"storeSection"_s);
        auto *now = new QLabel(section);
        now->setObjectName(u"storeNow"_s);
        now->setTextFormat(Qt::PlainText);
        now->setWordWrap(true);
        const Ledger &ledger = m_shell.parts.ledger;
        const auto tell = [now, &ledger] {
            now->setText(ledger.isOpen() ? MainWindow::tr("Open now: %1").arg(ledger.title())
                                         : MainWindow::tr("No store is open: nothing is kept."));
        };
        tell();
        connect(&ledger, &Ledger::stateChanged, now, tell);
        auto *column = new QVBoxLayout(section);
        column->setContentsMargins(0, 6, 0, 10);
        column->addWidget(now);
        column->addSpacing(6);
        auto *grid = new QGridLayout;
        grid->setHorizontalSpacing(12);
        grid->setColumnStretch(1, 1);
        column->addLayout(grid);
        for (const auto *id : {u"store.create", u"store.open", u"store.openTeam", u"store.memory",
                               u"store.backup", u"store.passphrase", u"store.members"}) {
            QAction *action = m_shell.actions.find(id);
            auto *button = new QPushButton(action->icon(), action->text(), section);
            button->setObjectName(u"setting_"_s + action->objectName());
            button->setToolTip(action->statusTip());
            button->setEnabled(action->isEnabled());
            connect(action, &QAction::enabledChanged, button, &QPushButton::setEnabled);
            connect(button, &QPushButton::clicked, action, &QAction::trigger);
            const int row = grid->rowCount();
            grid->addWidget(button, row, 0);
            auto *tip = new QLabel(action->statusTip(), section);
            tip->setForegroundRole(QPalette::PlaceholderText);
            tip->setWordWrap(true);
            grid->addWidget(tip, row, 1);
        }
        dialog->addSection(
            PreferencePage::Store, section,
            MainWindow::tr("store backup file memory passphrase team members key database"));
    }

    Shell m_shell;
    StorePorts m_ports;
    std::vector<ScanTarget> m_again; ///< what was listed when the store before was left
    bool m_isNew = false; ///< the store that is being opened is to get that
    QString m_opening; ///< path to remember once it is open; null: nothing to remember
};

} // namespace

void wireStores(const Shell &shell)
{
    new StoreWiring(shell);
}

} // namespace rekey::ui
