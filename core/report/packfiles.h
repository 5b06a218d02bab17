// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/report/digests.h"

#include <map>
#include <string>
#include <vector>

namespace rekey::report {

constexpr const char *kManifestName = "manifest.json";
constexpr const char *kSignatureName = "manifest.sig";

/// What lies in a pack, by name.
struct PackFiles
{
    std::map<std::string, Digests> files; ///< plain ones at the top
    std::vector<std::string> odd; ///< links, folders, names twice: never part of a pack
    std::string manifest; ///< its bytes; empty when missing
    std::string signature;
};

/// Reads a folder or an archive without unpacking it. At most 1000 entries, 1 MiB of manifest, 64
/// GiB of files. Errors: NotFound, TooBig, Malformed, Io.
[[nodiscard]] Result<PackFiles> readPackFiles(const std::string &path);

/// Writes the files of a folder into a tar archive (POSIX pax), mode 0600 each, dated `madeAt`
/// (seconds since 1970 UTC), sorted by name; the same folder gives the same bytes.
[[nodiscard]] Result<void> writeArchive(const std::string &path, const std::string &folder,
                                        std::int64_t madeAt);

} // namespace rekey::report
