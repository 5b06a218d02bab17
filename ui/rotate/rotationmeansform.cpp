// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rotate/rotationmeansform.h"

#include "ui/models/findingwords.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

/// Ids and names may be read over a shoulder; whatever else a provider file asks for is masked.
bool isPublic(std::string_view part)
{
    constexpr std::array<std::string_view, 6> kEnds
        = {"_id", "user", "account", "name", "email", "project"};
    return std::ranges::any_of(kEnds, [&](std::string_view end) { return part.ends_with(end); });
}

QString partWords(const std::string &name)
{
    if (name == "admin")
        return RotationMeansForm::tr("Administrator's key");
    if (name == "admin_key_id")
        return RotationMeansForm::tr("Administrator's key id");
    if (name == "admin_user")
        return RotationMeansForm::tr("Administrator's name");
    QString text = escapedText(name);
    text.replace(u'_', u' ');
    text.front() = text.front().toUpper();
    return text;
}

} // namespace

RotationMeansForm::RotationMeansForm(CredentialSources sources, QWidget *parent)
    : QWidget(parent)
    , m_sources(std::move(sources))
    , m_rows(new QFormLayout(this))
{
    setObjectName(u"rotationMeans"_s);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
}

void RotationMeansForm::setNeeds(const RotationNeeds &needs, const QStringList &permissions,
                                 const std::map<std::string, std::string> &with)
{
    m_leans = needs.leansOnOldKey;
    for (const std::string &part : needs.parts)
        addPart(part, with);
    // The administrator may be another one by now.
    for (const auto &[part, text] : with) {
        if (part.starts_with("admin") && !std::ranges::contains(needs.parts, part))
            addPart(part, with);
    }
    if (!needs.parts.empty() && !permissions.isEmpty()) {
        m_rows->addRow(tr("It has to be allowed"),
                       plainLabel(permissions.join(u", "_s), u"rotationPermissions"_s, this));
    }
    if (m_leans || (needs.canLendOldKey && std::ranges::contains(needs.parts, "admin")))
        m_leaked = addYes(u"rotationLeaked"_s,
                          tr("Use the &leaked key itself: whoever else has it can do the same "
                             "meanwhile"));
    if (!needs.canary.empty())
        m_canary = addYes(u"rotationCanary"_s,
                          tr("%1 Use it &all the same").arg(escapedText(needs.canary)));
    Q_EMIT edited();
}

void RotationMeansForm::addPart(const std::string &name,
                                const std::map<std::string, std::string> &with)
{
    const QString label = partWords(name);
    const QString objectName = u"rotationPart_"_s + escapedText(name);
    if (isPublic(name)) {
        auto *line = new QLineEdit(this);
        const auto known = with.find(name);
        if (known != with.end())
            line->setText(escapedText(known->second));
        line->setObjectName(objectName);
        line->setAccessibleName(label);
        connect(line, &QLineEdit::textChanged, this, &RotationMeansForm::edited);
        m_plain.emplace(name, line);
        m_rows->addRow(label, line);
        return;
    }
    CredentialSources sources = m_sources;
    sources.entry += u'/' + escapedText(name);
    auto *field = new CredentialField(objectName, label, std::move(sources), this);
    connect(field, &CredentialField::edited, this, &RotationMeansForm::edited);
    connect(field, &CredentialField::failed, this, &RotationMeansForm::failed);
    m_secrets.emplace(name, field);
    m_rows->addRow(label, field);
}

QCheckBox *RotationMeansForm::addYes(const QString &name, const QString &text)
{
    auto *box = new QCheckBox(text, this);
    box->setObjectName(name);
    setTextTone(box, Tone::Warning);
    connect(box, &QCheckBox::toggled, this, &RotationMeansForm::edited);
    m_rows->addRow(box);
    return box;
}

bool RotationMeansForm::usesLeakedKey() const
{
    return m_leaked != nullptr && m_leaked->isChecked();
}

bool RotationMeansForm::isComplete() const
{
    if (m_canary != nullptr && !m_canary->isChecked())
        return false;
    if (usesLeakedKey())
        return true;
    return !m_leans
        && std::ranges::none_of(m_secrets, [](const auto &part) { return part.second->isEmpty(); })
        && std::ranges::none_of(
            m_plain, [](const auto &part) { return part.second->text().trimmed().isEmpty(); });
}

RotationMeans RotationMeansForm::means() const
{
    RotationMeans means;
    means.usesLeakedKey = usesLeakedKey();
    for (const auto &[name, field] : m_secrets) {
        if (!field->isEmpty())
            means.credentials.emplace(name, field->value());
    }
    for (const auto &[name, line] : m_plain) {
        if (const QString text = line->text().trimmed(); !text.isEmpty())
            means.with.emplace(name, text.toStdString());
    }
    return means;
}

void RotationMeansForm::wipe()
{
    for (const auto &[name, field] : m_secrets)
        field->wipe();
}

} // namespace rekey::ui
