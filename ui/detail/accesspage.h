// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/triage.h"

#include <QWidget>

class QAction;
class QFormLayout;
class QHBoxLayout;
class QLabel;
class QTreeWidget;

namespace rekey::ui {

/// What the last check was and brought: evidence, whose the secret is and what it may do, as its
/// provider told, with what could not be seen.
class AccessPage final : public QWidget
{
    Q_OBJECT

public:
    explicit AccessPage(QWidget *parent = nullptr);
    ~AccessPage() override;

    void setRecord(const finding::Record &record);
    /// A button beneath; the action stays the caller's.
    void addAct(QAction *action);

private:
    QLabel *addFact(const char *objectName, const QString &name);
    void setFact(QLabel *value, const QString &text);
    void showEvidence(const finding::Evidence &evidence);
    void showAccess(const finding::Access &access);
    void fillTree(const finding::Access &access);

    QFormLayout *m_facts;
    QLabel *m_host;
    QLabel *m_request;
    QLabel *m_answer;
    QLabel *m_digest;
    QLabel *m_identity;
    QLabel *m_account;
    QLabel *m_owner;
    QLabel *m_created;
    QLabel *m_used;
    QLabel *m_expires;
    QTreeWidget *m_tree;
    QLabel *m_read;
    QHBoxLayout *m_acts;
};

} // namespace rekey::ui
