// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/folderwalk.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace rekey::sources {

namespace {

constexpr std::ptrdiff_t kMaxDepth = 1000;

struct CloseFolder
{
    void operator()(DIR *folder) const { ::closedir(folder); }
};
using OpenFolder = std::unique_ptr<DIR, CloseFolder>;

OpenFolder openFolder(const std::string &path, bool followLast)
{
    const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (followLast ? 0 : O_NOFOLLOW);
    const int file = ::open(path.c_str(), flags);
    if (file < 0)
        return {};
    OpenFolder folder(::fdopendir(file));
    if (!folder)
        ::close(file);
    return folder;
}

struct Name
{
    std::string text;
    mode_t mode = 0; ///< 0: the file system does not tell
};

std::vector<Name> sortedNames(DIR *folder)
{
    std::vector<Name> names;
    while (const dirent *entry = ::readdir(folder)) {
        const std::string_view name = entry->d_name;
        if (name != "." && name != "..")
            names.push_back(
                {std::string(name),
                 entry->d_type == DT_UNKNOWN ? 0 : static_cast<mode_t>(DTTOIF(entry->d_type))});
    }
    std::ranges::sort(names, {}, &Name::text);
    return names;
}

} // namespace

int WalkedEntry::status(struct stat &info) const
{
    return ::fstatat(parent, name, &info, AT_SYMLINK_NOFOLLOW) == 0 ? 0 : errno;
}

std::string WalkedEntry::leftOutReason() const
{
    if (S_ISLNK(mode))
        return "symbolic link, not followed";
    if (S_ISSOCK(mode))
        return "socket, not read";
    if (S_ISFIFO(mode))
        return "pipe, not read";
    return "device, not read";
}

Result<bool> walkFolder(const std::string &root, bool followRoot, const WalkVisitor &visit,
                        SkipList &skips, const std::stop_token &stop)
{
    std::vector<std::string> pending{{}}; // folders still to read, the next one last
    while (!pending.empty() && !stop.stop_requested()) {
        const std::string folder = std::move(pending.back());
        pending.pop_back();
        if (std::ranges::count(folder, '/') > kMaxDepth) {
            skips.addFailed(folder, "folder nested too deeply");
            continue;
        }
        const OpenFolder open = openFolder(root + '/' + folder, folder.empty() && followRoot);
        if (!open && folder.empty())
            return fail(errno == ENOENT ? ErrorKind::NotFound : ErrorKind::Denied,
                        std::strerror(errno), root);
        if (!open) {
            skips.addFailed(folder, std::string("cannot open folder: ") + std::strerror(errno));
            continue;
        }
        std::vector<std::string> inner;
        for (const Name &name : sortedNames(open.get())) {
            if (stop.stop_requested())
                return false;
            std::string path = folder.empty() ? name.text : folder + '/' + name.text;
            WalkedEntry entry{path, name.text.c_str(), ::dirfd(open.get()), name.mode};
            struct stat info{};
            if (const int problem = name.mode == 0 ? entry.status(info) : 0; problem != 0) {
                skips.addFailed(std::move(path), std::strerror(problem));
                continue;
            }
            if (name.mode == 0)
                entry.mode = info.st_mode & S_IFMT;
            const bool folderEntry = entry.isFolder();
            if (visit(entry) && folderEntry)
                inner.push_back(std::move(path));
        }
        std::ranges::move(inner.rbegin(), inner.rend(), std::back_inserter(pending));
    }
    return !stop.stop_requested();
}

} // namespace rekey::sources
