// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/placespage.h"

#include "ui/detail/placesmodel.h"
#include "ui/detail/words.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

/// More are folded below their reach, so that the tree opens at once.
constexpr int kUnfoldAll = 300;
constexpr std::size_t kMostSpanned = 1000;
constexpr int kRowPx = 24;
constexpr int kIndentPx = 16;

/// Paths stay left to right in a mirrored window, and lose their middle rather than their name.
class PathDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override
    {
        const QSize size = QStyledItemDelegate::sizeHint(option, index);
        return {size.width(), std::max(kRowPx, option.fontMetrics.height() + 6)};
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->textElideMode = Qt::ElideMiddle;
        if (index.data(PlacesModel::LevelRole).toInt() == PlacesModel::Reach) {
            option->font.setWeight(QFont::DemiBold);
        } else if (option->direction == Qt::RightToLeft) {
            option->direction = Qt::LeftToRight;
            option->displayAlignment = Qt::AlignRight | Qt::AlignVCenter;
        }
    }
};

void eachGroup(const QAbstractItemModel &model, const QModelIndex &parent,
               const std::function<void(const QModelIndex &)> &visit)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        if (!model.hasChildren(index))
            return; // all of one level are alike
        visit(index);
        eachGroup(model, index, visit);
    }
}

std::string keyOf(const QModelIndex &index)
{
    const std::string own = index.data().toString().toStdString();
    // Counts change while a scan goes on; the first place of a reach does not tell it apart.
    const std::string name = index.data(PlacesModel::LevelRole).toInt() == PlacesModel::Reach
        ? own.substr(0, own.rfind(" ("))
        : own;
    return index.parent().isValid() ? keyOf(index.parent()) + '\n' + name : name;
}

} // namespace

PlacesPage::PlacesPage(QWidget *parent)
    : QWidget(parent)
    , m_model(new PlacesModel(this))
{
    build();
}

PlacesPage::~PlacesPage() = default;

void PlacesPage::build()
{
    m_sentence = new QLabel(this);
    m_sentence->setObjectName("placesSentence"_L1);
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_sentence->setContentsMargins(8, 8, 8, 6);
    m_view = new QTreeView(this);
    m_view->setObjectName("placesTree"_L1);
    m_view->setAccessibleName(tr("Places of this secret"));
    m_view->setModel(m_model);
    m_view->setUniformRowHeights(true);
    m_view->setAlternatingRowColors(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setIndentation(kIndentPx);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setItemDelegateForColumn(PlacesModel::Where, new PathDelegate(m_view));
    m_view->header()->setStretchLastSection(true);
    m_note = new QLabel(this);
    m_note->setObjectName("placesNote"_L1);
    m_note->setText(tr("Forks, pull-request refs and caches on the server are not visible from "
                       "here."));
    m_note->setWordWrap(true);
    m_note->setContentsMargins(8, 6, 8, 8);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_sentence);
    all->addWidget(m_view, 1);
    all->addWidget(m_note);
    connect(m_view, &QTreeView::activated, this, [this](const QModelIndex &index) {
        if (const int place = index.data(PlacesModel::PlaceRole).toInt(); place >= 0)
            Q_EMIT placeActivated(place);
    });
}

void PlacesPage::setPlaces(std::vector<finding::Place> places, const QStringList &sourceNames,
                           bool anew)
{
    m_sentence->setText(placesSentence(places));
    m_sentence->setAccessibleName(m_sentence->text());
    m_note->setVisible(anyInGit(places));
    const Folded folded = anew ? Folded() : foldedGroups();
    const int scrolled = anew ? 0 : m_view->verticalScrollBar()->value();
    bool reset = false;
    const auto connection
        = connect(m_model, &QAbstractItemModel::modelReset, this, [&reset] { reset = true; });
    m_model->setPlaces(std::move(places), sourceNames);
    disconnect(connection);
    if (!reset)
        return;
    spanGroups();
    unfold(folded);
    sizeColumns();
    m_view->verticalScrollBar()->setValue(scrolled);
}

PlacesPage::Folded PlacesPage::foldedGroups() const
{
    Folded folded;
    eachGroup(*m_model, {}, [&](const QModelIndex &index) {
        if (!m_view->isExpanded(index))
            folded.insert(keyOf(index));
    });
    return folded;
}

void PlacesPage::spanGroups()
{
    // A group has nothing in the other columns: give its path their room. Each costs a persistent
    // index, so very long trees do without.
    if (m_model->places().size() > kMostSpanned)
        return;
    eachGroup(*m_model, {}, [this](const QModelIndex &index) {
        m_view->setFirstColumnSpanned(index.row(), index.parent(), true);
    });
}

void PlacesPage::unfold(const Folded &folded)
{
    if (m_model->places().size() > kUnfoldAll && folded.empty()) {
        m_view->expandToDepth(PlacesModel::Source);
        return;
    }
    m_view->expandAll();
    if (folded.empty())
        return;
    eachGroup(*m_model, {}, [&](const QModelIndex &index) {
        if (folded.contains(keyOf(index)))
            m_view->collapse(index);
    });
}

void PlacesPage::sizeColumns()
{
    if (std::exchange(m_columnsSized, true))
        return;
    const int letter = m_view->fontMetrics().averageCharWidth();
    m_view->setColumnWidth(PlacesModel::Where, 24 * letter);
    m_view->setColumnWidth(PlacesModel::Commit, 11 * letter);
    m_view->setColumnWidth(PlacesModel::Date, 13 * letter);
    m_view->setColumnWidth(PlacesModel::Author, 16 * letter);
}

void PlacesPage::markPlace(int place)
{
    const QModelIndex index = m_model->indexOfPlace(place);
    if (!index.isValid() || m_view->currentIndex() == index)
        return;
    // Scrolling to a row would unfold what the person folded.
    bool folded = false;
    for (QModelIndex group = index.parent(); group.isValid(); group = group.parent())
        folded = folded || !m_view->isExpanded(group);
    m_view->setAutoScroll(!folded);
    m_view->selectionModel()->setCurrentIndex(
        index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_view->setAutoScroll(true);
}

} // namespace rekey::ui
