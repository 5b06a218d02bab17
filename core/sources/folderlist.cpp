// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/folderlist.h"

#include "core/sources/ignorerules.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace rekey::sources {

namespace {

constexpr std::size_t kMaxDepth = 1000;

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

std::vector<std::string> sortedNames(DIR *folder)
{
    std::vector<std::string> names;
    while (const dirent *entry = ::readdir(folder)) {
        const std::string_view name = entry->d_name;
        if (name != "." && name != "..")
            names.emplace_back(name);
    }
    std::ranges::sort(names);
    return names;
}

std::string_view kindReason(mode_t mode)
{
    if (S_ISLNK(mode))
        return "symbolic link, not followed";
    if (S_ISSOCK(mode))
        return "socket, not read";
    if (S_ISFIFO(mode))
        return "pipe, not read";
    return "device, not read";
}

/// True for the folder that holds a git repository's compressed objects: there is nothing to match
/// in it, and `rekey` reads it when the repository itself is scanned.
bool isObjectDatabase(DIR *parent, std::string_view name)
{
    struct stat info{};
    return name == "objects" && ::fstatat(::dirfd(parent), "HEAD", &info, AT_SYMLINK_NOFOLLOW) == 0
        && ::fstatat(::dirfd(parent), "refs", &info, AT_SYMLINK_NOFOLLOW) == 0;
}

class Lister
{
public:
    Lister(std::string root, const ListOptions &options,
           const std::function<void(ListedFile)> &found, SkipList &skips,
           const std::stop_token &stop)
        : m_root(std::move(root))
        , m_found(found)
        , m_skips(skips)
        , m_stop(stop)
    {
        if (options.leaveOutIgnored)
            m_ignore.emplace(m_root);
    }

    Result<bool> run()
    {
        std::vector<std::string> pending; // folders still to read, deepest last
        if (!list({}, pending))
            return fail(errno == ENOENT ? ErrorKind::NotFound : ErrorKind::Denied,
                        std::strerror(errno), m_root);
        while (!pending.empty() && !m_stop.stop_requested()) {
            const std::string folder = std::move(pending.back());
            pending.pop_back();
            const auto depth = std::ranges::count(folder, '/');
            if (static_cast<std::size_t>(depth) > kMaxDepth)
                m_skips.addFailed(folder, "folder nested too deeply");
            else if (!list(folder, pending))
                m_skips.addFailed(folder,
                                  std::string("cannot open folder: ") + std::strerror(errno));
        }
        return !m_stop.stop_requested();
    }

private:
    /// Files of one folder first, then its folders, so that the order does not depend on depth.
    bool list(const std::string &folder, std::vector<std::string> &pending)
    {
        const OpenFolder open = openFolder(m_root + '/' + folder, folder.empty());
        if (!open)
            return false;
        std::vector<std::string> inner;
        for (const std::string &name : sortedNames(open.get())) {
            if (m_stop.stop_requested())
                return true;
            entry(open.get(), folder.empty() ? name : folder + '/' + name, name, inner);
        }
        pending.insert(pending.end(), inner.rbegin(), inner.rend());
        return true;
    }

    void entry(DIR *parent, const std::string &path, const std::string &name,
               std::vector<std::string> &inner)
    {
        struct stat info{};
        if (::fstatat(::dirfd(parent), name.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0) {
            m_skips.addFailed(path, std::strerror(errno));
            return;
        }
        const bool folder = S_ISDIR(info.st_mode);
        if (m_ignore && m_ignore->isIgnored(path, folder)) {
            m_skips.add(path, "left out by .gitignore");
            return;
        }
        if (folder && isObjectDatabase(parent, name))
            m_skips.add(path, "git objects; scan the repository itself to read its history");
        else if (folder)
            inner.push_back(path);
        else if (S_ISREG(info.st_mode))
            m_found({path, static_cast<std::uint64_t>(info.st_size)});
        else
            m_skips.add(path, std::string(kindReason(info.st_mode)));
    }

    std::string m_root;
    const std::function<void(ListedFile)> &m_found;
    SkipList &m_skips;
    const std::stop_token &m_stop;
    std::optional<IgnoreRules> m_ignore;
};

} // namespace

Result<bool> listFolder(const std::string &folder, const ListOptions &options,
                        const std::function<void(ListedFile)> &found, SkipList &skips,
                        const std::stop_token &stop)
{
    return Lister(folder, options, found, skips, stop).run();
}

} // namespace rekey::sources
