// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/properties.h"

#include "core/store/packing.h"

#include <algorithm>

namespace rekey::store {

namespace {

using Named = std::pair<std::string, std::string>;

std::string nameOf(const QByteArray &tag)
{
    return 'p' + std::string(viewOf(tag));
}

Result<Named> openProperty(const Statement &row, const Sealer &sealer)
{
    std::string packed;
    if (auto opened = sealer.open(row.bytes(1), nameOf(row.bytes(0)), packed); !opened)
        return std::unexpected(opened.error());
    Unpacker unpacker(packed);
    Named named;
    named.first = unpacker.text();
    named.second = unpacker.text();
    if (!unpacker.isDone())
        return fail(ErrorKind::Malformed, "a property of the store is damaged");
    return named;
}

/// Within a transaction.
Result<std::vector<Named>> selectNow(Store::State &state, const char *statement,
                                     const QByteArray &key)
{
    auto query = state.database->prepare(statement);
    if (!query)
        return std::unexpected(query.error());
    std::vector<Named> found;
    Result<void> good;
    auto read = query->bind(key).each([&](const Statement &row) {
        auto named = openProperty(row, *state.sealer);
        if (named)
            found.push_back(std::move(*named));
        else
            good = std::unexpected(named.error());
        return good.has_value();
    });
    if (!read || !good)
        return std::unexpected(read ? good.error() : read.error());
    return found;
}

Result<std::optional<std::string>> selectOne(Store::State &state, std::string_view room,
                                             std::string_view key)
{
    auto found = selectNow(state, "SELECT tag, body FROM property WHERE tag = ?",
                           tagOf(state.tagKey, room, key));
    if (!found)
        return std::unexpected(found.error());
    return found->empty() ? std::nullopt : std::optional(std::move(found->front().second));
}

} // namespace

Result<std::optional<std::string>> readProperty(Store::State &state, std::string_view room,
                                                std::string_view key)
{
    const auto reading = beginRead(state);
    return reading ? selectOne(state, room, key) : std::unexpected(reading.error());
}

Result<std::optional<std::string>> readProperty(WriteScope &scope, std::string_view room,
                                                std::string_view key)
{
    return selectOne(scope.state(), room, key);
}

Result<std::vector<Named>> readProperties(Store::State &state, std::string_view room)
{
    const auto reading = beginRead(state);
    if (!reading)
        return std::unexpected(reading.error());
    auto found = selectNow(state, "SELECT tag, body FROM property WHERE room = ?",
                           tagOf(state.tagKey, "room", room));
    if (found)
        std::ranges::sort(*found);
    return found;
}

Result<void> writeProperty(WriteScope &scope, std::string_view room, std::string_view key,
                           std::string_view text)
{
    const secret::SecretBytes &tagKey = scope.state().tagKey;
    const QByteArray tag = tagOf(tagKey, room, key);
    if (text.empty()) {
        auto query = scope.database().prepare("DELETE FROM property WHERE tag = ?");
        if (!query)
            return std::unexpected(query.error());
        return query->bind(tag).run();
    }
    Packer packer;
    packer.text(key);
    packer.text(text);
    auto query = scope.database().prepare("INSERT INTO property (tag, room, body) VALUES (?, ?, ?) "
                                          "ON CONFLICT (tag) DO UPDATE SET body = excluded.body");
    if (!query)
        return std::unexpected(query.error());
    return query->bind(tag)
        .bind(tagOf(tagKey, "room", room))
        .bind(scope.sealer().seal(packer.bytes(), nameOf(tag)))
        .run();
}

} // namespace rekey::store
