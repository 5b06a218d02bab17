// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/timelinepage.h"

#include "core/finding/timelinetext.h"
#include "ui/detail/timelinemodel.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rekey::ui {

TimelinePage::TimelinePage(QWidget *parent)
    : QWidget(parent)
    , m_model(new TimelineModel(this))
    , m_found(new QSortFilterProxyModel(this))
{
    m_found->setSourceModel(m_model);
    m_found->setFilterKeyColumn(-1);
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    build();
    updateCount();
}

TimelinePage::~TimelinePage() = default;

void TimelinePage::build()
{
    m_search = new QLineEdit(this);
    m_search->setObjectName(u"timelineSearch"_s);
    m_search->setAccessibleName(tr("Search the timeline"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setClearButtonEnabled(true);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_found->setFilterFixedString(text);
        updateCount();
    });
    m_export = new QToolButton(this);
    m_export->setObjectName(u"timelineExport"_s);
    m_export->setText(tr("Export") + u"  ▾"_s);
    m_export->setAccessibleName(tr("Export the timeline"));
    m_export->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_export);
    menu->addAction(tr("JSON Lines…"), this, [this] { Q_EMIT exportRequested(Format::JsonLines); });
    menu->addAction(tr("CSV…"), this, [this] { Q_EMIT exportRequested(Format::Csv); });
    m_export->setMenu(menu);
    m_count = new QLabel(this);
    m_count->setObjectName(u"timelineCount"_s);
    m_count->setContentsMargins(8, 4, 8, 6);
    m_count->setWordWrap(true);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_view = new QTreeView(this);
    m_view->setObjectName(u"timelineView"_s);
    m_view->setAccessibleName(tr("Timeline"));
    m_view->setModel(m_found);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setTextElideMode(Qt::ElideRight);
    m_view->header()->setStretchLastSection(true);
    const int letter = fontMetrics().averageCharWidth();
    m_view->header()->resizeSection(TimelineModel::When, 22 * letter);
    m_view->header()->resizeSection(TimelineModel::What, 13 * letter);
    m_view->header()->resizeSection(TimelineModel::Who, 13 * letter);
    m_useBar = new QWidget(this);
    m_uses = plainLabel({}, u"timelineUses"_s, m_useBar);
    auto *showUses = new QToolButton(m_useBar);
    showUses->setObjectName(u"timelineShowUses"_s);
    showUses->setText(tr("Show"));
    showUses->setAccessibleName(tr("Show the uses in the broker's log"));
    connect(showUses, &QToolButton::clicked, this, &TimelinePage::usesRequested);
    auto *uses = new QHBoxLayout(m_useBar);
    uses->setContentsMargins(8, 4, 8, 0);
    uses->addWidget(m_uses, 1);
    uses->addWidget(showUses, 0, Qt::AlignTop);
    m_useBar->hide();
    auto *top = new QHBoxLayout;
    top->setContentsMargins(8, 8, 8, 8);
    top->addWidget(m_search, 1);
    top->addWidget(m_export);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(top);
    all->addWidget(m_view, 1);
    all->addWidget(m_useBar);
    all->addWidget(m_count);
}

void TimelinePage::setUses(const QString &text)
{
    m_uses->setText(text);
    m_useBar->setVisible(!text.isEmpty());
}

void TimelinePage::setEvents(std::vector<finding::Event> events)
{
    m_nothing.clear();
    m_model->setEvents(std::move(events));
    updateCount();
}

void TimelinePage::setNothing(const QString &why)
{
    m_nothing = why;
    m_model->setEvents({});
    updateCount();
}

QByteArray TimelinePage::exported(Format format) const
{
    return QByteArray::fromStdString(format == Format::Csv
                                         ? finding::timelineCsv(m_model->events())
                                         : finding::timelineJsonLines(m_model->events()));
}

void TimelinePage::updateCount()
{
    const int all = m_model->rowCount();
    const int found = m_found->rowCount();
    m_export->setEnabled(all > 0);
    if (all == 0)
        m_count->setText(m_nothing.isEmpty() ? tr("Nothing happened yet.") : m_nothing);
    else if (found == all)
        m_count->setText(all == 1 ? tr("1 event") : tr("%L1 events").arg(all));
    else
        m_count->setText(tr("%L1 of %L2 events").arg(found).arg(all));
}

} // namespace rekey::ui
