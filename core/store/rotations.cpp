// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/rotations.h"

#include "core/finding/findingrotation.h"
#include "core/store/packing.h"

#include <algorithm>
#include <charconv>
#include <format>
#include <map>
#include <set>

namespace rekey::store {

namespace {

constexpr std::string_view kReserved = "reserved"; ///< name of the value that holds a run's name

struct EntryRow
{
    std::string run;
    std::uint64_t number = 0;
    std::string text;
};

QByteArray entryTag(const Store::State &state, const std::string &run, std::uint64_t number)
{
    return tagOf(state.tagKey, "run entry " + run, std::to_string(number));
}

QByteArray runTag(const Store::State &state, std::string_view run)
{
    return tagOf(state.tagKey, "run", run);
}

QByteArray valueTag(const Store::State &state, const std::string &run, std::string_view name)
{
    return tagOf(state.tagKey, "run value " + run, name);
}

std::string rowNameOf(char letter, const QByteArray &tag)
{
    return letter + std::string(viewOf(tag));
}

/// 12 of "R-0012"; 0 of another name.
std::size_t numberOf(std::string_view run)
{
    std::size_t number = 0;
    if (!run.starts_with("R-"))
        return 0;
    const auto [end, code] = std::from_chars(run.data() + 2, run.data() + run.size(), number);
    return code == std::errc() && end == run.data() + run.size() ? number : 0;
}

Result<EntryRow> openEntry(const Statement &row, const Sealer &sealer)
{
    std::string packed;
    if (auto opened = sealer.open(row.bytes(1), rowNameOf('j', row.bytes(0)), packed); !opened)
        return std::unexpected(opened.error());
    Unpacker unpacker(packed);
    EntryRow entry;
    entry.run = unpacker.text();
    entry.number = unpacker.number();
    entry.text = unpacker.text();
    if (!unpacker.isDone())
        return fail(ErrorKind::Malformed, "a rotation's journal in the store is damaged");
    return entry;
}

Result<std::vector<EntryRow>> openAll(Statement &query, const Sealer &sealer)
{
    std::vector<EntryRow> rows;
    Result<void> good;
    auto read = query.each([&](const Statement &row) {
        auto entry = openEntry(row, sealer);
        if (entry)
            rows.push_back(std::move(*entry));
        else
            good = std::unexpected(entry.error());
        return good.has_value();
    });
    if (!read || !good)
        return std::unexpected(read ? good.error() : read.error());
    return rows;
}

/// Reads as many entries as it takes to find one that opens: each holds the name. An error of one
/// entry is the run's own.
Result<std::string> readName(Store::State &state, const QByteArray &run)
{
    auto query = state.database->prepare("SELECT tag, body FROM rotation WHERE run = ?");
    if (!query)
        return std::unexpected(query.error());
    std::string name;
    auto read = query->bind(run).each([&](const Statement &row) {
        const auto entry = openEntry(row, *state.sealer);
        if (entry && runTag(state, entry->run) == run)
            name = entry->run;
        return name.empty();
    });
    return read.transform([&name] { return std::move(name); });
}

/// Of runs with a name, in no order. What was found out of a run's name is remembered.
Result<std::vector<finding::RunEntryCount>> namedRuns(Store::State &state)
{
    auto query = state.database->prepare("SELECT run, COUNT(*) FROM rotation GROUP BY run");
    if (!query)
        return std::unexpected(query.error());
    std::vector<std::pair<QByteArray, std::uint64_t>> counts;
    auto read = query->each([&](const Statement &row) {
        counts.emplace_back(row.bytes(0), row.count(1));
        return true;
    });
    if (!read)
        return std::unexpected(read.error());
    std::vector<finding::RunEntryCount> named;
    for (const auto &[tag, entries] : counts) {
        Store::State::KnownRun &known = state.runs[tag];
        if (known.name.empty() && known.entries != entries) {
            auto name = readName(state, tag);
            if (!name)
                return std::unexpected(name.error());
            known = {*std::move(name), entries};
        }
        if (!known.name.empty())
            named.push_back({known.name, entries});
    }
    return named;
}

Result<bool> hasRow(WriteScope &scope, const char *statement, const QByteArray &tag)
{
    auto query = scope.database().prepare(statement);
    if (!query)
        return std::unexpected(query.error());
    bool isThere = false;
    auto read = query->bind(tag).each([&](const Statement &) {
        isThere = true;
        return true;
    });
    return read.transform([&] { return isThere; });
}

} // namespace

/// The row of a value that is nobody's holds the name: its tag is unique, and the whole change is
/// alone to write.
Result<std::string> reserveRun(WriteScope &scope)
{
    const auto runs = namedRuns(scope.state());
    if (!runs)
        return std::unexpected(runs.error());
    std::size_t number = 0;
    for (const finding::RunEntryCount &run : *runs)
        number = std::max(number, numberOf(run.run));
    for (;;) {
        std::string name = std::format("R-{:04}", ++number);
        const auto isReserved = hasRow(scope, "SELECT 1 FROM rotationvalue WHERE tag = ?",
                                       valueTag(scope.state(), name, kReserved));
        if (!isReserved)
            return std::unexpected(isReserved.error());
        // It may have been begun by an older version, and be damaged.
        const auto isBegun
            = hasRow(scope, "SELECT 1 FROM rotation WHERE run = ?", runTag(scope.state(), name));
        if (!isBegun)
            return std::unexpected(isBegun.error());
        if (*isReserved || *isBegun)
            continue;
        return writeRunValue(scope, name, kReserved, {}).transform([&name] {
            return std::move(name);
        });
    }
}

Result<void> appendRunEntry(WriteScope &scope, const std::string &run, std::uint64_t number,
                            std::string_view text)
{
    const QByteArray tag = entryTag(scope.state(), run, number);
    const auto isTaken = hasRow(scope, "SELECT 1 FROM rotation WHERE tag = ?", tag);
    if (!isTaken)
        return std::unexpected(isTaken.error());
    if (*isTaken)
        return fail(ErrorKind::Invalid, "another program goes on with this rotation; let it end",
                    run);
    Packer packer;
    packer.text(run);
    packer.number(number);
    packer.text(text);
    auto query = scope.database().prepare("INSERT INTO rotation (tag, run, body) VALUES (?, ?, ?)");
    if (!query)
        return std::unexpected(query.error());
    return query->bind(tag)
        .bind(runTag(scope.state(), run))
        .bind(scope.sealer().seal(packer.bytes(), rowNameOf('j', tag)))
        .run();
}

Result<std::vector<std::string>> readRunEntries(Store::State &state, const std::string &run)
{
    const auto reading = beginRead(state);
    if (!reading)
        return std::unexpected(reading.error());
    auto query = state.database->prepare("SELECT tag, body FROM rotation WHERE run = ?");
    if (!query)
        return std::unexpected(query.error());
    auto rows = openAll(query->bind(runTag(state, run)), *state.sealer);
    if (!rows) {
        Error error = rows.error();
        if (error.where.empty())
            error.where = run;
        return std::unexpected(std::move(error));
    }
    std::ranges::sort(*rows, {}, &EntryRow::number);
    std::vector<std::string> entries;
    for (EntryRow &row : *rows) {
        if (row.number != entries.size() || row.run != run)
            return fail(ErrorKind::Malformed, "entries of the rotation's journal are missing", run);
        entries.push_back(std::move(row.text));
    }
    return entries;
}

Result<std::vector<finding::RunEntryCount>> countRunEntries(Store::State &state)
{
    const auto reading = beginRead(state);
    if (!reading)
        return std::unexpected(reading.error());
    auto counts = namedRuns(state);
    if (counts)
        std::ranges::sort(*counts, finding::RunOrder(), &finding::RunEntryCount::run);
    return counts;
}

Result<void> writeRunValue(WriteScope &scope, const std::string &run, std::string_view name,
                           const secret::SecretBytes &value)
{
    const QByteArray tag = valueTag(scope.state(), run, name);
    auto query
        = scope.database().prepare("INSERT INTO rotationvalue (tag, run, body) VALUES (?, ?, ?) "
                                   "ON CONFLICT (tag) DO UPDATE SET body = excluded.body");
    if (!query)
        return std::unexpected(query.error());
    return query->bind(tag)
        .bind(runTag(scope.state(), run))
        .bind(scope.sealer().seal(value.view(), rowNameOf('v', tag)))
        .run();
}

Result<std::optional<secret::SecretBytes>> readRunValue(Store::State &state, const std::string &run,
                                                        std::string_view name)
{
    const auto reading = beginRead(state);
    if (!reading)
        return std::unexpected(reading.error());
    const QByteArray tag = valueTag(state, run, name);
    auto query = state.database->prepare("SELECT body FROM rotationvalue WHERE tag = ?");
    if (!query)
        return std::unexpected(query.error());
    QByteArray sealed;
    auto read = query->bind(tag).each([&](const Statement &row) {
        sealed = row.bytes(0);
        return true;
    });
    if (!read)
        return std::unexpected(read.error());
    if (sealed.isNull())
        return std::nullopt;
    return state.sealer->openSecret(sealed, rowNameOf('v', tag)).transform([](auto value) {
        return std::optional(std::move(value));
    });
}

Result<void> dropRunValue(WriteScope &scope, const std::string &run, std::string_view name)
{
    auto query = scope.database().prepare("DELETE FROM rotationvalue WHERE tag = ?");
    if (!query)
        return std::unexpected(query.error());
    return query->bind(valueTag(scope.state(), run, name)).run();
}

Result<std::vector<RunProblem>> checkRuns(Store::State &state, std::stop_token stop)
{
    std::vector<RunProblem> problems;
    std::map<std::string, std::set<std::uint64_t>> numbers;
    auto query = state.database->prepare("SELECT tag, body FROM rotation");
    if (!query)
        return std::unexpected(query.error());
    auto read = query->each([&](const Statement &row) {
        if (const auto entry = openEntry(row, *state.sealer))
            numbers[entry->run].insert(entry->number);
        else
            problems.push_back({"rotation", "an entry of a journal was altered"});
        return !stop.stop_requested();
    });
    if (!read)
        return std::unexpected(read.error());
    for (const auto &[run, found] : numbers) {
        if (*found.rbegin() + 1 != found.size())
            problems.push_back({"rotation " + run, "entries of its journal are missing"});
    }
    auto values = state.database->prepare("SELECT tag, body FROM rotationvalue");
    if (!values)
        return std::unexpected(values.error());
    read = values->each([&](const Statement &row) {
        if (!state.sealer->openSecret(row.bytes(1), rowNameOf('v', row.bytes(0))))
            problems.push_back({"rotation", "a value that is kept for it does not open"});
        return !stop.stop_requested();
    });
    if (!read)
        return std::unexpected(read.error());
    return problems;
}

} // namespace rekey::store
