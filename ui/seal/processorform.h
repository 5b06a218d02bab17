// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/preset.h"

#include <QWidget>

#include <cstdint>
#include <map>
#include <string>

class QComboBox;
class QFormLayout;
class QLineEdit;

namespace rekey::ui {

class PartsForm;

/// What the proxy does with the value: the kind of processor and its members that are no secrets.
class ProcessorForm final : public QWidget
{
    Q_OBJECT

public:
    enum class Use : std::uint8_t
    {
        Whole,
        Part, ///< one of several: neither several again nor what fetches a token
    };

    explicit ProcessorForm(Use use, QWidget *parent = nullptr);

    /// Fields that are made of companions are left as they are.
    void setPreset(const seal::Preset &preset);
    /// Its values are left alone.
    void setProcessor(const seal::Processor &processor);
    void setField(std::string_view name, const QString &text);
    /// Without a value.
    [[nodiscard]] seal::Processor processor() const;

Q_SIGNALS:
    void edited();

private:
    void changeKind();
    void showFields();
    [[nodiscard]] seal::ProcessorKind kind() const;
    [[nodiscard]] seal::Processor filled(seal::ProcessorKind kind) const;
    [[nodiscard]] QString text(std::string_view name) const;

    QFormLayout *m_form;
    QComboBox *m_kind;
    PartsForm *m_parts = nullptr; ///< none in a part
    seal::ProcessorKind m_before = seal::ProcessorKind::Inject; ///< the kind that was chosen last
    std::map<std::string, QLineEdit *, std::less<>> m_fields;
};

} // namespace rekey::ui
