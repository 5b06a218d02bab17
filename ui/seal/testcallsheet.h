// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/consent.h"
#include "ui/seal/deliverypane.h"
#include "ui/seal/sealtrial.h"

#include <QDialog>

#include <map>
#include <memory>
#include <optional>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QTreeWidget;
class QVBoxLayout;

namespace rekey::ui {

class SealDesk;
class SecretField;

/// Asks before seals are tried: what is sent through which proxy to which API, with whose bearer,
/// and for how long the yes holds. Takes bearers that are not at hand from the files they were
/// delivered in or as typed. The safe button is the default.
class TestCallSheet final : public QDialog
{
    Q_OBJECT

public:
    TestCallSheet(const SealDesk &desk, std::vector<SealTrial> trials,
                  DeliveryPane::FolderAsker folder, QWidget *parent = nullptr);

    /// Those that can be sent as things stand.
    [[nodiscard]] std::vector<ReadyTrial> ready() const;
    /// The request that was typed for those that know none, or in place of theirs.
    [[nodiscard]] std::optional<seal::HarmlessRequest>
    typedFor(const seal::SealRecord &record) const;
    /// What was said yes to; after accepted(). `now` is in seconds since 1970 UTC.
    [[nodiscard]] std::vector<provider::Consent> consents(std::int64_t now) const;

private:
    void addSeals(QVBoxLayout *column);
    void addFacts(QVBoxLayout *column);
    void addRequest(QVBoxLayout *column);
    void addSpans(QVBoxLayout *column);
    void addButtons(QVBoxLayout *column);
    void refresh();
    void showCurrent();
    void takeTyped();
    void readFolder();
    [[nodiscard]] Result<seal::TestCall> callOf(const SealTrial &trial) const;
    [[nodiscard]] SealTrial *current();

    const SealDesk &m_desk;
    std::vector<SealTrial> m_trials;
    DeliveryPane::FolderAsker m_folder;
    QLabel *m_title = nullptr;
    QTreeWidget *m_seals = nullptr;
    QLabel *m_proxies = nullptr;
    QLabel *m_apis = nullptr;
    QLabel *m_change = nullptr;
    QLabel *m_whose = nullptr;
    SecretField *m_bearer = nullptr;
    QLabel *m_said = nullptr;
    QCheckBox *m_other = nullptr;
    QComboBox *m_method = nullptr;
    QLineEdit *m_host = nullptr;
    QLineEdit *m_path = nullptr;
    QRadioButton *m_batch = nullptr;
    QRadioButton *m_hour = nullptr;
    QRadioButton *m_store = nullptr;
    QPushButton *m_send = nullptr;
};

} // namespace rekey::ui
