// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret/secretbytes.h"

#include <QElapsedTimer>
#include <QFrame>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <functional>

class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;

namespace rekey::ui {

/// Paints a value one character at a time straight from its locked bytes. No text of it ever
/// reaches a property, a layout engine's string or an assistive tool.
class PeekCanvas final : public QWidget
{
    Q_OBJECT

public:
    explicit PeekCanvas(QWidget *parent = nullptr);
    ~PeekCanvas() override;

    void setValue(secret::SecretBytes value);
    void wipe();
    [[nodiscard]] bool hasValue() const { return !m_value.isEmpty(); }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    /// Calls `cell(column, row, character)` for every cell and returns the number of rows.
    template <typename Cell> int walk(int columns, Cell cell) const;
    [[nodiscard]] int columnsFor(int width) const;

    secret::SecretBytes m_value;
};

/// Shows one value for some seconds, with a visible countdown. Hides and wipes itself when the time
/// is over, when focus leaves it, on Esc, and whenever it is hidden.
class PeekPanel final : public QFrame
{
    Q_OBJECT

public:
    explicit PeekPanel(QWidget *parent = nullptr);
    ~PeekPanel() override;

    void setDuration(std::chrono::milliseconds duration) { m_duration = duration; }

    /// Asks first, in the panel itself; `confirmed` runs when the person says yes with the button
    /// `yes`, which assistive tools call `yesName`.
    void ask(const QString &question, const QString &yes, const QString &yesName,
             std::function<void()> confirmed);
    /// Takes the keyboard. `title` and `mask` are what assistive tools get.
    void reveal(secret::SecretBytes value, const QString &title, const QString &mask);
    /// Wipes and hides; gives the keyboard back to who had it.
    void close();

    [[nodiscard]] bool isRevealing() const;

Q_SIGNALS:
    void closed();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void build();
    void open();
    void tick();
    void wipe();
    void focusMoved(QWidget *now);

    std::chrono::milliseconds m_duration{10'000};
    QTimer m_tick;
    QElapsedTimer m_since;
    std::function<void()> m_confirmed;
    QPointer<QWidget> m_focusBefore;
    QLabel *m_title = nullptr;
    QLabel *m_countdown = nullptr;
    QProgressBar *m_left = nullptr;
    QScrollArea *m_scroll = nullptr;
    PeekCanvas *m_canvas = nullptr;
    QPushButton *m_show = nullptr;
    QPushButton *m_close = nullptr;
};

} // namespace rekey::ui
