// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/scanjob.h"

#include "core/scan/findingstream.h"
#include "core/scan/placing.h"
#include "core/scan/scanvisitor.h"
#include "core/scan/secrettable.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <format>
#include <iterator>
#include <tuple>
#include <utility>

namespace rekey::scan {

namespace {

using sources::Coverage;
using sources::Placement;
using sources::Source;
using sources::WalkProgress;

using Clock = std::chrono::steady_clock;

void restart(WalkProgress &walk)
{
    walk.phase = WalkProgress::Phase::Opening;
    walk.blobsTotal = 0;
    walk.blobsDone = 0;
    walk.bytesDone = 0;
}

/// What is known at once, when the whole truth cannot be had.
std::vector<Placement> peekAll(const Source &source, std::span<const std::uint64_t> blobs)
{
    std::vector<Placement> placements;
    for (const std::uint64_t blob : blobs) {
        if (auto placement = source.peek(blob)) {
            placement->blob = blob;
            placements.push_back(std::move(*placement));
        }
    }
    return placements;
}

bool findingLess(const finding::Finding &left, const finding::Finding &right)
{
    const finding::Place nowhere;
    const finding::Place &l = left.places.empty() ? nowhere : left.places.front();
    const finding::Place &r = right.places.empty() ? nowhere : right.places.front();
    const auto key = [](const finding::Place &p) {
        return std::tie(p.source, p.reach, p.path, p.line, p.column, p.begin, p.end, p.object);
    };
    return std::forward_as_tuple(key(l), left.rule) < std::forward_as_tuple(key(r), right.rule);
}

class ScanJob
{
public:
    ScanJob(const ScanContext &context, const ScanOptions &options, ScanProgress &progress,
            const std::function<void(FindingBatch)> &batches, std::stop_token stop)
        : m_context(context)
        , m_options(options)
        , m_progress(progress)
        , m_batches(batches)
        , m_stop(std::move(stop))
        , m_table(context)
    {
    }

    Result<ScanResult> run(std::span<const std::shared_ptr<Source>> sources)
    {
        const Clock::time_point start = Clock::now();
        m_progress.sourcesTotal = static_cast<std::uint32_t>(sources.size());
        for (std::uint32_t i = 0; i < sources.size(); ++i) {
            m_progress.sourceIndex = i;
            restart(m_progress.walk);
            auto coverage = scanSource(i, *sources[i]);
            if (!coverage && sources.size() == 1 && coverage.error().kind != ErrorKind::Cancelled)
                return std::unexpected(std::move(coverage.error()));
            m_result.coverage.push_back(coverage ? std::move(*coverage)
                                                 : failedCoverage(*sources[i], coverage.error()));
            if (i + 1 < sources.size())
                handOverPlaced(i);
        }
        finish();
        m_result.elapsedMs
            = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start).count();
        return std::move(m_result);
    }

private:
    Result<Coverage> scanSource(std::uint32_t index, Source &source)
    {
        if (m_stop.stop_requested())
            return fail(ErrorKind::Cancelled, "not scanned: the scan was stopped before");
        std::deque<OccurrenceLog> logs;
        Result<Coverage> coverage = walk(index, source, logs);
        place(index, source, logs, coverage);
        m_progress.walk.phase = WalkProgress::Phase::Done;
        return coverage;
    }

    Result<Coverage> walk(std::uint32_t index, Source &source, std::deque<OccurrenceLog> &logs)
    {
        FindingStream stream(
            m_table, source, index, [this](std::uint32_t secret) { return earlierPlaces(secret); },
            m_batches);
        const auto makeVisitor = [&](unsigned) -> std::unique_ptr<sources::BlobVisitor> {
            return std::make_unique<ScanVisitor>(m_context, m_table, stream, logs.emplace_back(),
                                                 m_progress);
        };
        const sources::WalkOptions options{m_options.workers, m_options.useDeltas};
        auto coverage = source.walk(options, makeVisitor, m_progress.walk, m_stop);
        stream.finish();
        return coverage;
    }

