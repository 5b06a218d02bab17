// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/coveragepanel.h"

#include "ui/shell/scantext.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/tonedelegate.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QStackedLayout>
#include <QTreeWidget>

#include <map>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

enum Column
{
    Source,
    State,
    Objects,
    Commits,
    Blobs,
    Bytes,
    Rules,
    ColumnCount
};
constexpr int kToneRole = Qt::UserRole;
constexpr int kListedSkips = 200; // of one reason

QTreeWidgetItem *addLine(QTreeWidgetItem *parent, const QString &text, QStringView iconName = {},
                         Tone tone = Tone::Neutral)
{
    auto *item = new QTreeWidgetItem(parent);
    item->setText(Source, text);
    item->setToolTip(Source, text);
    item->setFirstColumnSpanned(true);
    if (!iconName.isEmpty())
        item->setIcon(Source, icon(iconName, tone));
    return item;
}

} // namespace

CoveragePanel::CoveragePanel(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedLayout(this))
    , m_tree(new QTreeWidget(this))
{
    auto *empty = new QLabel(tr("After a scan this says what was looked at, and what was not."));
    empty->setObjectName(u"coverageEmpty"_s);
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    empty->setForegroundRole(QPalette::PlaceholderText);
    m_tree->setObjectName(u"coverageTree"_s);
    m_tree->setAccessibleName(tr("Scan coverage"));
    m_tree->setHeaderLabels({tr("Source"), tr("State"), tr("Objects"), tr("Commits"),
                             tr("Files or blobs"), tr("Bytes"), tr("Rules")});
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setItemDelegate(new ToneDelegate(kToneRole, -1, m_tree));
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(Source, QHeaderView::Stretch);
    for (int column = State; column < ColumnCount; ++column) {
        m_tree->header()->resizeSection(column, column == State || column == Blobs ? 120 : 90);
        if (column > State)
            m_tree->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(empty);
    m_stack->addWidget(m_tree);
}

void CoveragePanel::add(std::span<const sources::Coverage> coverage, std::size_t rules)
{
    for (const sources::Coverage &one : coverage)
        addOne(one, rules);
    m_stack->setCurrentIndex(m_tree->topLevelItemCount() > 0 ? 1 : 0);
}

void CoveragePanel::clear()
{
    m_tree->clear();
    m_stack->setCurrentIndex(0);
}

void CoveragePanel::addOne(const sources::Coverage &coverage, std::size_t rules)
{
    auto *item = new QTreeWidgetItem(m_tree);
    const StateBadge badge = badgeOf(coverage);
    item->setText(Source, safeText(coverage.source));
    item->setToolTip(Source, safeText(coverage.source));
    item->setIcon(Source,
                  icon(coverage.kind == "git repository" ? u"repository"
                           : coverage.kind == "folder"   ? u"folder"
                                                         : u"file"));
    item->setText(State, badge.text);
    item->setData(State, kToneRole, int(badge.tone));
    const auto number = [item](Column column, const QString &text) {
        item->setText(column, text);
        item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    };
    const bool git = coverage.objects > 0 || coverage.commits > 0;
    number(Objects, git ? numberText(coverage.objects) : u"–"_s);
    number(Commits, git ? numberText(coverage.commits) : u"–"_s);
    number(Blobs, numberText(coverage.blobs));
    number(Bytes, QLocale().formattedDataSize(static_cast<qint64>(coverage.bytes), 1));
    number(Rules, rules > 0 ? numberText(rules) : u"–"_s);
    if (!coverage.complete)
        addLine(item, tr("This source was not looked at to its end."), u"warning", Tone::Warning);
    if (!coverage.tip.empty())
        addLine(item, tr("HEAD was %1").arg(safeText(coverage.tip)), u"repository");
    for (const std::string &note : coverage.notes)
        addLine(item, safeText(note), u"info", Tone::Info);
    addSkips(item, coverage);
    item->setExpanded(true);
}

void CoveragePanel::addSkips(QTreeWidgetItem *source, const sources::Coverage &coverage)
{
    struct Group
    {
        std::uint64_t count = 0;
        std::vector<const sources::Skip *> skips;
    };
    std::map<std::string_view, Group> groups;
    for (const sources::Skip &skip : coverage.skips) {
        Group &group = groups[skip.reason];
        group.count += skip.count;
        if (group.skips.size() < kListedSkips)
            group.skips.push_back(&skip);
    }
    for (const auto &[reason, group] : groups) {
        QTreeWidgetItem *head
            = addLine(source, tr("%1 skipped: %2").arg(numberText(group.count), safeText(reason)),
                      u"warning", Tone::Warning);
        std::uint64_t listed = 0;
        for (const sources::Skip *skip : group.skips) {
            addLine(head, safeText(skip->what));
            listed += skip->count;
        }
        if (listed < group.count)
            addLine(head, tr("and %1 more").arg(numberText(group.count - listed)));
    }
}

} // namespace rekey::ui
