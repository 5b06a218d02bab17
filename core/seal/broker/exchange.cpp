// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/exchange.h"

#include "core/base/text.h"
#include "core/seal/broker/resealing.h"
#include "core/seal/hostrule.h"

namespace rekey::broker {

namespace {

Outcome<void> checkHost(const seal::Destinations &destinations, std::string_view host)
{
    // Compiled for each request, and whoever seals chooses it.
    constexpr std::size_t kMostPatternBytes = 4096;
    if (destinations.pattern.size() > kMostPatternBytes)
        return refuse(400, Reason::HostRefused,
                      "request validator failed: bad request: the host pattern is too long");
    const bool isFree = !destinations.hosts && destinations.pattern.empty();
    if (isFree || (!host.empty() && seal::passes(destinations, host)))
        return {};
    const std::string why
        = host.empty() ? "no host in request" : "secret not valid for " + escapeControl(host);
    return refuse(400, Reason::HostRefused, "request validator failed: bad request: " + why);
}

} // namespace

Outcome<void> Exchange::admitOne(std::string_view line, Opener &opener, const Policy &policy)
{
    auto header = parseTokenHeader(line);
    if (!header)
        return std::unexpected(header.error());
    auto opened = opener.open(header->token);
    if (!opened)
        return std::unexpected(opened.error());
    Use &use = m_uses.emplace_back(std::move(*opened), std::move(header->parameters), Proof());
    auto proof = authorize(use.opened->secret.authorizer, m_request, m_now);
    if (!proof)
        return std::unexpected(proof.error());
    use.proof = std::move(*proof);
    auto admitted
        = policy(m_request, use)
              .and_then([&] {
                  return checkHost(use.opened->secret.destinations, m_request.target.authority);
              })
              .and_then([&] { return checkLoad(); })
              .and_then(
                  [&] { return checkProcessor(use.opened->secret.processor, use.parameters); });
    if (admitted)
        opener.keep(header->token, use.opened);
    return admitted;
}

Outcome<void> Exchange::checkLoad() const
{
    std::size_t processors = 0;
    std::size_t signatures = 0;
    for (const Use &use : m_uses) {
        processors += use.opened->processors;
        signatures += signaturesOf(use.opened->secret.processor);
    }
    if (processors > kMostProcessors || signatures > kMostSignatures)
        return refuse(502, Reason::BadProcessor, "too many processors for one request");
    return {};
}

Outcome<void> Exchange::admit(Opener &opener, const Policy &policy)
{
    const std::vector<std::string_view> lines = m_request.values("Proxy-Tokenizer");
    if (lines.size() > kMostSecrets)
        return refuse(400, Reason::BadTokenHeader, "bad request: too many secrets for one request");
    if (m_request.values("Proxy-Authorization").size() > kMostProofs)
        return refuse(400, Reason::BadTokenHeader,
                      "bad request: too many Proxy-Authorization lines");
    m_uses.reserve(lines.size());
    for (const std::string_view line : lines) {
        if (auto admitted = admitOne(line, opener, policy); !admitted)
            return admitted;
    }
    if (m_uses.empty())
        return refuse(400, Reason::NoSecret, "bad request");
    return {};
}

BodyNeeds Exchange::bodyNeeds() const
{
    BodyNeeds needs;
    for (const Use &use : m_uses)
        addNeeds(use.opened->secret.processor, use.parameters, needs);
    return needs;
}

Outcome<void> Exchange::run(Framing framing, std::uint64_t length,
                            std::optional<secret::SecretBytes> body)
{
    m_outgoing = outgoingOf(m_request);
    m_outgoing.framing = framing;
    m_outgoing.length = length;
    m_outgoing.body = std::move(body);
    for (const Use &use : m_uses) {
        if (auto done = process(use.opened->secret.processor, use.parameters, m_now, m_outgoing);
            !done)
            return done;
    }
    return {};
}

const Opened *Exchange::answerSealedFor() const
{
    for (const Use &use : m_uses) {
        if (isAnswerSealed(use.opened->secret.processor))
            return use.opened.get();
    }
    return nullptr;
}

} // namespace rekey::broker
