// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sourcespanel.h"

#include "ui/session/workspace.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/tonedelegate.h"

#include <QHeaderView>
#include <QLabel>
#include <QStackedLayout>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kToneRole = Qt::UserRole;

QIcon iconOf(ScanTarget::Kind kind)
{
    switch (kind) {
    case ScanTarget::Kind::Repository:
        return icon(u"repository");
    case ScanTarget::Kind::Folder:
    case ScanTarget::Kind::Path:
        return icon(u"folder");
    case ScanTarget::Kind::File:
        return icon(u"file");
    case ScanTarget::Kind::Text:
    case ScanTarget::Kind::StandardInput:
        break;
    }
    return icon(u"paste");
}

} // namespace

SourcesPanel::SourcesPanel(const Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_stack(new QStackedLayout(this))
    , m_list(new QTreeWidget(this))
{
    auto *empty = new QLabel(tr("Nothing scanned yet"));
    empty->setObjectName(u"sourcesEmpty"_s);
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    empty->setForegroundRole(QPalette::PlaceholderText);
    m_list->setObjectName(u"sourcesList"_s);
    m_list->setAccessibleName(tr("Sources"));
    m_list->setColumnCount(2);
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformRowHeights(true);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setItemDelegate(new ToneDelegate(kToneRole, -1, m_list));
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(empty);
    m_stack->addWidget(m_list);
    connect(&workspace, &Workspace::entriesChanged, this, &SourcesPanel::rebuild);
    rebuild();
}

void SourcesPanel::setState(std::uint32_t entry, const StateBadge &badge)
{
    StateBadge &state = m_states[entry];
    if (state.text == badge.text && state.tone == badge.tone)
        return;
    state = badge;
    if (auto *item = m_list->topLevelItem(static_cast<int>(entry))) {
        item->setText(1, badge.text);
        item->setData(1, kToneRole, int(badge.tone));
    }
}

void SourcesPanel::rebuild()
{
    const auto &entries = m_workspace.entries();
    if (entries.empty())
        m_states.clear();
    const int current = m_list->indexOfTopLevelItem(m_list->currentItem());
    m_list->clear();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const ScanTarget &target = entries[i].target;
        auto *item = new QTreeWidgetItem(m_list);
        item->setText(0, safeText(target.title()));
        item->setToolTip(0, safeText(target.path));
        item->setIcon(0, iconOf(target.kind));
        const auto state = m_states.find(static_cast<std::uint32_t>(i));
        if (state != m_states.end()) {
            item->setText(1, state->second.text);
            item->setData(1, kToneRole, int(state->second.tone));
        }
    }
    if (current >= 0)
        m_list->setCurrentItem(m_list->topLevelItem(current));
    m_stack->setCurrentIndex(entries.empty() ? 0 : 1);
}

} // namespace rekey::ui
