// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/folderlist.h"

#include "core/sources/folderwalk.h"
#include "core/sources/ignorerules.h"

#include <fcntl.h>

#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

namespace rekey::sources {

namespace {

/// True for the folder that holds a git repository's compressed objects: there is nothing to match
/// in it, and `rekey` reads it when the repository itself is scanned.
bool isObjectDatabase(const WalkedEntry &entry)
{
    struct stat info{};
    return std::string_view(entry.name) == "objects"
        && ::fstatat(entry.parent, "HEAD", &info, AT_SYMLINK_NOFOLLOW) == 0
        && ::fstatat(entry.parent, "refs", &info, AT_SYMLINK_NOFOLLOW) == 0;
}

} // namespace

Result<bool> listFolder(const std::string &folder, const ListOptions &options,
                        const std::function<void(ListedFile)> &found, SkipList &skips,
                        const std::stop_token &stop)
{
    std::optional<IgnoreRules> ignore;
    if (options.leaveOutIgnored)
        ignore.emplace(folder);
    const auto visit = [&](WalkedEntry &entry) {
        if (ignore && ignore->isIgnored(entry.path, entry.isFolder())) {
            skips.add(std::move(entry.path), "left out by .gitignore");
            return false;
        }
        if (entry.isFolder()) {
            if (!isObjectDatabase(entry))
                return true;
            skips.add(std::move(entry.path),
                      "git objects; scan the repository itself to read its history");
            return false;
        }
        struct stat info{};
        if (!entry.isFile())
            skips.add(std::move(entry.path), entry.leftOutReason());
        else if (const int problem = entry.status(info); problem != 0)
            skips.addFailed(std::move(entry.path), std::strerror(problem));
        else
            found({std::move(entry.path), static_cast<std::uint64_t>(info.st_size)});
        return false;
    };
    return walkFolder(folder, true, visit, skips, stop);
}

} // namespace rekey::sources
