// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/triage.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QTreeWidget;

namespace rekey::ui {

/// Whose a secret is and what it may do, as its provider told, with what could not be seen.
class AccessPage final : public QWidget
{
    Q_OBJECT

public:
    explicit AccessPage(QWidget *parent = nullptr);
    ~AccessPage() override;

    void setAccess(const finding::Access &access);

private:
    QLabel *addFact(const char *objectName, const QString &name);
    void fillTree(const finding::Access &access);

    QFormLayout *m_facts;
    QLabel *m_identity;
    QLabel *m_account;
    QLabel *m_owner;
    QLabel *m_created;
    QLabel *m_used;
    QLabel *m_expires;
    QTreeWidget *m_tree;
    QLabel *m_read;
};

} // namespace rekey::ui
