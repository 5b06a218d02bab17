// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/opener.h"

#include "core/base/text.h"
#include "core/seal/base64.h"
#include "core/seal/bearer.h"
#include "core/seal/jsonreader.h"

#include <array>
#include <span>

namespace rekey::broker {

namespace {

/// The text is base64.
std::string fingerprintOf(std::string_view token)
{
    const auto box = seal::fromBase64(seal::trimmed(token));
    const std::array<std::byte, 32> digest = seal::sha256(box->bytes());
    return toHex(std::span(digest).first(8));
}

std::size_t processorsOf(const seal::Processor &processor)
{
    const auto *multi = std::get_if<seal::Multi>(&processor.kind);
    if (multi == nullptr)
        return 1;
    std::size_t count = 0;
    for (const seal::Processor &member : multi->members)
        count += processorsOf(member);
    return count;
}

} // namespace

Opener::Opener(std::vector<seal::OpenKey> keys)
    : m_keys(std::move(keys))
{
}

Result<void>
Opener::setReplacements(const std::vector<std::pair<std::string, std::string>> &replacements)
{
    for (const auto &[fingerprint, token] : replacements) {
        if (const auto opened = openAnew(token); !opened)
            return fail(ErrorKind::Invalid,
                        "the token that stands for the seal " + fingerprint
                            + " is of no use here: " + opened.error().body);
    }
    m_replacements = {replacements.begin(), replacements.end()};
    while (!m_kept.empty())
        forgetOldest();
    return {};
}

Outcome<Opened> Opener::openAnew(std::string_view token) const
{
    if (token.size() > kMostTokenBytes)
        return refuse(431, Reason::BadTokenHeader, "bad request: the sealed token is too large");
    for (const seal::OpenKey &key : m_keys) {
        const auto plain = seal::openToken(token, key);
        if (!plain && plain.error().kind == ErrorKind::Malformed)
            return refuse(502, Reason::BadEncoding,
                          "bad Proxy-Tokenizer encoding: illegal base64 data");
        if (!plain)
            continue;
        auto secret = seal::readSecretJson(plain->view());
        if (!secret)
            return refuse(502, Reason::BadSecret, secret.error().detail);
        const std::string fingerprint = fingerprintOf(token);
        const seal::SealKey sealKey = key.sealKey();
        const std::size_t processors = processorsOf(secret->processor);
        return Opened{std::move(*secret),    fingerprint, fingerprint,
                      sealKey.fingerprint(), sealKey,     processors};
    }
    return refuse(502, Reason::CannotOpen, "failed Proxy-Tokenizer decryption");
}

Outcome<std::shared_ptr<const Opened>> Opener::open(std::string_view token)
{
    if (const auto kept = m_kept.find(token); kept != m_kept.end()) {
        m_byAge.splice(m_byAge.end(), m_byAge, kept->second.age);
        return kept->second.opened;
    }
    auto opened = openAnew(token);
    if (!opened)
        return std::unexpected(opened.error());
    const auto replacement = m_replacements.find(opened->fingerprint);
    if (replacement != m_replacements.end()) {
        auto newer = openAnew(replacement->second);
        if (!newer)
            return std::unexpected(newer.error());
        newer->fingerprint = std::move(opened->fingerprint);
        opened = std::move(newer);
    }
    return std::make_shared<const Opened>(std::move(*opened));
}

void Opener::forgetOldest()
{
    const auto oldest = m_kept.find(*m_byAge.front());
    m_keptBytes -= oldest->first.size();
    m_keptProcessors -= oldest->second.opened->processors;
    m_byAge.pop_front();
    m_kept.erase(oldest);
}

void Opener::keep(std::string_view token, const Shared &opened)
{
    if (m_kept.contains(token))
        return;
    m_keptBytes += token.size();
    m_keptProcessors += opened->processors;
    const auto place = m_kept.try_emplace(std::string(token)).first;
    place->second = {opened, m_byAge.insert(m_byAge.end(), &place->first)};
    while (m_kept.size() > kMostKept || m_keptBytes > kMostKeptBytes
           || m_keptProcessors > kMostKeptProcessors)
        forgetOldest();
}

} // namespace rekey::broker
