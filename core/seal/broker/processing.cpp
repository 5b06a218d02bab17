// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/processing.h"

#include "core/base/text.h"
#include "core/provider/requesttext.h"
#include "core/seal/broker/assertion.h"
#include "core/seal/broker/awssigning.h"
#include "core/seal/broker/replacer.h"
#include "core/seal/headerrule.h"

#include <algorithm>
#include <array>

namespace rekey::broker {

namespace {

using seal::FormatValue;
using secret::SecretBytes;

constexpr std::string_view kDefaultPlaceholder = "{{ACCESS_TOKEN}}";

Outcome<void> missing(std::string_view what)
{
    return refuse(502, Reason::BadProcessor, "missing " + std::string(what));
}

std::string placeholderOf(const std::string &sealed, const Parameters &parameters)
{
    std::string chosen = parameters.value("placeholder").value_or(sealed);
    return chosen.empty() ? std::string(kDefaultPlaceholder) : chosen;
}

const SecretBytes *selected(const std::optional<seal::TokenPair> &token,
                            const Parameters &parameters)
{
    if (!token)
        return nullptr;
    return parameters.value("st") == "refresh" ? &token->refresh : &token->access;
}

Outcome<void> checkPair(const std::optional<seal::TokenPair> &token, const Parameters &parameters)
{
    const SecretBytes *chosen = selected(token, parameters);
    return chosen == nullptr || chosen->isEmpty() ? missing("token") : Outcome<void>();
}

/// Where the only directive of a format that was checked stands.
std::size_t directiveAt(std::string_view format)
{
    return format.find('%');
}

struct Checker
{
    const Parameters &parameters;

    Outcome<void> operator()(const seal::Inject &inject) const
    {
        if (inject.token.isEmpty())
            return missing("token");
        if (!seal::chosenFormat(inject.format, parameters.value("fmt"), FormatValue::Text))
            return refuse(502, Reason::BadProcessor, "bad fmt");
        return {};
    }
    Outcome<void> operator()(const seal::InjectHmac &inject) const
    {
        if (inject.key.isEmpty())
            return missing("hmac key");
        if (inject.hash != "sha256")
            return refuse(502, Reason::BadProcessor,
                          "unsupported hash function: " + escapeControl(inject.hash));
        return {};
    }
    Outcome<void> operator()(const seal::InjectBody &inject) const
    {
        return inject.token.isEmpty() ? missing("token") : Outcome<void>();
    }
    Outcome<void> operator()(const seal::OAuth2 &oauth) const
    {
        return checkPair(oauth.token, parameters);
    }
    Outcome<void> operator()(const seal::OAuth2Body &oauth) const
    {
        return checkPair(oauth.token, parameters);
    }
    Outcome<void> operator()(const seal::SigV4 &sigv4) const
    {
        if (sigv4.accessKey.empty())
            return missing("access key");
        return sigv4.secretKey.isEmpty() ? missing("secret key") : Outcome<void>();
    }
    Outcome<void> operator()(const seal::Jwt &jwt) const
    {
        if (auto good = checkSigningKey(jwt.privateKey); !good)
            return good;
        return jwt.email.empty() ? missing("email") : Outcome<void>();
    }
    Outcome<void> operator()(const seal::ClientCredentials &client) const
    {
        if (client.clientId.empty())
            return missing("client_id");
        if (client.clientSecret.isEmpty())
            return missing("client_secret");
        return client.tokenUrl.empty() ? missing("token_url") : Outcome<void>();
    }
    Outcome<void> operator()(const seal::GithubApp &app) const
    {
        if (auto good = checkGithubKey(app.privateKey); !good)
            return good;
        if (app.appId.empty())
            return missing("app_id");
        if (app.installationId.empty())
            return missing("installation_id");
        return githubPath(app).transform([](const std::string &) { });
    }
    Outcome<void> operator()(const seal::Multi &multi) const
    {
        for (const seal::Processor &member : multi.members) {
            if (auto good = std::visit(*this, member.kind); !good)
                return good;
        }
        return {};
    }
};

struct NeedsOf
{
    const Parameters &parameters;
    BodyNeeds &needs;

