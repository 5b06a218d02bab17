// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/csv.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <string>

namespace rekey {

namespace {

constexpr std::string_view kMark = "\xef\xbb\xbf";
constexpr std::size_t kMarkDone = std::numeric_limits<std::size_t>::max();

/// A plain memset of memory nobody reads again may be left out by the compiler.
void wipe(char *bytes, std::size_t size)
{
    static void *(*const volatile set)(void *, int, std::size_t) = std::memset;
    if (size > 0)
        set(bytes, 0, size);
}

} // namespace

/// The fields of one row in one piece; wiped when it grows, ends or dies.
class CsvReader::Row
{
public:
    Row() = default;
    ~Row() { wipe(m_bytes.data(), m_bytes.size()); }
    Row(const Row &) = delete;
    Row &operator=(const Row &) = delete;

    void append(std::string_view run)
    {
        if (m_size + run.size() > m_bytes.size())
            grow(m_size + run.size());
        std::ranges::copy(run, m_bytes.begin() + static_cast<std::ptrdiff_t>(m_size));
        m_size += run.size();
    }
    void endField() { m_ends.push_back(m_size); }
    void clear()
    {
        wipe(m_bytes.data(), m_size);
        m_size = 0;
        m_ends.clear();
    }

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::size_t fieldCount() const { return m_ends.size(); }
    [[nodiscard]] std::span<const std::string_view> fields()
    {
        m_fields.clear();
        std::size_t begin = 0;
        for (const std::size_t end : m_ends) {
            m_fields.emplace_back(m_bytes.data() + begin, end - begin);
            begin = end;
        }
        return m_fields;
    }

private:
    void grow(std::size_t least)
    {
        std::vector<char> larger(std::max(least, std::max<std::size_t>(4096, m_bytes.size() * 2)));
        std::copy_n(m_bytes.begin(), m_size, larger.begin());
        wipe(m_bytes.data(), m_bytes.size());
        m_bytes.swap(larger);
    }

