// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/oauth/oauthprovider.h"

#include "core/provider/reader.h"
#include "core/rules/tablereader.h"
#include "core/seal/hostrule.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>
#include <cstdlib>

namespace rekey::seal {

namespace {

using rules::TableReader;
using Need = TableReader::Need;

QUrl urlOf(std::string_view text)
{
    return QUrl(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())),
                QUrl::StrictMode);
}

std::string readUrl(TableReader &reader, std::string_view key, Need need)
{
    std::string url = reader.text(key, need);
    if (!url.empty() && (!isSafeUrl(url) || !url.starts_with("https://")))
        reader.refuse(key, "must be an https URL");
    return url;
}

void readTest(TableReader &reader, OAuthProvider &out)
{
    const std::string request = reader.text("test");
    if (request.empty())
        return;
    const std::size_t blank = request.find(' ');
    if (blank == std::string::npos || !request.substr(blank + 1).starts_with('/')) {
        reader.refuse("test", "is a method and a path: \"GET /v1/me\"");
        return;
    }
    out.test.method = request.substr(0, blank);
    out.test.path = request.substr(blank + 1);
    if (!out.hosts.empty())
        out.test.host = out.hosts.front();
}

OAuthProvider readSection(TableReader &reader, const std::string &file)
{
    OAuthProvider out;
    out.name = reader.text("name");
    out.issuer = readUrl(reader, "issuer", Need::Optional);
    out.authorize = readUrl(reader, "authorize", Need::Required);
    out.token = readUrl(reader, "token", Need::Required);
    out.device = readUrl(reader, "device", Need::Optional);
    out.scopes = reader.texts("scopes");
    out.needsSecret = reader.flag("needs_secret", false);
    const std::string place = reader.text("secret_in");
    if (place == "basic")
        out.secretIn = ClientSecretIn::Basic;
    else if (!place.empty() && place != "body")
        reader.refuse("secret_in", "must be body or basic");
    out.takesLoopback = reader.flag("loopback", true);
    if (std::string host = reader.text("loopback_host"); !host.empty())
        out.loopbackHost = std::move(host);
    if (out.loopbackHost != "127.0.0.1" && out.loopbackHost != "localhost")
        reader.refuse("loopback_host", "must be 127.0.0.1 or localhost");
    out.hosts = reader.texts("hosts", Need::Required);
    for (const std::string &host : out.hosts) {
        if (const auto problem = problemOfHost(host))
            reader.refuse("hosts", *problem);
    }
    readTest(reader, out);
    out.service = reader.text("service");
    out.note = reader.text("note");
    if (reader.texts("references", Need::Required).empty())
        reader.refuse("references", "must name where this is documented");
    if (const toml::table *more = reader.table("parameters")) {
        TableReader values(*more, file, "[oauth.parameters]");
        for (const auto &[key, node] : *more)
            out.parameters.emplace_back(key.str(), values.text(key.str(), Need::Required));
        if (values.error())
            reader.refuse("parameters", values.error()->detail);
    }
    reader.finish();
    return out;
}

std::string textAt(const provider::AnswerReader &reader, std::string path)
{
    return reader.first({provider::Reader::Kind::Json, std::move(path), {}, {}});
}

/// How a server wants the secret, of what it lists; without a list RFC 8414 says Basic.
ClientSecretIn secretPlaceOf(const provider::AnswerReader &reader)
{
    const std::vector<std::string> ways = reader.read(
        {provider::Reader::Kind::Json, "/token_endpoint_auth_methods_supported", {}, {}});
    return std::ranges::contains(ways, "client_secret_post")
            && !std::ranges::contains(ways, "client_secret_basic")
        ? ClientSecretIn::Body
        : ClientSecretIn::Basic;
}

} // namespace

bool isSafeUrl(std::string_view text)
{
    const QUrl url = urlOf(text);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasFragment())
        return false;
    const bool isLoopback
        = url.host() == QLatin1StringView("localhost") || QHostAddress(url.host()).isLoopback();
    return url.scheme() == QLatin1StringView("https")
        || (url.scheme() == QLatin1StringView("http") && isLoopback);
}

std::string authorityOf(std::string_view text)
{
    QUrl url = urlOf(text);
    url.setQuery(QString());
    const auto endpoint = provider::Endpoint::parse(url.toEncoded().toStdString());
    return endpoint ? endpoint->authority() : std::string();
}

