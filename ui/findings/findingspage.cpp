// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/findingspage.h"

#include "core/finding/filtertext.h"
#include "ui/findings/bulkbar.h"
#include "ui/findings/filterbar.h"
#include "ui/findings/findingstable.h"
#include "ui/models/findingsmodel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

QLabel *makeText(QWidget *parent, bool isTitle)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    if (isTitle) {
        QFont font = label->font();
        font.setPointSizeF(font.pointSizeF() * 1.3);
        label->setFont(font);
    }
    return label;
}

} // namespace

FindingsPage::FindingsPage(FindingsModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_bar(new FilterBar(model, this))
    , m_table(new FindingsTable(model, this))
    , m_stack(new QStackedWidget(this))
    , m_bulk(new BulkBar(model, this))
{
    setObjectName(u"findingsPage"_s);
    m_empty = makeEmpty();
    m_emptyFilter = makeEmptyFilter();
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_emptyFilter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 0);
    layout->setSpacing(4);
    layout->addWidget(m_bar);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_bulk);
    setFocusProxy(m_table);
    connect(m_bar, &FilterBar::left, this, &FindingsPage::focusTable);
    connect(m_bulk, &BulkBar::left, this, &FindingsPage::focusTable);
    connect(m_bar->groupMenu(), &QMenu::aboutToShow, this, [this] {
        m_bar->groupMenu()->clear();
        m_table->addGroupingActions(m_bar->groupMenu());
    });
    connectTable();
    showFittingPage();
}

void FindingsPage::connectTable()
{
    connect(m_table, &FindingsTable::filterFocusRequested, this, &FindingsPage::focusFilter);
    connect(m_table, &FindingsTable::filterClearRequested, m_bar, &FilterBar::clear);
    connect(m_table, &FindingsTable::filterBackRequested, m_bar, &FilterBar::goBack);
    connect(m_table, &FindingsTable::filterForwardRequested, m_bar, &FilterBar::goForward);
    connect(m_table, &FindingsTable::copyIdRequested, this, &FindingsPage::copyId);
    connect(m_table, &FindingsTable::copyLineRequested, this, &FindingsPage::copyMaskedLine);
    connect(m_table, &FindingsTable::cellMenuRequested, this, &FindingsPage::showCellMenu);
    connect(m_table, &FindingsTable::detailRequested, this,
            [this] { Q_EMIT detailRequested(m_current); });
    connect(m_table, &FindingsTable::peekRequested, this,
            [this] { Q_EMIT peekRequested(m_current); });
    connect(m_table, &FindingsTable::placesRequested, this,
            [this] { Q_EMIT placesRequested(m_current); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &FindingsPage::followCurrent);
    connect(&m_model, &FindingsModel::choiceChanged, this, &FindingsPage::selectionCountChanged);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &FindingsPage::followCurrent);
    connect(&m_model, &QAbstractItemModel::layoutChanged, this, [this] {
        followCurrent();
        showFittingPage();
    });
    connect(&m_model, &FindingsModel::modelReset, this, &FindingsPage::showFittingPage);
    connect(&m_model, &FindingsModel::findingsTouched, this,
            [this](const std::vector<finding::IndexRow> &rows) {
                const auto row = m_model.index().rowOf(m_current);
                if (row && std::ranges::contains(rows, *row))
                    Q_EMIT currentFindingUpdated(m_current);
            });
}

QWidget *FindingsPage::makeEmpty()
{
    auto *page = new QWidget(m_stack);
    auto *layout = new QVBoxLayout(page);
    m_emptyTitle = makeText(page, true);
    m_emptyTitle->setObjectName(u"emptyTitle"_s);
    m_emptyText = makeText(page, false);
    layout->addStretch(2);
    layout->addWidget(m_emptyTitle);
    layout->addWidget(m_emptyText);
    layout->addStretch(3);
    setEmptyText(tr("No findings"), tr("Scan a repository, a folder, a file or pasted text."));
    return page;
}

QWidget *FindingsPage::makeEmptyFilter()
{
    auto *page = new QWidget(m_stack);
    page->setObjectName(u"emptyFilter"_s);
    auto *layout = new QVBoxLayout(page);
    auto *title = makeText(page, true);
    title->setText(tr("No finding matches this filter"));
    page->setAccessibleName(title->text());
    m_emptyFilterText = makeText(page, false);
    auto *buttons = new QHBoxLayout;
    auto *removeLast = new QPushButton(tr("Remove last word"), page);
    removeLast->setObjectName(u"removeLastWord"_s);
    auto *showAll = new QPushButton(tr("Show all"), page);
    showAll->setObjectName(u"showAll"_s);
    connect(removeLast, &QPushButton::clicked, this, [this] {
        setFilter(
            QString::fromStdString(finding::filterWithoutLastTerm(m_model.filter().toStdString())));
        focusTable();
    });
    connect(showAll, &QPushButton::clicked, this, [this] {
        setFilter({});
        focusTable();
    });
    buttons->addStretch();
    buttons->addWidget(removeLast);
    buttons->addWidget(showAll);
    buttons->addStretch();
    layout->addStretch(2);
    layout->addWidget(title);
    layout->addWidget(m_emptyFilterText);
    layout->addSpacing(8);
    layout->addLayout(buttons);
    layout->addStretch(3);
    return page;
}

FilterEdit *FindingsPage::filterEdit() const
{
    return m_bar->edit();
}

