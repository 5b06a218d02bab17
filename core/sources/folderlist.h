// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sources/coverage.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

namespace rekey::sources {

struct ListedFile
{
    std::string path; ///< relative to the folder, '/' between names
    std::uint64_t size = 0;
};

struct ListOptions
{
    bool leaveOutIgnored = false; ///< honour .gitignore files
};

/// Walks a folder in a fixed order (names sorted byte-wise, depth first) and gives each regular
/// file to `found` on the calling thread. Symlinks are not followed; they, sockets, pipes, devices,
/// unreadable folders and git object databases are added to `skips`. Returns false when stopped.
[[nodiscard]] Result<bool> listFolder(const std::string &folder, const ListOptions &options,
                                      const std::function<void(ListedFile)> &found, SkipList &skips,
                                      const std::stop_token &stop);

} // namespace rekey::sources
