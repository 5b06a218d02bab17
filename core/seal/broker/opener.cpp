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
    m_kept.clear();
    m_byAge.clear();
    return {};
}

Outcome<Opened> Opener::openAnew(std::string_view token) const
{
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
        return Opened{std::move(*secret), fingerprint, fingerprint, sealKey.fingerprint(), sealKey};
    }
    return refuse(502, Reason::CannotOpen, "failed Proxy-Tokenizer decryption");
}

Outcome<std::shared_ptr<const Opened>> Opener::open(std::string_view token)
{
    if (const auto kept = m_kept.find(std::string(token)); kept != m_kept.end()) {
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
    const auto shared = std::make_shared<const Opened>(std::move(*opened));
    keep(token, shared);
    return shared;
}

void Opener::keep(std::string_view token, const Shared &opened)
{
    if (m_kept.size() == kMostKept) {
        m_kept.erase(m_kept.find(*m_byAge.front()));
        m_byAge.pop_front();
    }
    const auto [place, isNew] = m_kept.try_emplace(std::string(token));
    place->second = {opened, m_byAge.insert(m_byAge.end(), &place->first)};
}

} // namespace rekey::broker
