// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/scan/context.h"
#include "ui/detail/showncontext.h"

#include <QThreadPool>
#include <QTimer>
#include <QWidget>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace rekey::ui {

class ContextView;

/// Reads the masked text round a place. Called on a worker thread, never by two at once.
using ContextReader = std::function<Result<scan::MaskedContext>(const finding::Place &,
                                                                const scan::ContextOptions &)>;

/// The text round one place, read off the GUI thread; an answer that comes too late is dropped.
class ContextPage final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kFewestLines = 1;
    static constexpr int kMostLines = 20;

    explicit ContextPage(QWidget *parent = nullptr);
    ~ContextPage() override;

    void setReader(ContextReader reader);
    /// Number `index` of `count` places, from 0. Reads only when what is shown would change.
    void showPlace(const finding::Place &place, int index, int count);
    /// Reads the shown place again.
    void reload();
    void clear();

    [[nodiscard]] int linesAround() const { return m_linesAround; }
    /// Clamped to 1..20.
    void setLinesAround(int lines);

    [[nodiscard]] QString maskedLine(const QString &mask) const;

Q_SIGNALS:
    void linesAroundChanged(int lines);
    /// -1 or 1: the person wants the place before or after.
    void stepRequested(int step);
    void rescanRequested();
    /// The view holds the lines of the place.
    void shown();
    void failed();

private:
    using Answer = Result<ShownContext>;

    QWidget *buildBar();
    QWidget *buildMessage();
    void read();
    void take(std::uint64_t generation, const Answer &answer);
    void say(const QString &text, bool rescan);
    void updateBar();

    ContextReader m_reader;
    std::optional<finding::Place> m_place;
    int m_index = 0;
    int m_count = 0;
    int m_linesAround = 3;
    std::shared_ptr<std::atomic<std::uint64_t>> m_generation;
    std::shared_ptr<Colourist> m_colourist;
    QThreadPool m_pool;
    QTimer m_slow;

    QLabel *m_path = nullptr;
    QLabel *m_position = nullptr;
    QToolButton *m_before = nullptr;
    QToolButton *m_after = nullptr;
    QToolButton *m_fewer = nullptr;
    QToolButton *m_more = nullptr;
    QLabel *m_lines = nullptr;
    QStackedWidget *m_stack = nullptr;
    ContextView *m_view = nullptr;
    QLabel *m_message = nullptr;
    QPushButton *m_rescan = nullptr;
};

} // namespace rekey::ui
