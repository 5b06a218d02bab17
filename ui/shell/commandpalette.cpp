// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commandpalette.h"

#include "ui/widgets/icons.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QGraphicsDropShadowEffect>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTextLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kMostEntries = 50;
constexpr int kVisibleRows = 10;
constexpr int kWidth = 620;
constexpr int kPad = 10;

/// Icon, title with its matched letters bold, detail, shortcut at the right.
class EntryDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {0, option.fontMetrics.height() + 14};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const bool chosen = option.state.testFlag(QStyle::State_Selected);
        const QPalette &colors = option.palette;
        if (chosen)
            painter->fillRect(option.rect, colors.color(QPalette::Active, QPalette::Highlight));
        const QRect row = option.rect.adjusted(kPad, 0, -kPad, 0);
        index.data(Qt::DecorationRole)
            .value<QIcon>()
            .paint(painter, QRect(row.left(), row.center().y() - 8, 16, 16), Qt::AlignCenter,
                   chosen ? QIcon::Selected : QIcon::Normal);
        painter->save();
        painter->setFont(option.font);
        const QColor dim
            = colors.color(chosen ? QPalette::HighlightedText : QPalette::PlaceholderText);
        const QString keys = index.data(PaletteModel::KeysRole).toString();
        painter->setPen(dim);
        painter->drawText(row, Qt::AlignRight | Qt::AlignVCenter, keys);
        const int keysWidth = keys.isEmpty() ? 0 : option.fontMetrics.horizontalAdvance(keys) + 16;
        QRect text = row.adjusted(26, 0, -keysWidth, 0);
        painter->setPen(colors.color(chosen ? QPalette::HighlightedText : QPalette::Text));
        text.setLeft(text.left() + drawTitle(painter, text, option, index) + 12);
        painter->setPen(dim);
        painter->drawText(
            text, Qt::AlignLeft | Qt::AlignVCenter,
            option.fontMetrics.elidedText(index.data(PaletteModel::DetailRole).toString(),
                                          Qt::ElideMiddle, text.width()));
        painter->restore();
    }

private:
    static int drawTitle(QPainter *painter, const QRect &rect, const QStyleOptionViewItem &option,
                         const QModelIndex &index)
    {
        const QString whole = index.data(Qt::DisplayRole).toString();
        const QString title = option.fontMetrics.elidedText(whole, Qt::ElideRight, rect.width());
        QTextLayout layout(title, option.font);
        QList<QTextLayout::FormatRange> marks;
        QTextCharFormat bold;
        bold.setFontWeight(QFont::Bold);
        if (title == whole) {
            const auto marked = index.data(PaletteModel::MarkedRole).value<QList<qsizetype>>();
            for (const qsizetype at : marked)
                marks.append({static_cast<int>(at), 1, bold});
        }
        layout.setFormats(marks);
        layout.beginLayout();
        QTextLine line = layout.createLine();
        layout.endLayout();
        if (!line.isValid())
            return 0;
        layout.draw(painter,
                    QPointF(rect.left(), rect.top() + (rect.height() - line.height()) / 2));
        return static_cast<int>(line.naturalTextWidth());
    }
};

} // namespace

CommandPalette::CommandPalette(QWidget *window)
    : QFrame(window)
    , m_model(new PaletteModel(this))
    , m_edit(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_hint(new QLabel(this))
{
    setObjectName(u"commandPalette"_s);
    setAccessibleName(tr("Command palette"));
    setAutoFillBackground(true);
    m_edit->setObjectName(u"paletteEdit"_s);
    m_edit->setAccessibleName(tr("Command, secret id or file"));
    m_edit->setPlaceholderText(tr("Type a command, a secret's id or a file"));
    m_edit->setClearButtonEnabled(false);
    m_edit->addAction(icon(u"search"), QLineEdit::LeadingPosition);
    m_edit->setMinimumHeight(34);
    m_edit->installEventFilter(this);
    m_list->setObjectName(u"paletteList"_s);
    m_list->setAccessibleName(tr("Matches"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_hint->setObjectName(u"paletteHint"_s);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setContentsMargins(kPad, 4, kPad, 6);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(8, 8, 8, 8);
    top->addWidget(m_edit);
    column->addLayout(top);
    column->addWidget(m_list);
    column->addWidget(m_hint);
    auto *shadow = new QGraphicsDropShadowEffect(this);
    shadow->setBlurRadius(28);
    shadow->setOffset(0, 6);
    shadow->setColor(QColor(0, 0, 0, 110));
    setGraphicsEffect(shadow);
    window->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &QListView::clicked, this, &CommandPalette::accept);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (isVisible() && now && !isAncestorOf(now))
            hide();
    });
    hide();
}

void CommandPalette::addSource(QChar prefix, const QString &name, PaletteSource source)
{
    m_sources.push_back({prefix, name, std::move(source)});
    QStringList hints;
    for (const Source &one : m_sources) {
        if (!one.prefix.isNull())
            hints.append(one.prefix + u' ' + one.name);
    }
    hints.append(tr("↑ ↓ choose"));
    hints.append(tr("Enter run"));
    hints.append(tr("Esc close"));
    m_hint->setText(hints.join(u"     "_s));
}

void CommandPalette::open(const QString &text)
{
    m_focusBefore = QApplication::focusWidget();
    m_edit->setText(text);
    search();
    show();
    raise();
    m_edit->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::search()
{
    const QString text = m_edit->text();
    std::vector<PaletteEntry> found;
    const auto prefixed = text.isEmpty()
        ? m_sources.end()
        : std::ranges::find(m_sources, text.front(), &Source::prefix);
    if (prefixed != m_sources.end()) {
        found = prefixed->find(text.mid(1).trimmed(), kMostEntries);
    } else {
        for (const Source &source : m_sources) {
            auto part = source.find(text.trimmed(), kMostEntries);
            std::ranges::move(part, std::back_inserter(found));
        }
        std::ranges::stable_sort(found, std::greater(), &PaletteEntry::score);
    }
    m_model->setEntries(std::move(found));
    if (m_model->rowCount() > 0)
        m_list->setCurrentIndex(m_model->index(0));
    place();
}

void CommandPalette::accept()
{
    const PaletteEntry *entry = m_model->at(m_list->currentIndex().row());
    if (!entry)
        return;
    const auto run = entry->run;
    dismiss();
    if (run)
        run();
}

void CommandPalette::dismiss()
{
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus(Qt::OtherFocusReason);
}

void CommandPalette::place()
{
    const int width = std::min(kWidth, parentWidget()->width() - 40);
    const int rowHeight = fontMetrics().height() + 14;
    m_list->setFixedHeight(std::clamp(m_model->rowCount(), 1, kVisibleRows) * rowHeight + 2);
    resize(width, sizeHint().height());
    move((parentWidget()->width() - width) / 2, std::min(72, parentWidget()->height() / 8));
}

void CommandPalette::step(int by)
{
    const int rows = m_model->rowCount();
    if (rows == 0)
        return;
    const int row = std::clamp(m_list->currentIndex().row() + by, 0, rows - 1);
    m_list->setCurrentIndex(m_model->index(row));
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget()) {
        if (event->type() == QEvent::Resize && isVisible())
            place();
        return QFrame::eventFilter(watched, event);
    }
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape:
        dismiss();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        accept();
        return true;
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_PageDown:
        step(kVisibleRows);
        return true;
    case Qt::Key_PageUp:
        step(-kVisibleRows);
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::Mid));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace rekey::ui
