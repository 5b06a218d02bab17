// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/seal/processorform.h"

#include "ui/seal/partsform.h"
#include "ui/seal/sealwords.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr std::array<std::string_view, 11> kFields
    = {"fmt",    "dst",       "placeholder", "access_key", "email",          "sub",
       "scopes", "token_url", "client_id",   "app_id",     "installation_id"};

bool hasFormat(seal::ProcessorKind kind)
{
    return kind == seal::ProcessorKind::Inject || kind == seal::ProcessorKind::InjectHmac;
}

} // namespace

ProcessorForm::ProcessorForm(Use use, QWidget *parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
    , m_kind(new QComboBox(this))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_kind->setObjectName(u"sealProcessor"_s);
    for (std::size_t i = 0; i < seal::kProcessorKinds; ++i) {
        const auto kind = static_cast<seal::ProcessorKind>(i);
        const bool isAlone = kind == seal::ProcessorKind::Multi || seal::isTwoStep(kind);
        if (use == Use::Whole || !isAlone)
            m_kind->addItem(processorWord(kind), static_cast<int>(i));
    }
    m_form->addRow(tr("Pro&cessor"), m_kind);
    for (const std::string_view name : kFields) {
        auto *edit = new QLineEdit(this);
        edit->setObjectName(u"sealField_"_s
                            + QLatin1StringView(name.data(), static_cast<qsizetype>(name.size())));
        m_fields.emplace(name, edit);
        m_form->addRow(fieldWord(name), edit);
        connect(edit, &QLineEdit::textChanged, this, &ProcessorForm::edited);
    }
    if (use == Use::Whole) {
        m_parts = new PartsForm(this);
        m_form->addRow(m_parts);
        connect(m_parts, &PartsForm::edited, this, &ProcessorForm::edited);
    }
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ProcessorForm::changeKind);
    m_fields.at("fmt")->setText(u"Bearer %s"_s);
    m_fields.at("dst")->setText(u"Authorization"_s);
    showFields();
}

seal::ProcessorKind ProcessorForm::kind() const
{
    return static_cast<seal::ProcessorKind>(m_kind->currentData().toInt());
}

QString ProcessorForm::text(std::string_view name) const
{
    return m_fields.find(name)->second->text();
}

void ProcessorForm::changeKind()
{
    if (kind() == seal::ProcessorKind::Multi)
        m_parts->begin(filled(seal::isTwoStep(m_before) ? seal::ProcessorKind::Inject : m_before));
    m_before = kind();
    showFields();
    Q_EMIT edited();
}

void ProcessorForm::showFields()
{
    if (m_parts != nullptr)
        m_form->setRowVisible(m_parts, kind() == seal::ProcessorKind::Multi);
    const std::vector<std::string_view> names = seal::fieldNames(kind());
    for (const auto &[name, edit] : m_fields) {
        const bool isPinned = name == "fmt" || name == "dst";
        m_form->setRowVisible(edit,
                              isPinned ? hasFormat(kind()) : std::ranges::contains(names, name));
    }
}

void ProcessorForm::setPreset(const seal::Preset &preset)
{
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(preset.processor)));
    if (hasFormat(preset.processor)) {
        setField("fmt", QString::fromStdString(preset.format));
        setField("dst", QString::fromStdString(preset.destination));
    }
    for (const auto &[name, text] : preset.fields) {
        if (!text.contains('{'))
            setField(name, QString::fromStdString(text));
    }
}

void ProcessorForm::setProcessor(const seal::Processor &processor)
{
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(seal::kindOf(processor))));
    const auto show = [this](const auto &inject) {
        setField("fmt", QString::fromStdString(inject.format.value));
        setField("dst", QString::fromStdString(inject.destination.value));
    };
    if (const auto *inject = std::get_if<seal::Inject>(&processor.kind))
        show(*inject);
    if (const auto *inject = std::get_if<seal::InjectHmac>(&processor.kind))
        show(*inject);
    for (const std::string_view name : seal::fieldNames(seal::kindOf(processor)))
        setField(name, QString::fromStdString(seal::fieldText(processor, name)));
}

void ProcessorForm::setField(std::string_view name, const QString &text)
{
    const auto found = m_fields.find(name);
    if (found != m_fields.end())
        found->second->setText(text);
}

seal::Processor ProcessorForm::processor() const
{
    if (kind() == seal::ProcessorKind::Multi)
        return {m_parts->parts()};
    return filled(kind());
}

seal::Processor ProcessorForm::filled(seal::ProcessorKind kind) const
{
    seal::Processor made = seal::makeProcessor(kind);
    const auto pin = [this](auto &inject) {
        inject.format.value = text("fmt").toStdString();
        inject.destination.value = text("dst").trimmed().toStdString();
    };
    if (auto *inject = std::get_if<seal::Inject>(&made.kind))
        pin(*inject);
    if (auto *inject = std::get_if<seal::InjectHmac>(&made.kind))
        pin(*inject);
    for (const auto &[name, edit] : m_fields)
        seal::setField(made, name, edit->text().trimmed().toStdString());
    return made;
}

} // namespace rekey::ui
