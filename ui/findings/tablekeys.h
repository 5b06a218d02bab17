// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <vector>

class QKeyEvent;

namespace rekey::ui {

/// What a key in the table does.
enum class TableCommand : std::uint8_t
{
    Next,
    Previous,
    NextGroup,
    PreviousGroup,
    First,
    Last,
    ExtendDown,
    ExtendUp,
    ToggleChosen,
    ChooseAll,
    OpenDetail,
    OpenGroup,
    CloseGroup,
    Back,
    FocusFilter,
    Escape,
    Peek,
    Places,
    CopyId,
    CopyLine,
    // Acts: what they do is not the table's to know.
    Confirm,
    FalsePositive,
    TestValue,
    AcceptUntil,
    Reopen,
    RepeatDecision,
    Note,
    Tag,
    Owner,
    Incident,
    Export,
    Rotate,
    Seal,
    Verify,
    VerifyAgain,
};

/// One command of the table with its keys. A key of one character stands for what is typed ("j",
/// "J", "*"), any other is as QKeySequence writes it ("Space", "Shift+Down").
struct TableKey
{
    TableCommand command;
    QString id; ///< stable, for settings: "table.next"
    QString text; ///< what it does
    QStringList keys; ///< none: switched off

    [[nodiscard]] QString shown() const { return keys.join(QStringLiteral(", ")); }
};

/// Which key means what in the findings table. Can be changed; letters can be switched off.
class TableKeys
{
public:
    [[nodiscard]] static std::vector<TableKey> presets();

    TableKeys();

    [[nodiscard]] const std::vector<TableKey> &list() const { return m_keys; }
    /// Other keys for the command with this id; they are taken from whatever had them. False when
    /// there is no such id.
    bool setKeys(const QString &id, const QStringList &keys);
    /// A command that is not among the presets because another room brings the act.
    void offer(TableKey key);
    /// Nothing for keys that are not ours. Letters and signs only when `withSingleKeys`.
    [[nodiscard]] std::optional<TableCommand> commandFor(const QKeyEvent &event,
                                                         bool withSingleKeys) const;

private:
    std::vector<TableKey> m_keys;
};

} // namespace rekey::ui
