// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/awssigning.h"

#include "core/base/text.h"
#include "core/provider/requesttext.h"
#include "core/seal/broker/percent.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>

namespace rekey::broker {

namespace {

using secret::SecretBytes;

/// What the client's own signature was made for.
struct Scope
{
    std::string time; ///< "20260406T010203Z"
    std::string region;
    std::string service;

    [[nodiscard]] std::string day() const { return time.substr(0, 8); }
    [[nodiscard]] std::string text() const
    {
        return day() + '/' + region + '/' + service + "/aws4_request";
    }
};

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return parts;
        text.remove_prefix(at + 1);
    }
}

bool isTime(std::string_view text)
{
    const auto number = [&](std::size_t at, std::size_t size) {
        int value = 0;
        for (const char digit : text.substr(at, size))
            value = digit >= '0' && digit <= '9' && value >= 0 ? value * 10 + (digit - '0') : -1;
        return value;
    };
    if (text.size() != 16 || text[8] != 'T' || text[15] != 'Z')
        return false;
    const std::array<int, 6> parts
        = {number(0, 4), number(4, 2), number(6, 2), number(9, 2), number(11, 2), number(13, 2)};
    const std::chrono::year_month_day day{std::chrono::year{parts[0]},
                                          std::chrono::month{static_cast<unsigned>(parts[1])},
                                          std::chrono::day{static_cast<unsigned>(parts[2])}};
    return std::ranges::none_of(parts, [](int part) { return part < 0; }) && day.ok()
        && parts[3] < 24 && parts[4] < 60 && parts[5] < 60;
}

std::string_view withoutCommas(std::string_view text)
{
    while (text.ends_with(','))
        text.remove_suffix(1);
    return text;
}

Outcome<Scope> scopeOf(const Outgoing &outgoing, bool isSwapped)
{
    const OutgoingField *authorization = outgoing.find("Authorization");
    if (authorization == nullptr)
        return refuseInput("the request is not signed");
    // A processor before this one may have set it: then there is nothing to sign again.
    for (const std::string_view piece : split(authorization->given, ' ')) {
        const std::string_view pair = withoutCommas(piece);
        if (!pair.starts_with("Credential="))
            continue;
        const auto parts = split(pair.substr(pair.find('=') + 1), '/');
        if (parts.size() != 5)
            return refuseInput("the credential of the signature has not five parts");
        Scope scope{std::string(parts[1]) + "T000000Z", std::string(parts[2]),
                    std::string(parts[3])};
        if (isSwapped)
            std::swap(scope.region, scope.service);
        if (const OutgoingField *date = outgoing.find("X-Amz-Date"))
            scope.time = date->given;
        if (!isTime(scope.time))
            return refuseInput("the signature's time cannot be read");
        return scope;
    }
    return refuseInput("the signature has no credential");
}

/// What proxies add on the way, and would add again.
void removeForwarding(Outgoing &outgoing)
{
    for (const std::string_view name :
         {"Authorization", "Via", "X-Forwarded-For", "X-Forwarded-Port", "X-Forwarded-Proto",
          "X-Forwarded-Ssl", "X-Request-Start"})
        outgoing.remove(name);
}

std::string canonicalQuery(std::string_view query)
{
    std::map<std::string, std::vector<std::string>> pairs;
    for (const std::string_view pair : split(query, '&')) {
        const std::size_t sign = std::min(pair.find('='), pair.size());
        const auto name = formDecoded(pair.substr(0, sign));
        const auto value = formDecoded(pair.substr(std::min(sign + 1, pair.size())));
        if (!pair.empty() && !pair.contains(';') && name && value)
            pairs[*name].push_back(*value);
    }
    std::string text;
    for (auto &[name, values] : pairs) {
        std::ranges::sort(values);
        for (const std::string &value : values)
            text += (text.empty() ? "" : "&") + percentEncoded(name) + '=' + percentEncoded(value);
    }
    return text;
}

