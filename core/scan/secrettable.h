// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/finding.h"
#include "core/scan/scanjob.h"
#include "core/scan/scanner.h"

#include <cstdint>
#include <deque>
#include <mutex>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rekey::scan {

/// Every secret of a scan, once: sealed, masked, known by its keyed identity. A variant is a secret
/// together with one set of optional companions; occurrences name variants, so that what stands
/// beside the nearest place can be shown. Numbers are dense and given in order of arrival. Any
/// thread.
class SecretTable
{
public:
    explicit SecretTable(const ScanContext &context);

    struct Added
    {
        std::uint32_t variant = 0;
        std::uint32_t secret = 0;
        bool isNew = false; ///< first sight of the secret
    };
    /// Number of the match's variant. `text` is what the match's ranges point into. Costs two keyed
    /// hashes, and a sealing for a new value; keeps no plaintext.
    [[nodiscard]] Added add(const Match &match, std::string_view text);

    [[nodiscard]] std::uint32_t secretOf(std::uint32_t variant) const;
    /// Number of secrets, which are [0, size).
    [[nodiscard]] std::size_t size() const;
    /// secretOf for all variants at once.
    [[nodiscard]] std::vector<std::uint32_t> secretsByVariant() const;

    /// The finding without places and number, with the companions of `variant`.
    [[nodiscard]] finding::Finding findingOf(std::uint32_t variant) const;
    /// Detector index of a secret.
    [[nodiscard]] std::uint32_t detectorOf(std::uint32_t secret) const;

private:
    struct Secret
    {
        secret::SecretId id;
        std::uint32_t detector = 0;
        Structure structure = Structure::Unchecked; ///< Valid wins over Invalid, if seen as both
        float entropy = 0;
        std::string masked;
        secret::SealedValue value;
    };
    struct Variant
    {
        std::uint32_t secret = 0;
        std::vector<finding::Companion> companions;
        std::vector<std::string> missing;
    };
    Variant makeVariant(const Match &match, std::span<const std::string_view> companions,
                        std::uint32_t secret) const;

    const ScanContext &m_context;
    mutable std::mutex m_mutex;
    std::unordered_map<secret::SecretId, std::uint32_t> m_bySecret; ///< guarded by m_mutex
    std::unordered_map<secret::SecretId, std::uint32_t> m_byVariant; ///< guarded by m_mutex
    std::deque<Secret> m_secrets; ///< guarded by m_mutex
    std::deque<Variant> m_variants; ///< guarded by m_mutex
};

} // namespace rekey::scan
