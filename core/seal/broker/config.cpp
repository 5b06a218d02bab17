// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/config.h"

#include "core/base/mappedfile.h"
#include "core/base/text.h"
#include "core/rules/tablereader.h"
#include "core/seal/base64.h"
#include "core/seal/bearer.h"
#include "core/seal/broker/percent.h"
#include "core/seal/broker/request.h"
#include "core/seal/headerrule.h"

#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <span>

namespace rekey::broker {

namespace {

using rules::TableReader;
using Need = TableReader::Need;

constexpr std::string_view kWhat = "a configuration";
constexpr std::size_t kDigestBytes = 32;
constexpr std::size_t kMaxNameBytes = 100; ///< as the log keeps them whole

/// SHA-256 as 64 hexadecimal digits, or in base64.
std::vector<std::byte> digestFrom(const std::string &text)
{
    std::vector<std::byte> digest(kDigestBytes);
    std::size_t size = 0;
    const bool isHex = text.size() == 2 * kDigestBytes
        && sodium_hex2bin(reinterpret_cast<unsigned char *>(digest.data()), digest.size(),
                          text.data(), text.size(), nullptr, &size, nullptr)
            == 0
        && size == kDigestBytes;
    if (isHex)
        return digest;
    const auto bytes = seal::fromBase64(text);
    if (!bytes || bytes->size() != kDigestBytes)
        return {};
    return {bytes->bytes().begin(), bytes->bytes().end()};
}

bool isHex(std::string_view text, std::size_t digits)
{
    return text.size() == digits && std::ranges::all_of(text, [](char digit) {
               return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
           });
}

/// Reads the tables of one file; the first thing that is wrong ends it.
class Reader
{
public:
    Reader(std::string_view file, Config &config)
        : m_file(file)
        , m_config(config)
    {
    }

    Result<void> read(const toml::table &root)
    {
        TableReader reader(root, m_file, "the file");
        readListen(reader);
        m_config.refusesStrangers = reader.flag("refuse_strangers", false);
        m_config.authorities = reader.text("authorities");
        m_config.deniedSeals = seals(reader, "denied_seals");
        const auto allowed = reader.tables("allow");
        const auto consumers = reader.tables("consumer");
        const auto replaced = reader.tables("replaced");
        const toml::table *limits = reader.table("limits");
        const toml::table *audit = reader.table("audit");
        finish(reader);
        for (const toml::table *table : allowed)
            readAllowed(*table);
        for (const toml::table *table : consumers)
            readConsumer(*table);
        for (const toml::table *table : replaced)
            readReplaced(*table);
        checkReplaced();
        if (limits != nullptr)
            readLimits(*limits);
        if (audit != nullptr)
            readAudit(*audit);
        if (m_error)
            return std::unexpected(*m_error);
        return {};
    }

private:
    void finish(TableReader &reader)
    {
        reader.finish();
        if (!m_error)
            m_error = reader.error();
    }

    void readListen(TableReader &reader)
    {
        for (const std::string &text : reader.texts("listen")) {
            const auto address = listenAddressFrom(text);
            const bool isTaken
                = address && address->port != 0 && std::ranges::contains(m_config.listen, *address);
            if (isTaken)
                reader.refuse("listen", "holds an address twice");
            else if (address)
                m_config.listen.push_back(*address);
            else
                reader.refuse("listen", "holds addresses with a port, such as 127.0.0.1:8118");
        }
        if (m_config.listen.empty())
            m_config.listen = {{"127.0.0.1", 8118}};
    }

    static std::vector<std::string> seals(TableReader &reader, std::string_view key)
    {
        auto texts = reader.texts(key);
        if (!std::ranges::all_of(texts, [](const auto &text) { return isHex(text, 16); }))
            reader.refuse(key, "holds fingerprints of seals: 16 small hexadecimal digits each");
        return texts;
    }

    void readAllowed(const toml::table &table)
    {
        TableReader reader(table, m_file, "[[allow]]");
        provider::AllowRule rule{reader.text("name", Need::Required),
                                 reader.text("host", Need::Required)};
        if (!isDialled(rule.host))
            reader.refuse("host",
                          "is one host as it is dialled: a name in small letters or an address, "
                          "without scheme, port, path or brackets; it is no pattern");
        finish(reader);
        m_config.allowed.push_back(std::move(rule));
    }

