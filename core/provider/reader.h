// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/provider/transport.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::provider {

/// Limits of what is read out of an answer.
inline constexpr std::size_t kMaxReadValues = 256;
inline constexpr std::size_t kMaxReadValueBytes = 1024;

/// Where in an answer a value stands.
struct Reader
{
    enum class Kind : std::uint8_t
    {
        None,
        Json, ///< JSON Pointer (RFC 6901)
        Xml, ///< element names from the root, joined by slashes; namespaces ignored
        Header, ///< small letters
    };

    Kind kind = Kind::None;
    std::string path;
    std::string each; ///< JSON Pointer within each element of a list; empty: the element itself
    std::string split; ///< separator of a list in one text; empty: none
};

/// One line of a signature: all that is set must hold.
struct Condition
{
    int status = 0; ///< HTTP status; 0: any
    Reader value; ///< must be there and not be empty ...
    std::vector<std::string> is; ///< ... and be one of these, unless this is empty ...
    std::string contains; ///< ... and have this in it; ASCII case ignored
    std::string body; ///< the body has this in it; ASCII case ignored
    std::string wholeBody; ///< the body is this, but for blanks round it
};

/// Reads an answer as a provider file says, where it lies: what is not asked for never
/// leaves wiped memory. Bounded. Keeps a reference: the answer outlives it. One thread.
class AnswerReader
{
public:
    explicit AnswerReader(const Answer &answer);
    AnswerReader(const AnswerReader &) = delete;
    AnswerReader &operator=(const AnswerReader &) = delete;

    /// Numbers and booleans as JSON writes them; empty texts left out; at most kMaxReadValues of
    /// kMaxReadValueBytes each.
    [[nodiscard]] std::vector<std::string> read(const Reader &reader) const;
    /// The first value, or nothing.
    [[nodiscard]] std::string first(const Reader &reader) const;
    /// The same for a value that is a secret, whole; nothing when there is none.
    [[nodiscard]] std::optional<secret::SecretBytes> firstSecret(const Reader &reader) const;
    [[nodiscard]] bool holds(const Condition &condition) const;

private:
    /// Gets each value in its turn, valid during the call; false ends it.
    using Visit = std::function<bool(std::string_view value)>;

    void each(const Reader &reader, const Visit &visit) const;
    void eachJson(const Reader &reader, const Visit &visit) const;
    void eachXml(const Reader &reader, const Visit &visit) const;

    const Answer &m_answer;
    mutable secret::SecretBytes m_scratch; ///< room for any value of the body
    mutable std::optional<bool> m_isJson;
};

/// Seconds since 1970 UTC of a time as providers write it (ISO 8601, its variants with blanks,
/// whole seconds or milliseconds); 0 when it is none.
[[nodiscard]] std::int64_t timeOf(std::string_view text);

} // namespace rekey::provider