    std::vector<finding::Place> earlierPlaces(std::uint32_t secret) const
    {
        std::vector<finding::Place> places;
        if (secret < m_places.size()) {
            for (const PlacedSecret &placed : m_places[secret])
                places.push_back(placed.place);
        }
        return places;
    }

    void place(std::uint32_t index, Source &source, const std::deque<OccurrenceLog> &logs,
               Result<Coverage> &coverage)
    {
        const std::vector<std::uint64_t> blobs = blobsOf(logs);
        if (blobs.empty())
            return;
        std::vector<Placement> placements;
        m_progress.walk.phase = WalkProgress::Phase::Placing;
        auto located = source.locate(blobs, m_progress.walk, m_stop);
        if (located) {
            placements = std::move(*located);
            if (coverage)
                std::ranges::move(source.placingNotes(), std::back_inserter(coverage->notes));
        } else {
            placements = peekAll(source, blobs);
            if (coverage) {
                coverage->complete = false;
                coverage->notes.push_back("Places are not all known: " + located.error().text());
            }
        }
        const std::vector<std::uint32_t> secrets = m_table.secretsByVariant();
        m_places.resize(m_table.size());
        const PlacingOutcome outcome = placeOccurrences(index, logs, placements, secrets, m_places);
        if (outcome.cutSecrets > 0 && coverage)
            coverage->notes.push_back(std::format(
                "{} secrets stand in very many places: of each only the nearest {} are listed.",
                outcome.cutSecrets, outcome.ofSecret));
    }

    static Coverage failedCoverage(const Source &source, const Error &error)
    {
        Coverage coverage;
        coverage.source = source.name();
        coverage.complete = false;
        coverage.notes.push_back(error.text());
        return coverage;
    }

    finding::Finding findingOf(std::vector<PlacedSecret> &placed) const
    {
        std::ranges::sort(placed, [](const PlacedSecret &l, const PlacedSecret &r) {
            return finding::placeLess(l.place, r.place);
        });
        finding::Finding finding = m_table.findingOf(placed.front().variant);
        finding.places.reserve(placed.size());
        for (const PlacedSecret &one : placed)
            finding.places.push_back(one.place);
        return finding;
    }

    /// The findings of a source that is through, with their final places so far.
    void handOverPlaced(std::uint32_t index)
    {
        if (!m_batches)
            return;
        FindingBatch batch;
        for (auto &placed : m_places) {
            const bool changed = std::ranges::any_of(
                placed, [&](const PlacedSecret &one) { return one.place.source == index; });
            if (changed)
                batch.push_back(findingOf(placed));
        }
        std::ranges::sort(batch, findingLess);
        if (!batch.empty())
            m_batches(std::move(batch));
    }

    void finish()
    {
        for (auto &placed : m_places) {
            if (!placed.empty())
                m_result.findings.push_back(findingOf(placed));
            placed = {};
        }
        std::ranges::sort(m_result.findings, findingLess);
        std::uint32_t number = 0;
        for (finding::Finding &finding : m_result.findings)
            finding.number = ++number;
        m_result.rules = m_context.rules->detectorCount();
        m_result.complete = !m_stop.stop_requested()
            && std::ranges::all_of(m_result.coverage, &Coverage::complete);
        if (m_batches && !m_result.findings.empty())
            m_batches(m_result.findings);
    }

    const ScanContext &m_context;
    const ScanOptions &m_options;
    ScanProgress &m_progress;
    const std::function<void(FindingBatch)> &m_batches;
    std::stop_token m_stop;
    SecretTable m_table;
    std::vector<std::vector<PlacedSecret>> m_places; ///< by secret; final
    ScanResult m_result;
};

} // namespace

Result<ScanResult> runScan(const ScanContext &context,
                           std::span<const std::shared_ptr<sources::Source>> sources,
                           const ScanOptions &options, ScanProgress &progress,
                           const std::function<void(FindingBatch)> &batches, std::stop_token stop)
{
    return ScanJob(context, options, progress, batches, std::move(stop)).run(sources);
}

} // namespace rekey::scan
