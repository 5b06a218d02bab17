// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/finding/finding.h"
#include "core/scan/scanner.h"
#include "core/secret/secretbytes.h"
#include "core/sources/source.h"

#include <cstdint>
#include <string>
#include <vector>

namespace rekey::scan {

/// A masked stretch of one line: where in `text` the bar stands.
struct MaskedSpan
{
    std::uint32_t begin = 0; ///< byte offset into ContextLine::text
    std::uint32_t size = 0; ///< bytes, always the same whatever the value's length
    bool current = false; ///< the finding asked for, not another secret in view
    std::uint32_t bar = 0; ///< which bar, counted over the whole context
};

/// A visible escape (`\u202e`, `\xff`) in ContextLine::text that stands for what cannot be shown.
struct EscapeSpan
{
    std::uint32_t begin = 0; ///< byte offset into ContextLine::text
    std::uint32_t size = 0;
};

/// One line of context without any secret: values are replaced by a bar of fixed width, control
/// and bidi characters by visible escapes. Valid UTF-8.
struct ContextLine
{
    std::uint32_t number = 0; ///< from 1
    bool cutBefore = false; ///< the line goes on to the left of what is shown
    bool cutAfter = false;
    std::string text;
    std::vector<MaskedSpan> spans;
    std::vector<EscapeSpan> escapes; ///< ascending; told apart from text that looks the same
};

struct MaskedContext
{
    std::vector<ContextLine> lines;
    std::uint32_t secretLine = 0; ///< number of the line the asked-for secret starts on
};

struct ContextOptions
{
    std::uint32_t linesAround = 3; ///< 1..20
    std::uint32_t charactersAround = 120; ///< of a very long line, either side
};

/// Reads the text round a place and masks every secret in it: the one asked for by its offsets, all
/// others by scanning what is read. Reads a bounded stretch, whatever the line's length. Any thread
/// (with its own scanner). Errors: those of Source::read; NotFound when the bytes at the place no
/// longer hold the finding's value (the file changed).
[[nodiscard]] Result<MaskedContext> readContext(const sources::Source &source,
                                                const finding::Place &place, Scanner &scanner,
                                                const ContextOptions &options);

/// The value itself, read from its source again; for an explicit, logged reveal. UTF-16 is decoded.
/// Any thread. Errors: those of Source::read; NotFound when there are fewer bytes than there were.
[[nodiscard]] Result<secret::SecretBytes> readSecret(const sources::Source &source,
                                                     const finding::Place &place);

} // namespace rekey::scan
