// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rotate/rotationslist.h"

#include "ui/models/findingwords.h"
#include "ui/rotate/rotationsteps.h"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kLeastRow = 26;

QString subjectOf(const KeptRotation &rotation)
{
    const rotate::RotationContext &context = rotation.order.context;
    return escapedText(context.finding.empty() ? context.detector : context.finding);
}

QString agoText(std::int64_t seconds)
{
    const auto count = [](std::int64_t number) { return static_cast<int>(number); };
    if (seconds < 120)
        return RotationsList::tr("a moment ago");
    if (seconds < 7200)
        return RotationsList::tr("%n min ago", nullptr, count(seconds / 60));
    if (seconds < std::int64_t{48} * 3600)
        return RotationsList::tr("%n h ago", nullptr, count(seconds / 3600));
    return RotationsList::tr("%n days ago", nullptr, count(seconds / (24 * 3600)));
}

QString standText(const KeptRotation &rotation)
{
    if (rotation.history.end == "done")
        return RotationsList::tr("Done");
    if (rotation.history.end == "rolled back")
        return RotationsList::tr("Taken back");
    if (!rotation.history.end.empty())
        return RotationsList::tr("Ended as it stood");
    const auto next = rotation.history.next();
    if (!next)
        return RotationsList::tr("Every step is done");
    return RotationsList::tr("Before step %1 of %2: %3")
        .arg(*next + 1)
        .arg(rotation.history.steps.size())
        .arg(stepWords(rotation.history.plan.steps[*next].kind));
}

} // namespace

QString stoppedText(const KeptRotation &rotation)
{
    const auto next = rotation.history.next();
    const std::size_t count = rotation.history.steps.size();
    return RotationsList::tr("The rotation of %1 stopped before step %2 of %3, %4.")
        .arg(subjectOf(rotation))
        .arg(next.value_or(count) + 1)
        .arg(count)
        .arg(agoText(QDateTime::currentSecsSinceEpoch() - rotation.at));
}

RotationsList::RotationsList(std::vector<KeptRotation> rotations, QWidget *parent)
    : QDialog(parent)
    , m_rotations(std::move(rotations))
    , m_list(new QTreeWidget(this))
{
    setObjectName(u"rotationsList"_s);
    setWindowTitle(tr("Rotations of this store"));
    std::ranges::stable_partition(m_rotations, &KeptRotation::isOpen);
    m_list->setObjectName(u"rotationsTable"_s);
    m_list->setAccessibleName(windowTitle());
    m_list->setHeaderLabels(
        {tr("Rotation"), tr("Of"), tr("Key"), tr("Stands"), tr("Last changed")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    for (const KeptRotation &rotation : m_rotations) {
        auto *item = new QTreeWidgetItem(
            m_list,
            {escapedText(rotation.order.run), subjectOf(rotation),
             escapedText(rotation.order.plan.oldKey), standText(rotation),
             QLocale().toString(QDateTime::fromSecsSinceEpoch(rotation.at), QLocale::ShortFormat)});
        item->setSizeHint(0, {0, std::max(kLeastRow, fontMetrics().height() + 8)});
    }
    for (int column = 0; column < m_list->columnCount(); ++column)
        m_list->resizeColumnToContents(column);
    m_list->setCurrentItem(m_list->topLevelItem(0));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_open = buttons->addButton(tr("&Resume…"), QDialogButtonBox::AcceptRole);
    m_open->setObjectName(u"rotationsResume"_s);
    connect(buttons, &QDialogButtonBox::accepted, this, &RotationsList::choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QTreeWidget::itemActivated, this, &RotationsList::choose);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &RotationsList::updateButton);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_list);
    column->addWidget(buttons);
    resize(820, 360);
    updateButton();
}

RotationsList::~RotationsList()
{
    m_list->disconnect(this); // it tells of its end
}

void RotationsList::updateButton()
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    m_open->setEnabled(row >= 0 && m_rotations[static_cast<std::size_t>(row)].isOpen());
}

void RotationsList::choose()
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    if (row < 0 || !m_rotations[static_cast<std::size_t>(row)].isOpen())
        return;
    const KeptRotation rotation = m_rotations[static_cast<std::size_t>(row)];
    accept();
    Q_EMIT chosen(rotation);
}

} // namespace rekey::ui
