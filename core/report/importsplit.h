// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/report/importbuffer.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::report {

/// A piece of a report that is read by itself: one row, or something said about many.
struct ReportPiece
{
    std::span<char> text; ///< may be written to; valid during the call
    std::uint64_t line = 1; ///< where it begins, from 1
    std::size_t pattern = 0; ///< which of the splitter's patterns it stands at
    std::string_view key; ///< the key that a "*" of its pattern stands for
};

/// False: read no further.
using PieceSink = std::function<bool(const ReportPiece &)>;

struct SplitLimits
{
    std::size_t pieceBytes = std::size_t{16} << 20; ///< larger ones are passed over
    std::size_t depth = 64; ///< of what stands round the pieces
};

/// What a splitter passed over because it was too large.
struct PassedOver
{
    std::uint64_t count = 0;
    std::vector<std::uint64_t> lines; ///< of the first kMaxLines
    static constexpr std::size_t kMaxLines = 20;

    void add(std::uint64_t line)
    {
        ++count;
        if (lines.size() < kMaxLines)
            lines.push_back(line);
    }
};

/// Cuts a JSON text into pieces as it comes in, so that a report of any size is never held:
/// objects, arrays and strings that stand at one of the patterns. A pattern is a path from the top:
/// "" the document itself, "[]" the elements of an array, "runs[].results[]", "results.*[]" ("*"
/// any key). Several documents may follow each other. What stands elsewhere is only checked for its
/// brackets.
///
/// Holds one piece at a time, overwritten when done. One thread. Time linear in the bytes.
class JsonSplitter
{
public:
    explicit JsonSplitter(std::span<const std::string_view> patterns, SplitLimits limits = {});

    /// False when the sink said so. Errors: Malformed (not JSON, too deep), with the line.
    [[nodiscard]] Result<bool> feed(std::string_view bytes, const PieceSink &sink);
    /// Errors: Malformed when the text ends in the middle.
    [[nodiscard]] Result<void> finish();

    [[nodiscard]] const PassedOver &passedOver() const { return m_passedOver; }

private:
    struct Step
    {
        bool isArray = false;
        std::string key; ///< of an object's member; "*" for any
    };
    struct Frame
    {
        bool isArray = false;
        bool expectsKey = false;
        std::string key;
    };

    static std::vector<Step> stepsOf(std::string_view pattern);
    [[nodiscard]] bool standsAt(const std::vector<Step> &steps) const;
    [[nodiscard]] std::string_view starKey(const std::vector<Step> &steps) const;
    [[nodiscard]] std::uint64_t lineAt(std::string_view bytes, std::size_t at);
    [[nodiscard]] bool beginPiece(std::string_view bytes, std::size_t at);
    void keep(std::string_view bytes);
    [[nodiscard]] bool endPiece(const PieceSink &sink);
    [[nodiscard]] std::size_t passString(std::string_view bytes, std::size_t at);
    [[nodiscard]] Result<void> takeOutside(char byte, std::string_view bytes, std::size_t at);
    [[nodiscard]] Result<void> open(char byte, std::string_view bytes, std::size_t at);
    [[nodiscard]] Result<void> close(char byte, std::string_view bytes, std::size_t at);

    SplitLimits m_limits;
    std::vector<std::vector<Step>> m_patterns;
    std::vector<Frame> m_frames;
    WipedBuffer m_piece;
    PassedOver m_passedOver;
    std::size_t m_pattern = 0;
    std::uint64_t m_pieceLine = 1;
    std::uint64_t m_line = 1;
    std::size_t m_counted = 0; ///< in the bytes at hand: line ends counted up to here
    std::size_t m_pieceDepth = 0;
    std::size_t m_pieceFrom = 0; ///< in the bytes at hand
    bool m_isInPiece = false;
    bool m_isTooLarge = false; ///< the piece
    bool m_isInString = false;
    bool m_isEscaped = false;
    bool m_isKey = false; ///< the string at hand
};

/// Cuts a text into its lines, without line ends; empty ones are left out.
class LineSplitter
{
public:
    explicit LineSplitter(SplitLimits limits = {})
        : m_limits(limits)
    {
    }

    [[nodiscard]] bool feed(std::string_view bytes, const PieceSink &sink);
    [[nodiscard]] bool finish(const PieceSink &sink);
    [[nodiscard]] const PassedOver &passedOver() const { return m_passedOver; }

private:
    void keep(std::string_view bytes);
    [[nodiscard]] bool endLine(const PieceSink &sink);

    SplitLimits m_limits;
    WipedBuffer m_piece;
    PassedOver m_passedOver;
    std::uint64_t m_line = 1;
    bool m_isTooLarge = false;
};

} // namespace rekey::report
