// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <cstdint>
#include <vector>

class QAction;
class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace rekey::ui {

class FlowLayout;
class SealDesk;
class SealsModel;

/// The seals that were made, and what to do about the chosen ones.
class SealsPage final : public QWidget
{
    Q_OBJECT

public:
    explicit SealsPage(SealDesk &desk, QWidget *parent = nullptr);

    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] std::vector<std::uint32_t> chosen() const;
    /// A button beside those that are there, for another feature's command.
    void addTool(QAction *action, const QString &name);
    void setReadOnly(bool isReadOnly);
    /// One sentence beside the buttons.
    void say(const QString &text);

Q_SIGNALS:
    void choiceChanged();
    void newRequested();
    void againRequested(const std::vector<std::uint32_t> &seals);
    void testRequested(const std::vector<std::uint32_t> &seals);
    void snippetRequested(std::uint32_t seal);
    /// Empty: a new one.
    void profileRequested(const QString &name);

private:
    [[nodiscard]] QWidget *makeBar();
    void refresh();
    void fillProfileMenu();

    SealDesk &m_desk;
    SealsModel *m_model;
    QStackedWidget *m_stack;
    QTableView *m_table;
    QLabel *m_counts;
    QLabel *m_said;
    QPushButton *m_new = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_test = nullptr;
    QPushButton *m_snippet = nullptr;
    QPushButton *m_retire = nullptr;
    QMenu *m_profiles;
    FlowLayout *m_tools = nullptr;
    bool m_isReadOnly = false;
};

} // namespace rekey::ui
