// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/findingstable.h"

#include "ui/findings/badgedelegate.h"
#include "ui/findings/findingsaccessible.h"

#include <QAbstractButton>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>

namespace rekey::ui {

namespace {

constexpr int kMinRowHeight = 24;
constexpr std::size_t kMaxTrail = 200;

} // namespace

FindingsTable::FindingsTable(FindingsModel &model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
{
    installFindingsAccessibility();
    setObjectName(QStringLiteral("findingsTable"));
    setAccessibleName(tr("Findings"));
    setModel(&model);
    setItemDelegate(new BadgeDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setUpHeaders();
    updateRowHeight();
    if (auto *corner = findChild<QAbstractButton *>())
        corner->setAccessibleName(tr("Choose all"));
    connect(&model, &QAbstractItemModel::layoutAboutToBeChanged, this,
            [this](const QList<QPersistentModelIndex> &, auto hint) { rememberAnchor(hint); });
    connect(&model, &QAbstractItemModel::layoutChanged, this,
            [this](const QList<QPersistentModelIndex> &, auto hint) { restoreAnchor(hint); });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        m_trail.clear();
        m_heldScroll = 0;
        m_fittedRows = 0;
    });
    m_fitTimer.setSingleShot(true);
    connect(&m_fitTimer, &QTimer::timeout, this, &FindingsTable::fitColumns);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (!m_isRestoring)
            m_heldScroll = std::min(m_heldScroll, value);
    });
    connect(this, &QAbstractItemView::doubleClicked, this, &FindingsTable::openDetail);
}

void FindingsTable::updateRowHeight()
{
    const int height = std::max(kMinRowHeight, fontMetrics().height() + 8);
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
}

void FindingsTable::setCurrentRow(int row)
{
    if (row < 0 || row >= m_model.rowCount())
        return;
    // Hidden or scrolled-off columns must not pull the view sideways.
    const int column = currentIndex().isValid() ? currentIndex().column() : 0;
    setCurrentIndex(m_model.index(row, column));
}

void FindingsTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    const int sideways = horizontalScrollBar()->value();
    QTableView::currentChanged(current, previous);
    if (current.isValid() && !m_model.isGroup(current.row()))
        m_model.setKept(m_model.idAt(current.row()));
    if (current.column() == previous.column())
        horizontalScrollBar()->setValue(sideways);
    if (!previous.isValid() || previous.row() == current.row() || m_isGoingBack)
        return;
    if (m_model.isGroup(previous.row()))
        return;
    m_trail.push_back(m_model.idAt(previous.row()));
    if (m_trail.size() > kMaxTrail)
        m_trail.erase(m_trail.begin());
}

void FindingsTable::move(int step)
{
    m_extendFrom = QPersistentModelIndex();
    if (currentIndex().isValid())
        setCurrentRow(std::clamp(currentRow() + step, 0, m_model.rowCount() - 1));
    else
        setCurrentRow(std::max(0, rowAt(0)));
}

void FindingsTable::moveGroup(int step)
{
    if (!currentIndex().isValid()) {
        move(step);
        return;
    }
    m_extendFrom = QPersistentModelIndex();
    int row = currentRow();
    const int last = step > 0 ? m_model.rowCount() - 1 : 0;
    if (m_model.isGrouped()) {
        do
            row = row == last ? row : row + step;
        while (row != last && !m_model.isGroup(row));
        setCurrentRow(m_model.isGroup(row) ? row : currentRow());
        return;
    }
    while (row != last && m_model.inSameGroup(row, row + step))
        row += step;
    setCurrentRow(row == last ? last : row + step);
}

void FindingsTable::extend(int step)
{
    const int row = currentRow();
    if (row < 0) {
        move(step);
        return;
    }
    if (!m_extendFrom.isValid())
        m_extendFrom = m_model.index(row, 0);
    const int from = m_extendFrom.row();
    const int next = std::clamp(row + step, 0, m_model.rowCount() - 1);
    const bool isShrinking = std::abs(next - from) < std::abs(row - from);
    if (isShrinking)
        m_model.setChosen(row, row, false);
    else
        m_model.setChosen(std::min(row, next), std::max(row, next), true);
    setCurrentRow(next);
}

void FindingsTable::goBack()
{
    while (!m_trail.empty()) {
        const int row = m_model.rowOf(m_trail.back());
        m_trail.pop_back();
        if (row < 0 || row == currentRow())
            continue;
        m_isGoingBack = true;
        setCurrentRow(row);
        m_isGoingBack = false;
        return;
    }
}

