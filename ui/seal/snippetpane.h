// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/delivery.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QPushButton;

namespace rekey::ui {

class CodeView;

/// A request through the proxy in the language of choice, for one of several seals.
class SnippetPane final : public QWidget
{
    Q_OBJECT

public:
    explicit SnippetPane(QWidget *parent = nullptr);

    void setSeals(std::vector<seal::SealRecord> records, const seal::Profile &profile);

private:
    void refresh();
    void copy();

    std::vector<seal::SealRecord> m_records;
    std::optional<seal::Profile> m_profile;
    QComboBox *m_consumer;
    QComboBox *m_language;
    QPushButton *m_copy;
    CodeView *m_code;
};

} // namespace rekey::ui
