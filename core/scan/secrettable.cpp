// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/secrettable.h"

#include "core/base/text.h"
#include "core/scan/utf16.h"
#include "core/secret/mask.h"

#include <algorithm>
#include <utility>

namespace rekey::scan {

namespace {

/// Values of one match as views; what had to be decoded lives here and is wiped.
class MatchValues
{
public:
    MatchValues(const Match &match, std::string_view text)
        : m_text(text)
        , m_utf16(match.utf16)
    {
        m_decoded.reserve(match.companions.size() + 1);
        m_secret = valueOf(match.secret);
        for (const CompanionMatch &companion : match.companions)
            m_companions.push_back(valueOf(companion.range));
    }
    ~MatchValues()
    {
        for (std::string &value : m_decoded)
            secret::wipe({reinterpret_cast<std::byte *>(value.data()), value.size()});
    }
    MatchValues(const MatchValues &) = delete;
    MatchValues &operator=(const MatchValues &) = delete;

    std::string_view secret() const { return m_secret; }
    std::span<const std::string_view> companions() const { return m_companions; }

private:
    std::string_view valueOf(const ByteRange &range)
    {
        const std::string_view bytes = m_text.substr(range.begin, range.size());
        if (!m_utf16)
            return bytes;
        m_decoded.push_back(utf8FromUtf16(bytes, looksBigEndian(bytes)));
        return m_decoded.back();
    }

