// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/filteredit.h"

#include <QAbstractItemView>
#include <QAction>
#include <QClipboard>
#include <QCompleter>
#include <QContextMenuEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QRegularExpression>
#include <QStandardItemModel>

#include <memory>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr qsizetype kMaxPasteBytes = 4096;
constexpr qsizetype kShortestSecret = 8;

/// The text of a clipboard or drag as bytes, never as a QString.
QByteArray plainBytes(const QMimeData &data)
{
    for (const QString &format : {u"text/plain;charset=utf-8"_s, u"text/plain"_s}) {
        if (data.hasFormat(format))
            return data.data(format);
    }
    return {};
}

} // namespace

FilterEdit::FilterEdit(QWidget *parent)
    : QLineEdit(parent)
    , m_completer(new QCompleter(this))
    , m_items(new QStandardItemModel(this))
{
    setObjectName(u"filterEdit"_s);
    setAccessibleName(tr("Filter"));
    setMaxLength(4096);
    m_completer->setModel(m_items);
    m_completer->setWidget(this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setCompletionRole(Qt::UserRole);
    m_completer->setMaxVisibleItems(12);
    m_completer->popup()->setAccessibleName(tr("Completions"));
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this,
            &FilterEdit::complete);
    connect(this, &QLineEdit::textEdited, this, &FilterEdit::propose);
}

bool FilterEdit::isCompleting() const
{
    return m_completer->popup()->isVisible();
}

void FilterEdit::propose()
{
    if (!m_proposer)
        return;
    const Proposals proposals = m_proposer(text(), cursorPosition());
    m_items->clear();
    m_begin = proposals.begin;
    m_end = proposals.end;
    for (const FilterProposal &proposal : proposals.items) {
        auto *item = new QStandardItem(proposal.label);
        item->setData(proposal.text, Qt::UserRole);
        m_items->appendRow(item);
    }
    const bool isDone = proposals.items.size() == 1
        && proposals.items.front().text == QStringView(text()).sliced(m_begin, m_end - m_begin);
    if (proposals.items.isEmpty() || isDone) {
        m_completer->popup()->hide();
        return;
    }
    QRect place = cursorRect();
    place.setWidth(m_completer->popup()->sizeHintForColumn(0) + 40);
    m_completer->complete(place);
    m_completer->popup()->setCurrentIndex({});
}

void FilterEdit::complete(const QString &completion)
{
    const QString before = text();
    setText(before.sliced(0, m_begin) + completion + before.sliced(m_end));
    setCursorPosition(static_cast<int>(m_begin + completion.size()));
    Q_EMIT textEdited(text());
}

void FilterEdit::pasteSafely(const QMimeData *clip)
{
    if (!clip)
        return;
    QByteArray bytes = plainBytes(*clip).trimmed().left(kMaxPasteBytes);
    if (bytes.isEmpty())
        return;
    const auto replaced = m_recogniser ? m_recogniser(bytes) : std::nullopt;
    const QString pasted = replaced ? *replaced : QString::fromUtf8(bytes);
    bytes.fill('\0');
    QString padded = pasted;
    if (replaced) {
        const int at = hasSelectedText() ? selectionStart() : cursorPosition();
        const bool isGlued = at > 0 && !text().at(at - 1).isSpace();
        padded = (isGlued ? u" "_s : QString()) + pasted;
    }
    insert(padded.replace(u'\n', u' ').remove(u'\r'));
    Q_EMIT textEdited(text());
}

bool FilterEdit::replaceTypedSecrets()
{
    if (!m_recogniser)
        return false;
    static const QRegularExpression blanks(u"\\s+"_s);
    QStringList words = text().split(blanks, Qt::SkipEmptyParts);
    bool isReplaced = false;
    for (QString &word : words) {
        if (word.size() < kShortestSecret)
            continue;
        if (const auto answer = m_recogniser(word.toUtf8())) {
            word = *answer;
            isReplaced = true;
        }
    }
    if (isReplaced)
        setText(words.join(u' ')); // also empties the undo history
    return isReplaced;
}

bool FilterEdit::event(QEvent *event)
{
    // While a completion is marked, Tab takes it instead of leaving.
    if (event->type() == QEvent::KeyPress && isCompleting()
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Tab) {
        event->ignore();
        return false;
    }
    return QLineEdit::event(event);
}

bool FilterEdit::handleKey(const QKeyEvent &event)
{
    const bool isAlt = event.modifiers() == Qt::AltModifier;
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        m_completer->popup()->hide();
        Q_EMIT applied();
        return true;
    case Qt::Key_Escape:
        if (text().isEmpty())
            Q_EMIT left();
        else
            Q_EMIT cleared();
        return true;
    case Qt::Key_Left:
        if (isAlt)
            Q_EMIT backRequested();
        return isAlt;
    case Qt::Key_Right:
        if (isAlt)
            Q_EMIT forwardRequested();
        return isAlt;
    case Qt::Key_Down:
        if (event.modifiers() == Qt::NoModifier)
            Q_EMIT left();
        return event.modifiers() == Qt::NoModifier;
    case Qt::Key_Space:
        if (event.modifiers() == Qt::ControlModifier)
            propose();
        return event.modifiers() == Qt::ControlModifier;
    default:
        return false;
    }
}

void FilterEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste)) {
        pasteSafely(QGuiApplication::clipboard()->mimeData());
        event->accept();
        return;
    }
    if (isCompleting()) {
        const bool isMarked = m_completer->popup()->currentIndex().isValid();
        const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
        if (event->key() == Qt::Key_Escape || (isEnter && isMarked)) {
            event->ignore(); // the completer's
            return;
        }
    }
    if (handleKey(*event)) {
        event->accept();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void FilterEdit::mouseReleaseEvent(QMouseEvent *event)
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (event->button() == Qt::MiddleButton && clipboard->supportsSelection()) {
        setCursorPosition(cursorPositionAt(event->position().toPoint()));
        pasteSafely(clipboard->mimeData(QClipboard::Selection));
        event->accept();
        return;
    }
    QLineEdit::mouseReleaseEvent(event);
}

void FilterEdit::contextMenuEvent(QContextMenuEvent *event)
{
    const std::unique_ptr<QMenu> menu(createStandardContextMenu());
    for (QAction *action : menu->actions()) {
        if (action->objectName() != "edit-paste"_L1)
            continue;
        action->disconnect(this);
        connect(action, &QAction::triggered, this,
                [this] { pasteSafely(QGuiApplication::clipboard()->mimeData()); });
    }
    auto *shown = menu.get();
    shown->exec(event->globalPos());
}

void FilterEdit::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasText())
        event->acceptProposedAction();
}

void FilterEdit::dropEvent(QDropEvent *event)
{
    setCursorPosition(cursorPositionAt(event->position().toPoint()));
    pasteSafely(event->mimeData());
    event->acceptProposedAction();
}

} // namespace rekey::ui
