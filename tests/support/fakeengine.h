// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/engine.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>

namespace rekey::test {

/// A source that has a name and nothing else.
class FakeSource final : public sources::Source
{
public:
    explicit FakeSource(std::string name)
        : m_name(std::move(name))
    {
    }

    std::string name() const override { return m_name; }
    Result<sources::Coverage> walk(const sources::WalkOptions &, const VisitorFactory &,
                                   sources::WalkProgress &, std::stop_token) override
    {
        sources::Coverage coverage;
        coverage.source = m_name;
        return coverage;
    }
    std::optional<sources::Placement> peek(std::uint64_t) const override { return std::nullopt; }
    Result<std::vector<sources::Placement>>
    locate(std::span<const std::uint64_t>, sources::WalkProgress &, std::stop_token) override
    {
        return std::vector<sources::Placement>{};
    }
    Result<std::vector<std::byte>> read(std::uint64_t, std::uint64_t, std::uint64_t) const override
    {
        return fail(ErrorKind::NotFound, "This source holds nothing.", m_name);
    }

private:
    std::string m_name;
};

/// A finding numbered `number` with one place in `source`. Holds no value.
inline finding::Finding makeFinding(std::uint32_t number, std::uint32_t source = 0)
{
    finding::Finding made;
    for (std::size_t i = 0; i < 4; ++i)
        made.id.bytes[i] = static_cast<std::byte>(number >> (8 * i));
    made.rule = "made-up-token";
    made.type = "Made-up token";
    made.provider = "made-up";
    made.providerName = "Made up";
    made.masked = "........";
    made.number = number;
    finding::Place place;
    place.source = source;
    place.path = "src/file" + std::to_string(number % 97) + ".cfg";
    place.line = 1 + number % 50;
    place.reach = sources::Reach::Head;
    made.places.push_back(std::move(place));
    return made;
}

/// Plays a scan: `batches` batches of `perBatch` findings, `pause` between them. With `hold` it
/// then waits until it is stopped.
struct FakeScan
{
    std::atomic<unsigned> batches{3};
    std::atomic<unsigned> perBatch{10};
    std::atomic<int> pauseMs{0};
    std::atomic<bool> hold{false};
    std::atomic<bool> failPrepare{false};
    std::atomic<int> runs{0};

    [[nodiscard]] static ui::Engine engine(const std::shared_ptr<FakeScan> &scan);
};

inline ui::Engine FakeScan::engine(const std::shared_ptr<FakeScan> &plan)
{
    ui::Engine engine;
    engine.prepare = [plan]() -> Result<scan::ScanContext> {
        if (plan->failPrepare)
            return fail(ErrorKind::Malformed, "The rules could not be read.", "made-up.toml");
        scan::ScanContext context;
        context.vault = std::make_shared<const secret::Vault>();
        return context;
    };
    engine.detect = [](const std::string &path) -> Result<ui::ScanTarget> {
        return ui::ScanTarget{ui::ScanTarget::Kind::Folder, path, {}};
    };
    engine.open = [](const ui::ScanTarget &target) -> Result<std::shared_ptr<sources::Source>> {
        if (target.path.ends_with("missing"))
            return fail(ErrorKind::NotFound, "There is nothing at this path.", target.path);
        return std::make_shared<FakeSource>(target.path);
    };
    engine.run = [plan](const scan::ScanContext &,
                        std::span<const std::shared_ptr<sources::Source>> opened,
                        const scan::ScanOptions &, scan::ScanProgress &progress,
                        const std::function<void(scan::FindingBatch)> &batches,
                        std::stop_token stop) -> Result<scan::ScanResult> {
        ++plan->runs;
        scan::ScanResult result;
        std::uint32_t number = 0;
        progress.walk.phase = sources::WalkProgress::Phase::Scanning;
        progress.walk.blobsTotal = plan->batches;
        for (unsigned i = 0; i < plan->batches && !stop.stop_requested(); ++i) {
            scan::FindingBatch batch;
            for (unsigned j = 0; j < plan->perBatch; ++j) {
                ++number;
                batch.push_back(
                    makeFinding(number, static_cast<std::uint32_t>(number % opened.size())));
            }
            result.findings.insert(result.findings.end(), batch.begin(), batch.end());
            progress.findings = number;
            progress.walk.blobsDone = i + 1;
            batches(std::move(batch));
            std::this_thread::sleep_for(std::chrono::milliseconds(plan->pauseMs));
        }
        while (plan->hold && !stop.stop_requested())
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        for (const auto &source : opened) {
            sources::Coverage coverage;
            coverage.source = source->name();
            coverage.kind = "folder";
            coverage.blobs = 7;
            coverage.bytes = 4096;
            coverage.skips = {{"odd.bin", "This file could not be read.", 1}};
            coverage.complete = !stop.stop_requested();
            result.coverage.push_back(std::move(coverage));
        }
        result.rules = 12;
        result.complete = !stop.stop_requested();
        return result;
    };
    engine.contextReader = [](const scan::ScanContext &) -> ui::ContextRead {
        return [](const sources::Source &, const finding::Place &place,
                  const scan::ContextOptions &) -> Result<scan::MaskedContext> {
            scan::ContextLine line;
            line.number = place.line;
            line.text = "key = ########";
            line.spans.push_back({.begin = 6, .size = 8, .current = true});
            return scan::MaskedContext{{line}, place.line};
        };
    };
    engine.textMasker = [](const scan::ScanContext &) -> ui::TextMasker {
        return [](const std::shared_ptr<const secret::SecretBytes> &) -> Result<scan::MaskedText> {
            return scan::MaskedText{};
        };
    };
    return engine;
}

} // namespace rekey::test
