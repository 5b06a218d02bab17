// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/keeper.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <unordered_map>

namespace rekey::test {

/// What a FakeKeeper keeps: outlives it, so that a test can look at it, change it as another window
/// would, and open it again. Guarded by `mutex`.
struct FakeShelf
{
    std::mutex mutex;
    std::vector<finding::SourceRecord> sources;
    std::vector<finding::KeptFinding> findings; ///< values in `values`
    std::unordered_map<secret::SecretId, std::string> values; ///< made-up ones
    std::unordered_map<secret::SecretId, finding::Record> records;
    std::vector<finding::Event> events;
    std::vector<finding::Incident> incidents;
    std::map<std::pair<std::string, std::string>, std::string> properties;
    std::uint64_t revision = 0;
    std::unordered_map<secret::SecretId, std::uint64_t> changedAt;
    std::optional<Error> refuse; ///< answered to every write while set
    std::optional<Error> refuseProperties; ///< answered to each of a property while set
    std::optional<Error> hideProperties; ///< answered to who reads them while set
    std::string passphrase;
    std::atomic<std::size_t> batchSize{SIZE_MAX}; ///< findings handed over at a time
    std::atomic<int> batches{0}; ///< begun to be handed over

    finding::Record &record(const secret::SecretId &id)
    {
        finding::Record &record = records[id];
        record.id = id;
        return record;
    }
    /// As another window would.
    void changeElsewhere(const secret::SecretId &id, const finding::Triage &triage)
    {
        const std::scoped_lock lock(mutex);
        finding::Record &kept = record(id);
        kept.triage = triage;
        ++kept.version;
        changedAt[id] = ++revision;
    }
};

/// A Keeper in plain memory, for the window's tests.
class FakeKeeper : public finding::Keeper
{
public:
    explicit FakeKeeper(std::shared_ptr<FakeShelf> shelf)
        : m_shelf(std::move(shelf))
    {
    }

    finding::KeeperState state() const override { return m_state; }
    std::string title() const override { return "memory"; }
    void lock() override { m_state = finding::KeeperState::Locked; }
    Result<void> unlock(const secret::SecretBytes &passphrase) override
    {
        if (passphrase.view() != m_shelf->passphrase)
            return fail(ErrorKind::Denied, "That passphrase does not open this store.");
        m_state = finding::KeeperState::Open;
        return {};
    }

    Result<std::vector<finding::SourceRecord>> sources() const override
    {
        const std::scoped_lock lock(m_shelf->mutex);
        return m_shelf->sources;
    }
    Result<std::uint32_t> keepSource(const finding::SourceRecord &source) override
    {
        const std::scoped_lock lock(m_shelf->mutex);
        if (m_shelf->refuse)
            return std::unexpected(*m_shelf->refuse);
        for (finding::SourceRecord &kept : m_shelf->sources) {
            if (kept.isSameAs(source)) {
                const std::uint32_t number = kept.number;
                kept = source;
                kept.number = number;
                return number;
            }
        }
        m_shelf->sources.push_back(source);
        m_shelf->sources.back().number = static_cast<std::uint32_t>(m_shelf->sources.size());
        return m_shelf->sources.back().number;
    }

    Result<void> load(const std::function<void(std::vector<finding::KeptFinding>)> &sink,
                      std::stop_token stop) const override
    {
        std::vector<finding::KeptFinding> all;
        {
            const std::scoped_lock lock(m_shelf->mutex);
            all = m_shelf->findings;
            for (finding::KeptFinding &kept : all)
                kept.record = m_shelf->record(kept.finding.id);
        }
        std::span<const finding::KeptFinding> rest(all);
        do {
            ++m_shelf->batches;
            const auto batch = rest.first(std::min(m_shelf->batchSize.load(), rest.size()));
            sink({batch.begin(), batch.end()});
            if (stop.stop_requested())
                return fail(ErrorKind::Cancelled, "loading was stopped");
            rest = rest.subspan(batch.size());
        } while (!rest.empty());
        return {};
    }

