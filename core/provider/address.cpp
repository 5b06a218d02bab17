// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/address.h"

#include "core/provider/addresskind.h"

#include <QHostInfo>

#include <algorithm>
#include <array>
#include <optional>

namespace rekey::provider {

namespace {

struct Range
{
    const char *subnet;
    AddressKind kind;
};

// The first that holds counts.
constexpr std::array<Range, 23> kRanges = {{
    {"127.0.0.0/8", AddressKind::Loopback},
    {"::1/128", AddressKind::Loopback},
    {"169.254.0.0/16", AddressKind::LinkLocal},
    {"100.100.100.200/32", AddressKind::LinkLocal},
    {"fd00:ec2::254/128", AddressKind::LinkLocal},
    {"fe80::/10", AddressKind::LinkLocal},
    {"10.0.0.0/8", AddressKind::Private},
    {"172.16.0.0/12", AddressKind::Private},
    {"192.168.0.0/16", AddressKind::Private},
    {"100.64.0.0/10", AddressKind::Private},
    {"fc00::/7", AddressKind::Private},
    {"fec0::/10", AddressKind::Private},
    {"0.0.0.0/8", AddressKind::Reserved},
    {"192.0.0.0/24", AddressKind::Reserved},
    {"192.0.2.0/24", AddressKind::Reserved},
    {"198.18.0.0/15", AddressKind::Reserved},
    {"198.51.100.0/24", AddressKind::Reserved},
    {"203.0.113.0/24", AddressKind::Reserved},
    {"224.0.0.0/3", AddressKind::Reserved},
    {"::/128", AddressKind::Reserved},
    {"ff00::/8", AddressKind::Reserved},
    {"2001::/23", AddressKind::Reserved},
    {"2001:db8::/32", AddressKind::Reserved},
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

AddressKind addressKind(const QHostAddress &address)
{
    if (address.isNull())
        return AddressKind::None;
    QHostAddress plain = address;
    plain.setScopeId({});
    if (plain.protocol() == QAbstractSocket::IPv6Protocol) {
        if (const std::optional<QHostAddress> inner = wrapped(plain))
            return addressKind(*inner);
    }
    for (const Range &range : kRanges) {
        const auto [subnet, bits] = QHostAddress::parseSubnet(QLatin1StringView(range.subnet));
        if (subnet.protocol() == plain.protocol() && plain.isInSubnet(subnet, bits))
            return range.kind;
    }
    return AddressKind::Public;
}

std::string_view refusalOf(const QHostAddress &address)
{
    constexpr std::array<std::string_view, 6> names
        = {"", "loopback", "link-local or metadata", "private", "reserved", "not an address"};
    return names[static_cast<std::size_t>(addressKind(address))];
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
