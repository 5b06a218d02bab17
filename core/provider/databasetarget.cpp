// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/databasetarget.h"

#include <charconv>
#include <string>
#include <utility>

namespace rekey::provider {

namespace {

using secret::SecretBytes;

std::string publicPart(const Parts &parts, std::string_view name)
{
    const auto found = parts.find(name);
    return found == parts.end() ? std::string() : std::string(found->second.view());
}

/// "db.example:5432,other" as connection URLs write it: the first host only. Nothing is taken when
/// its port is none: the usual one could be another server's.
void takeHost(std::string text, DatabaseTarget &target)
{
    text = text.substr(0, text.find(','));
    const std::size_t bracket = text.rfind(']');
    const std::size_t colon = text.rfind(':');
    if (colon != std::string::npos && (bracket == std::string::npos || colon > bracket)) {
        const char *begin = text.data() + colon + 1;
        const char *end = text.data() + text.size();
        const auto read = std::from_chars(begin, end, target.port);
        if (read.ec != std::errc() || read.ptr != end || target.port == 0)
            return;
        text.resize(colon);
    }
    if (text.starts_with('[') && text.ends_with(']'))
        text = text.substr(1, text.size() - 2);
    for (char &c : text)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    target.host = std::move(text);
}

} // namespace

std::string_view databaseName(DatabaseKind kind)
{
    switch (kind) {
    case DatabaseKind::PostgreSql:
        return "postgresql";
    case DatabaseKind::MySql:
        return "mysql";
    case DatabaseKind::Redis:
        return "redis";
    case DatabaseKind::RabbitMq:
        break;
    }
    return "amqp";
}

DatabaseTarget targetOf(const LoginCheck &login, const Parts &parts)
{
    DatabaseTarget target;
    target.kind = login.kind;
    takeHost(publicPart(parts, "host"), target);
    target.user = urlDecoded(publicPart(parts, "user")).view();
    target.database = login.kind == DatabaseKind::PostgreSql ? "postgres" : "";
    const std::string scheme = publicPart(parts, "scheme");
    target.isTls = scheme == "rediss" || scheme == "valkeys" || scheme == "amqps";
    return target;
}

SecretBytes urlDecoded(std::string_view text)
{
    SecretBytes decoded(text.size());
    std::size_t size = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned int value = static_cast<unsigned char>(text[i]);
        if (text[i] == '%' && i + 2 < text.size()) {
            const char *digits = text.data() + i + 1;
            unsigned int byte = 0;
            if (std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
                value = byte;
                i += 2;
            }
        }
        decoded.bytes()[size++] = static_cast<std::byte>(value);
    }
    return SecretBytes::copyOf(std::as_const(decoded).view().substr(0, size));
}

} // namespace rekey::provider
