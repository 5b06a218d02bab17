// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/importsplit.h"

#include <algorithm>

namespace rekey::report {

namespace {

constexpr std::size_t kMaxKeyBytes = 4096;

std::uint64_t lineEnds(std::string_view bytes)
{
    return static_cast<std::uint64_t>(std::ranges::count(bytes, '\n'));
}

std::string lineText(std::uint64_t line)
{
    return "line " + std::to_string(line);
}

bool isBlank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

} // namespace

JsonSplitter::JsonSplitter(std::span<const std::string_view> patterns, SplitLimits limits)
    : m_limits(limits)
{
    for (const std::string_view pattern : patterns)
        m_patterns.push_back(stepsOf(pattern));
}

std::vector<JsonSplitter::Step> JsonSplitter::stepsOf(std::string_view pattern)
{
    std::vector<Step> steps;
    while (!pattern.empty()) {
        if (pattern.starts_with("[]")) {
            steps.push_back({true, {}});
            pattern.remove_prefix(2);
        } else if (pattern.front() == '.') {
            pattern.remove_prefix(1);
        } else {
            const std::size_t end = std::min(pattern.find_first_of(".["), pattern.size());
            steps.push_back({false, std::string(pattern.substr(0, end))});
            pattern.remove_prefix(end);
        }
    }
    return steps;
}

bool JsonSplitter::standsAt(const std::vector<Step> &steps) const
{
    if (steps.size() != m_frames.size())
        return false;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].isArray != m_frames[i].isArray)
            return false;
        if (!steps[i].isArray && steps[i].key != "*" && steps[i].key != m_frames[i].key)
            return false;
    }
    return true;
}

std::string_view JsonSplitter::starKey(const std::vector<Step> &steps) const
{
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].key == "*")
            return m_frames[i].key;
    }
    return {};
}

std::uint64_t JsonSplitter::lineAt(std::string_view bytes, std::size_t at)
{
    if (at > m_counted) {
        m_line += lineEnds(bytes.substr(m_counted, at - m_counted));
        m_counted = at;
    }
    return m_line;
}

bool JsonSplitter::beginPiece(std::string_view bytes, std::size_t at)
{
    const auto found = std::ranges::find_if(
        m_patterns, [this](const std::vector<Step> &steps) { return standsAt(steps); });
    if (found == m_patterns.end())
        return false;
    m_pattern = static_cast<std::size_t>(found - m_patterns.begin());
    m_pieceLine = lineAt(bytes, at);
    m_pieceDepth = 0;
    m_pieceFrom = at;
    m_isInPiece = true;
    m_isTooLarge = false;
    return true;
}

void JsonSplitter::keep(std::string_view bytes)
{
    if (m_isTooLarge)
        return;
    if (m_piece.size() + bytes.size() <= m_limits.pieceBytes) {
        m_piece.append(bytes);
        return;
    }
    m_isTooLarge = true;
    m_piece.clear();
}

bool JsonSplitter::endPiece(const PieceSink &sink)
{
    m_isInPiece = false;
    if (m_isTooLarge) {
        m_passedOver.add(m_pieceLine);
        return true;
    }
    const bool more
        = sink({m_piece.bytes(), m_pieceLine, m_pattern, starKey(m_patterns[m_pattern])});
    m_piece.clear();
    return more;
}

/// Behind the string's closing quote, or the end of the bytes.
std::size_t JsonSplitter::passString(std::string_view bytes, std::size_t at)
{
    const std::size_t from = at;
    if (m_isEscaped && at < bytes.size()) {
        m_isEscaped = false;
        ++at;
    }
    while (at < bytes.size()) {
        at = std::min(bytes.find_first_of("\"\\", at), bytes.size());
        if (at == bytes.size())
            break;
        if (bytes[at] == '"') {
            m_isInString = false;
            break;
        }
        m_isEscaped = at + 1 == bytes.size();
        at = std::min(at + 2, bytes.size());
    }
    if (m_isKey && !m_frames.empty()) {
        std::string &key = m_frames.back().key;
        key.append(bytes.substr(from, std::min(at - from, kMaxKeyBytes - key.size())));
    }
    return std::min(at + (m_isInString ? 0 : 1), bytes.size());
}

Result<void> JsonSplitter::open(char byte, std::string_view bytes, std::size_t at)
{
    if (m_frames.size() == m_limits.depth) {
        return fail(ErrorKind::Malformed, "the report is nested too deeply to be read",
                    lineText(lineAt(bytes, at)));
    }
    m_frames.push_back({byte == '[', byte == '{', {}});
    return {};
}

