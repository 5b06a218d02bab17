// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/report/keypair.h"
#include "core/report/report.h"

#include <optional>
#include <string>
#include <vector>

namespace rekey::report {

/// Writes a signed pack for people who were not there: report.md, report.html, timeline.jsonl,
/// coverage.json, findings.jsonl, findings.sarif, manifest.json with the SHA-256 and BLAKE2b of
/// each, and manifest.sig, an Ed25519 signature of the manifest's bytes with the public key. A path
/// that ends in ".tar" becomes an archive, any other a folder; neither may exist. Made beside it
/// and renamed at the end. Holds no values. Errors: Invalid (exists), Denied, Io.
[[nodiscard]] Result<void> writeEvidencePack(const std::string &path, const Report &report,
                                             const ReportOptions &options, const std::string &title,
                                             const KeyPair &key);

/// What a check of a pack found.
struct PackCheck
{
    PublicKey signer; ///< as the pack names it
    bool isSignatureRight = false;
    /// Somebody said whose signature it must be, and it is.
    bool isExpectedSigner = false;
    std::vector<std::string> altered; ///< names, as found
    std::vector<std::string> missing;
    std::vector<std::string> added;
    std::size_t files = 0; ///< listed in the manifest

    [[nodiscard]] bool isIntact() const
    {
        return isSignatureRight && altered.empty() && missing.empty() && added.empty();
    }
};

/// Checks a pack, folder or archive, offline. `expected`: the signer's key, had by another way;
/// without it the signature only says that the pack is whole since somebody signed it. The pack is
/// hostile: only plain files by plain names are read, an archive is never unpacked. Errors:
/// NotFound, Malformed (no manifest, or not one of ours), TooBig, Io.
[[nodiscard]] Result<PackCheck> checkEvidencePack(const std::string &path,
                                                  const std::optional<PublicKey> &expected);

} // namespace rekey::report
