// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/refusal.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace rekey::broker {

/// What a client may choose for one request: `dst`, `fmt`, `msg`, `placeholder`, `st`, `sub`,
/// `scopes`. Others are passed over.
class Parameters
{
public:
    Parameters() = default;
    explicit Parameters(std::map<std::string, std::string, std::less<>> values)
        : m_values(std::move(values))
    {
    }

    [[nodiscard]] std::optional<std::string> value(std::string_view name) const
    {
        const auto found = m_values.find(name);
        return found == m_values.end() ? std::nullopt : std::optional(found->second);
    }
    [[nodiscard]] const std::map<std::string, std::string, std::less<>> &all() const
    {
        return m_values;
    }

private:
    std::map<std::string, std::string, std::less<>> m_values;
};

/// One `Proxy-Tokenizer` line: the sealed token, then, behind the first semicolon, a JSON object of
/// parameters whose values are texts.
struct TokenHeader
{
    std::string_view token; ///< into the line, not decoded
    Parameters parameters;
};

[[nodiscard]] Outcome<TokenHeader> parseTokenHeader(std::string_view line);

} // namespace rekey::broker
