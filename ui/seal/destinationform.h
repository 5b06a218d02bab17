// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/check.h"

#include <QWidget>

class QButtonGroup;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QRadioButton;

namespace rekey::ui {

/// Who may use a seal and where it may go, with a tester that says what passes.
class DestinationForm final : public QWidget
{
    Q_OBJECT

public:
    explicit DestinationForm(QWidget *parent = nullptr);

    void setHosts(const std::vector<std::string> &hosts);
    [[nodiscard]] seal::Destinations destinations() const;
    /// Without digest or key: each consumer gets its own.
    [[nodiscard]] seal::Authorizer authorizer() const;
    /// Consents that were given here.
    [[nodiscard]] seal::SealTerms terms() const;

Q_SIGNALS:
    void edited();

private:
    void build();
    void showFields();
    void test();

    QFormLayout *m_form;
    QComboBox *m_authorizer;
    QLineEdit *m_flyOrgs;
    QLineEdit *m_flyApps;
    QLineEdit *m_flyOrg;
    QLineEdit *m_flyAction;
    QLineEdit *m_consent;
    QRadioButton *m_byHosts;
    QRadioButton *m_byPattern;
    QLineEdit *m_hosts;
    QLineEdit *m_pattern;
    QLineEdit *m_tester;
    QLabel *m_verdict;
};

} // namespace rekey::ui
