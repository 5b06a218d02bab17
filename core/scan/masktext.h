// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/finding.h"
#include "core/scan/scanjob.h"
#include "core/scan/scanner.h"
#include "core/secret/secretbytes.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::scan {

/// What stands in a masked text for every value, whatever its length.
inline constexpr std::string_view kBarText = "********";

/// A bar in a masked text: bytes [begin, begin + kBarText.size()).
struct TextBar
{
    std::uint64_t begin = 0;
    std::uint32_t finding = 0; ///< index into MaskedText::findings
    std::string companion; ///< its name, when the bar hides a value that belongs to the finding

    friend bool operator==(const TextBar &, const TextBar &) = default;
};

/// One sight of a secret in a text.
struct TextMatch
{
    std::uint32_t finding = 0; ///< index into MaskedText::findings
    std::uint32_t bar = 0; ///< index into MaskedText::bars
    std::uint32_t line = 1; ///< from 1
    std::uint32_t column = 1; ///< from 1, in characters (UTF-8)

    friend bool operator==(const TextMatch &, const TextMatch &) = default;
};

/// A whole text with every known secret hidden. What no rule knows is still readable in it, so the
/// copy is kept on locked memory too.
struct MaskedText
{
    secret::SecretBytes text; ///< UTF-8 where the text was UTF-16, else the bytes as they were
    std::vector<TextBar> bars; ///< ascending, disjoint
    std::vector<TextMatch> matches; ///< in order of the text
    std::vector<finding::Finding> findings; ///< in order of first sight; places of reach Text
    std::size_t rules = 0; ///< how many detectors looked at it
    std::uint64_t sizeBytes = 0; ///< of the text as it came
};

/// Finds and hides the secrets of a text, those that belong to them (private companions), and
/// every other sight of the same values, where no rule would have known them. Findings are numbered
/// from 1. Any thread, with its own scanner made of the context's rules. Linear in the
/// text; needs about twice its size.
[[nodiscard]] MaskedText maskText(const ScanContext &context, Scanner &scanner,
                                  std::span<const std::byte> text);

/// The masked text with `[AWS access key S-0001]` for each bar: holds no known value.
[[nodiscard]] std::string textWithLabels(const MaskedText &masked);

} // namespace rekey::scan
