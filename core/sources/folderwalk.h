// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sources/coverage.h"

#include <sys/stat.h>

#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

namespace rekey::sources {

/// What a walk has come to; valid during the call.
struct WalkedEntry
{
    std::string path; ///< below the root, '/' between names; may be moved away
    const char *name = nullptr; ///< its last part
    int parent = -1; ///< file descriptor of the folder it stands in
    mode_t mode = 0; ///< its kind (S_IFMT) only

    [[nodiscard]] bool isFolder() const { return S_ISDIR(mode); }
    [[nodiscard]] bool isFile() const { return S_ISREG(mode); }
    /// Size and times of what stands there now, a symlink not followed; 0 or errno.
    [[nodiscard]] int status(struct stat &info) const;
    /// Why something that is neither file nor folder is left out.
    [[nodiscard]] std::string leftOutReason() const;
};

/// Says whether to walk into a folder; the answer to anything else is not looked at.
using WalkVisitor = std::function<bool(WalkedEntry &)>;

/// Shows `visit` every entry below `root`, on the calling thread and in a fixed order: the entries
/// of a folder by the bytes of their names, then what is in its folders. Never follows a symlink
/// below `root`; `root` itself may be one when `followRoot`. Folders that cannot be read, or lie
/// more than 1,000 deep, become skips. Returns false when stopped; an Error when `root` cannot be
/// opened. Asks the system for one folder at a time and for no entry's status where the file system
/// tells kinds by itself.
[[nodiscard]] Result<bool> walkFolder(const std::string &root, bool followRoot,
                                      const WalkVisitor &visit, SkipList &skips,
                                      const std::stop_token &stop);

} // namespace rekey::sources
