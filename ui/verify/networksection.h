// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/consent.h"
#include "ui/session/networkchoices.h"

#include <QWidget>

#include <functional>
#include <set>
#include <string>
#include <vector>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;

namespace rekey::ui {

/// The settings of the network: who may be asked without another question, and how hosts are
/// reached. What is written holds at once; what cannot be used is said and not taken.
class NetworkSection final : public QWidget
{
    Q_OBJECT

public:
    explicit NetworkSection(const NetworkChoices &choices, QWidget *parent = nullptr);

    void setConsents(const std::vector<provider::Consent> &consents);
    /// Servers are for these from now on; until then any name is taken.
    void setProviders(const provider::Catalog &catalog);

Q_SIGNALS:
    void choicesChanged(const rekey::ui::NetworkChoices &choices);
    void withdrawRequested(const std::string &host);

private:
    QWidget *makeConsents();
    QWidget *makeProxy(const QString &proxy);
    QPlainTextEdit *makeLines(const QString &name, const QString &title, const QStringList &lines,
                              const QString &example);
    [[nodiscard]] NetworkChoices choices() const;
    [[nodiscard]] QString unknownProvider(const CheckSetup &setup) const;
    void apply();

    QTreeWidget *m_consents = nullptr;
    QPushButton *m_withdraw = nullptr;
    QComboBox *m_proxyKind = nullptr;
    QLineEdit *m_proxy = nullptr;
    QLineEdit *m_authorities = nullptr;
    QPlainTextEdit *m_servers = nullptr;
    QPlainTextEdit *m_allowed = nullptr;
    QLabel *m_problem = nullptr;
    NetworkChoices m_applied;
    std::set<std::string, std::less<>> m_providers; ///< ids; empty: not known yet
};

} // namespace rekey::ui