void FindingsTable::run(TableCommand command)
{
    const int row = currentRow();
    switch (command) {
    case TableCommand::Next:
        return move(1);
    case TableCommand::Previous:
        return move(-1);
    case TableCommand::NextGroup:
        return moveGroup(1);
    case TableCommand::PreviousGroup:
        return moveGroup(-1);
    case TableCommand::First:
        return setCurrentRow(0);
    case TableCommand::Last:
        return setCurrentRow(m_model.rowCount() - 1);
    case TableCommand::ExtendDown:
        return extend(1);
    case TableCommand::ExtendUp:
        return extend(-1);
    case TableCommand::ToggleChosen:
        if (row >= 0)
            m_model.setChosen(row, row, !m_model.isChosen(row));
        return;
    case TableCommand::ChooseAll:
        return m_model.chooseAll();
    case TableCommand::Back:
        return goBack();
    case TableCommand::OpenDetail:
        return openDetail();
    case TableCommand::OpenGroup:
    case TableCommand::CloseGroup:
        return openGroup(command == TableCommand::OpenGroup);
    case TableCommand::FocusFilter:
        Q_EMIT filterFocusRequested();
        return;
    case TableCommand::Escape:
        if (m_model.chosenCount() > 0)
            m_model.clearChoice();
        else
            Q_EMIT filterClearRequested();
        return;
    default:
        break;
    }
    if (row < 0)
        return;
    if (command >= TableCommand::Confirm) // on what is chosen, so that a group's row is no bar
        Q_EMIT actRequested(command);
    else if (m_model.isGroup(row))
        return;
    else if (command == TableCommand::Peek)
        Q_EMIT peekRequested();
    else if (command == TableCommand::Places)
        Q_EMIT placesRequested();
    else if (command == TableCommand::CopyId)
        Q_EMIT copyIdRequested();
    else if (command == TableCommand::CopyLine)
        Q_EMIT copyLineRequested();
}

void FindingsTable::openDetail()
{
    const int row = currentRow();
    if (row < 0)
        return;
    if (m_model.isGroup(row))
        m_model.setOpen(row, !m_model.isOpen(row));
    else
        Q_EMIT detailRequested();
}

void FindingsTable::openGroup(bool isOpening)
{
    const int row = currentRow();
    if (!m_model.isGrouped() || row < 0)
        return scrollSideways(isOpening ? 1 : -1);
    if (m_model.isGroup(row) && m_model.isOpen(row) != isOpening)
        return m_model.setOpen(row, isOpening);
    if (isOpening) {
        if (m_model.isGroup(row))
            move(1);
        return;
    }
    if (const int around = m_model.groupAround(row); around >= 0)
        setCurrentRow(around);
}

void FindingsTable::scrollSideways(int step)
{
    QScrollBar *bar = horizontalScrollBar();
    const int by = layoutDirection() == Qt::RightToLeft ? -step : step;
    bar->setValue(bar->value() + by * bar->singleStep() * 3);
}

void FindingsTable::setKeys(const QMap<QString, QStringList> &keys)
{
    for (const auto &[id, wanted] : keys.asKeyValueRange())
        m_keys.setKeys(id, wanted);
    Q_EMIT keysChanged();
}

void FindingsTable::offerKey(TableKey key)
{
    m_keys.offer(std::move(key));
    Q_EMIT keysChanged();
}

bool FindingsTable::event(QEvent *event)
{
    // A letter is ours while the table has the focus, even when an action has it as shortcut.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (m_keys.commandFor(*key, m_hasSingleKeys)) {
            event->accept();
            return true;
        }
    }
    return QTableView::event(event);
}

void FindingsTable::keyPressEvent(QKeyEvent *event)
{
    if (const auto command = m_keys.commandFor(*event, m_hasSingleKeys)) {
        event->accept();
        run(*command);
        return;
    }
    if (event->modifiers() == Qt::AltModifier && event->key() == Qt::Key_Left) {
        Q_EMIT filterBackRequested();
        return;
    }
    if (event->modifiers() == Qt::AltModifier && event->key() == Qt::Key_Right) {
        Q_EMIT filterForwardRequested();
        return;
    }
    const int row = currentRow();
    QTableView::keyPressEvent(event);
    if (row != currentRow())
        m_extendFrom = QPersistentModelIndex();
}

