// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/codec.h"
#include "core/store/packing.h"
#include "core/store/records.h"

#include <charconv>
#include <optional>

namespace rekey::store {

namespace {

using finding::Incident;

constexpr std::string_view kPrefix = "INC-";

std::uint64_t numberOf(std::string_view id)
{
    std::uint64_t number = 0;
    if (!id.starts_with(kPrefix))
        return 0;
    id.remove_prefix(kPrefix.size());
    const auto [end, code] = std::from_chars(id.data(), id.data() + id.size(), number);
    return code == std::errc() && end == id.data() + id.size() ? number : 0;
}

Result<std::uint64_t> nextNumber(WriteScope &scope)
{
    auto query = scope.database().prepare("SELECT coalesce(max(number), 0) + 1 FROM incident");
    if (!query)
        return std::unexpected(query.error());
    if (auto read = query->one(); !read)
        return std::unexpected(read.error());
    const std::uint64_t number = query->count(0);
    query->finish();
    return number;
}

struct Standing
{
    std::uint64_t number = 0;
    std::optional<Incident> incident; ///< nothing: it is new
};

/// Checks that nobody was first; gives what stands.
Result<Standing> standing(WriteScope &scope, const Incident &incident)
{
    if (incident.id.empty())
        return nextNumber(scope).transform(
            [](std::uint64_t number) { return Standing{number, {}}; });
    const std::uint64_t number = numberOf(incident.id);
    auto query = scope.database().prepare("SELECT version, body FROM incident WHERE number = ?");
    if (!query)
        return std::unexpected(query.error());
    if (auto read = query->bind(number).one(); !read) {
        return fail(read.error().kind == ErrorKind::NotFound ? ErrorKind::Invalid
                                                             : read.error().kind,
                    "this incident is not in the store", incident.id);
    }
    const std::uint64_t version = query->count(0);
    std::string packed;
    const auto opened = scope.sealer().open(query->bytes(1), rowName('i', number), packed);
    query->finish();
    if (!opened)
        return std::unexpected(opened.error());
    if (version != incident.version) {
        return fail(ErrorKind::Invalid,
                    "somebody else changed this incident first; look at it again, then repeat the "
                    "change",
                    incident.id);
    }
    return unpackIncident(packed, number).transform([&](Incident stands) {
        return Standing{number, std::move(stands)};
    });
}

std::string_view stateName(const Incident &incident)
{
    return incident.closedAt == 0 ? "open" : "closed";
}

/// Names of what is said differently now, as "notes, tasks".
std::string changedParts(const Incident &before, const Incident &after)
{
    std::string parts;
    const auto add = [&parts](bool isChanged, std::string_view name) {
        if (isChanged)
            parts.append(parts.empty() ? "" : ", ").append(name);
    };
    add(before.name != after.name, "name");
    add(before.owner != after.owner, "owner");
    add(before.nextStep != after.nextStep, "next step");
    add(before.note != after.note, "notes");
    add(before.tasks != after.tasks, "tasks");
    return parts;
}

finding::Event eventOf(const std::optional<Incident> &before, const Incident &now)
{
    finding::Event event;
    event.kind = finding::EventKind::Incident;
    event.detail = now.id + ": " + now.name;
    if (!before || before->closedAt != now.closedAt) {
        event.from = before ? stateName(*before) : std::string_view();
        event.to = stateName(now);
    }
    if (const std::string parts = before ? changedParts(*before, now) : std::string();
        !parts.empty())
        event.detail += " (" + parts + ")";
    return event;
}

} // namespace

Result<std::vector<Incident>> readIncidents(Store::State &state)
{
    const auto reading = beginRead(state);
    if (!reading)
        return std::unexpected(reading.error());
    auto query
        = state.database->prepare("SELECT number, version, body FROM incident ORDER BY number");
    if (!query)
        return std::unexpected(query.error());
    std::vector<Incident> incidents;
    Result<void> good;
    std::string packed;
    auto read = query->each([&](const Statement &row) {
        good = state.sealer->open(row.bytes(2), rowName('i', row.count(0)), packed);
        if (!good)
            return false;
        auto incident = unpackIncident(packed, row.count(0));
        if (incident) {
            incident->version = row.count(1);
            incidents.push_back(std::move(*incident));
        } else {
            good = std::unexpected(incident.error());
        }
        return good.has_value();
    });
    if (!read || !good)
        return std::unexpected(read ? good.error() : read.error());
    return incidents;
}

Result<Incident> keepIncident(WriteScope &scope, const Incident &incident)
{
    const auto stands = standing(scope, incident);
    if (!stands)
        return std::unexpected(stands.error());
    const std::uint64_t number = stands->number;
    Incident kept = incident;
    kept.id = std::string(kPrefix) + std::to_string(number);
    ++kept.version;
    if (auto added = scope.append({eventOf(stands->incident, kept), 0}); !added)
        return std::unexpected(added.error());
    Packer packer;
    packIncident(kept, packer);
    auto query = scope.database().prepare(
        "INSERT INTO incident (number, version, revision, body) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (number) DO UPDATE SET version = excluded.version, "
        "revision = excluded.revision, body = excluded.body");
    if (!query)
        return std::unexpected(query.error());
    auto written = query->bind(number)
                       .bind(kept.version)
                       .bind(scope.revision())
                       .bind(scope.sealer().seal(packer.bytes(), rowName('i', number)))
                       .run();
    return written.transform([&] { return std::move(kept); });
}

} // namespace rekey::store
