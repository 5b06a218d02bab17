// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/delivery.h"
#include "core/seal/sealing.h"
#include "ui/seal/sealtrial.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <vector>

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace rekey::ui {

class SealDesk;
class SnippetPane;

/// What was sealed, to be handed over: each consumer's bearer shown once, files, and a request in
/// the consumer's language. Drops the bearers when it goes.
class DeliveryPane final : public QWidget
{
    Q_OBJECT

public:
    /// Where files go; empty when the person cancels.
    using FolderAsker = std::function<QString(QWidget *)>;

    explicit DeliveryPane(FolderAsker folder, QWidget *parent = nullptr);

    /// Records with their numbers.
    void setSeals(std::vector<seal::MadeSeal> seals, const seal::Profile &profile);
    /// What came of tests, beside each seal.
    void showTests(const SealDesk &desk);

Q_SIGNALS:
    void testRequested(const std::vector<rekey::ui::SealTrial> &trials);
    /// To the clipboard, for a while.
    void copyRequested(const std::shared_ptr<const rekey::secret::SecretBytes> &bearer);

private:
    struct Row
    {
        seal::SealRecord record;
        std::shared_ptr<const secret::SecretBytes> bearer;
        QLabel *test = nullptr;
    };
    void addRow(Row &row);
    void save();
    void requestTests();

    FolderAsker m_folder;
    std::vector<Row> m_rows;
    QLabel *m_head;
    QGridLayout *m_grid;
    QLabel *m_warning;
    QComboBox *m_form;
    QPushButton *m_save;
    QPushButton *m_test;
    QLabel *m_said;
    SnippetPane *m_snippet;
};

} // namespace rekey::ui
