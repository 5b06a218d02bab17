// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/severity.h"
#include "core/finding/triage.h"

#include <QWidget>

class QAction;
class QFormLayout;
class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace rekey::ui {

class FlowLayout;
class Pill;

/// Who a finding is, in a few lines: type, mask, verdict, decision, severity, provider, what was
/// found beside it and what people said of it.
class DetailHead final : public QWidget
{
    Q_OBJECT

public:
    explicit DetailHead(QWidget *parent = nullptr);
    ~DetailHead() override;

    void setFinding(const finding::Finding &finding, const std::string &console);
    /// What people and providers said of it. `verdict` is the one that counts.
    void setRecord(const finding::Record &record, finding::Verdict verdict,
                   const finding::Severity &severity);
    /// Opened by the decision box, which is there only with a menu. Owned by the caller.
    void setDecisionMenu(QMenu *menu);
    /// A button beside Peek.
    void addButton(QAction *action);

Q_SIGNALS:
    void peekClicked();
    void copyClicked();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void scaleFonts();
    QLabel *addFact(const char *objectName, const QString &name);
    void setFact(QLabel *value, const QString &name, const QString &text);
    void setVerdict(finding::Verdict verdict);

    QLabel *m_label = nullptr;
    QLabel *m_type = nullptr;
    QLabel *m_mask = nullptr;
    Pill *m_verdict = nullptr;
    Pill *m_confidence = nullptr;
    QToolButton *m_decision = nullptr;
    QLabel *m_checked = nullptr;
    QLabel *m_reason = nullptr;
    QFormLayout *m_facts = nullptr;
    QLabel *m_severity = nullptr;
    QLabel *m_decided = nullptr;
    QLabel *m_owner = nullptr;
    QLabel *m_tags = nullptr;
    QLabel *m_incident = nullptr;
    QLabel *m_noted = nullptr;
    QLabel *m_claims = nullptr;
    QLabel *m_provider = nullptr;
    QLabel *m_console = nullptr;
    QLabel *m_beside = nullptr;
    QLabel *m_missing = nullptr;
    FlowLayout *m_buttons = nullptr;
    QPushButton *m_peek = nullptr;
    QPushButton *m_copy = nullptr;
};

} // namespace rekey::ui
