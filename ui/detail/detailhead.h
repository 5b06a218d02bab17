// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/finding.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QPushButton;

namespace rekey::ui {

class Pill;

/// Who a finding is, in a few lines: type, mask, verdict, provider, what was found beside it.
class DetailHead final : public QWidget
{
    Q_OBJECT

public:
    explicit DetailHead(QWidget *parent = nullptr);
    ~DetailHead() override;

    void setFinding(const finding::Finding &finding, const std::string &console);

Q_SIGNALS:
    void peekClicked();
    void copyClicked();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void scaleFonts();
    void setFact(QLabel *value, const QString &name, const QString &text);

    QLabel *m_label = nullptr;
    QLabel *m_type = nullptr;
    QLabel *m_mask = nullptr;
    Pill *m_verdict = nullptr;
    Pill *m_confidence = nullptr;
    QLabel *m_reason = nullptr;
    QFormLayout *m_facts = nullptr;
    QLabel *m_provider = nullptr;
    QLabel *m_console = nullptr;
    QLabel *m_beside = nullptr;
    QLabel *m_missing = nullptr;
    QPushButton *m_peek = nullptr;
    QPushButton *m_copy = nullptr;
};

} // namespace rekey::ui
