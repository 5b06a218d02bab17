// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "core/scan/deltascan.h"
#include "tests/support/randomtext.h"

#include <string>
#include <vector>

namespace rekey::test {

inline std::vector<scan::Match> keptOf(scan::DeltaScanner &scanner)
{
    std::vector<scan::Match> matches;
    for (const std::uint32_t index : scanner.kept())
        matches.push_back(scanner.candidates()[index].match);
    return matches;
}

inline std::vector<scan::Match> allOf(scan::DeltaScanner &scanner)
{
    std::vector<scan::Match> matches;
    for (const scan::Candidate &candidate : scanner.candidates())
        matches.push_back(candidate.match);
    return matches;
}

inline std::string describe(const std::vector<scan::Match> &matches,
                            const rules::CompiledRules &rules)
{
    std::string text;
    for (const scan::Match &m : matches) {
        text += rules.detector(m.detector).id + ' ' + std::to_string(m.whole.begin) + ".."
            + std::to_string(m.whole.end) + (m.utf16 ? " wide" : "") + " with "
            + std::to_string(m.companions.size()) + '\n';
    }
    return text;
}

inline sources::Blob blobOf(const std::string &text)
{
    sources::Blob blob;
    blob.bytes = asBytes(text);
    blob.memoWanted = true;
    return blob;
}

/// Scans chains of random deltas with and without their bases.
class ChainCheck
{
public:
    explicit ChainCheck(std::shared_ptr<const rules::CompiledRules> rules)
        : m_full(rules)
        , m_delta(std::move(rules))
    {
    }

    /// Empty when each version gave the same both ways.
    std::string run(RandomText &random, std::string base, unsigned versions, unsigned edits)
    {
        m_delta.scan(blobOf(base));
        auto memo = m_delta.takeMemo();
        for (unsigned version = 0; version < versions; ++version) {
            const RandomText::Delta next = random.delta(base, 1 + random.below(edits));
            sources::Blob blob = blobOf(next.text);
            blob.base = memo.get();
            blob.baseSize = base.size();
            blob.copies = next.copies;
            m_delta.scan(blob);
            m_full.scan(blob.bytes);
            if (allOf(m_delta) != allOf(m_full) || keptOf(m_delta) != keptOf(m_full)) {
                return "by delta:\n" + describe(allOf(m_delta), m_full.rules()) + "in full:\n"
                    + describe(allOf(m_full), m_full.rules());
            }
            matches += keptOf(m_full).size();
            memo = m_delta.takeMemo();
            base = next.text;
        }
        return {};
    }

    const scan::ScanWork &work() const { return m_delta.work(); }
    const scan::ScanWork &fullWork() const { return m_full.work(); }

    std::size_t matches = 0;

private:
    scan::DeltaScanner m_full;
    scan::DeltaScanner m_delta;
};

} // namespace rekey::test
