// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QWidget>

#include <functional>

class QPlainTextEdit;

namespace rekey::ui {

/// Where the program's messages go while it runs. Any thread may write; lines come out on the
/// thread this lives on. Holds names, rules and counts, never a scanned value.
class LogFeed final : public QObject
{
    Q_OBJECT

public:
    enum class Level : std::uint8_t
    {
        Info,
        Warning,
        Error
    };

    using QObject::QObject;
    /// Sends Qt's messages here as well as to where they went before, until this goes.
    void capture();
    ~LogFeed() override;

    void write(Level level, const QString &topic, const QString &text);

Q_SIGNALS:
    void lineWritten(rekey::ui::LogFeed::Level level, const QString &topic, const QString &text);
};

/// The last 5,000 lines of a LogFeed.
class LogPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit LogPanel(LogFeed &feed, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const;

private:
    void append(LogFeed::Level level, const QString &topic, const QString &text);

    QPlainTextEdit *m_lines;
};

} // namespace rekey::ui