    std::string_view m_text;
    bool m_utf16;
    std::vector<std::string> m_decoded;
    std::string_view m_secret;
    std::vector<std::string_view> m_companions;
};

secret::MaskPolicy policyOf(rules::Kind kind)
{
    switch (kind) {
    case rules::Kind::Token:
        return secret::MaskPolicy::Token;
    case rules::Kind::Identifier:
        return secret::MaskPolicy::PublicIdentifier;
    case rules::Kind::Password:
    case rules::Kind::PrivateKey:
    case rules::Kind::ConnectionString:
        break;
    }
    return secret::MaskPolicy::Hidden;
}

/// A private companion of a token or key id is a token itself; of anything else nothing may show.
secret::MaskPolicy companionPolicy(const rules::Detector &detector,
                                   const rules::CompanionRule &companion)
{
    if (companion.isPublic)
        return secret::MaskPolicy::PublicIdentifier;
    const bool token
        = detector.kind == rules::Kind::Token || detector.kind == rules::Kind::Identifier;
    return token ? secret::MaskPolicy::Token : secret::MaskPolicy::Hidden;
}

std::string_view asView(const secret::SecretId &id)
{
    return asText(id.bytes);
}

std::string notASecretReason(const rules::Detector &detector)
{
    using rules::Checksum;
    switch (detector.checksum) {
    case Checksum::Crc32Base62:
    case Checksum::GithubFineGrained:
    case Checksum::GitlabRoutable:
    case Checksum::GrafanaCrc32:
        return "the value's own checksum does not match: it was never issued, or was cut or "
               "altered";
    case Checksum::Jwt:
    case Checksum::SentryOrg:
    case Checksum::PypiMacaroon:
    case Checksum::AwsAccessKey:
    case Checksum::ServiceAccountJson:
    case Checksum::PemPrivateKey:
    case Checksum::None:
        break;
    }
    return "the value does not decode as its format says: it was cut, altered or made up";
}

} // namespace

SecretTable::SecretTable(const ScanContext &context)
    : m_context(context)
{
}

SecretTable::Added SecretTable::add(const Match &match, std::string_view text)
{
    const rules::Detector &detector = m_context.rules->detector(match.detector);
    const MatchValues values(match, text);
    std::vector<std::string_view> parts = {values.secret()};
    for (std::size_t i = 0; i < match.companions.size(); ++i) {
        if (detector.companions[match.companions[i].rule].required)
            parts.push_back(values.companions()[i]);
    }
    const secret::SecretId id = m_context.identity->idOf(detector.id, parts);

    // The variant's identity: the secret's, and every companion under its name.
    std::vector<std::string_view> variantParts = {asView(id)};
    for (std::size_t i = 0; i < match.companions.size(); ++i) {
        variantParts.push_back(detector.companions[match.companions[i].rule].name);
        variantParts.push_back(values.companions()[i]);
    }
    const secret::SecretId variantId = m_context.identity->idOf("variant", variantParts);

    const std::scoped_lock lock(m_mutex);
    Added added;
    const auto [secretEntry, isNew]
        = m_bySecret.try_emplace(id, static_cast<std::uint32_t>(m_secrets.size()));
    added.secret = secretEntry->second;
    added.isNew = isNew;
    if (isNew) {
        m_secrets.push_back(
            {id, match.detector, match.structure, match.entropy,
             secret::maskOf(values.secret(), policyOf(detector.kind), detector.prefix),
             m_context.vault->seal(values.secret())});
    }
    Secret &known = m_secrets[added.secret];
    if (match.structure == Structure::Valid || known.structure == Structure::Unchecked)
        known.structure = match.structure;
    const auto [variantEntry, isNewVariant]
        = m_byVariant.try_emplace(variantId, static_cast<std::uint32_t>(m_variants.size()));
    added.variant = variantEntry->second;
    if (isNewVariant)
        m_variants.push_back(makeVariant(match, values.companions(), added.secret));
    return added;
}

SecretTable::Variant SecretTable::makeVariant(const Match &match,
                                              std::span<const std::string_view> companions,
                                              std::uint32_t secret) const
{
    const rules::Detector &detector = m_context.rules->detector(match.detector);
    Variant variant;
    variant.secret = secret;
    std::size_t found = 0;
    for (std::uint32_t rule = 0; rule < detector.companions.size(); ++rule) {
        const rules::CompanionRule &companion = detector.companions[rule];
        if (found < match.companions.size() && match.companions[found].rule == rule) {
            const std::string_view value = companions[found++];
            variant.companions.push_back(
                {companion.name, secret::maskOf(value, companionPolicy(detector, companion)),
                 m_context.vault->seal(value)});
        } else {
            variant.missing.push_back(companion.name);
        }
    }
    return variant;
}

std::uint32_t SecretTable::secretOf(std::uint32_t variant) const
{
    const std::scoped_lock lock(m_mutex);
    return m_variants[variant].secret;
}

std::size_t SecretTable::size() const
{
    const std::scoped_lock lock(m_mutex);
    return m_secrets.size();
}

std::vector<std::uint32_t> SecretTable::secretsByVariant() const
{
    const std::scoped_lock lock(m_mutex);
    std::vector<std::uint32_t> secrets;
    secrets.reserve(m_variants.size());
    for (const Variant &variant : m_variants)
        secrets.push_back(variant.secret);
    return secrets;
}

std::uint32_t SecretTable::detectorOf(std::uint32_t secret) const
{
    const std::scoped_lock lock(m_mutex);
    return m_secrets[secret].detector;
}

finding::Finding SecretTable::findingOf(std::uint32_t variant) const
{
    finding::Finding finding;
    const std::scoped_lock lock(m_mutex);
    const Variant &seen = m_variants[variant];
    const Secret &secret = m_secrets[seen.secret];
    const rules::Detector &detector = m_context.rules->detector(secret.detector);
    finding.id = secret.id;
    finding.rule = detector.id;
    finding.type = detector.name;
    finding.provider = detector.provider;
    finding.providerName = m_context.rules->providerOf(detector).name;
    finding.confidence = detector.confidence;
    if (secret.structure == Structure::Invalid) {
        finding.verdict = finding::Verdict::NotASecret;
        finding.verdictReason = notASecretReason(detector);
    }
    finding.masked = secret.masked;
    finding.value = secret.value;
    finding.companions = seen.companions;
    finding.missing = seen.missing;
    finding.entropy = secret.entropy;
    return finding;
}

} // namespace rekey::scan
