// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/lockwatch.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QEvent>
#include <QFile>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

// https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html
constexpr auto kLogin = "org.freedesktop.login1";

bool isTouch(QEvent::Type type)
{
    switch (type) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TabletPress:
        return true;
    default:
        return false;
    }
}

/// Asking for a bus that isn't there would start one.
bool hasSessionBus()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")
        || QFile::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + u"/bus"_s);
}

} // namespace

LockWatch::LockWatch(QObject *parent)
    : QObject(parent)
{
    m_idle.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, &LockWatch::lockWanted);
    QCoreApplication::instance()->installEventFilter(this);
}

void LockWatch::setIdleTime(std::chrono::milliseconds idle)
{
    m_idle.stop();
    m_idle.setInterval(idle);
    if (idle.count() > 0)
        m_idle.start();
}

void LockWatch::listen()
{
    if (hasSessionBus()) {
        QDBusConnection bus = QDBusConnection::sessionBus();
        for (const auto *name : {"org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"})
            bus.connect({}, {}, QString::fromLatin1(name), u"ActiveChanged"_s, this,
                        SLOT(screenChanged(bool)));
    }
    QDBusConnection bus = QDBusConnection::systemBus();
    if (!bus.isConnected())
        return;
    const QString login = QString::fromLatin1(kLogin);
    bus.connect(login, u"/org/freedesktop/login1"_s, login + u".Manager"_s, u"PrepareForSleep"_s,
                this, SLOT(sleepChanged(bool)));
    // Only this session's lock counts: another user's is not ours.
    QDBusMessage ask = QDBusMessage::createMethodCall(login, u"/org/freedesktop/login1"_s,
                                                      login + u".Manager"_s, u"GetSessionByPID"_s);
    ask << static_cast<quint32>(QCoreApplication::applicationPid());
    auto *answer = new QDBusPendingCallWatcher(bus.asyncCall(ask), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer, login] {
        const QDBusPendingReply<QDBusObjectPath> session = *answer;
        answer->deleteLater();
        if (session.isValid())
            QDBusConnection::systemBus().connect(login, session.value().path(),
                                                 login + u".Session"_s, u"Lock"_s, this,
                                                 SLOT(sessionLocked()));
    });
}

void LockWatch::tellSession()
{
    if (m_followsSession)
        Q_EMIT lockWanted();
}

void LockWatch::screenChanged(bool isLocked)
{
    if (isLocked)
        tellSession();
}

void LockWatch::sleepChanged(bool isGoingToSleep)
{
    if (isGoingToSleep)
        tellSession();
}

void LockWatch::sessionLocked()
{
    tellSession();
}

bool LockWatch::eventFilter(QObject *, QEvent *event)
{
    if (m_idle.isActive() && isTouch(event->type()))
        m_idle.start();
    return false;
}

} // namespace rekey::ui
