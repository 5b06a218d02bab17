// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/preset.h"
#include "core/seal/sealing.h"
#include "ui/seal/deliverypane.h"

#include <QDialog>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace rekey::ui {

class CodeView;
class ConsumersTable;
class DestinationForm;
class ProcessorForm;
class SealDesk;
class SecretField;

/// Everything that is needed to seal, but for the value of a finding.
struct SealJob
{
    std::shared_ptr<seal::ProxySecret> policy;
    std::optional<seal::Preset> preset; ///< of the fields that are made of companions
    seal::SealOrder order;
    std::vector<seal::Consumer> consumers;
    seal::Profile profile;
    std::shared_ptr<secret::SecretBytes> typed; ///< null: the finding's
};

/// Makes new secrets that only the proxy can open: for which deployment, how the value gets into a
/// request, who may use it, where it may go, and for whom. The value itself is never here.
class SealDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `detector` of the finding that is sealed, to propose a preset; without a finding the value
    /// is typed.
    SealDialog(SealDesk &desk, seal::SealedFrom source, const std::string &detector,
               DeliveryPane::FolderAsker folder, QWidget *parent = nullptr);

    /// The job is done: shows what consumers get.
    void deliver(std::vector<seal::MadeSeal> seals, const seal::Profile &profile);
    /// It was refused, with the reason.
    void refuse(const QString &why);

Q_SIGNALS:
    void sealRequested(const rekey::ui::SealJob &job);
    void profileRequested();
    void testRequested(const std::vector<rekey::ui::SealTrial> &trials);
    void copyRequested(const std::shared_ptr<const rekey::secret::SecretBytes> &bearer);

private:
    void build(const std::string &detector);
    [[nodiscard]] QWidget *makeForm();
    [[nodiscard]] QWidget *makePreview();
    [[nodiscard]] QWidget *makeConsumers();
    void fillProfiles();
    void showProfile();
    void choosePreset(int index);
    void refresh();
    [[nodiscard]] bool isFinding() const;
    [[nodiscard]] const seal::Profile *profile() const;
    [[nodiscard]] const seal::Preset *preset() const;
    /// Without a value.
    [[nodiscard]] seal::ProxySecret policy() const;
    [[nodiscard]] seal::SealTerms terms() const;
    void requestSeals();

    SealDesk &m_desk;
    seal::SealedFrom m_source;
    DeliveryPane::FolderAsker m_folder;
    QComboBox *m_profile = nullptr;
    QLabel *m_fingerprint = nullptr;
    QComboBox *m_preset = nullptr;
    QLabel *m_note = nullptr;
    SecretField *m_value = nullptr;
    ProcessorForm *m_processor = nullptr;
    DestinationForm *m_destination = nullptr;
    CodeView *m_preview = nullptr;
    QListWidget *m_remarks = nullptr;
    QStackedWidget *m_stack = nullptr;
    ConsumersTable *m_consumers = nullptr;
    QCheckBox *m_marks = nullptr;
    QPushButton *m_seal = nullptr;
    QLabel *m_refused = nullptr;
    QTimer m_delay; ///< typing is answered when it rests
    bool m_isRefused = true; ///< by what is set now
};

} // namespace rekey::ui
