// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/tablekeys.h"

#include <QKeyEvent>

#include <algorithm>
#include <array>

namespace rekey::ui {

namespace {

struct TextKey
{
    char16_t text;
    TableCommand command;
};

struct NamedKey
{
    int key;
    Qt::KeyboardModifiers modifiers;
    TableCommand command;
};

constexpr std::array kTextKeys = {
    TextKey{u'j', TableCommand::Next},         TextKey{u'k', TableCommand::Previous},
    TextKey{u'J', TableCommand::NextGroup},    TextKey{u'K', TableCommand::PreviousGroup},
    TextKey{u'g', TableCommand::First},        TextKey{u'G', TableCommand::Last},
    TextKey{u'l', TableCommand::OpenDetail},   TextKey{u'x', TableCommand::ToggleChosen},
    TextKey{u' ', TableCommand::ToggleChosen}, TextKey{u'*', TableCommand::ChooseAll},
    TextKey{u'/', TableCommand::FocusFilter},  TextKey{u'b', TableCommand::Back},
    TextKey{u'p', TableCommand::Peek},         TextKey{u'o', TableCommand::Places},
    TextKey{u'y', TableCommand::CopyId},       TextKey{u'Y', TableCommand::CopyLine},
    TextKey{u'c', TableCommand::Confirm},      TextKey{u'f', TableCommand::FalsePositive},
    TextKey{u't', TableCommand::TestValue},    TextKey{u'a', TableCommand::AcceptUntil},
    TextKey{u'u', TableCommand::Reopen},       TextKey{u'.', TableCommand::RepeatDecision},
    TextKey{u'n', TableCommand::Note},         TextKey{u'#', TableCommand::Tag},
    TextKey{u'm', TableCommand::Owner},
};

const std::array kNamedKeys = {
    NamedKey{Qt::Key_Down, Qt::NoModifier, TableCommand::Next},
    NamedKey{Qt::Key_Up, Qt::NoModifier, TableCommand::Previous},
    NamedKey{Qt::Key_Down, Qt::ShiftModifier, TableCommand::ExtendDown},
    NamedKey{Qt::Key_Up, Qt::ShiftModifier, TableCommand::ExtendUp},
    NamedKey{Qt::Key_Home, Qt::NoModifier, TableCommand::First},
    NamedKey{Qt::Key_End, Qt::NoModifier, TableCommand::Last},
    NamedKey{Qt::Key_Return, Qt::NoModifier, TableCommand::OpenDetail},
    NamedKey{Qt::Key_Enter, Qt::NoModifier, TableCommand::OpenDetail},
    NamedKey{Qt::Key_Escape, Qt::NoModifier, TableCommand::Escape},
    NamedKey{Qt::Key_A, Qt::ControlModifier, TableCommand::ChooseAll},
};

} // namespace

std::optional<TableCommand> tableCommandFor(const QKeyEvent &event, bool withSingleKeys)
{
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    for (const NamedKey &key : kNamedKeys) {
        if (event.key() == key.key && modifiers == key.modifiers)
            return key.command;
    }
    const bool isPlain = (modifiers & ~Qt::ShiftModifier) == Qt::NoModifier;
    if (!withSingleKeys || !isPlain || event.text().size() != 1)
        return std::nullopt;
    const auto *found
        = std::ranges::find(kTextKeys, event.text().front().unicode(), &TextKey::text);
    return found == kTextKeys.end() ? std::nullopt : std::optional(found->command);
}

std::vector<TableKey> FindingsTable::keys()
{
    return {
        {tr("j, Down"), TableCommand::Next, tr("Next row")},
        {tr("k, Up"), TableCommand::Previous, tr("Previous row")},
        {tr("J"), TableCommand::NextGroup, tr("Next value of the sorted column")},
        {tr("K"), TableCommand::PreviousGroup, tr("Previous value of the sorted column")},
        {tr("g, Home"), TableCommand::First, tr("First row")},
        {tr("G, End"), TableCommand::Last, tr("Last row")},
        {tr("Shift+Down"), TableCommand::ExtendDown, tr("Extend the choice down")},
        {tr("Shift+Up"), TableCommand::ExtendUp, tr("Extend the choice up")},
        {tr("Space, x"), TableCommand::ToggleChosen, tr("Choose the row, or not")},
        {tr("*, Ctrl+A"), TableCommand::ChooseAll, tr("Choose all that match the filter")},
        {tr("Enter, l"), TableCommand::OpenDetail, tr("Go to the detail")},
        {tr("b"), TableCommand::Back, tr("Back to the row before")},
        {tr("/"), TableCommand::FocusFilter, tr("Go to the filter")},
        {tr("Esc"), TableCommand::Escape, tr("Drop the choice, then the filter")},
        {tr("p"), TableCommand::Peek, tr("Peek at the value for 10 seconds")},
        {tr("o"), TableCommand::Places, tr("Go to the places")},
        {tr("y"), TableCommand::CopyId, tr("Copy the id")},
        {tr("Y"), TableCommand::CopyLine, tr("Copy the row, masked")},
        {tr("c"), TableCommand::Confirm, tr("Confirm: it is a leak")},
        {tr("f"), TableCommand::FalsePositive, tr("Close as false positive")},
        {tr("t"), TableCommand::TestValue, tr("Close as test value")},
        {tr("a"), TableCommand::AcceptUntil, tr("Accept until a date")},
        {tr("u"), TableCommand::Reopen, tr("Open again")},
        {tr("."), TableCommand::RepeatDecision, tr("Repeat the last decision")},
        {tr("n"), TableCommand::Note, tr("Write a note")},
        {tr("#"), TableCommand::Tag, tr("Set tags")},
        {tr("m"), TableCommand::Owner, tr("Set the owner")},
    };
}

} // namespace rekey::ui