void FindingsPage::setRecogniser(SecretRecogniser recogniser)
{
    m_bar->setRecogniser(std::move(recogniser));
}

void FindingsPage::setEmptyText(const QString &title, const QString &text)
{
    m_emptyTitle->setText(title);
    m_emptyTitle->parentWidget()->setAccessibleName(title);
    m_emptyText->setText(text);
}

void FindingsPage::setEmptyWidget(QWidget *widget)
{
    m_stack->addWidget(widget);
    m_empty = widget;
    showFittingPage();
}

void FindingsPage::setKeepsTable(bool keeps)
{
    m_keepsTable = keeps;
    showFittingPage();
}

void FindingsPage::showFittingPage()
{
    QWidget *page = m_table;
    if (m_keepsTable) {
        // rows are on their way
    } else if (m_model.totalCount() == 0) {
        page = m_empty;
    } else if (m_model.shownCount() == 0) {
        page = m_emptyFilter;
        m_emptyFilterText->setText(m_model.filter());
    }
    if (m_stack->currentWidget() == page)
        return;
    // Also of a window that is not active yet, as at its start.
    const bool hadFocus = focusWidget() && m_stack->isAncestorOf(focusWidget())
        && window()->focusWidget() == focusWidget();
    m_stack->setCurrentWidget(page);
    if (hadFocus)
        page == m_emptyFilter ? m_bar->edit()->setFocus() : page->setFocus();
}

void FindingsPage::followCurrent()
{
    const int row = m_table->currentRow();
    const secret::SecretId id = row < 0 ? secret::SecretId{} : m_model.idAt(row);
    if (id == m_current)
        return;
    m_current = id;
    Q_EMIT currentFindingChanged(id);
}

bool FindingsPage::setCurrentFinding(const secret::SecretId &id)
{
    m_model.reveal(id);
    const int row = m_model.rowOf(id);
    if (row < 0)
        return false;
    m_table->setCurrentRow(row);
    return true;
}

std::vector<secret::SecretId> FindingsPage::chosenFindings() const
{
    return m_model.chosenIds();
}

QString FindingsPage::filter() const
{
    return m_model.filter();
}

void FindingsPage::setFilter(const QString &text)
{
    m_bar->setText(text);
}

void FindingsPage::narrowTo(const QString &term)
{
    setFilter(QString::fromStdString(
        finding::filterWith(m_model.filter().toStdString(), term.toStdString())));
}

void FindingsPage::exclude(const QString &term)
{
    setFilter(QString::fromStdString(
        finding::filterExcluding(m_model.filter().toStdString(), term.toStdString())));
}

void FindingsPage::prepare(const QString &term)
{
    m_bar->prepare(term);
}

void FindingsPage::focusFilter()
{
    m_bar->edit()->setFocus(Qt::ShortcutFocusReason);
    m_bar->edit()->selectAll();
}

void FindingsPage::focusTable()
{
    // What stands in the table's place hands the keyboard on when rows come.
    m_stack->currentWidget()->setFocus(Qt::OtherFocusReason);
    if (m_table->currentRow() < 0 && m_model.rowCount() > 0)
        m_table->run(TableCommand::Next);
}

SavedFilters &FindingsPage::savedFilters() const
{
    return m_bar->savedFilters();
}

QByteArray FindingsPage::saveColumns() const
{
    return m_table->saveColumns();
}

bool FindingsPage::restoreColumns(const QByteArray &state)
{
    return m_table->restoreColumns(state);
}

void FindingsPage::copyText(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

void FindingsPage::copyId()
{
    if (m_current != secret::SecretId())
        copyText(m_model.index(m_table->currentRow(), FindingsModel::IdColumn).data().toString());
}

void FindingsPage::copyMaskedLine()
{
    if (m_current == secret::SecretId())
        return;
    QStringList cells;
    for (const int column :
         {FindingsModel::IdColumn, FindingsModel::VerdictColumn, FindingsModel::TypeColumn,
          FindingsModel::SecretColumn, FindingsModel::WhereColumn, FindingsModel::ReachColumn})
        cells.append(m_model.index(m_table->currentRow(), column).data().toString());
    copyText(cells.join(u'\t'));
}

void FindingsPage::showCellMenu(const QModelIndex &index, const QPoint &position)
{
    auto *menu = new QMenu(m_table);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"cellMenu"_s);
    const QString term = index.data(FindingsModel::TermRole).toString();
    if (!term.isEmpty()) {
        QString shown = term;
        shown.replace(u'&', u"&&"_s);
        menu->addAction(tr("Filter to  %1").arg(shown), this, [this, term] { narrowTo(term); });
        menu->addAction(tr("Exclude  %1").arg(shown), this, [this, term] { exclude(term); });
        menu->addAction(tr("Prepare in the filter"), this, [this, term] { prepare(term); });
        menu->addSeparator();
    }
    m_table->addGroupingActions(menu->addMenu(tr("Group by")));
    if (m_model.isGroup(index.row())) {
        menu->popup(position);
        return;
    }
    menu->addSeparator();
    menu->addAction(tr("Show places"), this, [this] { Q_EMIT placesRequested(m_current); });
    menu->addAction(tr("Peek"), this, [this] { Q_EMIT peekRequested(m_current); });
    menu->addSeparator();
    menu->addAction(tr("Copy id"), this, &FindingsPage::copyId);
    menu->addAction(tr("Copy row, masked"), this, &FindingsPage::copyMaskedLine);
    menu->popup(position);
}

} // namespace rekey::ui
