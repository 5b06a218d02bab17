// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/seal/partsform.h"

#include "ui/seal/processorform.h"
#include "ui/widgets/labels.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

PartsForm::PartsForm(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout)
{
    auto *note
        = new QLabel(tr("The value goes into each part, and they run in this order. A second "
                        "credential is better sealed on its own: a request may carry two."),
                     this);
    note->setObjectName(u"sealPartsNote"_s);
    note->setWordWrap(true);
    auto *more = new QPushButton(tr("&Add a part"), this);
    more->setObjectName(u"sealAddPart"_s);
    more->setAutoDefault(false);
    connect(more, &QPushButton::clicked, this, [this] {
        seal::Inject blank;
        blank.format.value = "%s";
        add({std::move(blank)});
        Q_EMIT edited();
    });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(note);
    column->addLayout(m_column);
    column->addWidget(more, 0, Qt::AlignLeft);
}

void PartsForm::begin(const seal::Processor &first)
{
    if (!m_parts.empty())
        return;
    add(first);
    seal::Inject blank;
    blank.format.value = "%s";
    add({std::move(blank)});
}

void PartsForm::add(const seal::Processor &processor)
{
    Part part;
    part.box = new QFrame(this);
    part.box->setFrameShape(QFrame::StyledPanel);
    part.head = new QLabel(part.box);
    part.up = new QToolButton(part.box);
    part.up->setObjectName(u"sealPartUp"_s);
    part.up->setText(tr("Earlier"));
    part.remove = new QToolButton(part.box);
    part.remove->setObjectName(u"sealPartRemove"_s);
    part.remove->setText(tr("Remove"));
    part.form = new ProcessorForm(ProcessorForm::Use::Part, part.box);
    part.form->setProcessor(processor);
    const QFrame *box = part.box;
    connect(part.up, &QToolButton::clicked, this, [this, box] { moveUp(box); });
    connect(part.remove, &QToolButton::clicked, this, [this, box] { remove(box); });
    connect(part.form, &ProcessorForm::edited, this, &PartsForm::edited);
    auto *row = new QHBoxLayout;
    row->addWidget(part.head, 1);
    row->addWidget(part.up);
    row->addWidget(part.remove);
    auto *column = new QVBoxLayout(part.box);
    column->addLayout(row);
    column->addWidget(part.form);
    alignFormLabels(*part.box);
    m_column->addWidget(part.box);
    m_parts.push_back(part);
    showOrder();
}

void PartsForm::moveUp(const QFrame *box)
{
    const auto found = std::ranges::find(m_parts, box, &Part::box);
    if (found == m_parts.begin() || found == m_parts.end())
        return;
    std::iter_swap(found, found - 1);
    for (const Part &part : m_parts) {
        m_column->removeWidget(part.box);
        m_column->addWidget(part.box);
    }
    showOrder();
    Q_EMIT edited();
}

void PartsForm::remove(const QFrame *box)
{
    const auto found = std::ranges::find(m_parts, box, &Part::box);
    if (found == m_parts.end())
        return;
    found->box->hide();
    found->box->setObjectName(QString());
    found->box->deleteLater(); // one of its buttons was clicked
    m_parts.erase(found);
    showOrder();
    Q_EMIT edited();
}

void PartsForm::showOrder()
{
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        const Part &part = m_parts[i];
        const QString number = QString::number(i + 1);
        part.box->setObjectName(u"sealPart_"_s + number);
        part.head->setText(tr("Part %1").arg(number));
        part.up->setEnabled(i > 0);
        part.up->setAccessibleName(tr("Run part %1 earlier").arg(number));
        part.remove->setEnabled(m_parts.size() > 1);
        part.remove->setAccessibleName(tr("Remove part %1").arg(number));
    }
}

seal::Multi PartsForm::parts() const
{
    seal::Multi several;
    for (const Part &part : m_parts)
        several.members.push_back(part.form->processor());
    return several;
}

} // namespace rekey::ui
