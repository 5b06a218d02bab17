// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/request.h"

#include "core/provider/secretuse.h"
#include "core/provider/signers.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>

namespace rekey::provider {

namespace {

using secret::SecretBytes;

/// What would end a header or the request line early.
bool hasControl(std::string_view text)
{
    return std::ranges::any_of(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

Result<void> addHeaders(const RequestSpec &spec, const Parts &parts, Request &out)
{
    for (const auto &[name, text] : spec.headers) {
        Result<SecretBytes> value = text.render(parts);
        if (!value)
            return std::unexpected(std::move(value.error()));
        if (hasControl(value->view()))
            return fail(ErrorKind::Invalid, "a value has a character that no header may have",
                        name);
        out.headers.emplace_back(name, std::move(*value));
    }
    return {};
}

void addNames(const RequestText &text, std::vector<std::string> &out)
{
    std::ranges::move(text.names(), std::back_inserter(out));
}

std::string list(const std::vector<std::string> &words)
{
    std::string result;
    for (std::size_t i = 0; i < words.size(); ++i)
        result += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i];
    return result;
}

/// All but what a Jwt signer gives first.
Result<Request> fillIn(const RequestSpec &spec, const Endpoint &endpoint, const Parts &parts,
                       std::int64_t now)
{
    Request request;
    request.endpoint = endpoint;
    request.method = spec.method;
    Result<SecretBytes> path = spec.path.render(parts);
    if (!path)
        return std::unexpected(std::move(path.error()));
    if (hasControl(path->view()) || path->view().find_first_of(" #") != std::string_view::npos)
        return fail(ErrorKind::Invalid, "a value has a character that no address may have", "path");
    request.target = joined({endpoint.prefix, path->view()});
    if (Result<void> added = addHeaders(spec, parts, request); !added)
        return std::unexpected(std::move(added.error()));
    Result<SecretBytes> body = spec.body.render(parts);
    if (!body)
        return std::unexpected(std::move(body.error()));
    request.body = std::move(*body);
    if (Result<void> signedWell = sign(spec.signer, parts, now, request); !signedWell)
        return std::unexpected(std::move(signedWell.error()));
    return request;
}

} // namespace

Result<Endpoint> Endpoint::parse(std::string_view url)
{
    const QUrl parsed(QString::fromUtf8(url.data(), static_cast<qsizetype>(url.size())),
                      QUrl::StrictMode);
    const std::string scheme = parsed.scheme().toStdString();
    if (!parsed.isValid() || (scheme != "https" && scheme != "http") || parsed.host().isEmpty()
        || !parsed.userInfo().isEmpty() || parsed.hasQuery() || parsed.hasFragment())
        return fail(ErrorKind::Invalid,
                    "a base URL is https://HOST[:PORT][/PATH], without user, query or fragment");
    Endpoint result;
    result.isTls = scheme == "https";
    result.host = parsed.host(QUrl::FullyEncoded).toLower().toStdString();
    result.port = static_cast<std::uint16_t>(parsed.port(result.isTls ? 443 : 80));
    result.prefix = parsed.path(QUrl::FullyEncoded).toStdString();
    while (result.prefix.ends_with('/'))
        result.prefix.pop_back();
    return result;
}

std::string Endpoint::authority() const
{
    const std::string name = host.contains(':') ? "[" + host + "]" : host;
    return port == (isTls ? 443 : 80) ? name : name + ":" + std::to_string(port);
}

std::string RequestSpec::shown() const
{
    return method + " " + path.shown();
}

std::string RequestSpec::shownWhole() const
{
    std::string result = shown();
    if (signer.kind == Signer::Kind::Basic)
        result += "\nAuthorization: Basic base64(" + signer.user.shown() + ":"
            + signer.password.shown() + ")";
    if (signer.kind == Signer::Kind::AzureSharedKey)
        result += "\nAuthorization: SharedKey " + signer.user.shown() + ":{signature}";
    if (signer.kind == Signer::Kind::AwsSigV4)
        result += "\nAuthorization: AWS4-HMAC-SHA256 Credential=" + signer.user.shown()
            + "/..., Signature={signature}";
    for (const auto &[name, text] : headers)
        result += "\n" + name + ": " + text.shown();
    if (!body.isEmpty())
        result += "\n\n" + body.shown();
    return result;
}

SecretUse secretUse(const RequestSpec &spec)
{
    SecretUse use;
    if (spec.signer.kind == Signer::Kind::AwsSigV4) {
        use.kind = SecretUse::Kind::SignsWithId;
        return use;
    }
    if (spec.signer.kind == Signer::Kind::AzureSharedKey || spec.signer.kind == Signer::Kind::Jwt) {
        use.kind = SecretUse::Kind::Signs;
        return use;
    }
    if (spec.signer.kind == Signer::Kind::Basic)
        use.headers.emplace_back("Authorization");
    for (const auto &[name, text] : spec.headers) {
        if (!text.names().empty())
            use.headers.push_back(name);
    }
    use.isInAddress = !spec.path.names().empty();
    use.isInBody = !spec.body.names().empty();
    return use;
}

std::string RequestSpec::whereSecretGoes() const
{
    const SecretUse use = secretUse(*this);
    if (use.kind == SecretUse::Kind::SignsWithId)
        return "the key id is sent in the Authorization header; the secret signs the request and "
               "is not sent itself";
    if (use.kind == SecretUse::Kind::Signs)
        return "the secret signs the request and is not sent itself";
    std::vector<std::string> places;
    for (const std::string &name : use.headers)
        places.push_back("the " + name + " header");
    if (use.isInAddress)
        places.emplace_back("the address");
    if (use.isInBody)
        places.emplace_back("the body");
    return "the secret itself is sent in " + list(places);
}

std::vector<std::string> RequestSpec::neededParts() const
{
    std::vector<std::string> result;
    addNames(path, result);
    for (const auto &[name, text] : headers)
        addNames(text, result);
    addNames(body, result);
    addNames(signer.user, result);
    addNames(signer.password, result);
    addNames(signer.audience, result);
    addNames(signer.subject, result);
    addNames(signer.scope, result);
    if (signer.kind == Signer::Kind::Jwt)
        std::erase(result, kAssertion);
    std::ranges::sort(result);
    const auto [first, last] = std::ranges::unique(result);
    result.erase(first, last);
    return result;
}

Result<Request> makeRequest(const RequestSpec &spec, const Endpoint &endpoint, const Parts &parts,
                            std::int64_t now)
{
    if (spec.signer.kind != Signer::Kind::Jwt)
        return fillIn(spec, endpoint, parts, now);
    Result<SecretBytes> assertion = assertionOf(spec.signer, parts, now);
    if (!assertion)
        return std::unexpected(std::move(assertion.error()));
    Parts all;
    for (const auto &[name, value] : parts)
        all.emplace(name, SecretBytes::copyOf(value.view()));
    all.insert_or_assign(std::string(kAssertion), std::move(*assertion));
    return fillIn(spec, endpoint, all, now);
}

} // namespace rekey::provider
