// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/findings.h"

#include "core/store/codec.h"
#include "core/store/packing.h"

#include <algorithm>
#include <cstring>

namespace rekey::store {

namespace {

using finding::Finding;
using finding::KeptFinding;
using finding::SourceRecord;
using secret::SecretId;

constexpr std::size_t kBatch = 1024;

Result<KeptRow> keptRow(const Statement &row, const Sealer &sealer, const Words &words)
{
    KeptRow kept;
    kept.number = static_cast<std::uint32_t>(row.count(0));
    kept.finding.number = kept.number;
    kept.hasValue = row.flag(3);
    if (auto opened = sealer.open(row.bytes(2), rowName('f', kept.number), kept.packed); !opened)
        return std::unexpected(opened.error());
    if (auto read = unpackFinding(kept.packed, words, kept.finding); !read)
        return std::unexpected(read.error());
    if (kept.finding.id != idOf(row.bytes(1)))
        return fail(ErrorKind::Malformed, "the id of a finding was altered in the store");
    return kept;
}

Result<KeptFinding> keptFinding(const Statement &row, const Sealer &sealer, const Words &words)
{
    auto kept = keptRow(row, sealer, words);
    if (!kept)
        return std::unexpected(kept.error());
    KeptFinding found;
    const QByteArray sealed = row.bytes(5);
    if (!sealed.isNull()) {
        std::string packed;
        if (auto opened = sealer.open(sealed, rowName('r', kept->number), packed); !opened)
            return std::unexpected(opened.error());
        auto record = unpackRecord(packed);
        if (!record)
            return std::unexpected(record.error());
        found.record = std::move(*record);
        found.record.version = row.count(4);
    }
    found.record.id = kept->finding.id;
    found.record.isValueAbsent = !kept->hasValue;
    found.finding = std::move(kept->finding);
    return found;
}

} // namespace

QByteArray bytesOf(const SecretId &id)
{
    return {reinterpret_cast<const char *>(id.bytes.data()),
            static_cast<qsizetype>(id.bytes.size())};
}

SecretId idOf(const QByteArray &bytes)
{
    SecretId id;
    std::memcpy(id.bytes.data(), bytes.constData(),
                std::min(id.bytes.size(), static_cast<std::size_t>(bytes.size())));
    return id;
}

Result<std::unordered_map<SecretId, KeptRow>> findingsById(Store::State &state, const Words &words,
                                                           std::span<const SecretId> ids)
{
    std::vector<QByteArray> keys;
    for (const SecretId &id : ids)
        keys.push_back(bytesOf(id));
    std::unordered_map<SecretId, KeptRow> found;
    Result<void> good;
    auto read = selectIn(*state.database,
                         "SELECT number, id, body, secrets IS NOT NULL FROM finding WHERE id IN",
                         std::span<const QByteArray>(keys), [&](const Statement &row) {
                             auto kept = keptRow(row, *state.sealer, words);
                             if (!kept)
                                 good = std::unexpected(kept.error());
                             else
                                 found.emplace(kept->finding.id, std::move(*kept));
                             return good.has_value();
                         });
    if (!read || !good)
        return std::unexpected(read ? good.error() : read.error());
    return found;
}

Result<std::unordered_map<SecretId, KeptNumber>> numbersById(Store::State &state,
                                                             std::span<const SecretId> ids)
{
    std::vector<QByteArray> keys;
    for (const SecretId &id : ids)
        keys.push_back(bytesOf(id));
    std::unordered_map<SecretId, KeptNumber> found;
    auto read = selectIn(
        *state.database, "SELECT number, id, secrets IS NOT NULL FROM finding WHERE id IN",
        std::span<const QByteArray>(keys), [&](const Statement &row) {
            found.emplace(idOf(row.bytes(1)),
                          KeptNumber{static_cast<std::uint32_t>(row.count(0)), row.flag(2)});
            return true;
        });
    return read.transform([&] { return std::move(found); });
}

Result<std::optional<SecretId>> readIdOf(Store::State &state, std::uint32_t number)
{
    const auto reading = beginRead(state);
    if (!reading)
        return std::unexpected(reading.error());
    auto query = state.database->prepare("SELECT id FROM finding WHERE number = ?");
    if (!query)
        return std::unexpected(query.error());
    std::optional<SecretId> id;
    auto read = query->bind(std::uint64_t{number}).each([&](const Statement &row) {
        id = idOf(row.bytes(0));
        return true;
    });
    return read.transform([&] { return id; });
}

Result<std::vector<SourceRecord>> readSources(Store::State &state)
{
    auto query = state.database->prepare("SELECT number, body FROM source ORDER BY number");
    if (!query)
        return std::unexpected(query.error());
    std::vector<SourceRecord> sources;
    Result<void> good;
    std::string packed;
    auto read = query->each([&](const Statement &row) {
        good = state.sealer->open(row.bytes(1), rowName('o', row.count(0)), packed);
        if (!good)
            return false;
        auto source = unpackSource(packed, static_cast<std::uint32_t>(row.count(0)));
        if (source)
            sources.push_back(std::move(*source));
        else
            good = std::unexpected(source.error());
        return good.has_value();
    });
    if (!read || !good)
        return std::unexpected(read ? good.error() : read.error());
    return sources;
}

Result<std::uint32_t> keepSource(WriteScope &scope, const SourceRecord &source)
{
    const auto known = readSources(scope.state());
    if (!known)
        return std::unexpected(known.error());
    SourceRecord kept = source;
    kept.number = known->empty() ? 1 : known->back().number + 1;
    for (const SourceRecord &one : *known) {
        if (!one.isSameAs(source))
            continue;
        kept.number = one.number;
        if (source.exposure == finding::Exposure::Unknown && source.number != one.number)
            kept.exposure = one.exposure;
    }
    Packer packer;
    packSource(kept, packer);
    Packer none;
    none.number(0);
    auto query
        = scope.database().prepare("INSERT INTO source (number, body, members) VALUES (?, ?, ?) "
                                   "ON CONFLICT (number) DO UPDATE SET body = excluded.body");
    if (!query)
        return std::unexpected(query.error());
    auto written = query->bind(std::uint64_t{kept.number})
                       .bind(scope.sealer().seal(packer.bytes(), rowName('o', kept.number)))
                       .bind(scope.sealer().seal(none.bytes(), rowName('m', kept.number)))
                       .run();
    return written.transform([&] { return kept.number; });
}

Result<void> loadFindings(Store::State &state,
                          const std::function<void(std::vector<KeptFinding>)> &sink,
                          std::stop_token stop)
{
    const auto reading = beginRead(state);
    if (!reading)
        return std::unexpected(reading.error());
    Words words(*state.database, *state.sealer);
    if (auto loaded = words.load(); !loaded)
        return loaded;
    auto query = state.database->prepare(
        "SELECT f.number, f.id, f.body, f.secrets IS NOT NULL, r.version, r.body "
        "FROM finding f LEFT JOIN record r ON r.number = f.number ORDER BY f.number");
    if (!query)
        return std::unexpected(query.error());
    Result<void> good;
    std::vector<KeptFinding> batch;
    auto read = query->each([&](const Statement &row) {
        auto kept = keptFinding(row, *state.sealer, words);
        if (!kept) {
            good = std::unexpected(kept.error());
            return false;
        }
        batch.push_back(std::move(*kept));
        if (batch.size() < kBatch)
            return true;
        sink(std::exchange(batch, {}));
        batch.reserve(kBatch);
        if (stop.stop_requested())
            good = fail(ErrorKind::Cancelled, "loading was stopped");
        return good.has_value();
    });
    if (!read || !good)
        return read ? good : read;
    if (!batch.empty())
        sink(std::move(batch));
    return {};
}

} // namespace rekey::store
