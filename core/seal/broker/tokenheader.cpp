// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/tokenheader.h"

#include "core/seal/base64.h"
#include "core/seal/jsoncursor.h"

namespace rekey::broker {

namespace {

Outcome<Parameters> parseParameters(std::string_view text)
{
    std::map<std::string, std::string, std::less<>> values;
    seal::JsonCursor cursor(text);
    const auto member = [&](const std::string &name) {
        std::string &value = values[name];
        value.clear();
        return cursor.takeNull() || cursor.text(value);
    };
    const bool isRead = (cursor.takeNull() || cursor.object(member)) && cursor.end();
    if (!isRead)
        return refuse(400, Reason::BadParameters, "bad request: " + cursor.problem());
    return Parameters(std::move(values));
}

} // namespace

Outcome<TokenHeader> parseTokenHeader(std::string_view line)
{
    const std::size_t semicolon = line.find(';');
    TokenHeader header;
    header.token = seal::trimmed(line.substr(0, semicolon));
    if (header.token.empty())
        return refuse(400, Reason::BadTokenHeader, "bad request: bad tokenizer header");
    if (semicolon == std::string_view::npos)
        return header;
    const std::string_view text = seal::trimmed(line.substr(semicolon + 1));
    if (text.empty())
        return header;
    auto parameters = parseParameters(text);
    if (!parameters)
        return std::unexpected(parameters.error());
    header.parameters = std::move(*parameters);
    return header;
}

} // namespace rekey::broker
