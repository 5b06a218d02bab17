// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/findingstream.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace rekey::scan {

namespace {

using namespace std::chrono_literals;

constexpr auto kBatchPeriod = 100ms;
/// A place nearer than the first is worth showing early, yet not at any price.
constexpr std::uint8_t kOffersPerSecret = 4;

finding::Place provisionalPlace(const sources::Source &source, std::uint32_t sourceIndex,
                                std::uint64_t blob, const Occurrence &occurrence)
{
    finding::Place place;
    place.source = sourceIndex;
    place.blob = blob;
    place.begin = occurrence.begin;
    place.end = occurrence.end;
    place.line = occurrence.at.line;
    place.column = occurrence.at.column;
    place.utf16 = occurrence.utf16;
    if (auto placement = source.peek(blob)) {
        place.object = std::move(placement->object);
        place.path = std::move(placement->path);
        place.commit = std::move(placement->commit);
        place.author = std::move(placement->author);
        place.email = std::move(placement->email);
        place.date = placement->date;
        place.reach = placement->reach;
        place.branches = std::move(placement->branches);
        place.tags = std::move(placement->tags);
    }
    return place;
}

} // namespace

FindingStream::FindingStream(const SecretTable &table, const sources::Source &source,
                             std::uint32_t sourceIndex, EarlierPlaces earlier,
                             const Receiver &receiver)
    : m_table(table)
    , m_source(source)
    , m_sourceIndex(sourceIndex)
    , m_earlier(std::move(earlier))
    , m_receiver(receiver)
{
    if (m_receiver)
        m_thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
}

FindingStream::~FindingStream()
{
    finish();
}

void FindingStream::offer(std::uint32_t secret, std::uint64_t blob, const Occurrence &occurrence)
{
    if (!m_receiver)
        return;
    const std::scoped_lock lock(m_mutex);
    if (secret >= m_offerCounts.size())
        m_offerCounts.resize(secret + secret / 2 + 64, 0);
    if (m_offerCounts[secret] >= kOffersPerSecret)
        return;
    ++m_offerCounts[secret];
    m_offers.push_back({secret, blob, occurrence});
    m_wake.notify_one();
}

void FindingStream::finish()
{
    if (!m_thread.joinable())
        return;
    m_thread.request_stop();
    m_thread.join();
}

void FindingStream::run(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        std::vector<Offer> offers;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, stop, [this] { return !m_offers.empty(); });
            offers = std::exchange(m_offers, {});
        }
        if (stop.stop_requested())
            return;
        const std::vector<std::uint32_t> changed = absorb(offers);
        if (!changed.empty())
            m_receiver(batchOf(changed));
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, stop, kBatchPeriod, [] { return false; });
    }
}

/// Secrets whose shown place is new or nearer than before, ascending.
std::vector<std::uint32_t> FindingStream::absorb(const std::vector<Offer> &offers)
{
    std::vector<std::uint32_t> changed;
    for (const Offer &offer : offers) {
        const auto known = m_shown.find(offer.secret);
        if (known != m_shown.end() && !known->second.place.path.empty()
            && known->second.place.reach == sources::Reach::Head)
            continue;
        finding::Place place
            = provisionalPlace(m_source, m_sourceIndex, offer.blob, offer.occurrence);
        if (known != m_shown.end()) {
            const bool named = known->second.place.path.empty() && !place.path.empty();
            const bool nearer = !place.path.empty() && place.reach < known->second.place.reach;
            if (!named && !nearer)
                continue;
        }
        m_shown[offer.secret] = {offer.occurrence.variant, std::move(place)};
        changed.push_back(offer.secret);
    }
    std::ranges::sort(changed);
    const auto repeated = std::ranges::unique(changed);
    changed.erase(repeated.begin(), repeated.end());
    return changed;
}

FindingBatch FindingStream::batchOf(const std::vector<std::uint32_t> &secrets) const
{
    FindingBatch batch;
    batch.reserve(secrets.size());
    for (const std::uint32_t secret : secrets) {
        const Shown &shown = m_shown.at(secret);
        finding::Finding finding = m_table.findingOf(shown.variant);
        finding.places = m_earlier(secret);
        finding.places.push_back(shown.place);
        std::ranges::sort(finding.places, finding::placeLess);
        batch.push_back(std::move(finding));
    }
    return batch;
}

} // namespace rekey::scan