    void operator()(const seal::InjectHmac & /*inject*/) const
    {
        needs.isSigned = needs.isSigned || !parameters.value("msg");
    }
    void operator()(const seal::InjectBody & /*inject*/) const { ++needs.replacements; }
    void operator()(const seal::OAuth2Body & /*oauth*/) const { ++needs.replacements; }
    void operator()(const seal::OAuth2 & /*oauth*/) const
    {
        if (!parameters.value("placeholder").value_or("").empty())
            ++needs.replacements;
    }
    void operator()(const seal::Jwt & /*jwt*/) const { needs.isDropped = true; }
    void operator()(const seal::ClientCredentials & /*client*/) const { needs.isDropped = true; }
    void operator()(const seal::GithubApp & /*app*/) const { needs.isDropped = true; }
    void operator()(const seal::Multi &multi) const
    {
        for (const seal::Processor &member : multi.members)
            std::visit(*this, member.kind);
    }
    void operator()(const seal::Inject & /*inject*/) const { }
    void operator()(const seal::SigV4 & /*sigv4*/) const { }
};

struct Runner
{
    const Parameters &parameters;
    std::int64_t now;
    Outgoing &outgoing;

    Outcome<void> operator()(const seal::Inject &inject) const
    {
        const auto destination
            = seal::chosenDestination(inject.destination, parameters.value("dst"));
        if (!destination)
            return refuseInput("bad dst");
        const std::string format
            = *seal::chosenFormat(inject.format, parameters.value("fmt"), FormatValue::Text);
        const std::size_t at = directiveAt(format);
        outgoing.set(
            {*destination, {}, format.substr(0, at), &inject.token, format.substr(at + 2)});
        return {};
    }
    Outcome<void> operator()(const seal::InjectHmac &inject) const
    {
        const auto format
            = seal::chosenFormat(inject.format, parameters.value("fmt"), FormatValue::Binary);
        if (!format)
            return refuseInput("bad fmt");
        const auto destination
            = seal::chosenDestination(inject.destination, parameters.value("dst"));
        if (!destination)
            return refuseInput("bad dst");
        const auto message = parameters.value("msg");
        const std::string_view body = outgoing.body ? outgoing.body->view() : std::string_view();
        const SecretBytes mac
            = provider::hmacSha256(inject.key.view(), message ? std::string_view(*message) : body);
        const std::size_t at = directiveAt(*format);
        const std::string_view digits
            = (*format)[at + 1] == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
        SecretBytes hex(2 * mac.size());
        for (std::size_t i = 0; i < mac.size(); ++i) {
            const auto byte = std::to_integer<std::size_t>(mac.bytes()[i]);
            hex.bytes()[2 * i] = static_cast<std::byte>(digits[byte >> 4U]);
            hex.bytes()[2 * i + 1] = static_cast<std::byte>(digits[byte & 15U]);
        }
        const SecretBytes &held = outgoing.assertions.emplace_back(std::move(hex));
        outgoing.set({*destination, {}, format->substr(0, at), &held, format->substr(at + 2)});
        return {};
    }
    Outcome<void> operator()(const seal::InjectBody &inject) const
    {
        return replace({placeholderOf(inject.placeholder, parameters), &inject.token});
    }
    Outcome<void> operator()(const seal::OAuth2 &oauth) const
    {
        const SecretBytes *token = selected(oauth.token, parameters);
        const std::string placeholder = parameters.value("placeholder").value_or("");
        if (!placeholder.empty())
            return replace({placeholder, token});
        outgoing.set({"Authorization", {}, "Bearer ", token, {}});
        return {};
    }
    Outcome<void> operator()(const seal::OAuth2Body &oauth) const
    {
        return replace(
            {placeholderOf(oauth.placeholder, parameters), selected(oauth.token, parameters)});
    }
    Outcome<void> operator()(const seal::SigV4 &sigv4) const { return signAws(sigv4, outgoing); }
    Outcome<void> operator()(const seal::Jwt &jwt) const
    {
        auto assertion = jwtAssertion(jwt, parameters, now);
        if (!assertion)
            return std::unexpected(assertion.error());
        send(jwtForm(hold(std::move(*assertion))));
        return {};
    }
    Outcome<void> operator()(const seal::ClientCredentials &client) const
    {
        outgoing.inBody.push_back(&client.clientSecret);
        hold(encodedSecret(client));
        send(credentialsForm(client));
        return {};
    }
    Outcome<void> operator()(const seal::GithubApp &app) const
    {
        auto assertion = githubAssertion(app, now);
        if (!assertion)
            return std::unexpected(assertion.error());
        outgoing.path = *githubPath(app);
        const SecretBytes &held = outgoing.assertions.emplace_back(std::move(*assertion));
        outgoing.set({"Authorization", {}, "Bearer ", &held, {}});
        outgoing.set("Accept", "application/vnd.github+json");
        outgoing.set("X-Github-Api-Version", "2022-11-28");
        outgoing.remove("Content-Type");
        outgoing.body = SecretBytes();
        outgoing.framing = outgoing.method == "GET" ? Framing::None : Framing::Length;
        return {};
    }
    Outcome<void> operator()(const seal::Multi &multi) const
    {
        for (const seal::Processor &member : multi.members) {
            if (auto done = std::visit(*this, member.kind); !done)
                return done;
        }
        return {};
    }

private:
    /// For as long as the request, and named among its credentials.
    const SecretBytes &hold(SecretBytes credential) const
    {
        const SecretBytes &held = outgoing.assertions.emplace_back(std::move(credential));
        outgoing.inBody.push_back(&held);
        return held;
    }
    void send(SecretBytes form) const
    {
        outgoing.set("Content-Type", "application/x-www-form-urlencoded");
        outgoing.body = std::move(form);
        outgoing.framing = Framing::Length;
    }
    Outcome<void> replace(Replacement replacement) const
    {
        outgoing.inBody.push_back(replacement.credential);
        constexpr auto kWithBody = std::to_array<std::string_view>({"POST", "PUT", "PATCH"});
        if (outgoing.framing != Framing::None || std::ranges::contains(kWithBody, outgoing.method))
            outgoing.framing = Framing::Chunked;
        if (!outgoing.body) {
            outgoing.replacements.push_back(std::move(replacement));
            return {};
        }
        auto replaced = replacedAll(*outgoing.body, replacement);
        if (!replaced)
            return std::unexpected(replaced.error());
        outgoing.body = std::move(*replaced);
        return {};
    }
};

} // namespace

Outcome<void> checkProcessor(const seal::Processor &processor, const Parameters &parameters)
{
    return std::visit(Checker{parameters}, processor.kind);
}

std::size_t signaturesOf(const seal::Processor &processor)
{
    if (const auto *multi = std::get_if<seal::Multi>(&processor.kind)) {
        std::size_t count = 0;
        for (const seal::Processor &member : multi->members)
            count += signaturesOf(member);
        return count;
    }
    return std::holds_alternative<seal::Jwt>(processor.kind)
            || std::holds_alternative<seal::GithubApp>(processor.kind)
        ? 1
        : 0;
}

void addNeeds(const seal::Processor &processor, const Parameters &parameters, BodyNeeds &needs)
{
    std::visit(NeedsOf{parameters, needs}, processor.kind);
}

Outcome<void> process(const seal::Processor &processor, const Parameters &parameters,
                      std::int64_t now, Outgoing &outgoing)
{
    return std::visit(Runner{parameters, now, outgoing}, processor.kind);
}

} // namespace rekey::broker