    Result<finding::KeepOutcome> keep(std::span<const finding::Finding> findings,
                                      std::span<const std::uint32_t> sources,
                                      const secret::Vault &vault, bool) override
    {
        const std::scoped_lock lock(m_shelf->mutex);
        if (m_shelf->refuse)
            return std::unexpected(*m_shelf->refuse);
        finding::KeepOutcome outcome;
        for (finding::Finding found : findings) {
            for (finding::Place &place : found.places)
                place.source = sources[place.source];
            if (const auto value = vault.open(found.value))
                m_shelf->values[found.id] = std::string(value->view());
            found.value = {};
            const auto known = std::ranges::find(m_shelf->findings, found.id,
                                                 [](const auto &kept) { return kept.finding.id; });
            if (known == m_shelf->findings.end()) {
                m_shelf->findings.push_back({found, {}});
                finding::Event event;
                event.finding = found.id;
                m_shelf->events.push_back(event);
                ++outcome.added;
            } else {
                found.number = known->finding.number;
                finding::Record &record = m_shelf->record(found.id);
                const bool isNew = std::ranges::any_of(found.places, [&](const auto &place) {
                    return std::ranges::find(known->finding.places, place.path,
                                             &finding::Place::path)
                        == known->finding.places.end();
                });
                if (isNew && finding::reopensOnNewPlace(record.triage)) {
                    record.triage.decision = finding::Decision::Reopened;
                    record.triage.closeReason = finding::CloseReason::None;
                    ++record.version;
                    outcome.reopened.push_back(record);
                }
                known->finding = found;
            }
            outcome.numbers.push_back(found.number);
        }
        return outcome;
    }

    Result<std::vector<finding::ChangeOutcome>>
    change(std::span<const finding::TriageChange> changes) override
    {
        const std::scoped_lock lock(m_shelf->mutex);
        if (m_shelf->refuse)
            return std::unexpected(*m_shelf->refuse);
        std::vector<finding::ChangeOutcome> outcomes;
        for (const finding::TriageChange &change : changes) {
            finding::Record &record = m_shelf->record(change.id);
            const bool isKept = record.version == change.version;
            if (isKept) {
                record.triage = change.triage;
                ++record.version;
                m_shelf->changedAt[change.id] = ++m_shelf->revision;
                finding::Event event = change.event;
                event.finding = change.id;
                event.actor = "me";
                event.number = m_shelf->events.size() + 1;
                m_shelf->events.push_back(event);
            }
            outcomes.push_back({isKept, record});
        }
        return outcomes;
    }

    Result<finding::Record> keepEvidence(const secret::SecretId &id,
                                         const finding::Evidence &evidence,
                                         const std::optional<finding::Access> &access) override
    {
        const std::scoped_lock lock(m_shelf->mutex);
        if (m_state != finding::KeeperState::Open)
            return fail(ErrorKind::Denied, "The store is locked.");
        finding::Record &record = m_shelf->record(id);
        record.evidence = evidence;
        if (access)
            record.access = access;
        ++record.version;
        m_shelf->changedAt[id] = ++m_shelf->revision;
        return record;
    }
    Result<void>
    keepClaims(std::span<const std::pair<secret::SecretId, finding::Claim>> claims) override
    {
        const std::scoped_lock lock(m_shelf->mutex);
        for (const auto &[id, claim] : claims) {
            m_shelf->record(id).claims.push_back(claim);
            m_shelf->changedAt[id] = ++m_shelf->revision;
        }
        return {};
    }
    Result<std::vector<finding::Record>> reopenExpired(std::int64_t now) override
    {
        const std::scoped_lock lock(m_shelf->mutex);
        std::vector<finding::Record> reopened;
        for (auto &[id, record] : m_shelf->records) {
            if (!finding::reopensAt(record.triage, now))
                continue;
            record.triage.decision = finding::Decision::Reopened;
            record.triage.closeReason = finding::CloseReason::None;
            ++record.version;
            reopened.push_back(record);
        }
        return reopened;
    }
    Result<std::vector<finding::Record>>
    records(std::span<const secret::SecretId> ids) const override
    {
        const std::scoped_lock lock(m_shelf->mutex);
        std::vector<finding::Record> records;
        for (const secret::SecretId &id : ids)
            records.push_back(m_shelf->record(id));
        return records;
    }
    Result<std::vector<finding::Record>> changesSince(std::uint64_t &revision) const override
    {
        const std::scoped_lock lock(m_shelf->mutex);
        std::vector<finding::Record> records;
        for (const auto &[id, at] : m_shelf->changedAt) {
            if (at > revision)
                records.push_back(m_shelf->records.at(id));
        }
        revision = m_shelf->revision;
        return records;
    }