    /// A rule with another host would never be looked at.
    static bool isDialled(const std::string &host)
    {
        if (host.contains(':'))
            return !QHostAddress(QString::fromStdString(host)).isNull() && lowerCase(host) == host;
        const auto endpoint = endpointOf(host);
        return endpoint && endpoint->host == host && lowerCase(host) == host;
    }

    void readConsumer(const toml::table &table)
    {
        TableReader reader(table, m_file, "[[consumer]]");
        ConsumerRule rule;
        rule.name = reader.text("name", Need::Required, kMaxNameBytes);
        reader.setLabel("[[consumer]] " + escapeControl(rule.name));
        const std::string digest = reader.text("digest");
        rule.digest = digestFrom(digest);
        if (rule.digest.empty() && !digest.empty())
            reader.refuse("digest",
                          "is the SHA-256 of the bearer: 64 hexadecimal digits, or in base64");
        rule.macaroons = reader.texts("macaroons");
        if (!std::ranges::all_of(rule.macaroons, [](const auto &id) { return isHex(id, 32); }))
            reader.refuse("macaroons", "holds ids as the log has them: 32 hexadecimal digits each");
        for (const std::string &id : rule.macaroons) {
            if (!m_macaroons.insert(id).second)
                reader.refuse("macaroons", "holds one twice, or one of another consumer");
        }
        if (digest.empty() && rule.macaroons.empty())
            reader.refuse("name", "needs a digest or macaroons to be known by");
        rule.isDisabled = reader.flag("disabled", false);
        rule.methods = methods(reader, "methods");
        rule.blockedMethods = methods(reader, "blocked_methods");
        if (!rule.methods.empty() && !rule.blockedMethods.empty())
            reader.refuse(
                "blocked_methods",
                "never holds beside `methods`: what is not among those is blocked anyway; "
                "give one of the two");
        rule.blockedPaths = reader.texts("blocked_paths");
        if (!std::ranges::all_of(rule.blockedPaths, isPlainPath))
            reader.refuse("blocked_paths",
                          "holds paths as they are compared: they begin with / and have no escapes "
                          "(%41), no query, no empty, . or .. segments and no semicolons; another "
                          "would never hold");
        rule.perMinute = reader.count("per_minute", 0, 1, 1'000'000);
        rule.burst = reader.count("burst", 0, 1, 1'000'000);
        if (rule.burst > 0 && rule.perMinute == 0)
            reader.refuse("burst", "never holds without per_minute");
        if (!m_names.insert(rule.name).second)
            reader.refuse("name", "is that of another consumer too");
        if (!rule.digest.empty() && !m_digests.insert(rule.digest).second)
            reader.refuse("digest", "is that of another consumer too");
        finish(reader);
        m_config.consumers.push_back(std::move(rule));
    }

    static bool isPlainPath(std::string_view path)
    {
        if (path.contains('?') || path.contains('#') || path.contains('%'))
            return false;
        if (path.size() > 1 && path.ends_with('/'))
            path.remove_suffix(1);
        return path.starts_with('/') && plainPath(path) == path;
    }

    static std::vector<std::string> methods(TableReader &reader, std::string_view key)
    {
        auto names = reader.texts(key);
        if (!std::ranges::all_of(names, seal::isHeaderName))
            reader.refuse(key, "holds methods such as GET");
        return names;
    }

    void readReplaced(const toml::table &table)
    {
        TableReader reader(table, m_file, "[[replaced]]");
        const std::string old = reader.text("seal", Need::Required);
        if (!isHex(old, 16))
            reader.refuse("seal", "is a fingerprint: 16 small hexadecimal digits");
        const std::string token = reader.text("token", Need::Required);
        const auto box = seal::fromBase64(seal::trimmed(token));
        if (!box || box->isEmpty())
            reader.refuse("token", "is a sealed token: base64 on one line");
        else if (!m_replacements.emplace(old, fingerprintOf(*box)).second)
            reader.refuse("seal", "is replaced twice, and only one token can stand for it");
        finish(reader);
        m_config.replacedSeals.emplace_back(old, token);
    }

    static std::string fingerprintOf(const secret::SecretBytes &box)
    {
        const auto digest = seal::sha256(box.bytes());
        return toHex(std::span(digest).first(8));
    }

