// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/engine.h"

#include <string>
#include <vector>

namespace rekey::rules {

/// What is worth keeping of a compile: the anchors, the width of each detector's matches and the
/// database.
struct CachedAnchors
{
    CachedAnchors() = default;
    ~CachedAnchors();
    CachedAnchors(CachedAnchors &&other) noexcept;
    CachedAnchors &operator=(CachedAnchors &&other) = delete;

    std::vector<Anchor> anchors;
    std::vector<std::uint32_t> maxMatchBytes; ///< parallel to the pack's detectors
    hs_database_t *database = nullptr; ///< owned
};

/// What names a cache file: SHA-256, in hex, over everything of the pack that compiling looks at,
/// the code that derives anchors, the Vectorscan version and this processor's features.
[[nodiscard]] std::string anchorCacheKey(const RulePack &pack);

/// What is kept under that key in `folder`. Errors: NotFound when there is nothing; Malformed when
/// it is damaged, made by another version or for another processor; Denied when another user could
/// have written it.
[[nodiscard]] Result<CachedAnchors> loadAnchorCache(const std::string &folder,
                                                    const std::string &key);

/// Keeps an engine's anchors: a temporary file (mode 0600), then a rename. Makes the folder (0700)
/// when it is not there. A failure only costs the next start a compile, and is logged.
void storeAnchorCache(const std::string &folder, const std::string &key,
                      const CompiledRules::Engine &engine);

} // namespace rekey::rules
