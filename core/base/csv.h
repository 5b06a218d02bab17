// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace rekey {

struct CsvLimits
{
    std::size_t rowBytes = std::size_t{16} << 20; ///< of all fields of one row
    std::size_t fields = 1024; ///< of one row
};

/// Reads comma-separated values (RFC 4180) a piece at a time: quoted fields with doubled quotes
/// and line breaks, rows ended by LF, CRLF or CR, a UTF-8 byte order mark skipped, empty lines
/// skipped. Lenient where files in the wild are: a quote inside a bare field is a quote, text
/// behind a closing quote belongs to the field, rows may differ in length.
///
/// Keeps one row in memory and overwrites it when done, for a field may hold a secret. One thread
/// at a time. Time linear in the bytes.
class CsvReader
{
public:
    /// `line`: where the row begins, from 1. The fields are valid during the call only. False:
    /// read no further.
    using RowSink
        = std::function<bool(std::uint64_t line, std::span<const std::string_view> fields)>;

    explicit CsvReader(char separator = ',', CsvLimits limits = {});
    ~CsvReader();
    CsvReader(const CsvReader &) = delete;
    CsvReader &operator=(const CsvReader &) = delete;

    /// Gives each row that ends in `bytes` to `sink`; false when the sink said so. Errors: TooBig.
    [[nodiscard]] Result<bool> feed(std::string_view bytes, const RowSink &sink);
    /// Gives a last row that no line break ended. Errors: Malformed (a quote is still open).
    [[nodiscard]] Result<bool> finish(const RowSink &sink);

private:
    enum class State : std::uint8_t
    {
        FieldStart,
        Bare,
        Quoted,
        QuoteInQuoted, ///< the end of the field, or half of a doubled quote
    };
    class Row;

    [[nodiscard]] Result<void> take(char byte);
    [[nodiscard]] Result<void> append(std::string_view run);
    [[nodiscard]] Result<void> endField();
    [[nodiscard]] Result<bool> endRow(const RowSink &sink);
    [[nodiscard]] std::size_t runLength(std::string_view bytes) const;
    [[nodiscard]] std::string_view withoutMark(std::string_view bytes);

    char m_separator;
    CsvLimits m_limits;
    State m_state = State::FieldStart;
    std::unique_ptr<Row> m_row;
    bool m_isQuotedRow = false; ///< some field of the row was quoted
    bool m_isAfterReturn = false; ///< a line feed that follows belongs to the row before
    std::size_t m_markBytes = 0; ///< of the byte order mark seen so far; kMarkDone when settled
    std::uint64_t m_line = 1; ///< of the byte to come
    std::uint64_t m_rowLine = 1;
};

/// The separator that the first line most likely uses: comma, semicolon, tab or bar.
[[nodiscard]] char csvSeparatorOf(std::string_view head);

} // namespace rekey