/// Ends trimmed, several blanks as one.
std::string collapsed(std::string_view text)
{
    std::string out;
    for (const char character : text) {
        if (character != ' ' || (!out.empty() && out.back() != ' '))
            out += character;
    }
    while (out.ends_with(' '))
        out.pop_back();
    return out;
}

struct SignedHeaders
{
    SecretBytes lines;
    std::string names;
};

SignedHeaders signedHeaders(const Outgoing &outgoing)
{
    constexpr auto kUnsigned = std::to_array<std::string_view>(
        {"Authorization", "User-Agent", "X-Amzn-Trace-Id", "Expect"});
    std::map<std::string, SecretBytes> sorted;
    sorted["host"] = SecretBytes::copyOf(outgoing.authority);
    const std::uint64_t length = outgoing.body ? outgoing.body->size() : outgoing.length;
    if (outgoing.framing == Framing::Length && length > 0)
        sorted["content-length"] = SecretBytes::copyOf(std::to_string(length));
    for (const OutgoingField &field : outgoing.fields) {
        if (std::ranges::contains(kUnsigned, field.name))
            continue;
        std::string name = field.name;
        std::ranges::transform(name, name.begin(), [](char character) {
            return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a')
                                                        : character;
        });
        const std::string_view credential
            = field.credential != nullptr ? field.credential->view() : std::string_view();
        const SecretBytes value = field.credential != nullptr
            ? provider::joined({field.made, credential, field.after})
            : SecretBytes::copyOf(collapsed(std::string(field.given) + field.made));
        const auto [known, isNew] = sorted.try_emplace(name);
        known->second = isNew ? SecretBytes::copyOf(value.view())
                              : provider::joined({known->second.view(), ",", value.view()});
    }
    SignedHeaders result;
    for (const auto &[name, value] : sorted) {
        result.lines = provider::joined({result.lines.view(), name, ":", value.view(), "\n"});
        result.names += (result.names.empty() ? "" : ";") + name;
    }
    return result;
}

SecretBytes signingKey(const SecretBytes &secretKey, const Scope &scope)
{
    const SecretBytes start = provider::joined({"AWS4", secretKey.view()});
    SecretBytes key = provider::hmacSha256(start.view(), scope.day());
    for (const std::string_view step :
         {std::string_view(scope.region), std::string_view(scope.service),
          std::string_view("aws4_request")})
        key = provider::hmacSha256(key.view(), step);
    return key;
}

} // namespace

Outcome<void> signAws(const seal::SigV4 &sigv4, Outgoing &outgoing)
{
    const auto scope = scopeOf(outgoing, !sigv4.noSwap);
    if (!scope)
        return std::unexpected(scope.error());
    removeForwarding(outgoing);
    // The port is signed as little as AWS sees it, and so it is not sent.
    if (outgoing.authority.ends_with(":80"))
        outgoing.authority.remove_suffix(3);
    outgoing.set("X-Amz-Date", scope->time);
    const OutgoingField *hash = outgoing.find("X-Amz-Content-Sha256");
    const std::string_view payload = hash != nullptr ? hash->given : std::string_view();
    const std::string query = canonicalQuery(outgoing.query.value_or(""));
    outgoing.query = query.empty() ? std::nullopt : std::optional(query);

    const SignedHeaders headers = signedHeaders(outgoing);
    const std::string path = outgoing.path.empty() ? "/" : percentEncoded(outgoing.path, "/");
    const SecretBytes canonical
        = provider::joined({outgoing.method, "\n", path, "\n", query, "\n", headers.lines.view(),
                            "\n", headers.names, "\n", payload});
    const std::string toSign = "AWS4-HMAC-SHA256\n" + scope->time + '\n' + scope->text() + '\n'
        + provider::sha256Hex(canonical.view());
    const SecretBytes key = signingKey(sigv4.secretKey, *scope);
    const std::string signature = toHex(provider::hmacSha256(key.view(), toSign).bytes());
    outgoing.set("Authorization",
                 "AWS4-HMAC-SHA256 Credential=" + sigv4.accessKey + '/' + scope->text()
                     + ", SignedHeaders=" + headers.names + ", Signature=" + signature);
    return {};
}

} // namespace rekey::broker
