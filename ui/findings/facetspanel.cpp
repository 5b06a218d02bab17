// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/facetspanel.h"

#include "ui/models/findingsmodel.h"
#include "ui/widgets/theme.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QListView>
#include <QLocale>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kPadding = 6;
constexpr int kMinHeight = 24;

/// Label left, count right, and a bar beneath as long as its share.
class FacetDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &) const override
    {
        return {80, std::max(kMinHeight, option.fontMetrics.height() + 8)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        QStyleOptionViewItem panel = option;
        panel.state &= ~QStyle::State_HasFocus;
        option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &panel, painter,
                                              option.widget);
        painter->save();
        const bool isTitle = index.data(FacetsModel::IsTitleRole).toBool();
        const bool isSelected = option.state & QStyle::State_Selected;
        QRect area = option.rect.adjusted(isTitle ? kPadding : 2 * kPadding, 0, -kPadding, 0);
        QColor color
            = option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
        QFont font = option.font;
        if (isTitle)
            font.setBold(true);
        else if (index.data(FacetsModel::TermRole).toString().isEmpty())
            color = toneColor(Tone::Neutral, option.palette);
        painter->setFont(font);
        const QFontMetrics metrics(font);
        if (const qulonglong count = index.data(FacetsModel::CountRole).toULongLong(); count > 0) {
            const QString text = QLocale().toString(count);
            if (!isSelected)
                drawShare(painter, option, area, index.data(FacetsModel::ShareRole).toDouble());
            painter->setPen(color);
            painter->drawText(QStyle::visualRect(option.direction, option.rect, area),
                              alignment(option, Qt::AlignRight), text);
            area.setRight(area.right() - metrics.horizontalAdvance(text) - kPadding);
        }
        painter->setPen(color);
        painter->drawText(
            QStyle::visualRect(option.direction, option.rect, area),
            alignment(option, Qt::AlignLeft),
            metrics.elidedText(index.data().toString(), Qt::ElideMiddle, area.width()));
        painter->restore();
    }

private:
    static int alignment(const QStyleOptionViewItem &option, Qt::Alignment side)
    {
        return static_cast<int>(QStyle::visualAlignment(option.direction, side) | Qt::AlignVCenter)
            | Qt::TextSingleLine;
    }

    static void drawShare(QPainter *painter, const QStyleOptionViewItem &option, const QRect &area,
                          double share)
    {
        const int width = std::max(2, static_cast<int>(area.width() * share));
        const QRect bar(area.left(), option.rect.bottom() - 2, width, 2);
        painter->fillRect(QStyle::visualRect(option.direction, option.rect, bar),
                          toneColor(Tone::Info, option.palette));
    }
};

} // namespace

FacetsPanel::FacetsPanel(FindingsModel &model, QWidget *parent)
    : QWidget(parent)
    , m_list(new QListView(this))
{
    setObjectName(u"facetsPanel"_s);
    m_list->setObjectName(u"facetsList"_s);
    m_list->setAccessibleName(tr("Facets"));
    m_list->setAccessibleDescription(tr("Enter filters to a value, Ctrl and Enter excludes it."));
    m_list->setModel(&m_facets);
    m_list->setItemDelegate(new FacetDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->installEventFilter(this);
    m_list->viewport()->installEventFilter(this);
    setFocusProxy(m_list);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    connect(m_list, &QWidget::customContextMenuRequested, this, [this](const QPoint &position) {
        const QModelIndex index = m_list->indexAt(position);
        if (index.data(FacetsModel::TermRole).toString().isEmpty())
            return;
        auto *menu = new QMenu(m_list);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        const QPersistentModelIndex at(index);
        menu->addAction(tr("Filter to"), this, [this, at] { choose(at, false); });
        menu->addAction(tr("Exclude"), this, [this, at] { choose(at, true); });
        menu->popup(m_list->viewport()->mapToGlobal(position));
    });
    const auto update = [this, &model] { m_facets.setGroups(model.facets()); };
    connect(&model, &FindingsModel::facetsChanged, this, update);
    update();
}

void FacetsPanel::choose(const QModelIndex &index, bool isExcluded)
{
    const QString term = index.data(FacetsModel::TermRole).toString();
    if (term.isEmpty())
        return;
    if (isExcluded)
        Q_EMIT excludeRequested(term);
    else
        Q_EMIT filterRequested(term);
}

bool FacetsPanel::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_list && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            choose(m_list->currentIndex(), key->modifiers() & Qt::ControlModifier);
            return true;
        }
    }
    if (object == m_list->viewport() && event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton)
            choose(m_list->indexAt(mouse->position().toPoint()),
                   mouse->modifiers() & Qt::ControlModifier);
    }
    return QWidget::eventFilter(object, event);
}

} // namespace rekey::ui
