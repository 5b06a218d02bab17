// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/gitownfiles.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <string_view>

namespace rekey::sources::git {

namespace {

namespace fs = std::filesystem;

/// Read in other ways, or known to hold nothing that anybody wrote.
bool isLeftOut(std::string_view name, bool folder)
{
    if (folder)
        return name == "objects" || name == "refs" || name == "reftable" || name == "lfs";
    constexpr std::array names{"index", "packed-refs", "ORIG_HEAD", "HEAD", "shallow"};
    return std::ranges::contains(names, name) || name.ends_with(".sample");
}

} // namespace

std::vector<WorktreeFile> listOwnFiles(const Layout &layout, SkipList &skips,
                                       const std::stop_token &stop)
{
    // A linked worktree's folder lies inside the common one.
    const std::string prefix = layout.workFolder.empty() ? std::string() : ".git/";
    std::vector<WorktreeFile> files;
    std::vector<std::string> pending{std::string()};
    while (!pending.empty() && !stop.stop_requested()) {
        const std::string folder = std::move(pending.back());
        pending.pop_back();
        std::error_code code;
        fs::directory_iterator it(layout.commonFolder + '/' + folder, code);
        for (; !code && it != fs::directory_iterator(); it.increment(code)) {
            std::error_code ignored;
            const std::string name = it->path().filename().string();
            const fs::file_status status = it->symlink_status(ignored);
            if (isLeftOut(name, fs::is_directory(status)))
                continue;
            if (fs::is_directory(status))
                pending.push_back(folder + name + '/');
            else if (fs::is_regular_file(status))
                files.push_back(
                    {prefix + folder + name, it->file_size(ignored), kNone, it->path().string()});
        }
        if (code)
            skips.addFailed(prefix + folder, "cannot read folder: " + code.message());
    }
    std::ranges::sort(files, {}, &WorktreeFile::path);
    return files;
}

} // namespace rekey::sources::git