Result<OAuthProvider> OAuthProvider::at(std::string_view baseUrl) const
{
    const auto base = provider::Endpoint::parse(baseUrl);
    if (!base || !isSafeUrl(baseUrl))
        return fail(ErrorKind::Invalid, "a base URL is https://HOST[:PORT][/PATH]",
                    std::string(baseUrl));
    const std::string start
        = (base->isTls ? "https://" : "http://") + base->authority() + base->prefix;
    OAuthProvider moved = *this;
    for (std::string *url : {&moved.authorize, &moved.token, &moved.device}) {
        if (url->empty())
            continue;
        const std::size_t path = url->find('/', std::string_view("https://").size());
        *url = start + (path == std::string::npos ? std::string() : url->substr(path));
    }
    moved.issuer.clear();
    return moved;
}

std::vector<std::string> OAuthProvider::askedHosts() const
{
    std::vector<std::string> asked{authorityOf(token)};
    if (!device.empty())
        asked.push_back(authorityOf(device));
    std::ranges::sort(asked);
    const auto [first, last] = std::ranges::unique(asked);
    asked.erase(first, last);
    return asked;
}

Result<std::optional<OAuthProvider>> parseOAuthProvider(const rules::RuleFile &file)
{
    const toml::parse_result parsed = toml::parse(file.text, file.name);
    if (!parsed)
        return fail(ErrorKind::Malformed, "it is not TOML", file.name);
    const toml::table *section = parsed.table()["oauth"].as_table();
    const toml::table *owner = parsed.table()["provider"].as_table();
    if (section == nullptr || owner == nullptr)
        return std::nullopt;
    TableReader reader(*section, file.name, "[oauth]");
    OAuthProvider out = readSection(reader, file.name);
    if (reader.error())
        return std::unexpected(*reader.error());
    out.id = (*owner)["id"].value_or(std::string());
    if (out.name.empty())
        out.name = (*owner)["name"].value_or(out.id);
    return out;
}

std::span<const OAuthProvider> builtinOAuthProviders()
{
    static const std::vector<OAuthProvider> kAll = [] {
        std::vector<OAuthProvider> all;
        for (const rules::RuleFile &file : rules::builtinRuleFiles()) {
            if (!file.text.contains("\n[oauth]"))
                continue;
            auto one = parseOAuthProvider(file);
            if (one && *one)
                all.push_back(std::move(**one));
        }
        std::ranges::sort(all, {}, &OAuthProvider::id);
        return all;
    }();
    return kAll;
}

const OAuthProvider *oauthProviderById(std::string_view id)
{
    const auto all = builtinOAuthProviders();
    const auto found = std::ranges::find(all, id, &OAuthProvider::id);
    return found == all.end() ? nullptr : &*found;
}

Result<provider::Request> discoveryRequest(std::string_view issuer)
{
    const auto endpoint = provider::Endpoint::parse(issuer);
    if (!endpoint || !isSafeUrl(issuer))
        return fail(ErrorKind::Invalid,
                    "an issuer is https://HOST[:PORT][/PATH], as the server calls itself",
                    std::string(issuer));
    provider::RequestSpec spec;
    spec.method = "GET";
    auto path = provider::RequestText::parse("/.well-known/openid-configuration");
    if (!path)
        return std::unexpected(path.error());
    spec.path = std::move(*path);
    return makeRequest(spec, *endpoint, {}, 0);
}

Result<OAuthProvider> readDiscovery(const provider::Answer &answer, std::string_view issuer)
{
    if (answer.status >= 500 || answer.status == 429)
        return fail(ErrorKind::Io,
                    "the server answered " + std::to_string(answer.status)
                        + " when asked what it has; try again later",
                    std::string(issuer));
    const provider::AnswerReader reader(answer);
    OAuthProvider found;
    found.issuer = textAt(reader, "/issuer");
    if (answer.status != 200 || found.issuer.empty())
        return fail(ErrorKind::Malformed,
                    "the server does not say that it is an OpenID provider (it answered "
                        + std::to_string(answer.status) + "); check the issuer's URL",
                    std::string(issuer));
    const auto bare = [](std::string_view text) {
        return text.ends_with('/') ? text.substr(0, text.size() - 1) : text;
    };
    if (bare(found.issuer) != bare(issuer))
        return fail(ErrorKind::Denied,
                    "the server says that it is another issuer; type the issuer's own URL",
                    std::string(issuer));
    found.id = found.issuer;
    found.name = authorityOf(found.issuer);
    found.authorize = textAt(reader, "/authorization_endpoint");
    found.token = textAt(reader, "/token_endpoint");
    found.device = textAt(reader, "/device_authorization_endpoint");
    found.secretIn = secretPlaceOf(reader);
    found.scopes = {"openid"};
    for (const std::string *url : {&found.authorize, &found.token}) {
        if (!isSafeUrl(*url))
            return fail(ErrorKind::Malformed, "one of its endpoints is no https URL",
                        std::string(issuer));
    }
    if (!found.device.empty() && !isSafeUrl(found.device))
        found.device.clear();
    return found;
}

} // namespace rekey::seal
