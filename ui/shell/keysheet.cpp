// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/keysheet.h"

#include "ui/shell/actionregistry.h"
#include "ui/widgets/icons.h"

#include <QAction>
#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

QTreeWidgetItem *sectionOf(QTreeWidget *tree, const QString &name)
{
    const QList<QTreeWidgetItem *> found = tree->findItems(name, Qt::MatchExactly);
    if (!found.isEmpty())
        return found.first();
    auto *section = new QTreeWidgetItem(tree, {name});
    QFont bold = tree->font();
    bold.setWeight(QFont::DemiBold);
    section->setFont(0, bold);
    section->setFirstColumnSpanned(true);
    section->setFlags(Qt::ItemIsEnabled);
    return section;
}

QString keysOf(const QAction *action)
{
    QStringList keys;
    for (const QKeySequence &sequence : action->shortcuts())
        keys.append(sequence.toString(QKeySequence::NativeText));
    return keys.join(u"   "_s);
}

void narrow(QTreeWidget *tree, const QString &word)
{
    for (int i = 0; i < tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem *section = tree->topLevelItem(i);
        bool any = false;
        for (int j = 0; j < section->childCount(); ++j) {
            QTreeWidgetItem *line = section->child(j);
            const bool fits = line->text(0).contains(word, Qt::CaseInsensitive)
                || line->text(1).contains(word, Qt::CaseInsensitive);
            line->setHidden(!fits);
            any = any || fits;
        }
        section->setHidden(!any);
    }
}

} // namespace

KeySheet::KeySheet(const ActionRegistry &actions, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"keySheet"_s);
    setAccessibleName(tr("Keyboard shortcuts"));
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *search = new QLineEdit(this);
    search->setObjectName(u"keySheetSearch"_s);
    search->setAccessibleName(tr("Find a key or a command"));
    search->setPlaceholderText(tr("Find a key or a command"));
    search->addAction(icon(u"search"), QLineEdit::LeadingPosition);
    search->setMinimumHeight(30);
    auto *tree = new QTreeWidget(this);
    tree->setObjectName(u"keySheetList"_s);
    tree->setAccessibleName(tr("Keys"));
    tree->setColumnCount(2);
    tree->setHeaderHidden(true);
    tree->setRootIsDecorated(false);
    tree->setSelectionMode(QAbstractItemView::NoSelection);
    tree->setIndentation(16);
    tree->header()->setStretchLastSection(false);
    tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    for (const ActionRegistry::Command &command : actions.commands()) {
        const QString keys = keysOf(command.action);
        if (!keys.isEmpty())
            new QTreeWidgetItem(
                sectionOf(tree, command.menu.isEmpty() ? tr("Window") : command.menu),
                {plainText(command.action), keys});
    }
    for (const KeyNote &note : actions.keyNotes())
        new QTreeWidgetItem(sectionOf(tree, note.section), {note.text, note.keys});
    tree->expandAll();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setObjectName(u"keySheetClose"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(10);
    column->addWidget(search);
    column->addWidget(tree, 1);
    column->addWidget(buttons);
    connect(search, &QLineEdit::textChanged, tree,
            [tree](const QString &word) { narrow(tree, word); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(520, 600);
}

} // namespace rekey::ui