void FindingsTable::focusInEvent(QFocusEvent *event)
{
    // The base class would make a row current without marking it.
    if (!currentIndex().isValid())
        setCurrentRow(std::max(0, rowAt(0)));
    QTableView::focusInEvent(event);
}

void FindingsTable::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (index.isValid() && event->button() == Qt::LeftButton) {
        const QRect line = visualRect(index);
        const int arrow = 2 * line.height();
        const int x = event->position().toPoint().x();
        const int fromStart = layoutDirection() == Qt::RightToLeft ? viewport()->width() - x : x;
        if (m_model.isGroup(index.row()) && fromStart < arrow && !event->modifiers()) {
            setCurrentRow(index.row());
            m_model.setOpen(index.row(), !m_model.isOpen(index.row()));
            return;
        }
        if (event->modifiers() & Qt::ControlModifier) {
            m_model.setChosen(index.row(), index.row(), !m_model.isChosen(index.row()));
            setCurrentRow(index.row());
            return;
        }
        if ((event->modifiers() & Qt::ShiftModifier) && currentIndex().isValid()) {
            m_model.setChosen(std::min(index.row(), currentRow()),
                              std::max(index.row(), currentRow()), true);
            setCurrentRow(index.row());
            return;
        }
    }
    m_extendFrom = QPersistentModelIndex();
    QTableView::mousePressEvent(event);
}

void FindingsTable::keyboardSearch(const QString &search)
{
    Q_UNUSED(search) // letters are commands; searching a million rows by typing would block
}

void FindingsTable::selectAll()
{
    m_model.chooseAll();
}

void FindingsTable::contextMenuEvent(QContextMenuEvent *event)
{
    QPoint position = event->pos();
    QModelIndex index = indexAt(position);
    if (event->reason() == QContextMenuEvent::Keyboard) {
        index = currentIndex();
        position = visualRect(index).center();
    }
    if (!index.isValid())
        return;
    if (event->reason() == QContextMenuEvent::Mouse)
        setCurrentIndex(index);
    Q_EMIT cellMenuRequested(index, viewport()->mapToGlobal(position));
}

void FindingsTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        updateRowHeight();
        m_fittedRows = 0;
        fitColumns();
    }
}

void FindingsTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    shareWidth();
}

void FindingsTable::updateGeometries()
{
    QTableView::updateGeometries();
    QScrollBar *bar = verticalScrollBar();
    if (m_heldScroll > bar->maximum())
        bar->setMaximum(m_heldScroll);
}

void FindingsTable::rememberAnchor(QAbstractItemModel::LayoutChangeHint hint)
{
    m_anchor = QPersistentModelIndex();
    m_rowBefore = -1;
    if (hint != QAbstractItemModel::NoLayoutChangeHint)
        return;
    m_rowBefore = currentRow();
    const QRect current = visualRect(currentIndex());
    QModelIndex anchor;
    if (currentIndex().isValid() && current.bottom() >= 0 && current.top() < viewport()->height())
        anchor = currentIndex();
    else if (verticalScrollBar()->value() > 0)
        anchor = m_model.index(rowAt(0), 0);
    if (!anchor.isValid())
        return;
    m_anchor = anchor;
    m_anchorY = rowViewportPosition(anchor.row());
}

void FindingsTable::restoreAnchor(QAbstractItemModel::LayoutChangeHint hint)
{
    m_isRestoring = true;
    m_heldScroll = 0;
    doItemsLayout();
    if (m_anchor.isValid()) {
        m_heldScroll
            = std::max(0, m_anchor.row() * verticalHeader()->defaultSectionSize() - m_anchorY);
        updateGeometries();
        verticalScrollBar()->setValue(m_heldScroll);
    } else if (hint != QAbstractItemModel::NoLayoutChangeHint) {
        if (currentIndex().isValid())
            scrollTo(currentIndex(), PositionAtCenter);
        else
            scrollToTop();
    }
    m_anchor = QPersistentModelIndex();
    m_isRestoring = false;
    // The current finding has left, by a decision for example: go on where it stood.
    if (m_rowBefore >= 0 && !currentIndex().isValid() && m_model.rowCount() > 0)
        setCurrentRow(std::min(m_rowBefore, m_model.rowCount() - 1));
    // Widths follow the first rows; after that they stay. Measuring takes a turn of its own.
    if (m_fittedRows < kSampledRows && m_model.rowCount() > m_fittedRows + m_fittedRows / 4)
        m_fitTimer.start();
}

} // namespace rekey::ui
