// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rekey::app {

class Options;

/// Which store, and how it is opened.
struct StoreAccess
{
    std::string place; ///< empty: REKEY_STORE, then the usual one
    int passphraseFd = -1;
    std::string passphraseFile;
    bool isReadOnly = false;
};

/// Adds --store, --passphrase-fd, --passphrase-file and --read-only.
void addStoreOptions(Options &options, StoreAccess &access);

struct StoreCommand
{
    enum class Verb : std::uint8_t
    {
        Init,
        Info,
        Check,
        Backup,
        Passwd,
        Roll,
        MembersList,
        MembersAdd,
        MembersRemove,
        MembersExportKey,
        TwoPersonOn,
        TwoPersonOff,
        TwoPersonAgree, ///< that one person is enough again
        TwoPersonStatus,
    };
    enum class Cost : std::uint8_t
    {
        Interactive,
        Moderate,
        Sensitive,
    };

    Verb verb = Verb::Info;
    std::string argument; ///< file, key or name, as the verb asks
    StoreAccess access;
    int newPassphraseFd = -1;
    std::string newPassphraseFile;
    std::string member; ///< empty: the user's name; of passwd: who opened the store
    std::string second; ///< the member who agrees
    int secondPassphraseFd = -1;
    std::string secondPassphraseFile;
    bool useKeyring = false;
    Cost cost = Cost::Moderate;
    bool isDryRun = false;
    bool json = false;
};

struct MarkCommand
{
    std::vector<std::string> ids;
    std::optional<std::string> as; ///< a decision or a reason for closing, by its name
    std::string until; ///< 2026-12-31
    std::string why;
    std::vector<std::string> tags;
    std::vector<std::string> untags;
    std::optional<std::string> owner;
    std::optional<std::string> note;
    StoreAccess access;
    bool isDryRun = false;
    bool json = false;
};

struct ListCommand
{
    std::string filter;
    std::string format = "table";
    StoreAccess access;
};

struct VerbWords;
/// For shell completion.
[[nodiscard]] VerbWords storeWords();
[[nodiscard]] VerbWords markWords();
[[nodiscard]] VerbWords listWords();

/// Parses what stands after the verb.
[[nodiscard]] Result<StoreCommand> parseStore(std::vector<std::string> arguments);
[[nodiscard]] Result<MarkCommand> parseMark(std::vector<std::string> arguments);
[[nodiscard]] Result<ListCommand> parseList(std::vector<std::string> arguments);

} // namespace rekey::app
