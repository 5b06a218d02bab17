// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rotate/rotationmembers.h"

#include "ui/widgets/tonedelegate.h"

#include <QHeaderView>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kToneRole = Qt::UserRole;
constexpr int kLeastRow = 26;

} // namespace

RotationMembers::RotationMembers(QWidget *parent)
    : QTreeWidget(parent)
{
    setObjectName(u"rotationMembers"_s);
    setAccessibleName(tr("Keys that are rotated"));
    setHeaderLabels({tr("No."), tr("Of"), tr("Key"), tr("State"), tr("What comes next")});
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setItemDelegateForColumn(State, new ToneDelegate(kToneRole, -1, this));
    for (const Column column : {Number, Finding, Key})
        header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    header()->resizeSection(State, fontMetrics().horizontalAdvance(u'm') * 13);
    header()->setStretchLastSection(true);
    connect(this, &QTreeWidget::currentItemChanged, this, &RotationMembers::currentMemberChanged);
    connect(this, &QTreeWidget::itemActivated, this,
            [this](QTreeWidgetItem *item) { Q_EMIT memberActivated(indexOfTopLevelItem(item)); });
}

RotationMembers::~RotationMembers()
{
    disconnect(this); // it tells of its end
}

void RotationMembers::setRows(const std::vector<MemberRow> &rows)
{
    const int count = static_cast<int>(rows.size());
    while (topLevelItemCount() > count)
        delete takeTopLevelItem(topLevelItemCount() - 1);
    while (topLevelItemCount() < count) {
        auto *item = new QTreeWidgetItem(this);
        item->setSizeHint(0, {0, std::max(kLeastRow, fontMetrics().height() + 8)});
    }
    for (int i = 0; i < count; ++i) {
        const MemberRow &row = rows[static_cast<std::size_t>(i)];
        QTreeWidgetItem *item = topLevelItem(i);
        item->setText(Number, QLocale().toString(i + 1));
        item->setText(Finding, row.label);
        item->setText(Key, row.key);
        item->setText(State, row.state);
        item->setData(State, kToneRole, static_cast<int>(row.tone));
        item->setText(What, row.text);
        item->setToolTip(What, row.text);
    }
    if (currentItem() == nullptr && count > 0)
        setCurrentItem(topLevelItem(0));
}

int RotationMembers::currentMember() const
{
    return currentItem() == nullptr ? -1 : indexOfTopLevelItem(currentItem());
}

} // namespace rekey::ui