Result<void> JsonSplitter::close(char byte, std::string_view bytes, std::size_t at)
{
    if (m_frames.empty() || m_frames.back().isArray != (byte == ']')) {
        return fail(ErrorKind::Malformed, "the report is not JSON here: a bracket does not match",
                    lineText(lineAt(bytes, at)));
    }
    m_frames.pop_back();
    return {};
}

Result<void> JsonSplitter::takeOutside(char byte, std::string_view bytes, std::size_t at)
{
    Frame *frame = m_frames.empty() ? nullptr : &m_frames.back();
    switch (byte) {
    case '{':
    case '[':
        return open(byte, bytes, at);
    case '}':
    case ']':
        return close(byte, bytes, at);
    case ',':
        if (frame != nullptr)
            frame->expectsKey = !frame->isArray;
        return {};
    default:
        break;
    }
    if (static_cast<unsigned char>(byte) < 0x20 && !isBlank(byte)) {
        return fail(ErrorKind::Malformed,
                    "the report holds a control character where JSON has none",
                    lineText(lineAt(bytes, at)));
    }
    return {};
}

Result<bool> JsonSplitter::feed(std::string_view bytes, const PieceSink &sink)
{
    m_counted = 0;
    m_pieceFrom = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        if (m_isInString) {
            at = passString(bytes, at);
            if (m_isInString || !m_isInPiece || m_pieceDepth > 0)
                continue;
            keep(bytes.substr(m_pieceFrom, at - m_pieceFrom));
            if (!endPiece(sink))
                return false;
            continue;
        }
        const char byte = bytes[at];
        if (m_isInPiece) {
            at = std::min(bytes.find_first_of("\"{}[]", at), bytes.size());
            if (at == bytes.size())
                break;
            m_isInString = bytes[at] == '"';
            m_isKey = false;
            const bool opens = bytes[at] == '{' || bytes[at] == '[';
            ++at;
            if (m_isInString)
                continue;
            m_pieceDepth = opens ? m_pieceDepth + 1 : m_pieceDepth - 1;
            if (m_pieceDepth > 0)
                continue;
            keep(bytes.substr(m_pieceFrom, at - m_pieceFrom));
            if (!endPiece(sink))
                return false;
            continue;
        }
        const bool isContainer = byte == '{' || byte == '[';
        if (byte == '"') {
            Frame *frame = m_frames.empty() ? nullptr : &m_frames.back();
            m_isInString = true;
            m_isKey = frame != nullptr && frame->expectsKey;
            if (m_isKey) {
                frame->expectsKey = false;
                frame->key.clear();
            } else {
                static_cast<void>(beginPiece(bytes, at));
            }
            ++at;
            continue;
        }
        if (isContainer && beginPiece(bytes, at)) {
            m_pieceDepth = 1;
            ++at;
            continue;
        }
        if (auto taken = takeOutside(byte, bytes, at); !taken)
            return std::unexpected(taken.error());
        ++at;
    }
    if (m_isInPiece)
        keep(bytes.substr(m_pieceFrom));
    static_cast<void>(lineAt(bytes, bytes.size()));
    return true;
}

Result<void> JsonSplitter::finish()
{
    if (m_isInPiece || m_isInString || !m_frames.empty()) {
        return fail(ErrorKind::Malformed, "the report ends in the middle; it was cut off",
                    lineText(m_line));
    }
    return {};
}

void LineSplitter::keep(std::string_view bytes)
{
    if (m_isTooLarge)
        return;
    if (m_piece.size() + bytes.size() <= m_limits.pieceBytes) {
        m_piece.append(bytes);
        return;
    }
    m_isTooLarge = true;
    m_piece.clear();
}

bool LineSplitter::endLine(const PieceSink &sink)
{
    const std::uint64_t line = m_line++;
    if (m_isTooLarge) {
        m_isTooLarge = false;
        m_passedOver.add(line);
        return true;
    }
    std::span<char> text = m_piece.bytes();
    if (!text.empty() && text.back() == '\r')
        text = text.first(text.size() - 1);
    const bool isEmpty = std::ranges::all_of(text, isBlank);
    const bool more = isEmpty || sink({text, line, 0, {}});
    m_piece.clear();
    return more;
}

bool LineSplitter::feed(std::string_view bytes, const PieceSink &sink)
{
    while (!bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        keep(bytes.substr(0, end));
        if (end == std::string_view::npos)
            return true;
        bytes.remove_prefix(end + 1);
        if (!endLine(sink))
            return false;
    }
    return true;
}

bool LineSplitter::finish(const PieceSink &sink)
{
    return m_piece.size() == 0 || endLine(sink);
}

} // namespace rekey::report