    /// Replacements that others keep from being of use.
    void checkReplaced()
    {
        for (const auto &[old, newer] : m_replacements) {
            std::string problem;
            if (newer == old)
                problem = "the token is the one that it stands for; take the new one";
            else if (m_replacements.contains(newer))
                problem = "the token that stands for it is replaced itself, and only one step is "
                          "made; take the last token for both";
            else if (std::ranges::contains(m_config.deniedSeals, old)
                     || std::ranges::contains(m_config.deniedSeals, newer))
                problem
                    = "it, or the token that stands for it, is in denied_seals, so it is refused";
            if (!problem.empty() && !m_error)
                m_error = Error{ErrorKind::Malformed, "[[replaced]] " + old + ": " + problem,
                                std::string(m_file)};
        }
    }

    void readLimits(const toml::table &table)
    {
        TableReader reader(table, m_file, "[limits]");
        Limits &limits = m_config.limits;
        constexpr std::size_t kKib = 1024;
        limits.headerBytes = reader.count("header_kib", 64, 4, 1024) * kKib;
        limits.clients = reader.count("clients", 4096, 1, 100'000);
        const auto seconds = [&reader](std::string_view key, std::chrono::milliseconds fallback) {
            const auto whole = std::chrono::duration_cast<std::chrono::seconds>(fallback).count();
            return std::chrono::seconds(
                reader.count(key, static_cast<std::uint32_t>(whole), 1, 86'400));
        };
        limits.connect = seconds("connect_seconds", limits.connect);
        limits.idle = seconds("idle_seconds", limits.idle);
        limits.total = seconds("total_seconds", limits.total);
        limits.stop = seconds("stop_seconds", limits.stop);
        finish(reader);
    }

    void readAudit(const toml::table &table)
    {
        TableReader reader(table, m_file, "[audit]");
        AuditPlace &audit = m_config.audit;
        audit.file = reader.text("file");
        constexpr std::uint64_t kMib = std::uint64_t{1024} * 1024;
        audit.maxBytes = reader.count("max_mib", 64, 1, 1'000'000) * kMib;
        audit.keptFiles = reader.count("keep", 10, 0, 10'000);
        finish(reader);
    }

    std::string_view m_file;
    Config &m_config;
    std::optional<Error> m_error;
    std::set<std::string> m_names;
    std::set<std::vector<std::byte>> m_digests;
    std::set<std::string> m_macaroons;
    std::map<std::string, std::string> m_replacements; ///< fingerprints, old and new
};

} // namespace

std::optional<ListenAddress> listenAddressFrom(std::string_view text)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    std::string_view host = text.substr(0, colon);
    const std::string_view port = text.substr(colon + 1);
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    ListenAddress address{std::string(host), 0};
    const auto [end, code] = std::from_chars(port.data(), port.data() + port.size(), address.port);
    if (code != std::errc() || end != port.data() + port.size()
        || QHostAddress(QString::fromStdString(address.host)).isNull())
        return std::nullopt;
    return address;
}

std::string textOf(const ListenAddress &address)
{
    const bool isV6 = address.host.contains(':');
    return (isV6 ? '[' + address.host + ']' : address.host) + ':' + std::to_string(address.port);
}

Result<Config> readConfig(std::string_view text, const std::string &file)
{
    const auto root = rules::tablesOf(text, file, kWhat);
    if (!root)
        return std::unexpected(root.error());
    Config config;
    return Reader(file, config).read(*root).transform([&] { return std::move(config); });
}

Result<Config> readConfigFile(const std::string &path)
{
    return MappedFile::open(path, MappedFile::Links::Follow).and_then([&](const MappedFile &file) {
        return readConfig(asText(file.bytes()), path);
    });
}

Result<void> addReplacedFile(Config &config, const std::string &path)
{
    const auto file = MappedFile::open(path, MappedFile::Links::Follow);
    if (!file)
        return std::unexpected(file.error());
    const auto root = rules::tablesOf(asText(file->bytes()), path, kWhat);
    if (!root)
        return std::unexpected(root.error());
    if (root->size() != (root->contains("replaced") ? 1U : 0U))
        return fail(ErrorKind::Malformed,
                    "it may hold [[replaced]] tables only; everything else goes into the "
                    "configuration",
                    path);
    Config added;
    if (auto read = Reader(path, added).read(*root); !read)
        return read;
    for (auto &replaced : added.replacedSeals) {
        const bool isTaken = std::ranges::contains(config.deniedSeals, replaced.first)
            || std::ranges::contains(config.replacedSeals, replaced.first,
                                     &std::pair<std::string, std::string>::first);
        if (!isTaken)
            config.replacedSeals.push_back(std::move(replaced));
    }
    return {};
}

} // namespace rekey::broker
