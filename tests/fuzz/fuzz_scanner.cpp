// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Scans any bytes with all built-in rules; then takes a part of the input as the base and cuts the
// rest into copied and inserted runs, and aborts when the delta-aware scan finds anything else than
// the full one.
#include "core/base/text.h"
#include "core/rules/loader.h"
#include "core/scan/deltascan.h"
#include "core/scan/explain.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <random>
#include <span>
#include <string>
#include <vector>

using namespace rekey;

namespace {

std::shared_ptr<const rules::CompiledRules> allRules()
{
    auto pack = rules::parseRuleFiles(rules::builtinRuleFiles());
    if (!pack)
        std::abort();
    auto compiled = rules::CompiledRules::compile(std::move(*pack));
    if (!compiled)
        std::abort();
    return *compiled;
}

/// Reads the input front to back; zero when it is used up.
class Reader
{
public:
    explicit Reader(std::span<const std::byte> data)
        : m_data(data)
    {
    }

    std::size_t number(std::size_t below)
    {
        std::size_t value = 0;
        for (int i = 0; i < 2 && !m_data.empty(); ++i) {
            value = value * 256 + std::to_integer<std::size_t>(m_data.front());
            m_data = m_data.subspan(1);
        }
        return below == 0 ? 0 : value % below;
    }

    std::string_view bytes(std::size_t count)
    {
        const auto taken = m_data.first(std::min(count, m_data.size()));
        m_data = m_data.subspan(taken.size());
        return asText(taken);
    }

    bool isEmpty() const { return m_data.empty(); }

private:
    std::span<const std::byte> m_data;
};

void mustBeEqual(scan::DeltaScanner &left, scan::DeltaScanner &right)
{
    if (left.kept() != right.kept() || left.candidates().size() != right.candidates().size())
        std::abort();
    for (std::size_t i = 0; i < left.candidates().size(); ++i) {
        if (left.candidates()[i].match != right.candidates()[i].match)
            std::abort();
    }
}

const std::shared_ptr<const rules::CompiledRules> &rulesOnce()
{
    static const auto rules = allRules();
    return rules;
}

} // namespace

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t *data, std::size_t size, std::size_t limit);

/// Puts a rule's example into the input now and then: bytes alone hardly ever make a secret.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t *data, std::size_t size,
                                               std::size_t limit, unsigned int seed)
{
    std::minstd_rand random(seed);
    const auto &detectors = rulesOnce()->pack().detectors;
    const auto &examples = detectors[random() % detectors.size()].examples;
    if (random() % 3 != 0 || examples.empty())
        return LLVMFuzzerMutate(data, size, limit);
    const std::string &example = examples[random() % examples.size()];
    if (example.size() > limit - size)
        return LLVMFuzzerMutate(data, size, limit);
    const std::size_t at = random() % (size + 1);
    std::memmove(data + at + example.size(), data + at, size - at);
    std::memcpy(data + at, example.data(), example.size());
    return size + example.size();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto &rules = rulesOnce();
    static scan::DeltaScanner full(rules);
    static scan::DeltaScanner delta(rules);
    const std::span input(reinterpret_cast<const std::byte *>(data), size);
    full.scan(input);
    if (size < 2048)
        (void)scan::explain(input, rules);

    // Short inputs are padded, for a delta of a small text is not gone by.
    const std::string base = std::string(600, '.') + std::string(asText(input.first(size / 2)));
    Reader reader(input.subspan(size / 2));
    std::string text;
    std::vector<sources::CopyRun> copies;
    for (int runs = 0; runs < 40; ++runs) {
        const std::size_t from = runs == 0 ? 0 : reader.number(base.size());
        const std::size_t count = runs == 0 ? 600 : reader.number(base.size() - from + 1);
        if (count > 0)
            copies.push_back({text.size(), from, count});
        text.append(base, from, count);
        if (reader.isEmpty())
            break;
        text += reader.bytes(reader.number(64));
    }
    sources::Blob blob;
    blob.bytes = asBytes(base);
    blob.memoWanted = true;
    delta.scan(blob);
    const auto memo = delta.takeMemo();
    blob.bytes = asBytes(text);
    blob.base = memo.get();
    blob.baseSize = base.size();
    blob.copies = copies;
    delta.scan(blob);
    full.scan(blob.bytes);
    mustBeEqual(full, delta);
    return 0;
}
