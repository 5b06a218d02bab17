// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/shortcutpage.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kActionRole = Qt::UserRole;

QString nameOf(const QAction *action)
{
    QString text = action->text();
    text.remove(u'&');
    while (text.endsWith(u'…'))
        text.chop(1);
    return text;
}

QAction *actionOf(const QTreeWidgetItem *item)
{
    return item ? item->data(0, kActionRole).value<QAction *>() : nullptr;
}

} // namespace

ShortcutPage::ShortcutPage(ShortcutBook &book, QWidget *parent)
    : QWidget(parent)
    , m_book(book)
{
    setObjectName(u"shortcutPage"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    build();
    fill();
    showCurrent();
    connect(&book, &ShortcutBook::changed, this, &ShortcutPage::updateLine);
}

void ShortcutPage::build()
{
    m_search = new QLineEdit(this);
    m_search->setObjectName(u"shortcutSearch"_s);
    m_search->setAccessibleName(tr("Find a command or a key"));
    m_search->setPlaceholderText(m_search->accessibleName());
    m_search->addAction(icon(u"search"), QLineEdit::LeadingPosition);
    m_tree = new QTreeWidget(this);
    m_tree->setObjectName(u"shortcutList"_s);
    m_tree->setAccessibleName(tr("Commands and their keys"));
    m_tree->setColumnCount(2);
    m_tree->setHeaderHidden(true);
    m_tree->setRootIsDecorated(false);
    m_tree->setMinimumHeight(160);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_edit = new QKeySequenceEdit(this);
    m_edit->setObjectName(u"shortcutEdit"_s);
    m_edit->setAccessibleName(tr("New key of the command"));
    m_edit->setMaximumSequenceLength(1);
    // What is typed goes into a line of the editor's own.
    if (auto *line = m_edit->findChild<QLineEdit *>()) {
        line->setAccessibleName(m_edit->accessibleName());
        line->setPlaceholderText(tr("Press the new key"));
    }
    const auto button = [this](const QString &text, const QString &id) {
        auto *made = new QPushButton(text, this);
        made->setObjectName(id);
        return made;
    };
    m_take = button(tr("Use this key"), u"shortcutTake"_s);
    m_none = button(tr("No key"), u"shortcutNone"_s);
    m_reset = button(tr("Put back"), u"shortcutReset"_s);
    auto *all = button(tr("Put all back"), u"shortcutResetAll"_s);
    m_conflict = new QLabel(this);
    m_conflict->setObjectName(u"shortcutConflict"_s);
    m_conflict->setWordWrap(true);
    m_conflict->setTextFormat(Qt::PlainText);
    auto *row = new QHBoxLayout;
    row->addWidget(m_edit, 1);
    for (QPushButton *one : {m_take, m_none, m_reset, all})
        row->addWidget(one);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 0);
    column->addWidget(m_search);
    column->addWidget(m_tree, 1);
    column->addLayout(row);
    column->addWidget(m_conflict);
    connect(m_search, &QLineEdit::textChanged, this, &ShortcutPage::narrow);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &ShortcutPage::showCurrent);
    connect(m_edit, &QKeySequenceEdit::keySequenceChanged, this, &ShortcutPage::keyTyped);
    connect(m_take, &QPushButton::clicked, this, &ShortcutPage::take);
    connect(m_none, &QPushButton::clicked, this, [this] { m_book.set(current(), {}); });
    connect(m_reset, &QPushButton::clicked, this, [this] { m_book.reset(current()); });
    connect(all, &QPushButton::clicked, &m_book, &ShortcutBook::resetAll);
}

void ShortcutPage::fill()
{
    QHash<QString, QTreeWidgetItem *> groups;
    for (const ShortcutBook::Entry &entry : m_book.entries()) {
        QTreeWidgetItem *&group = groups[entry.group];
        if (!group) {
            group = new QTreeWidgetItem(m_tree, {entry.group});
            group->setFlags(Qt::ItemIsEnabled);
            QFont bold = m_tree->font();
            bold.setWeight(QFont::DemiBold);
            group->setFont(0, bold);
        }
        auto *line = new QTreeWidgetItem(group, {nameOf(entry.action)});
        line->setData(0, kActionRole, QVariant::fromValue(entry.action));
        updateLine(entry.action);
    }
    m_tree->expandAll();
}

QAction *ShortcutPage::current() const
{
    return actionOf(m_tree->currentItem());
}

void ShortcutPage::updateLine(QAction *action)
{
    for (QTreeWidgetItemIterator it(m_tree); *it; ++it) {
        if (actionOf(*it) != action)
            continue;
        (*it)->setText(1,
                       QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText));
        for (const ShortcutBook::Entry &entry : m_book.entries()) {
            QFont font = m_tree->font();
            font.setBold(entry.isChanged());
            if (entry.action == action)
                (*it)->setFont(1, font);
        }
    }
    if (action == current())
        showCurrent();
}

void ShortcutPage::showCurrent()
{
    const QAction *action = current();
    m_edit->setEnabled(action);
    m_edit->setKeySequence(action ? action->shortcut() : QKeySequence());
    m_none->setEnabled(action && !action->shortcuts().isEmpty());
    bool isChanged = false;
    for (const ShortcutBook::Entry &entry : m_book.entries())
        isChanged = isChanged || (entry.action == action && entry.isChanged());
    m_reset->setEnabled(isChanged);
    keyTyped();
}

void ShortcutPage::keyTyped()
{
    const QAction *action = current();
    const QKeySequence key = m_edit->keySequence();
    m_take->setEnabled(action && !key.isEmpty() && key != action->shortcut());
    const QAction *other = action && !key.isEmpty() ? m_book.conflict(action, {key}) : nullptr;
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, toneColor(Tone::Warning, colours));
    m_conflict->setPalette(colours);
    m_conflict->setText(
        other ? tr("%1 has this key. Using it here takes it away there.").arg(nameOf(other))
              : QString());
}

void ShortcutPage::take()
{
    QAction *action = current();
    const QList<QKeySequence> keys = {m_edit->keySequence()};
    while (QAction *other = m_book.conflict(action, keys)) {
        QList<QKeySequence> left = other->shortcuts();
        left.removeAll(keys.first());
        m_book.set(other, left);
    }
    m_book.set(action, keys);
}

void ShortcutPage::narrow(const QString &word)
{
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem *group = m_tree->topLevelItem(i);
        bool any = false;
        for (int j = 0; j < group->childCount(); ++j) {
            QTreeWidgetItem *line = group->child(j);
            const bool fits = line->text(0).contains(word, Qt::CaseInsensitive)
                || line->text(1).contains(word, Qt::CaseInsensitive);
            line->setHidden(!fits);
            any = any || fits;
        }
        group->setHidden(!any);
    }
}

} // namespace rekey::ui
