// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/check.h"

#include "core/base/text.h"
#include "core/seal/headerrule.h"
#include "core/seal/hostrule.h"
#include "core/seal/jsonwriter.h"
#include "core/seal/pemkey.h"

#include <algorithm>
#include <array>
#include <format>
#include <set>

namespace rekey::seal {

namespace {

class Remarks
{
public:
    void refuse(Topic topic, std::string text) { m_all.push_back({topic, true, std::move(text)}); }
    void warn(Topic topic, std::string text) { m_all.push_back({topic, false, std::move(text)}); }
    void refuseIf(bool isWrong, Topic topic, std::string_view text)
    {
        if (isWrong)
            refuse(topic, std::string(text));
    }
    [[nodiscard]] std::vector<Remark> take()
    {
        std::ranges::stable_partition(m_all, &Remark::isRefusal);
        return std::move(m_all);
    }

private:
    std::vector<Remark> m_all;
};

bool isValidText(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t length = utf8Length(text);
        if (length == 0)
            return false;
        text.remove_prefix(length);
    }
    return true;
}

bool isControl(char character)
{
    return static_cast<unsigned char>(character) < 0x20 || character == 0x7f;
}

bool isDigits(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

class ProcessorCheck
{
public:
    ProcessorCheck(const ProxySecret &secret, Depth depth, Remarks &remarks)
        : m_secret(secret)
        , m_depth(depth)
        , m_remarks(remarks)
    {
    }

    void operator()(const Inject &inject)
    {
        value(inject.token, inject.format.value);
        format(inject.format, FormatValue::Text);
        destination(inject.destination);
    }
    void operator()(const InjectHmac &inject)
    {
        m_remarks.refuseIf(m_depth == Depth::Whole && inject.key.isEmpty(), Topic::Value,
                           "the key is missing");
        m_remarks.refuseIf(inject.hash != "sha256", Topic::Processor,
                           "the hash must be written out as sha256; the proxy knows no other");
        format(inject.format, FormatValue::Binary);
        destination(inject.destination);
        m_remarks.warn(Topic::Processor,
                       "a caller can have any text signed with the parameter msg, not only the "
                       "body it sends");
    }
    void operator()(const InjectBody &inject)
    {
        value(inject.token, {});
        body(inject.placeholder);
    }
    void operator()(const OAuth2 &oauth) { pair(oauth.token); }
    void operator()(const OAuth2Body &oauth)
    {
        pair(oauth.token);
        body(oauth.placeholder);
    }
    void operator()(const SigV4 &sigv4)
    {
        value(sigv4.secretKey, {});
        m_remarks.refuseIf(sigv4.accessKey.empty(), Topic::Processor,
                           "the access key id is missing");
        m_remarks.refuseIf(sigv4.accessKey.starts_with("ASIA"), Topic::Processor,
                           "this is a temporary access key: the proxy has no place for its session "
                           "token, so take a long-term key");
        m_remarks.refuseIf(
            !sigv4.noSwap, Topic::Processor,
            "without no_swap the proxy exchanges region and service, and AWS refuses "
            "every signature");
        const auto &hosts = m_secret.destinations.hosts;
        if (hosts && std::ranges::any_of(*hosts, [](const std::string &host) {
                return host.starts_with("s3.") || host.contains(".s3.") || host.contains(".s3-");
            }))
            m_remarks.warn(Topic::Hosts,
                           "the proxy escapes the path twice, so S3 objects whose keys need "
                           "escaping cannot be reached");
    }
    void operator()(const Jwt &jwt)
    {
        twoStep();
        pem(jwt.privateKey, false);
        m_remarks.refuseIf(jwt.email.empty(), Topic::Processor,
                           "the service account's address is missing");
        m_remarks.warn(Topic::Processor,
                       "a caller can ask for any scopes and any user that the key may act for; the "
                       "proxy cannot fix them");
    }
    void operator()(const ClientCredentials &client)
    {
        twoStep();
        value(client.clientSecret, {});
        m_remarks.refuseIf(client.clientId.empty(), Topic::Processor, "the client id is missing");
        m_remarks.refuseIf(client.tokenUrl.empty(), Topic::Processor,
                           "the token URL is missing; the proxy demands one, though it does not "
                           "use it");
    }
    void operator()(const GithubApp &app)
    {
        twoStep();
        pem(app.privateKey, true);
        m_remarks.refuseIf(!isDigits(app.appId), Topic::Processor, "the app id has digits only");
        m_remarks.refuseIf(!isDigits(app.installationId), Topic::Processor,
                           "the installation id has digits only");
        if (!app.tokenUrl.empty() && !app.tokenUrl.starts_with("https://api.github.com/"))
            m_remarks.warn(Topic::Processor,
                           "the proxy lets installation tokens go to api.github.com only, so those "
                           "of a GitHub Enterprise server can never be used");
    }
    void operator()(const Multi &multi)
    {
        m_remarks.refuseIf(multi.members.empty(), Topic::Processor,
                           "without a processor the request would go out without a credential");
        order(multi);
        for (const Processor &member : multi.members) {
            const ProcessorKind kind = kindOf(member);
            m_remarks.refuseIf(isTwoStep(kind), Topic::Processor,
                               "the proxy hands out plain tokens when this processor is one of "
                               "several; seal it alone");
            m_remarks.refuseIf(kind == ProcessorKind::Multi, Topic::Processor,
                               "several processors cannot hold several again");
            if (kind != ProcessorKind::Multi)
                std::visit(*this, member.kind);
        }
    }

private:
    /// What one of several does to another's work.
    void order(const Multi &multi)
    {
        std::set<std::string> headers;
        bool isSigned = false;
        for (const Processor &member : multi.members) {
            std::string header;
            if (const auto *inject = std::get_if<Inject>(&member.kind))
                header = canonicalHeader(inject->destination.value);
            else if (const auto *hmac = std::get_if<InjectHmac>(&member.kind))
                header = canonicalHeader(hmac->destination.value);
            else if (kindOf(member) == ProcessorKind::OAuth2
                     || kindOf(member) == ProcessorKind::SigV4)
                header = "Authorization";
            m_remarks.refuseIf(!header.empty() && !headers.insert(header).second,
                               Topic::Destination,
                               "two of them set the same header, and only the last would count");
            const bool isBody = std::holds_alternative<InjectBody>(member.kind)
                || std::holds_alternative<OAuth2Body>(member.kind);
            m_remarks.refuseIf(isBody && isSigned, Topic::Processor,
                               "the signature covers the placeholder, not what is sent: put "
                               "the body's part before the signing one");
            isSigned = isSigned || std::holds_alternative<InjectHmac>(member.kind)
                || std::holds_alternative<SigV4>(member.kind);
        }
    }
    void value(const secret::SecretBytes &value, std::string_view format)
    {
        if (m_depth == Depth::Policy)
            return;
        if (auto problem = problemOfValue(value, format))
            m_remarks.refuse(Topic::Value, std::move(*problem));
    }
    void format(const Pinned &format, FormatValue value)
    {
        const bool isText = value == FormatValue::Text;
        m_remarks.refuseIf(format.value.empty(), Topic::Format,
                           "fix the format; otherwise the caller may choose it");
        m_remarks.refuseIf(!format.value.empty() && !isFormat(format.value, value), Topic::Format,
                           isText ? "the format holds one %s and no other %"
                                  : "the format holds one %x or %X and no other %");
        list(format, Topic::Format);
    }
    void destination(const Pinned &destination)
    {
        const std::string &name = destination.value;
        m_remarks.refuseIf(name.empty(), Topic::Destination,
                           "fix the header; otherwise the caller may choose it");
        m_remarks.refuseIf(!name.empty() && !isHeaderName(name), Topic::Destination,
                           "this is no header's name");
        m_remarks.refuseIf(isUselessDestination(name), Topic::Destination,
                           "the proxy removes this header, so the request would go out without the "
                           "credential and without an error");
        list(destination, Topic::Destination);
    }
    void list(const Pinned &pinned, Topic topic)
    {
        if (!pinned.allowed)
            return;
        m_remarks.refuseIf(pinned.allowed->empty(), topic,
                           "an empty list refuses everything, and falls away when somebody seals "
                           "it again with the proxy's own tool");
        m_remarks.refuseIf(!pinned.allowed->empty()
                               && !std::ranges::contains(*pinned.allowed, pinned.value),
                           topic, "what is fixed must be among what is allowed");
    }
    void body(std::string_view placeholder)
    {
        m_remarks.refuseIf(!isValidText(placeholder), Topic::Processor,
                           "the placeholder is not valid UTF-8");
        m_remarks.warn(Topic::Processor,
                       "the value is put into the body without escaping, and the request is sent "
                       "in chunks, which some APIs refuse");
    }
    void pair(const std::optional<TokenPair> &token)
    {
        if (!token) {
            m_remarks.refuse(Topic::Value, "the access token is missing");
            return;
        }
        value(token->access, {});
        if (!token->refresh.isEmpty())
            value(token->refresh, {});
    }
    void pem(const secret::SecretBytes &key, bool needsRsa)
    {
        if (m_depth == Depth::Policy)
            return;
        const auto type = pemKeyType(key);
        if (!type)
            m_remarks.refuse(Topic::Value, type.error().detail);
        else
            m_remarks.refuseIf(needsRsa && !isRsa(*type), Topic::Value,
                               "a GitHub App signs with an RSA key, and this is none");
    }
    void twoStep()
    {
        m_remarks.refuseIf(!m_secret.destinations.hosts || m_secret.destinations.hosts->empty(),
                           Topic::Hosts,
                           "name the hosts exactly: the proxy does not check that the assertion "
                           "goes to the token URL");
    }

    const ProxySecret &m_secret;
    Depth m_depth;
    Remarks &m_remarks;
};

struct AuthorizerCheck
{
    const SealTerms &terms;
    Depth depth;
    Remarks &remarks;

    void operator()(const BearerAuth &bearer) const
    {
        const bool isGiven = depth == Depth::Whole || !bearer.digest.empty();
        remarks.refuseIf(isGiven && bearer.digest.size() != 32, Topic::Consumer,
                         "the digest of a bearer has 32 bytes; another length never matches");
    }
    void operator()(const MacaroonAuth &macaroon) const
    {
        const bool isGiven = depth == Depth::Whole || !macaroon.key.isEmpty();
        remarks.refuseIf(isGiven && macaroon.key.size() != 32, Topic::Consumer,
                         "a macaroon's key has 32 random bytes; with an empty one anybody may use "
                         "the secret");
    }
    void operator()(const FlyioMacaroonAuth &fly) const
    {
        remarks.refuseIf(fly.orgId == 0, Topic::Consumer,
                         "without an organisation no Fly macaroon ever passes");
        remarks.warn(Topic::Consumer, "works only on a deployment at Fly");
    }
    void operator()(const FlySrcAuth &fly) const
    {
        const auto isOpen = [](const std::optional<std::vector<std::string>> &list) {
            return !list || list->empty();
        };
        remarks.refuseIf(isOpen(fly.orgs) && isOpen(fly.apps) && isOpen(fly.instances),
                         Topic::Consumer,
                         "without an organisation, app or machine any machine at Fly may use it");
        remarks.warn(Topic::Consumer, "works only on a deployment at Fly");
    }
    void operator()(const NoAuth & /*none*/) const
    {
        if (terms.hasNoAuthConsent)
            remarks.warn(Topic::Consumer, "anybody who has the sealed token may use it");
        else
            remarks.refuse(Topic::Consumer,
                           "anybody who has the sealed token may use it; confirm that it needs no "
                           "proof");
    }
};

void checkDestinations(const Destinations &destinations, const SealTerms &terms, Remarks &remarks)
{
    const auto &hosts = destinations.hosts;
    remarks.refuseIf(hosts && hosts->empty(), Topic::Hosts,
                     "an empty list of hosts refuses everything, and falls away when somebody "
                     "seals it again with the proxy's own tool");
    for (const std::string &host : hosts.value_or(std::vector<std::string>())) {
        if (auto problem = problemOfHost(host))
            remarks.refuse(Topic::Hosts, escapeControl(host) + ": " + *problem);
    }
    if (!destinations.pattern.empty()) {
        if (auto problem = problemOfPattern(destinations.pattern))
            remarks.refuse(Topic::Hosts, std::move(*problem));
    }
    remarks.refuseIf(hosts && !destinations.pattern.empty(), Topic::Hosts,
                     "set hosts or a pattern: the proxy demands both when both are there");
    const bool isOpen = !hosts && destinations.pattern.empty();
    if (isOpen && terms.anyHostReason.empty())
        remarks.refuse(Topic::Hosts,
                       "say where it may go: without hosts or a pattern the caller can have the "
                       "credential sent anywhere");
    else if (isOpen)
        remarks.warn(Topic::Hosts, "the caller can have the credential sent anywhere");
    remarks.refuseIf(hosts && !hosts->empty() && std::ranges::all_of(*hosts, isConsumerMarker),
                     Topic::Hosts, "the consumer's mark alone lets no request pass");
}

} // namespace

std::optional<std::string> problemOfValue(const secret::SecretBytes &value, std::string_view format)
{
    const std::string_view text = value.view();
    if (text.empty())
        return "the value is missing";
    if (!isValidText(text))
        return "the value is not valid UTF-8; the proxy would change it without an error";
    if (std::ranges::any_of(text, isControl))
        return "the value holds a line break or another control character, which no header may "
               "have";
    if (text.front() == ' ' || text.back() == ' ')
        return "white space stands around the value";
    constexpr std::array<std::string_view, 4> kSchemes = {"Bearer ", "Basic ", "token ", "Token "};
    for (const std::string_view scheme : kSchemes) {
        if (format.starts_with(scheme) && text.starts_with(scheme))
            return std::format("the value begins with \"{}\", and so does the format", scheme);
    }
    return std::nullopt;
}

std::vector<Remark> remarksOn(const ProxySecret &secret, const SealTerms &terms, Depth depth)
{
    Remarks remarks;
    std::visit(ProcessorCheck(secret, depth, remarks), secret.processor.kind);
    std::visit(AuthorizerCheck{terms, depth, remarks}, secret.authorizer);
    checkDestinations(secret.destinations, terms, remarks);
    if (terms.deployed) {
        for (std::string &text : unknownTo(*terms.deployed, secret))
            remarks.refuse(Topic::Deployment, std::move(text));
    }
    return remarks.take();
}

Result<SealedToken> sealSecret(const ProxySecret &secret, const SealKey &key,
                               const SealTerms &terms)
{
    const std::vector<Remark> remarks = remarksOn(secret, terms, Depth::Whole);
    if (!remarks.empty() && remarks.front().isRefusal)
        return fail(ErrorKind::Invalid, remarks.front().text);
    return sealText(canonicalJson(secret), key);
}

} // namespace rekey::seal
