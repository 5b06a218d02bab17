// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rekey::test {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// A request with one secret, given as the JSON that is sealed to the first key.
struct Ask
{
    std::string json;
    std::string parameters = {}; ///< behind the semicolon
    std::string method = "GET";
    std::string target = "http://localhost/";
    Headers fields = {};
    std::optional<std::string> body = std::nullopt;
    std::int64_t now = 1'700'000'000;
};

/// A row of the protocol's description: a request, and what has to become of it.
struct Row
{
    std::string name;
    Ask ask;
    int status = 0;
    std::string refusal = {}; ///< how the answer's text begins
    Headers headers = {}; ///< of what is sent
    std::optional<std::string> body = std::nullopt;
    std::string requestLine = {};
};

/// The vectors V5 to V17 of the protocol's description, from the side that opens.
[[nodiscard]] std::vector<Row> vectorRows();

} // namespace rekey::test
