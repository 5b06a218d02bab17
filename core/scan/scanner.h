// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/checksum.h"
#include "core/rules/compiledrules.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace rekey::scan {

/// Half-open range of bytes in the scanned text.
struct ByteRange
{
    std::uint64_t begin = 0;
    std::uint64_t end = 0;

    [[nodiscard]] std::uint64_t size() const { return end - begin; }
    friend auto operator<=>(const ByteRange &, const ByteRange &) = default;
};

struct CompanionMatch
{
    std::uint32_t rule = 0; ///< index into Detector::companions
    ByteRange range;

    friend auto operator<=>(const CompanionMatch &, const CompanionMatch &) = default;
};

/// What an offline check of the value said.
using Structure = rules::Structure;

/// One confirmed hit.
struct Match
{
    std::uint32_t detector = 0; ///< index into CompiledRules
    ByteRange secret; ///< the value itself
    ByteRange whole; ///< the whole expression's match
    Structure structure = Structure::Unchecked;
    float entropy = 0;
    bool utf16 = false; ///< the bytes are UTF-16; the value must be decoded before use
    std::vector<CompanionMatch> companions; ///< ascending by rule

    friend auto operator<=>(const Match &, const Match &) = default;
};

/// How much work a scanner has done so far; for tests and benchmarks. Bytes are counted as often as
/// they were looked at.
struct ScanWork
{
    std::uint64_t anchorBytes = 0; ///< given to Vectorscan
    std::uint64_t hits = 0; ///< reported by it
    std::uint64_t windows = 0; ///< merged stretches given to a detector's expression
    std::uint64_t confirmBytes = 0; ///< given to RE2
    std::uint64_t inherited = 0; ///< windows whose result was taken from a delta base
};

/// Finds secrets in bytes. Holds scratch memory, so one per thread; the rules are shared. Time is
/// linear in the text. Results are ordered by begin, then detector; of overlapping matches of the
/// same value only the most specific detector's is kept (higher confidence, then longer, then id).
class Scanner
{
public:
    explicit Scanner(std::shared_ptr<const rules::CompiledRules> rules);
    ~Scanner();
    Scanner(Scanner &&) noexcept;
    Scanner &operator=(Scanner &&) noexcept;

    /// Every match in `text`, which is taken whole: its ends count as ends of file. UTF-16 (with a
    /// byte-order mark, or by its zero bytes) is recognised; ranges are always bytes of `text`.
    [[nodiscard]] std::vector<Match> scan(std::span<const std::byte> text);

    /// Every confirmed match, overlapping ones of other detectors included; for masking text.
    [[nodiscard]] std::vector<Match> scanAll(std::span<const std::byte> text);

    [[nodiscard]] const rules::CompiledRules &rules() const;
    [[nodiscard]] const ScanWork &work() const;

private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace rekey::scan