    std::vector<char> m_bytes;
    std::size_t m_size = 0;
    std::vector<std::size_t> m_ends; ///< of each field
    std::vector<std::string_view> m_fields;
};

CsvReader::CsvReader(char separator, CsvLimits limits)
    : m_separator(separator)
    , m_limits(limits)
    , m_row(std::make_unique<Row>())
{
}

CsvReader::~CsvReader() = default;

Result<bool> CsvReader::feed(std::string_view bytes, const RowSink &sink)
{
    bytes = withoutMark(bytes);
    while (!bytes.empty()) {
        if (const std::size_t run = runLength(bytes); run > 0) {
            if (auto done = append(bytes.substr(0, run)); !done)
                return std::unexpected(done.error());
            if (m_state == State::FieldStart)
                m_state = State::Bare;
            m_isAfterReturn = false;
            bytes.remove_prefix(run);
            continue;
        }
        const char byte = bytes.front();
        bytes.remove_prefix(1);
        const bool isBreak = byte == '\n' || byte == '\r';
        const bool isSecondHalf = byte == '\n' && m_isAfterReturn;
        m_isAfterReturn = byte == '\r';
        if (isBreak && !isSecondHalf)
            ++m_line;
        if (!isBreak || m_state == State::Quoted) {
            if (auto done = take(byte); !done)
                return std::unexpected(done.error());
            continue;
        }
        if (isSecondHalf) {
            m_rowLine = m_line;
            continue;
        }
        if (auto more = endRow(sink); !more || !*more)
            return more;
    }
    return true;
}

Result<bool> CsvReader::finish(const RowSink &sink)
{
    if (m_state == State::Quoted) {
        m_row->clear();
        return fail(ErrorKind::Malformed,
                    "A quoted field that begins in the row at line " + std::to_string(m_rowLine)
                        + " is never closed; the file may be cut off.");
    }
    // One or two bytes that only began like a mark are text.
    if (m_markBytes != 0 && m_markBytes != kMarkDone) {
        if (auto done = append(kMark.substr(0, m_markBytes)); !done)
            return std::unexpected(done.error());
    }
    m_markBytes = kMarkDone;
    return endRow(sink);
}

/// How many of the first bytes are nothing but text in the present state.
std::size_t CsvReader::runLength(std::string_view bytes) const
{
    if (m_state == State::QuoteInQuoted)
        return 0;
    if (m_state == State::Quoted) {
        std::size_t length = 0;
        while (length < bytes.size() && bytes[length] != '"' && bytes[length] != '\n'
               && bytes[length] != '\r')
            ++length;
        return length;
    }
    if (m_state == State::FieldStart && bytes.front() == '"')
        return 0;
    std::size_t length = 0;
    while (length < bytes.size() && bytes[length] != m_separator && bytes[length] != '\n'
           && bytes[length] != '\r')
        ++length;
    return length;
}

/// A byte that runLength() did not take and that ends no row.
Result<void> CsvReader::take(char byte)
{
    switch (m_state) {
    case State::FieldStart:
    case State::Bare:
        if (byte == m_separator)
            return endField();
        m_state = State::Quoted;
        m_isQuotedRow = true;
        return {};
    case State::Quoted:
        if (byte == '"') {
            m_state = State::QuoteInQuoted;
            return {};
        }
        return append({&byte, 1});
    case State::QuoteInQuoted:
        break;
    }
    if (byte == m_separator)
        return endField();
    m_state = byte == '"' ? State::Quoted : State::Bare;
    return append({&byte, 1});
}

Result<void> CsvReader::append(std::string_view run)
{
    if (m_row->size() + run.size() > m_limits.rowBytes) {
        m_row->clear();
        return fail(ErrorKind::TooBig,
                    "The row at line " + std::to_string(m_rowLine) + " is longer than "
                        + std::to_string(m_limits.rowBytes >> 10)
                        + " KiB; check that this is a table and its quotes are closed.");
    }
    m_row->append(run);
    return {};
}

Result<void> CsvReader::endField()
{
    if (m_row->fieldCount() >= m_limits.fields) {
        m_row->clear();
        return fail(ErrorKind::TooBig,
                    "The row at line " + std::to_string(m_rowLine) + " has more than "
                        + std::to_string(m_limits.fields) + " columns; check the separator.");
    }
    m_row->endField();
    m_state = State::FieldStart;
    return {};
}

Result<bool> CsvReader::endRow(const RowSink &sink)
{
    const bool isBlank = m_row->size() == 0 && m_row->fieldCount() == 0 && !m_isQuotedRow;
    const std::uint64_t line = m_rowLine;
    m_rowLine = m_line;
    m_isQuotedRow = false;
    m_state = State::FieldStart;
    if (isBlank)
        return true;
    if (auto done = endField(); !done)
        return std::unexpected(done.error());
    const bool wantsMore = sink(line, m_row->fields());
    m_row->clear();
    return wantsMore;
}

/// The mark may come in pieces.
std::string_view CsvReader::withoutMark(std::string_view bytes)
{
    while (m_markBytes < kMark.size() && !bytes.empty()) {
        if (bytes.front() != kMark[m_markBytes]) {
            m_row->append(kMark.substr(0, m_markBytes));
            if (m_markBytes > 0)
                m_state = State::Bare;
            m_markBytes = kMarkDone;
            return bytes;
        }
        bytes.remove_prefix(1);
        if (++m_markBytes == kMark.size())
            m_markBytes = kMarkDone;
    }
    return bytes;
}

char csvSeparatorOf(std::string_view head)
{
    constexpr std::array separators = {',', ';', '\t', '|'};
    std::array<std::size_t, separators.size()> counts{};
    bool isQuoted = false;
    for (const char byte : head) {
        if (byte == '"')
            isQuoted = !isQuoted;
        if (isQuoted)
            continue;
        if (byte == '\n' || byte == '\r')
            break;
        const auto found = std::ranges::find(separators, byte);
        if (found != separators.end())
            ++counts[static_cast<std::size_t>(found - separators.begin())];
    }
    return separators[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

} // namespace rekey
