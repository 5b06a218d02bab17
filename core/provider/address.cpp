// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/address.h"

#include <QHostInfo>

#include <algorithm>
#include <array>
#include <optional>

namespace rekey::provider {

namespace {

struct Range
{
    const char *subnet;
    std::string_view what;
};

// The first that holds counts.
constexpr std::array<Range, 23> kRanges = {{
    {"127.0.0.0/8", "loopback"},
    {"::1/128", "loopback"},
    {"169.254.0.0/16", "link-local or metadata"},
    {"100.100.100.200/32", "link-local or metadata"},
    {"fd00:ec2::254/128", "link-local or metadata"},
    {"fe80::/10", "link-local or metadata"},
    {"10.0.0.0/8", "private"},
    {"172.16.0.0/12", "private"},
    {"192.168.0.0/16", "private"},
    {"100.64.0.0/10", "private"},
    {"fc00::/7", "private"},
    {"fec0::/10", "private"},
    {"0.0.0.0/8", "reserved"},
    {"192.0.0.0/24", "reserved"},
    {"192.0.2.0/24", "reserved"},
    {"198.18.0.0/15", "reserved"},
    {"198.51.100.0/24", "reserved"},
    {"203.0.113.0/24", "reserved"},
    {"224.0.0.0/3", "reserved"},
    {"::/128", "reserved"},
    {"ff00::/8", "reserved"},
    {"2001::/23", "reserved"},
    {"2001:db8::/32", "reserved"},
}};

/// The IPv4 address inside of an IPv6 one.
std::optional<QHostAddress> wrapped(const QHostAddress &address)
{
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    const auto at = [&bytes](int first) {
        quint32 value = 0;
        for (int i = first; i < first + 4; ++i)
            value = (value << 8) | bytes[i];
        return QHostAddress(value);
    };
    static const QHostAddress mapped(QStringLiteral("::ffff:0:0"));
    static const QHostAddress translated(QStringLiteral("64:ff9b::"));
    if (address.isInSubnet(mapped, 96) || address.isInSubnet(translated, 96))
        return at(12);
    if (bytes[0] == 0x20 && bytes[1] == 0x02)
        return at(2);
    return std::nullopt;
}

} // namespace

std::string_view refusalOf(const QHostAddress &address)
{
    if (address.isNull())
        return "not an address";
    QHostAddress plain = address;
    plain.setScopeId({});
    if (plain.protocol() == QAbstractSocket::IPv6Protocol) {
        if (const std::optional<QHostAddress> inner = wrapped(plain))
            return refusalOf(*inner);
    }
    for (const Range &range : kRanges) {
        const auto [subnet, bits] = QHostAddress::parseSubnet(QLatin1StringView(range.subnet));
        if (subnet.protocol() == plain.protocol() && plain.isInSubnet(subnet, bits))
            return range.what;
    }
    return {};
}

bool isAllowed(const std::vector<AllowRule> &rules, std::string_view host)
{
    return std::ranges::any_of(rules, [host](const AllowRule &rule) { return rule.host == host; });
}

Result<QHostAddress> dialable(std::string_view host, const std::vector<AllowRule> &rules)
{
    const QString name = QString::fromUtf8(host.data(), static_cast<qsizetype>(host.size()));
    QList<QHostAddress> found;
    if (const QHostAddress literal(name); !literal.isNull())
        found.append(literal);
    else
        found = QHostInfo::fromName(name).addresses();
    if (found.isEmpty())
        return fail(ErrorKind::Io, "The host's name could not be looked up.", std::string(host));
    // IPv4 first: where IPv6 leads nowhere, waiting for it would look like a silent server.
    std::ranges::stable_sort(found, {}, [](const QHostAddress &a) {
        return a.protocol() == QAbstractSocket::IPv4Protocol ? 0 : 1;
    });
    for (const QHostAddress &address : found) {
        // One that is not public is enough: the others are there to hide it.
        const std::string_view refusal = refusalOf(address);
        if (!refusal.empty() && !isAllowed(rules, host))
            return fail(ErrorKind::Denied,
                        "Its address is " + std::string(refusal)
                            + " and no rule allows that by name.",
                        std::string(host));
    }
    return found.front();
}

} // namespace rekey::provider
