// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/outgoing.h"

#include "core/base/text.h"
#include "core/seal/base64.h"
#include "core/seal/broker/percent.h"
#include "core/seal/headerrule.h"

#include <algorithm>
#include <array>

namespace rekey::broker {

namespace {

constexpr auto kNotForwarded = std::to_array<std::string_view>(
    {"Host", "Content-Length", "Transfer-Encoding", "Trailer", "Connection", "Keep-Alive", "TE",
     "Upgrade", "Expect", "Accept-Encoding", "Proxy-Tokenizer", "Proxy-Authorization",
     "Proxy-Connection", "Proxy-Authenticate"});

/// Servers may want a length with these even where there is no body (RFC 9110, 8.6).
constexpr auto kWithBody = std::to_array<std::string_view>({"POST", "PUT", "PATCH"});

/// The four pieces of a value.
std::array<std::string_view, 4> piecesOf(const OutgoingField &field)
{
    return {field.given, field.made,
            field.credential != nullptr ? field.credential->view() : std::string_view(),
            field.after};
}

bool isControl(char character)
{
    return (static_cast<unsigned char>(character) < 0x20 && character != '\t') || character == 0x7f;
}

Outcome<void> check(const OutgoingField &field)
{
    if (!seal::isHeaderName(field.name))
        return refuse(502, Reason::BadProcessor,
                      "net/http: invalid header field name \"" + escapeControl(field.name) + '"');
    for (const std::string_view piece : piecesOf(field)) {
        if (std::ranges::any_of(piece, isControl))
            return refuse(502, Reason::BadProcessor,
                          "net/http: invalid header field value for \"" + field.name + '"');
    }
    return {};
}

void write(const OutgoingField &field, LockedBuffer &out)
{
    out.append(field.name);
    out.append(": ");
    // White space around the whole value is no part of it on the wire.
    const auto pieces = piecesOf(field);
    std::size_t last = pieces.size();
    while (last > 0 && seal::trimmed(pieces.at(last - 1)).empty())
        --last;
    bool isFirst = true;
    for (std::size_t i = 0; i < last; ++i) {
        std::string_view piece = pieces.at(i);
        if (isFirst)
            piece.remove_prefix(std::min(piece.find_first_not_of(" \t"), piece.size()));
        if (i + 1 == last)
            piece = piece.substr(0, piece.find_last_not_of(" \t") + 1);
        isFirst = isFirst && piece.empty();
        out.append(piece);
    }
    out.append("\r\n");
}

} // namespace

std::vector<std::string_view> Outgoing::credentials() const
{
    std::vector<std::string_view> all;
    for (const OutgoingField &field : fields) {
        if (field.credential != nullptr)
            all.push_back(field.credential->view());
    }
    for (const secret::SecretBytes *credential : inBody)
        all.push_back(credential->view());
    return all;
}

void Outgoing::remove(std::string_view name)
{
    std::erase_if(fields, [&](const OutgoingField &field) { return isSameName(field.name, name); });
}

void Outgoing::set(OutgoingField field)
{
    remove(field.name);
    fields.push_back(std::move(field));
}

void Outgoing::set(std::string_view name, std::string value)
{
    set({std::string(name), {}, std::move(value), nullptr, {}});
}

const OutgoingField *Outgoing::find(std::string_view name) const
{
    const auto found = std::ranges::find_if(
        fields, [&](const OutgoingField &field) { return isSameName(field.name, name); });
    return found == fields.end() ? nullptr : &*found;
}

Outgoing outgoingOf(const Request &request)
{
    Outgoing outgoing;
    outgoing.method = request.method;
    outgoing.authority = request.target.authority;
    outgoing.path = escapedPath(request.target.path);
    outgoing.query = request.target.query;
    const ConnectionNames nominated(request.fields);
    for (const Field &field : request.fields) {
        const auto isSame = [&](std::string_view name) { return isSameName(name, field.name); };
        if (!std::ranges::any_of(kNotForwarded, isSame) && !nominated.contains(field.name))
            outgoing.fields.push_back(
                {seal::canonicalHeader(field.name), field.value, {}, nullptr, {}});
    }
    return outgoing;
}

Outcome<void> writeHead(const Outgoing &outgoing, LockedBuffer &out)
{
    for (const OutgoingField &field : outgoing.fields) {
        if (auto good = check(field); !good)
            return good;
    }
    std::string start = std::string(outgoing.method) + ' '
        + (outgoing.path.empty() ? "/" : outgoing.path)
        + (outgoing.query ? '?' + *outgoing.query : std::string()) + " HTTP/1.1\r\nHost: ";
    start.append(outgoing.authority).append("\r\n");
    if (outgoing.find("User-Agent") == nullptr)
        start += "User-Agent: rekey-broker/" REKEY_VERSION "\r\n";
    if (outgoing.framing == Framing::Chunked)
        start += "Transfer-Encoding: chunked\r\n";
    else if (outgoing.framing == Framing::Length)
        start += "Content-Length: "
            + std::to_string(outgoing.body ? outgoing.body->size() : outgoing.length) + "\r\n";
    else if (std::ranges::contains(kWithBody, outgoing.method))
        start += "Content-Length: 0\r\n";
    out.append(start);
    for (const OutgoingField &field : outgoing.fields) {
        if (!seal::isUselessDestination(field.name))
            write(field, out);
    }
    // Answers are passed on as they come, so they have to come as they are.
    out.append("Accept-Encoding: identity\r\n\r\n");
    return {};
}

} // namespace rekey::broker
