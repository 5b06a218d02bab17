// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/config.h"

#include "core/base/mappedfile.h"
#include "core/base/text.h"
#include "core/rules/tablereader.h"
#include "core/rules/tomltext.h"
#include "core/seal/base64.h"
#include "core/seal/broker/request.h"
#include "core/seal/headerrule.h"

#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace rekey::broker {

namespace {

using rules::TableReader;
using Need = TableReader::Need;

constexpr std::size_t kMaxConfigBytes = rules::kMaxRuleFileBytes;
constexpr std::size_t kDigestBytes = 32;

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
            if (const auto address = listenAddressFrom(text))
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
        m_config.allowed.push_back(
            {reader.text("name", Need::Required), reader.text("host", Need::Required)});
        finish(reader);
    }

    void readConsumer(const toml::table &table)
    {
        TableReader reader(table, m_file, "[[consumer]]");
        ConsumerRule rule;
        rule.name = reader.text("name", Need::Required);
        reader.setLabel("[[consumer]] " + escapeControl(rule.name));
        const std::string digest = reader.text("digest");
        rule.digest = digestFrom(digest);
        if (rule.digest.empty() && !digest.empty())
            reader.refuse("digest",
                          "is the SHA-256 of the bearer: 64 hexadecimal digits, or in base64");
        rule.macaroons = reader.texts("macaroons");
        if (!std::ranges::all_of(rule.macaroons, [](const auto &id) { return isHex(id, 32); }))
            reader.refuse("macaroons", "holds ids as the log has them: 32 hexadecimal digits each");
        if (digest.empty() && rule.macaroons.empty())
            reader.refuse("name", "needs a digest or macaroons to be known by");
        rule.isDisabled = reader.flag("disabled", false);
        rule.methods = methods(reader, "methods");
        rule.blockedMethods = methods(reader, "blocked_methods");
        rule.blockedPaths = reader.texts("blocked_paths");
        if (!std::ranges::all_of(rule.blockedPaths,
                                 [](const auto &path) { return path.starts_with('/'); }))
            reader.refuse("blocked_paths", "holds paths that begin with /");
        rule.perMinute = reader.count("per_minute", 0, 1, 1'000'000);
        rule.burst = reader.count("burst", 0, 1, 1'000'000);
        if (!m_names.insert(rule.name).second)
            reader.refuse("name", "is that of another consumer too");
        if (!rule.digest.empty() && !m_digests.insert(rule.digest).second)
            reader.refuse("digest", "is that of another consumer too");
        finish(reader);
        m_config.consumers.push_back(std::move(rule));
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
        m_config.replacedSeals.emplace_back(old, reader.text("token", Need::Required));
        finish(reader);
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
    if (text.size() > kMaxConfigBytes)
        return fail(ErrorKind::TooBig, "a configuration may have 1 MiB at most", file);
    if (const std::size_t line = rules::lineOfStrayCharacter(text); line > 0)
        return fail(ErrorKind::Malformed,
                    "line " + std::to_string(line)
                        + ": a quote or a character beyond ASCII where none can stand",
                    file);
    const toml::parse_result parsed = toml::parse(text, file);
    if (!parsed) {
        const toml::parse_error &error = parsed.error();
        return fail(ErrorKind::Malformed,
                    "line " + std::to_string(error.source().begin.line) + ": "
                        + std::string(error.description()),
                    file);
    }
    Config config;
    return Reader(file, config).read(parsed.table()).transform([&] { return std::move(config); });
}

Result<Config> readConfigFile(const std::string &path)
{
    return MappedFile::open(path, MappedFile::Links::Follow).and_then([&](const MappedFile &file) {
        return readConfig(asText(file.bytes()), path);
    });
}

} // namespace rekey::broker
