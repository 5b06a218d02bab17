// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sourcespanel.h"

#include "ui/session/workspace.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/tonedelegate.h"

#include <QHeaderView>
#include <QLabel>
#include <QMenu>
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
    case ScanTarget::Kind::Report:
        return icon(u"file");
    case ScanTarget::Kind::Text:
    case ScanTarget::Kind::StandardInput:
        break;
    }
    return icon(u"paste");
}

/// Empty when nobody said.
QString exposureText(finding::Exposure exposure)
{
    switch (exposure) {
    case finding::Exposure::Unknown:
        break;
    case finding::Exposure::Private:
        return SourcesPanel::tr("Private");
    case finding::Exposure::Shared:
        return SourcesPanel::tr("Shared");
    case finding::Exposure::Public:
        return SourcesPanel::tr("Public");
    }
    return {};
}

QString exposureTip(finding::Exposure exposure)
{
    switch (exposure) {
    case finding::Exposure::Unknown:
        break;
    case finding::Exposure::Private:
        return SourcesPanel::tr("Only a few trusted people can see it");
    case finding::Exposure::Shared:
        return SourcesPanel::tr("A whole company, customers or partners can see it");
    case finding::Exposure::Public:
        return SourcesPanel::tr("Anybody can see it");
    }
    return SourcesPanel::tr("Nobody said yet who can see it");
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
    m_list->setAccessibleDescription(tr("Enter says who can see a source"));
    m_list->setColumnCount(3);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_list, &QWidget::customContextMenuRequested, this, &SourcesPanel::showMenu);
    connect(m_list, &QTreeWidget::itemActivated, this,
            [this](QTreeWidgetItem *item) { showMenu(m_list->visualItemRect(item).bottomLeft()); });
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformRowHeights(true);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setItemDelegate(new ToneDelegate(kToneRole, -1, m_list));
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
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
        item->setText(2, badge.text);
        item->setData(2, kToneRole, int(badge.tone));
    }
}

/// What a source's rows weigh depends on who can see it.
void SourcesPanel::showMenu(const QPoint &position)
{
    QTreeWidgetItem *item = m_list->itemAt(position);
    item = item ? item : m_list->currentItem();
    const int entry = item ? m_list->indexOfTopLevelItem(item) : -1;
    if (entry < 0)
        return;
    const finding::Exposure now = m_workspace.entries()[static_cast<std::size_t>(entry)].exposure;
    auto *menu = new QMenu(m_list);
    menu->setObjectName(u"exposureMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addSection(tr("Who can see it"));
    for (const finding::Exposure exposure :
         {finding::Exposure::Unknown, finding::Exposure::Private, finding::Exposure::Shared,
          finding::Exposure::Public}) {
        const QString text = exposureText(exposure);
        QAction *action = menu->addAction(text.isEmpty() ? tr("Unknown") : text);
        action->setToolTip(exposureTip(exposure));
        action->setCheckable(true);
        action->setChecked(exposure == now);
        action->setEnabled(!m_isReadOnly);
        connect(action, &QAction::triggered, this, [this, entry, exposure] {
            Q_EMIT exposureChosen(static_cast<std::uint32_t>(entry), exposure);
        });
    }
    menu->popup(m_list->viewport()->mapToGlobal(position));
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
        item->setText(1, exposureText(entries[i].exposure));
        item->setToolTip(1, exposureTip(entries[i].exposure));
        if (entries[i].exposure == finding::Exposure::Public)
            item->setData(1, kToneRole, int(Tone::Warning));
        if (state != m_states.end()) {
            item->setText(2, state->second.text);
            item->setData(2, kToneRole, int(state->second.tone));
        }
    }
    if (current >= 0)
        m_list->setCurrentItem(m_list->topLevelItem(current));
    m_stack->setCurrentIndex(entries.empty() ? 0 : 1);
}

} // namespace rekey::ui
