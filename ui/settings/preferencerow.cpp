// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/preferencerow.h"

#include "ui/widgets/icons.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

QString originText(PreferenceOrigin origin, bool isLocked)
{
    switch (origin) {
    case PreferenceOrigin::Default:
        break;
    case PreferenceOrigin::User:
        return PreferenceRow::tr("Set by you");
    case PreferenceOrigin::Managed:
        return isLocked ? PreferenceRow::tr("Set and locked by your administrator")
                        : PreferenceRow::tr("Set by your administrator");
    }
    return PreferenceRow::tr("Default");
}

} // namespace

PreferenceRow::PreferenceRow(Preferences &preferences, const QString &id, QWidget *parent)
    : QWidget(parent)
    , m_preferences(preferences)
    , m_id(id)
{
    setObjectName(u"row_"_s + id);
    build(*preferences.spec(id));
    refresh();
    connect(&preferences, &Preferences::changed, this, [this](const QString &changed) {
        if (changed == m_id)
            refresh();
    });
}

void PreferenceRow::build(const PreferenceSpec &spec)
{
    m_editor = makeEditor(spec);
    m_editor->setObjectName(u"setting_"_s + spec.id);
    m_editor->setAccessibleName(spec.text);
    m_editor->setAccessibleDescription(spec.tip);
    setTargetSize();
    auto *tip = new QLabel(spec.tip, this);
    tip->setWordWrap(true);
    tip->setForegroundRole(QPalette::PlaceholderText);
    m_origin = new QLabel(this);
    m_origin->setObjectName(u"origin_"_s + spec.id);
    m_origin->setForegroundRole(QPalette::PlaceholderText);
    m_reset = new QToolButton(this);
    m_reset->setObjectName(u"reset_"_s + spec.id);
    m_reset->setIcon(icon(u"reset"));
    m_reset->setAutoRaise(true);
    m_reset->setMinimumSize(24, 24);
    m_reset->setAccessibleName(tr("Put back: %1").arg(spec.text));
    m_reset->setToolTip(tr("Puts this setting back"));
    connect(m_reset, &QToolButton::clicked, this, [this] { m_preferences.reset(m_id); });
    auto *head = new QHBoxLayout;
    if (spec.kind != PreferenceSpec::Kind::Flag) {
        auto *name = new QLabel(spec.text, this);
        name->setWordWrap(true);
        name->setBuddy(m_editor);
        head->addWidget(name, 1);
    }
    head->addWidget(m_editor, spec.kind == PreferenceSpec::Kind::Flag ? 1 : 0);
    head->addWidget(m_reset);
    auto *foot = new QHBoxLayout;
    foot->addWidget(tip, 1);
    foot->addSpacing(16);
    foot->addWidget(m_origin, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 6, 0, 10);
    column->setSpacing(2);
    column->addLayout(head);
    column->addLayout(foot);
}

/// Large enough to be hit, and never less than its text needs.
void PreferenceRow::setTargetSize()
{
    m_editor->setMinimumHeight(std::max(24, m_editor->sizeHint().height()));
}

void PreferenceRow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (m_editor && (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange))
        setTargetSize();
}

QWidget *PreferenceRow::makeEditor(const PreferenceSpec &spec)
{
    switch (spec.kind) {
    case PreferenceSpec::Kind::Number: {
        auto *number = new QSpinBox(this);
        number->setRange(spec.least, spec.most);
        number->setSingleStep(spec.step);
        number->setSuffix(spec.unit);
        number->setKeyboardTracking(false);
        connect(number, &QSpinBox::valueChanged, this,
                [this](int value) { m_preferences.set(m_id, value); });
        return number;
    }
    case PreferenceSpec::Kind::Choice: {
        auto *box = new QComboBox(this);
        for (const PreferenceChoice &choice : spec.choices)
            box->addItem(choice.text, choice.value);
        connect(box, &QComboBox::activated, this,
                [this, box] { m_preferences.set(m_id, box->currentData()); });
        return box;
    }
    case PreferenceSpec::Kind::Flag:
        break;
    }
    auto *flag = new QCheckBox(spec.text, this);
    connect(flag, &QCheckBox::toggled, this, [this](bool isOn) { m_preferences.set(m_id, isOn); });
    return flag;
}

void PreferenceRow::show(const QVariant &value)
{
    const QSignalBlocker quiet(m_editor);
    if (auto *number = qobject_cast<QSpinBox *>(m_editor))
        number->setValue(value.toInt());
    else if (auto *box = qobject_cast<QComboBox *>(m_editor))
        box->setCurrentIndex(box->findData(value));
    else if (auto *flag = qobject_cast<QCheckBox *>(m_editor))
        flag->setChecked(value.toBool());
}

void PreferenceRow::refresh()
{
    const bool isLocked = m_preferences.isLocked(m_id);
    const PreferenceOrigin origin = m_preferences.origin(m_id);
    show(m_preferences.value(m_id));
    m_editor->setEnabled(!isLocked);
    m_origin->setText(originText(origin, isLocked));
    m_reset->setEnabled(origin == PreferenceOrigin::User);
}

bool PreferenceRow::matches(const QString &word) const
{
    const PreferenceSpec *spec = m_preferences.spec(m_id);
    if (m_id.contains(word, Qt::CaseInsensitive) || spec->text.contains(word, Qt::CaseInsensitive)
        || spec->tip.contains(word, Qt::CaseInsensitive))
        return true;
    return std::ranges::any_of(spec->choices, [&word](const PreferenceChoice &choice) {
        return choice.text.contains(word, Qt::CaseInsensitive);
    });
}

void PreferenceRow::focusEditor()
{
    m_editor->setFocus(Qt::OtherFocusReason);
}

} // namespace rekey::ui
