// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/tablekeys.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QKeySequence>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

struct FindingsTable
{
    Q_DECLARE_TR_FUNCTIONS(rekey::ui::FindingsTable)
};

} // namespace

std::vector<TableKey> TableKeys::presets()
{
    using Command = TableCommand;
    const auto tr = [](const char *text) { return FindingsTable::tr(text); };
    return {
        {Command::Next, u"table.next"_s, tr("Next row"), {u"j"_s, u"Down"_s}},
        {Command::Previous, u"table.previous"_s, tr("Previous row"), {u"k"_s, u"Up"_s}},
        {Command::NextGroup, u"table.nextGroup"_s, tr("Next group"), {u"J"_s}},
        {Command::PreviousGroup, u"table.previousGroup"_s, tr("Previous group"), {u"K"_s}},
        {Command::First, u"table.first"_s, tr("First row"), {u"g"_s, u"Home"_s}},
        {Command::Last, u"table.last"_s, tr("Last row"), {u"G"_s, u"End"_s}},
        {Command::ExtendDown,
         u"table.extendDown"_s,
         tr("Extend the choice down"),
         {u"Shift+Down"_s}},
        {Command::ExtendUp, u"table.extendUp"_s, tr("Extend the choice up"), {u"Shift+Up"_s}},
        {Command::ToggleChosen,
         u"table.choose"_s,
         tr("Choose the row, or not"),
         {u"Space"_s, u"x"_s}},
        {Command::ChooseAll,
         u"table.chooseAll"_s,
         tr("Choose all that match the filter"),
         {u"*"_s, u"Ctrl+A"_s}},
        {Command::OpenDetail,
         u"table.detail"_s,
         tr("Go to the detail; open or close a group"),
         {u"Return"_s, u"Enter"_s, u"l"_s}},
        {Command::OpenGroup, u"table.openGroup"_s, tr("Open the group"), {u"Right"_s}},
        {Command::CloseGroup,
         u"table.closeGroup"_s,
         tr("Close the group, or go to it"),
         {u"Left"_s}},
        {Command::Back, u"table.back"_s, tr("Back to the row before"), {u"b"_s}},
        {Command::FocusFilter, u"table.filter"_s, tr("Go to the filter"), {u"/"_s}},
        {Command::Escape, u"table.escape"_s, tr("Drop the choice, then the filter"), {u"Esc"_s}},
        {Command::Peek, u"table.peek"_s, tr("Peek at the value for 10 seconds"), {u"p"_s}},
        {Command::Places, u"table.places"_s, tr("Go to the places"), {u"o"_s}},
        {Command::CopyId, u"table.copyId"_s, tr("Copy the id"), {u"y"_s}},
        {Command::CopyLine, u"table.copyLine"_s, tr("Copy the row, masked"), {u"Y"_s}},
        {Command::Confirm, u"table.confirm"_s, tr("Confirm: it is a leak"), {u"c"_s}},
        {Command::FalsePositive, u"table.falsePositive"_s, tr("Close as false positive"), {u"f"_s}},
        {Command::TestValue, u"table.testValue"_s, tr("Close as test value"), {u"t"_s}},
        {Command::AcceptUntil, u"table.accept"_s, tr("Accept until a date"), {u"a"_s}},
        {Command::Reopen, u"table.reopen"_s, tr("Open again"), {u"u"_s}},
        {Command::RepeatDecision, u"table.repeat"_s, tr("Repeat the last decision"), {u"."_s}},
        {Command::Note, u"table.note"_s, tr("Write a note"), {u"n"_s}},
        {Command::Tag, u"table.tag"_s, tr("Set tags"), {u"#"_s}},
        {Command::Owner, u"table.owner"_s, tr("Set the owner"), {u"m"_s}},
    };
}

TableKeys::TableKeys()
    : m_keys(presets())
{
}

bool TableKeys::setKeys(const QString &id, const QStringList &keys)
{
    const auto found = std::ranges::find(m_keys, id, &TableKey::id);
    if (found == m_keys.end())
        return false;
    for (TableKey &other : m_keys)
        other.keys.removeIf([&](const QString &key) { return keys.contains(key); });
    found->keys = keys;
    return true;
}

void TableKeys::offer(TableKey key)
{
    if (!std::ranges::contains(m_keys, key.id, &TableKey::id))
        m_keys.push_back(std::move(key));
}

std::optional<TableCommand> TableKeys::commandFor(const QKeyEvent &event, bool withSingleKeys) const
{
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    const bool isPlain = (modifiers & ~Qt::ShiftModifier) == Qt::NoModifier;
    const QString typed = isPlain && event.text().size() == 1 ? event.text() : QString();
    const QString named = QKeySequence(QKeyCombination(modifiers, Qt::Key(event.key())))
                              .toString(QKeySequence::PortableText);
    for (const TableKey &key : m_keys) {
        for (const QString &one : key.keys) {
            const bool isTyped = one.size() == 1;
            if (isTyped ? withSingleKeys && one == typed : one == named)
                return key.command;
        }
    }
    return std::nullopt;
}

} // namespace rekey::ui
