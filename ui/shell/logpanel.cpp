// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/logpanel.h"

#include "ui/shell/scantext.h"

#include <QBoxLayout>
#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QTime>

#include <atomic>
#include <mutex>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kLines = 5000;

std::mutex feedMutex;
LogFeed *capturing = nullptr; // guarded by feedMutex; Qt's handler has no context argument
std::atomic<QtMessageHandler> before = nullptr;

void handleMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    {
        const std::scoped_lock lock(feedMutex);
        if (capturing) {
            const auto level = type == QtInfoMsg || type == QtDebugMsg ? LogFeed::Level::Info
                : type == QtWarningMsg                                 ? LogFeed::Level::Warning
                                                                       : LogFeed::Level::Error;
            capturing->write(level, QString::fromUtf8(context.category), message);
        }
    }
    if (const QtMessageHandler next = before)
        next(type, context, message);
}

} // namespace

void LogFeed::capture()
{
    {
        const std::scoped_lock lock(feedMutex);
        capturing = this;
    }
    const QtMessageHandler previous = qInstallMessageHandler(&handleMessage);
    if (previous != &handleMessage)
        before = previous;
}

LogFeed::~LogFeed()
{
    const std::scoped_lock lock(feedMutex);
    if (capturing != this)
        return;
    capturing = nullptr;
    qInstallMessageHandler(before);
}

void LogFeed::write(Level level, const QString &topic, const QString &text)
{
    QMetaObject::invokeMethod(
        this, [this, level, topic, text] { Q_EMIT lineWritten(level, topic, text); },
        Qt::QueuedConnection);
}

LogPanel::LogPanel(LogFeed &feed, QWidget *parent)
    : QWidget(parent)
    , m_lines(new QPlainTextEdit(this))
{
    m_lines->setObjectName(u"logLines"_s);
    m_lines->setAccessibleName(tr("Log"));
    m_lines->setReadOnly(true);
    m_lines->setUndoRedoEnabled(false);
    m_lines->setFrameShape(QFrame::NoFrame);
    m_lines->setMaximumBlockCount(kLines);
    m_lines->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_lines->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_lines->setPlaceholderText(
        tr("What Rekey does is written here: names, rules and counts, never a value."));
    m_lines->document()->setDocumentMargin(8);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_lines);
    connect(&feed, &LogFeed::lineWritten, this, &LogPanel::append);
}

QString LogPanel::text() const
{
    return m_lines->toPlainText();
}

void LogPanel::append(LogFeed::Level level, const QString &topic, const QString &text)
{
    const QString word = level == LogFeed::Level::Info ? tr("info")
        : level == LogFeed::Level::Warning             ? tr("warning")
                                                       : tr("error");
    m_lines->appendPlainText(u"%1  %2  %3  %4"_s.arg(QTime::currentTime().toString(u"HH:mm:ss"_s),
                                                     word.leftJustified(8), topic.leftJustified(14),
                                                     safeText(text.toStdString())));
}

} // namespace rekey::ui
