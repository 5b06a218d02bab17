// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/config.h"
#include "core/seal/broker/replaced.h"
#include "core/seal/register.h"
#include "core/seal/sealkey.h"
#include "ui/broker/brokermodel.h"
#include "ui/broker/brokerpage.h"
#include "ui/detail/detailpane.h"
#include "ui/detail/timelinepage.h"
#include "ui/findings/findingspage.h"
#include "ui/findings/findingstable.h"
#include "ui/models/findingsmodel.h"
#include "ui/models/findingwords.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/features.h"
#include "ui/shell/pageturn.h"
#include "ui/shell/scantext.h"
#include "ui/shell/shell.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QSaveFile>
#include <QSettings>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr auto kReadOnly = "security/readOnly"_L1;

QString programOf(const WindowParts &parts)
{
    return parts.commandLine.isEmpty() ? QCoreApplication::applicationDirPath() + u"/rekey-cli"_s
                                       : parts.commandLine;
}

QHash<QString, SealedFinding> sealedFindings(const seal::SealRegister &seals)
{
    QHash<QString, SealedFinding> found;
    for (const auto &[number, record] : seals.records()) {
        if (record.source.label.empty())
            continue;
        const SealedFinding finding{record.source.finding, escapedText(record.source.label)};
        found.insert(QString::fromStdString(record.fingerprint), finding);
        for (const std::string &former : record.former)
            found.insert(QString::fromStdString(former), finding);
    }
    return found;
}

/// A broker of one's own: started, watched, and its records linked to findings.
class BrokerWiring final : public QObject
{
public:
    explicit BrokerWiring(const Shell &shell)
        : QObject(&shell.window)
        , m_shell(shell)
        , m_process(new BrokerProcess(programOf(shell.parts), this))
        , m_watch(new BrokerWatch(this))
        , m_model(new BrokerModel(this))
    {
        shell.actions.add({.id = u"tools.broker"_s,
                           .text = MainWindow::tr("&Broker…"),
                           .menu = MainWindow::tr("Tools"),
                           .tip = MainWindow::tr("Starts a local proxy that opens sealed keys, and "
                                                 "shows who uses them"),
                           .icon = {},
                           .keys = {},
                           .group = 1},
                          [this](bool) { open(); });
        connect(m_watch, &BrokerWatch::restarted, m_model, &BrokerModel::clear);
        connect(m_watch, &BrokerWatch::came, m_model, &BrokerModel::add);
        connect(m_watch, &BrokerWatch::came, this, &BrokerWiring::tellUses);
        connect(&shell.detail, &DetailPane::findingSet, this, &BrokerWiring::tellUses);
        connect(shell.detail.timeline(), &TimelinePage::usesRequested, this,
                &BrokerWiring::showUses);
        connect(&shell.window, &MainWindow::lockedChanged, this, [this](bool isLocked) {
            if (m_page && isLocked)
                m_page->hide();
        });
        connect(&ledger(), &Ledger::opened, this, &BrokerWiring::readSeals);
        connect(&ledger(), &Ledger::stateChanged, this, &BrokerWiring::readSeals);
        connect(&ledger(), &Ledger::propertiesChanged, this, [this](const QString &room) {
            if (room.toStdString() == seal::kRegisterRoom)
                readSeals();
        });
        connect(&shell.parts.preferences, &Preferences::changed, this, [this] { guard(); });
        connect(m_process, &BrokerProcess::stateChanged, this, &BrokerWiring::renewReplaced);
        readSeals();
    }

private:
    [[nodiscard]] Ledger &ledger() const { return m_shell.parts.ledger; }

    void open()
    {
        if (m_shell.window.isLocked())
            return;
        if (!m_page)
            makePage();
        m_page->show();
        m_page->raise();
        m_page->activateWindow();
    }

    void makePage()
    {
        const FileChoosers &choosers = m_shell.parts.choosers;
        m_page = new BrokerPage(*m_process, *m_watch, *m_model, {choosers.file, choosers.target},
                                &m_shell.window);
        const BrokerChoices choices = kept();
        m_page->setChoices(choices);
        m_page->setSeals(m_seals);
        guard();
        connect(m_page, &BrokerPage::choicesChanged, this, &BrokerWiring::keep);
        connect(m_page, &BrokerPage::startRequested, this, &BrokerWiring::start);
        connect(m_page, &BrokerPage::findingRequested, this, &BrokerWiring::showFinding);
        follow();
    }

    void guard()
    {
        if (m_page)
            m_page->setReadOnly(m_shell.parts.isReadOnly
                                || m_shell.parts.preferences.flag(kReadOnly));
    }

    void follow()
    {
        if (const QString log = brokerLogOf(kept().config); !log.isEmpty())
            m_watch->follow(log);
    }

    [[nodiscard]] BrokerChoices kept() const
    {
        const QSettings &settings = m_shell.parts.settings;
        return {settings.value(u"broker/config"_s).toString(),
                settings.value(u"broker/inFile"_s, false).toBool(),
                settings.value(u"broker/keyring"_s).toString(),
                settings.value(u"broker/keyFile"_s).toString()};
    }

    void keep()
    {
        const BrokerChoices choices = m_page->choices();
        QSettings &settings = m_shell.parts.settings;
        settings.setValue(u"broker/config"_s, choices.config);
        settings.setValue(u"broker/inFile"_s, choices.isInFile);
        settings.setValue(u"broker/keyring"_s, choices.keyring);
        settings.setValue(u"broker/keyFile"_s, choices.keyFile);
    }

