// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/consent.h"
#include "ui/session/checkplan.h"

#include <QDialog>

#include <cstdint>
#include <vector>

class QCheckBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QRadioButton;
class QTreeWidget;
class QVBoxLayout;

namespace rekey::ui {

/// Asks before the first request to a host: what would be sent to whom, for how long the yes holds,
/// and what would not be sent and why. The safe button is the default, and the one that sends is
/// named after what it does. Of a plan that asks nobody it only says why. A yes to a negative
/// control is one to that alone.
class ConsentSheet final : public QDialog
{
    Q_OBJECT

public:
    explicit ConsentSheet(std::shared_ptr<const CheckPlan> plan, QWidget *parent = nullptr);

    /// What is sent on a yes: the ticked hosts, their canaries only if those are ticked, at the
    /// level that was chosen.
    [[nodiscard]] CheckPlan chosen() const;
    /// What was chosen; after accepted(). `now` is in seconds since 1970 UTC.
    [[nodiscard]] std::vector<provider::Consent> consents(std::int64_t now) const;
    [[nodiscard]] provider::Level level() const;

private:
    void build();
    void addLevels(QVBoxLayout *column);
    void addHosts(QVBoxLayout *column);
    void addFacts(QVBoxLayout *column);
    void addNotAsked(QVBoxLayout *column);
    void addSpans(QVBoxLayout *column);
    void addButtons(QVBoxLayout *column);
    void showHost(int index);
    void update();
    [[nodiscard]] bool isControl() const { return m_plan->options.isControl; }
    [[nodiscard]] bool isTicked(std::size_t host) const;
    [[nodiscard]] bool withCanaries() const;
    [[nodiscard]] std::size_t sentTo(const HostPlan &host) const;
    [[nodiscard]] QString sendText(std::size_t keys, const QStringList &hosts) const;

    std::shared_ptr<const CheckPlan> m_plan;
    QLabel *m_title = nullptr;
    QRadioButton *m_access = nullptr;
    QTreeWidget *m_hosts = nullptr; ///< null unless there are several
    QPlainTextEdit *m_request = nullptr;
    QLabel *m_where = nullptr;
    QLabel *m_seenBy = nullptr;
    QCheckBox *m_canaries = nullptr; ///< null without canaries
    QRadioButton *m_hour = nullptr; ///< null for a control, and so is the next
    QRadioButton *m_store = nullptr;
    QPushButton *m_send = nullptr; ///< null when nobody would be asked
};

} // namespace rekey::ui
