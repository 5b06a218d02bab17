// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clihygiene.h"

#include "core/base/mappedfile.h"
#include "core/scan/hiddeninventory.h"
#include "core/scan/makecontext.h"
#include "core/scan/masktext.h"

#include <nlohmann/json.hpp>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <format>
#include <iostream>

namespace rekey::app {

namespace {

using finding::InventoryToken;
using finding::TokenFlag;

struct Row
{
    const InventoryToken *token = nullptr;
    finding::TokenFlags flags;
    finding::TokenAdvice advice = finding::TokenAdvice::Nothing;
};

int refuse(const Error &error)
{
    std::cerr << "rekey-cli: " << error.text() << '\n';
    return ExitUsage;
}

Result<secret::SecretBytes> readStandardInput()
{
    secret::SecretBytes buffer(finding::kMaxInventoryBytes);
    std::size_t size = 0;
    while (size < buffer.size()) {
        const ssize_t count
            = ::read(STDIN_FILENO, buffer.bytes().data() + size, buffer.size() - size);
        if (count <= 0)
            break;
        size += static_cast<std::size_t>(count);
    }
    if (size == buffer.size())
        return fail(ErrorKind::TooBig, "The list is bigger than 64 MiB; split it.");
    return secret::SecretBytes::copyOf(std::as_const(buffer).bytes().first(size));
}

Result<secret::SecretBytes> readList(const std::string &path)
{
    if (path == "-")
        return readStandardInput();
    const auto file = MappedFile::open(path, MappedFile::Links::Follow);
    if (!file)
        return std::unexpected(file.error());
    if (file->bytes().size() > finding::kMaxInventoryBytes)
        return fail(ErrorKind::TooBig, "The list is bigger than 64 MiB; split it.", path);
    return secret::SecretBytes::copyOf(file->bytes());
}

/// Some lists hold the tokens themselves: they are hidden before a cell becomes text.
Result<finding::Inventory> readHidden(const secret::SecretBytes &list,
                                      finding::InventoryCsvOptions options)
{
    std::vector<std::string> notes;
    const auto context = scan::makeScanContext(userFolders(), {}, notes);
    if (!context)
        return std::unexpected(context.error());
    scan::Scanner scanner(context->rules);
    const scan::MaskedText masked = scan::maskText(*context, scanner, list.bytes());
    return scan::readHiddenInventory(masked, std::move(options), {});
}

std::string flagsText(finding::TokenFlags flags)
{
    std::string text;
    for (std::size_t i = 0; i < finding::kTokenFlags; ++i) {
        const auto flag = static_cast<TokenFlag>(i);
        if (flags.has(flag))
            text.append(text.empty() ? "" : " ").append(finding::tokenFlagName(flag));
    }
    return text;
}

std::string dateText(const finding::TokenDate &date)
{
    if (!date.isKnown)
        return "-";
    if (date.isNever())
        return "never";
    return std::format("{:%F}", std::chrono::sys_seconds(std::chrono::seconds(date.at)));
}

nlohmann::ordered_json jsonDate(const finding::TokenDate &date)
{
    return date.isKnown ? nlohmann::ordered_json(dateText(date)) : nlohmann::ordered_json(nullptr);
}

void printJson(const std::vector<Row> &rows, const finding::Inventory &inventory)
{
    auto list = nlohmann::ordered_json::array();
    for (const Row &row : rows) {
        auto flags = nlohmann::ordered_json::array();
        for (std::size_t i = 0; i < finding::kTokenFlags; ++i) {
            if (row.flags.has(static_cast<TokenFlag>(i)))
                flags.push_back(finding::tokenFlagName(static_cast<TokenFlag>(i)));
        }
        list.push_back({{"provider", row.token->provider},
                        {"id", row.token->id},
                        {"name", row.token->name},
                        {"creator", row.token->creator},
                        {"created", jsonDate(row.token->created)},
                        {"lastUsed", jsonDate(row.token->lastUsed)},
                        {"expires", jsonDate(row.token->expires)},
                        {"scopes", row.token->scopes},
                        {"flags", flags},
                        {"advice", finding::tokenAdviceName(row.advice)}});
    }
    const nlohmann::ordered_json whole{{"tokens", list}, {"notes", inventory.notes}};
    std::cout << whole.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}

void printTable(const std::vector<Row> &rows)
{
    std::vector<std::array<std::string, 7>> lines
        = {{"ADVICE", "FLAGS", "PROVIDER", "NAME", "ID", "CREATOR", "LAST USED"}};
    for (const Row &row : rows)
        lines.push_back({std::string(finding::tokenAdviceName(row.advice)), flagsText(row.flags),
                         row.token->provider, row.token->name, row.token->id, row.token->creator,
                         dateText(row.token->lastUsed)});
    std::array<std::size_t, 7> widths{};
    for (const auto &line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i)
            widths[i] = std::max(widths[i], std::min<std::size_t>(line[i].size(), 40));
    }
    for (const auto &line : lines) {
        std::string text;
        for (std::size_t i = 0; i < line.size(); ++i)
            text += std::format("{:{}}  ", line[i], widths[i]);
        text.erase(text.find_last_not_of(' ') + 1);
        std::cout << text << '\n';
    }
}

void printSummary(const std::vector<Row> &rows, const finding::Inventory &inventory)
{
    std::string counts;
    for (std::size_t i = 0; i < finding::kTokenFlags; ++i) {
        const auto flag = static_cast<TokenFlag>(i);
        const auto count
            = std::ranges::count_if(rows, [flag](const Row &row) { return row.flags.has(flag); });
        if (count > 0)
            counts += std::format("{}{} {}", counts.empty() ? ": " : ", ", count,
                                  finding::tokenFlagName(flag));
    }
    for (const std::string &note : inventory.notes)
        std::cerr << note << '\n';
    std::cerr << std::format("{} tokens{}\n", rows.size(), counts)
              << "Policy: leaked, revoke; orphaned or unused, tell the owner. Only a scan can say "
                 "that a token is leaked: open the list in the window.\n";
}

} // namespace

int runHygieneCommand(const HygieneCommand &command)
{
    const auto list = readList(command.path);
    if (!list)
        return refuse(list.error());
    const auto inventory = readHidden(
        *list, {.columns = command.columns, .provider = command.provider, .hidden = {}});
    if (!inventory)
        return refuse(inventory.error());
    const finding::HygienePolicy policy{.now = std::time(nullptr),
                                        .unusedDays = command.policyDays};
    std::vector<Row> rows;
    for (const InventoryToken &token : inventory->tokens) {
        const finding::TokenFlags flags = finding::flagsOf(token, policy);
        rows.push_back({&token, flags, finding::adviceFor(token, flags, policy)});
    }
    std::ranges::stable_sort(rows, std::greater(), &Row::advice);
    if (command.json)
        printJson(rows, *inventory);
    else
        printTable(rows);
    printSummary(rows, *inventory);
    const bool isAsking = std::ranges::any_of(
        rows, [](const Row &row) { return row.advice != finding::TokenAdvice::Nothing; });
    return isAsking ? ExitFindings : ExitNothing;
}

} // namespace rekey::app
