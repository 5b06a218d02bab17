// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/brokerprocess.h"

#include "core/base/folders.h"
#include "core/base/text.h"
#include "core/seal/broker/config.h"

#include <QFileInfo>

#include <csignal>
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kEndMs = 3000;
constexpr qsizetype kMostLine = 4096;

QString safe(QByteArrayView text)
{
    return QString::fromStdString(
        escapeControl({text.data(), static_cast<std::size_t>(text.size())}));
}

QStringList optionsOf(const BrokerKey &key)
{
    return key.keyring.isEmpty() ? QStringList{u"--key-fd"_s, u"0"_s}
                                 : QStringList{u"--keyring"_s, key.keyring};
}

QString whyNotStarted(const QString &program)
{
    return BrokerProcess::tr("%1 cannot be started: it belongs beside this program. Install it "
                             "again, or start the broker with rekey-cli yourself.")
        .arg(program);
}

} // namespace

QString brokerLogOf(const QString &config)
{
    if (!config.isEmpty()) {
        const auto read = broker::readConfigFile(config.toStdString());
        if (!read)
            return {};
        if (!read->audit.file.empty())
            return QString::fromStdString(read->audit.file);
    }
    const std::string folder = userFolders().data;
    return folder.empty() ? QString() : QString::fromStdString(folder) + u"/broker.jsonl"_s;
}

BrokerProcess::BrokerProcess(QString program, QObject *parent)
    : QObject(parent)
    , m_program(std::move(program))
{
#ifdef Q_OS_LINUX
    // A broker nobody sees any more is not left behind when the window's process is killed.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
#endif
    m_process.setStandardOutputFile(QProcess::nullDevice());
    connect(&m_process, &QProcess::readyReadStandardError, this, &BrokerProcess::readWords);
    connect(&m_process, &QProcess::finished, this, &BrokerProcess::ended);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        m_problem = whyNotStarted(m_program);
        setState(State::Stopped);
    });
}

BrokerProcess::~BrokerProcess()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    m_process.waitForFinished(kEndMs); // and is killed if it did not
}

void BrokerProcess::start(const QString &config, const QString &replaced, const BrokerKey &key)
{
    if (m_state != State::Stopped)
        return;
    m_words.clear();
    m_last.clear();
    m_problem.clear();
    m_addresses.clear();
    m_sealKeys.clear();
    QStringList arguments{u"broker"_s, u"serve"_s};
    if (!config.isEmpty())
        arguments << u"--config"_s << config;
    if (!replaced.isEmpty())
        arguments << u"--replaced"_s << replaced;
    // The broker opens no file that is named as its key: it gets it opened.
    if (key.keyring.isEmpty() && !QFileInfo(key.file).isReadable()) {
        m_problem
            = tr("The file with the open key cannot be read: %1. Name another, or make a key.")
                  .arg(safe(key.file.toUtf8()));
        setState(State::Stopped);
        return;
    }
    m_process.setStandardInputFile(key.keyring.isEmpty() ? key.file : QProcess::nullDevice());
    setState(State::Starting);
    m_process.start(m_program, arguments + optionsOf(key), QIODevice::ReadOnly);
}

void BrokerProcess::stop()
{
    if (m_state != State::Running && m_state != State::Starting)
        return;
    setState(State::Stopping);
    m_process.terminate();
}

void BrokerProcess::reload()
{
    if (m_state == State::Running)
        ::kill(static_cast<pid_t>(m_process.processId()), SIGHUP);
}

void BrokerProcess::makeKey(
    const BrokerKey &key, std::function<void(const QString &sealKey, const QString &problem)> done)
{
    auto *maker = new QProcess(this);
    maker->setStandardInputFile(QProcess::nullDevice());
    connect(maker, &QProcess::errorOccurred, this,
            [this, maker, done](QProcess::ProcessError error) {
                if (error != QProcess::FailedToStart)
                    return;
                maker->deleteLater();
                done({}, whyNotStarted(m_program));
            });
    connect(maker, &QProcess::finished, this, [maker, done](int code) {
        maker->deleteLater();
        const QByteArray words = maker->readAllStandardError().trimmed();
        if (code == 0)
            done(safe(maker->readAllStandardOutput().trimmed()), {});
        else
            done({}, safe(words.mid(words.startsWith("rekey-cli: ") ? 11 : 0)));
    });
    maker->start(m_program,
                 {u"broker"_s, u"new-key"_s, key.keyring.isEmpty() ? u"--output"_s : u"--keyring"_s,
                  key.keyring.isEmpty() ? key.file : key.keyring});
}

void BrokerProcess::readWords()
{
    m_words += m_process.readAllStandardError();
    for (qsizetype end = m_words.indexOf('\n'); end >= 0; end = m_words.indexOf('\n')) {
        takeLine(safe(m_words.first(end)));
        m_words.remove(0, end + 1);
    }
    if (m_words.size() > kMostLine)
        m_words.clear();
}

void BrokerProcess::takeLine(const QString &line)
{
    const QString words
        = line.startsWith("rekey-cli: "_L1) ? line.sliced(u"rekey-cli: "_s.size()) : line;
    const auto behind = [&words](QLatin1StringView lead) {
        return words.startsWith(lead) ? words.sliced(lead.size()) : QString();
    };
    if (const QString key = behind("seal key "_L1); !key.isEmpty())
        m_sealKeys.append(key);
    else if (const QString address = behind("listening on "_L1); !address.isEmpty())
        m_addresses.append(address);
    else if (words.startsWith("audit log "_L1) && m_state == State::Starting)
        setState(State::Running); // it says that last
    m_last = words;
    Q_EMIT said(words);
}

void BrokerProcess::ended()
{
    readWords();
    const bool wasAsked = m_state == State::Stopping;
    if (!wasAsked)
        m_problem = m_last.isEmpty() ? tr("The broker ended without a word.") : m_last;
    setState(State::Stopped);
}

void BrokerProcess::setState(State state)
{
    m_state = state;
    if (state == State::Stopped)
        m_addresses.clear();
    Q_EMIT stateChanged();
}

} // namespace rekey::ui