    Result<std::vector<finding::Incident>> incidents() const override
    {
        const std::scoped_lock lock(m_shelf->mutex);
        return m_shelf->incidents;
    }
    Result<finding::Incident> keepIncident(const finding::Incident &incident) override
    {
        const std::scoped_lock lock(m_shelf->mutex);
        finding::Incident kept = incident;
        const auto standing
            = std::ranges::find(m_shelf->incidents, kept.id, &finding::Incident::id);
        if (standing != m_shelf->incidents.end() && standing->version != kept.version)
            return fail(ErrorKind::Invalid, "Somebody else changed this incident.");
        ++kept.version;
        if (kept.id.empty()) {
            kept.id = "INC-" + std::to_string(m_shelf->incidents.size() + 1);
            m_shelf->incidents.push_back(kept);
        } else {
            *standing = kept;
        }
        return kept;
    }

    Result<void> note(std::span<const finding::Event> events) override
    {
        const std::scoped_lock lock(m_shelf->mutex);
        m_shelf->events.insert(m_shelf->events.end(), events.begin(), events.end());
        return {};
    }
    Result<std::vector<finding::Event>> timeline(const secret::SecretId &id) const override
    {
        const std::scoped_lock lock(m_shelf->mutex);
        std::vector<finding::Event> events;
        std::ranges::copy_if(m_shelf->events, std::back_inserter(events), [&id](const auto &event) {
            return id == secret::SecretId{} || event.finding == id;
        });
        return events;
    }

    Result<std::vector<finding::Event>> ownTimeline() const override
    {
        const std::scoped_lock lock(m_shelf->mutex);
        std::vector<finding::Event> events;
        std::ranges::copy_if(m_shelf->events, std::back_inserter(events),
                             [](const auto &event) { return event.finding == secret::SecretId{}; });
        return events;
    }

    Result<secret::SecretBytes> value(const secret::SecretId &id,
                                      std::string_view companion) const override
    {
        const std::scoped_lock lock(m_shelf->mutex);
        const auto found = m_shelf->values.find(id);
        if (found == m_shelf->values.end() || !companion.empty())
            return fail(ErrorKind::NotFound, "not kept");
        return secret::SecretBytes::copyOf(found->second);
    }

    Result<std::optional<std::string>> property(std::string_view room,
                                                std::string_view key) const override
    {
        const std::scoped_lock lock(m_shelf->mutex);
        const auto found = m_shelf->properties.find({std::string(room), std::string(key)});
        return found == m_shelf->properties.end() ? std::nullopt : std::optional(found->second);
    }
    Result<std::vector<std::pair<std::string, std::string>>>
    properties(std::string_view room) const override
    {
        const std::scoped_lock lock(m_shelf->mutex);
        if (m_shelf->hideProperties)
            return std::unexpected(*m_shelf->hideProperties);
        std::vector<std::pair<std::string, std::string>> found;
        for (const auto &[name, text] : m_shelf->properties) {
            if (name.first == room)
                found.emplace_back(name.second, text);
        }
        return found;
    }
    Result<void> setProperty(std::string_view room, std::string_view key,
                             std::string_view text) override
    {
        const std::scoped_lock lock(m_shelf->mutex);
        if (m_shelf->refuseProperties)
            return std::unexpected(*m_shelf->refuseProperties);
        const std::pair name{std::string(room), std::string(key)};
        if (text.empty())
            m_shelf->properties.erase(name);
        else
            m_shelf->properties[name] = text;
        return {};
    }

private:
    std::shared_ptr<FakeShelf> m_shelf;
    finding::KeeperState m_state = finding::KeeperState::Open;
};

} // namespace rekey::test
