// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/filter.h"
#include "ui/findings/filteredit.h"
#include "ui/findings/savedfilters.h"

#include <QStringList>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <vector>

class QLabel;
class QMenu;
class QToolButton;

namespace rekey::ui {

class FindingsModel;

/// The filter line with its state in words beneath, and buttons for saved filters, by Ctrl+1 to 9
/// too; shipped ones hide while they find nothing.
/// Applies to the model on Enter, or 150 ms after the last key while the text is valid. Remembers
/// the filters applied, without values.
class FilterBar final : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(FindingsModel &model, QWidget *parent = nullptr);

    [[nodiscard]] FilterEdit *edit() const { return m_edit; }
    [[nodiscard]] QString text() const;
    /// Puts a filter in and applies it; a step of its own in the history.
    void setText(const QString &text);
    /// Puts a term behind the text without applying it, the cursor after it.
    void prepare(const QString &term);
    void clear() { setText({}); }
    void goBack() { step(-1); }
    void goForward() { step(1); }

    [[nodiscard]] SavedFilters &savedFilters() { return m_saved; }
    /// Filled by whoever knows what rows can be grouped by, before it shows.
    [[nodiscard]] QMenu *groupMenu() const { return m_groupMenu; }
    void setRecogniser(SecretRecogniser recogniser);

Q_SIGNALS:
    void left(); ///< the user wants to go on to the table

private:
    [[nodiscard]] QWidget *makeStatus();
    [[nodiscard]] QWidget *makeQuickButtons();
    void check();
    [[nodiscard]] bool isUsable() const
    {
        return m_filterState == finding::FilterState::Valid
            || m_filterState == finding::FilterState::Deprecated;
    }
    void apply(bool isStep);
    void remember(const QString &text, bool isStep);
    void step(int by);
    void showCounts();
    void showQuickCounts();
    void showGrouping();
    void rebuildButtons();
    void applySaved(std::size_t at);
    void fillFilterMenu();
    void showButtonMenu(std::size_t at, const QPoint &position);
    void askName(const QString &title, const QString &name,
                 const std::function<Result<void>(const QString &)> &take);
    void exportFilters();
    void importFilters();
    void say(const QString &text);
    void showProblem(const finding::ParsedFilter &parsed);
    [[nodiscard]] FilterEdit::Proposals proposals(const QString &text, qsizetype cursor) const;

    FindingsModel &m_model;
    FilterEdit *m_edit = nullptr;
    QLabel *m_stateIcon = nullptr;
    QLabel *m_state = nullptr;
    QToolButton *m_fix = nullptr;
    QString m_fixedText;
    SavedFilters m_saved;
    SecretRecogniser m_recogniser;
    QWidget *m_buttonRow = nullptr;
    std::vector<QToolButton *> m_buttons; ///< one for each saved filter
    QMenu *m_groupMenu = nullptr;
    QToolButton *m_groupButton = nullptr;
    QMenu *m_filterMenu = nullptr;
    QTimer m_applyTimer;
    QStringList m_history{QString()};
    qsizetype m_historyAt = 0;
    bool m_isTyping = false; ///< the newest entry of the history is still being typed
    finding::FilterState m_filterState = finding::FilterState::Valid;
};

} // namespace rekey::ui
