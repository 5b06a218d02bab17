// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <expected>
#include <string>

namespace rekey {

/// What went wrong, in a form code can act on; ui translates it.
enum class ErrorKind : std::uint8_t
{
    NotFound, ///< the file, folder, repository or object is not there
    Denied, ///< the system refused access
    Malformed, ///< the bytes are not what they should be
    Invalid, ///< the caller's request makes no sense
    Unsupported, ///< well formed, but nothing here can read it
    TooBig, ///< a limit was met
    Io, ///< reading or writing failed
    Cancelled, ///< somebody asked to stop
    Internal, ///< a library failed where it should not
};

/// A failure as a value. `detail` is one plain-English sentence without secrets that says what
/// happened and, where known, what to do; `where` is the path, URL or rule it happened at.
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    std::string detail;
    std::string where;

    /// "where: detail", or only the detail; control characters escaped.
    [[nodiscard]] std::string text() const;

    friend bool operator==(const Error &, const Error &) = default;
};

/// Either a value or an Error; the only error channel between rooms. No exception crosses one.
template <typename T> using Result = std::expected<T, Error>;

[[nodiscard]] inline std::unexpected<Error> fail(ErrorKind kind, std::string detail,
                                                 std::string where = {})
{
    return std::unexpected(Error{kind, std::move(detail), std::move(where)});
}

} // namespace rekey