    void readSeals()
    {
        if (!ledger().isOpen() || ledger().state() == finding::KeeperState::Locked)
            return takeSeals({});
        ledger().run<Result<std::vector<seal::SealRegister::Property>>>(
            [](finding::Keeper &keeper) { return keeper.properties(seal::kRegisterRoom); }, this,
            [this](const Result<std::vector<seal::SealRegister::Property>> &kept) {
                if (!kept)
                    return; // the page of seals tells
                m_register = seal::SealRegister();
                m_register.load(*kept);
                takeSeals(sealedFindings(m_register));
                renewReplaced();
            });
    }

    void start()
    {
        const BrokerChoices choices = m_page->choices();
        const QString key = choices.isInFile ? choices.keyFile : choices.keyring;
        QSettings &settings = m_shell.parts.settings;
        // Tokens for another key would keep it from starting.
        const QString replaced = replacedFile();
        const bool isSame = settings.value(u"broker/replacedFor"_s).toString() == key;
        if (!replaced.isEmpty() && (!isSame || !QFile::exists(replaced)) && !write(replaced, {}))
            return m_shell.window.say(
                MainWindow::tr("%1 cannot be written, so the broker was not started.")
                    .arg(replaced));
        settings.setValue(u"broker/replacedFor"_s, key);
        follow();
        m_process->start(choices.config, replaced, choices.key());
    }

    [[nodiscard]] QString replacedFile() const
    {
        const QString log = m_watch->file();
        return log.isEmpty() ? QString() : log + u".replaced.toml"_s;
    }

    static bool write(const QString &path, const std::string &text)
    {
        QSaveFile file(path);
        return QDir().mkpath(QFileInfo(path).absolutePath()) && file.open(QIODevice::WriteOnly)
            && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
            && file.write(text.data(), static_cast<qint64>(text.size()))
            == static_cast<qint64>(text.size())
            && file.commit();
    }

    /// After a rotation sealed tokens anew: what consumers hold stands for the new ones.
    void renewReplaced()
    {
        if (m_process->state() != BrokerProcess::State::Running || m_register.records().empty())
            return;
        std::vector<std::string> keys;
        for (const QString &hex : m_process->sealKeys()) {
            if (const auto key = seal::SealKey::parse(hex.toStdString()))
                keys.push_back(key->fingerprint());
        }
        broker::Config before;
        const std::string path = replacedFile().toStdString();
        if (auto read = broker::addReplacedFile(before, path); !read)
            return m_shell.window.say(safeText(read.error().text()));
        const broker::ReplacedSeals now
            = broker::renewedSeals(before.replacedSeals, m_register, keys);
        if (now == before.replacedSeals)
            return;
        if (!write(replacedFile(), broker::replacedText(now)))
            return m_shell.window.say(
                MainWindow::tr("%1 cannot be written: the broker still uses the old keys.")
                    .arg(replacedFile()));
        m_process->reload();
        m_shell.window.say(MainWindow::tr("The broker takes the rotated keys; consumers keep what "
                                          "they hold."));
    }

    void takeSeals(QHash<QString, SealedFinding> seals)
    {
        m_seals = std::move(seals);
        if (m_page)
            m_page->setSeals(m_seals);
        tellUses();
    }

    [[nodiscard]] QSet<QString> sealsOf(const secret::SecretId &id) const
    {
        QSet<QString> seals;
        for (const auto &[fingerprint, found] : m_seals.asKeyValueRange()) {
            if (found.id == id)
                seals.insert(fingerprint);
        }
        return seals;
    }

    /// Beneath the timeline of a finding that was sealed: whether its value was used.
    void tellUses()
    {
        const auto &found = m_shell.detail.finding();
        const QSet<QString> seals = found ? sealsOf(found->id) : QSet<QString>();
        TimelinePage *timeline = m_shell.detail.timeline();
        if (seals.isEmpty())
            return timeline->setUses({});
        if (m_watch->file().isEmpty())
            follow();
        int count = 0;
        const BrokerRequest *last = nullptr;
        for (const BrokerRequest &request : m_model->requests()) {
            const bool isUse = request.isPassed()
                && std::ranges::any_of(request.uses, [&seals](const BrokerUse &use) {
                                   return seals.contains(use.seal);
                               });
            if (!isUse)
                continue;
            ++count;
            last = &request;
        }
        if (last == nullptr)
            return timeline->setUses({});
        timeline->setUses(
            MainWindow::tr("Used %n times through the broker, last %1 by %2 at %3", nullptr, count)
                .arg(QLocale().toString(QDateTime::fromMSecsSinceEpoch(last->at),
                                        QLocale::ShortFormat),
                     last->consumers().isEmpty() ? MainWindow::tr("somebody unknown")
                                                 : last->consumers(),
                     last->host));
    }

    void showUses()
    {
        const auto &found = m_shell.detail.finding();
        if (!found)
            return;
        open();
        if (m_page)
            m_page->showSeals(sealsOf(found->id), QString::fromStdString(found->label()));
    }

    void showFinding(const secret::SecretId &id)
    {
        if (!m_shell.findings.setCurrentFinding(id)) {
            m_shell.findings.setFilter({}); // the filter may leave it out
            if (!m_shell.findings.setCurrentFinding(id))
                return m_shell.window.say(
                    MainWindow::tr("This finding is not in the list: scan its source again."));
        }
        turnTo(m_shell.pages, &m_shell.findings);
        m_shell.detail.showPage(m_shell.detail.timeline());
        m_shell.window.activateWindow();
    }

    Shell m_shell;
    BrokerProcess *m_process;
    BrokerWatch *m_watch;
    BrokerModel *m_model;
    BrokerPage *m_page = nullptr;
    seal::SealRegister m_register; ///< of the open store
    QHash<QString, SealedFinding> m_seals;
};

} // namespace

void wireBroker(const Shell &shell)
{
    new BrokerWiring(shell); // owned by the window
}

} // namespace rekey::ui
