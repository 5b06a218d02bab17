// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/hygienebook.h"

#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

class QButtonGroup;
class QLabel;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace rekey::ui {

class ChartCard;
class HygieneDesk;
class TokensModel;

/// Tokens of an imported list: the policy above, filters by flag, the table, what to do about the
/// chosen ones, and what notices led to.
class HygienePage final : public QWidget
{
    Q_OBJECT

public:
    /// Where a drafted notice is saved; empty when the person cancels.
    using SaveAsker = std::function<QString(QWidget *)>;

    HygienePage(HygieneDesk &desk, SaveAsker save, QWidget *parent = nullptr);

    [[nodiscard]] QTableView *table() const { return m_table; }
    /// One sentence below the table's buttons: what a list brought, or why it could not be read.
    void say(const QString &text);
    /// A list is being read.
    void setReading(bool isReading);

Q_SIGNALS:
    void importRequested();
    /// Asks for words why these tokens are exempt; answered by HygieneDesk::exempt.
    void exemptRequested(const std::vector<std::size_t> &tokens);
    /// The finding of a leaked token is to be shown.
    void leakRequested(std::size_t token);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    [[nodiscard]] QWidget *makeBar();
    [[nodiscard]] QWidget *makeFlags();
    [[nodiscard]] QWidget *makeActs();
    void refresh();
    void updateActs();
    /// The chosen ones, or all shown when none is.
    [[nodiscard]] std::vector<std::size_t> aimedAt() const;
    void draftNotice();
    void snooze();
    void activate(const QModelIndex &index);

    HygieneDesk &m_desk;
    SaveAsker m_save;
    TokensModel *m_model;
    QStackedWidget *m_stack;
    QTableView *m_table;
    QLabel *m_policy;
    QLabel *m_said;
    QSpinBox *m_days;
    QButtonGroup *m_flags;
    std::vector<QToolButton *> m_flagButtons; ///< "All", then by TokenFlag
    QPushButton *m_import;
    QPushButton *m_notice;
    QPushButton *m_snooze;
    QPushButton *m_exempt;
    QPushButton *m_finding;
    ChartCard *m_chart;
};

} // namespace rekey::ui
