// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/worktreefiles.h"

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

namespace rekey::sources::git {

namespace {

constexpr std::size_t kMaxDepth = 1000;

struct CloseFolder
{
    void operator()(DIR *folder) const { ::closedir(folder); }
};
using OpenFolder = std::unique_ptr<DIR, CloseFolder>;

struct Entry
{
    std::string name;
    mode_t mode = 0;
};

OpenFolder openFolder(const std::string &path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0)
        return {};
    OpenFolder folder(::fdopendir(file));
    if (!folder)
        ::close(file);
    return folder;
}

mode_t modeOf(DIR *folder, const dirent &entry)
{
    if (entry.d_type != DT_UNKNOWN)
        return DTTOIF(entry.d_type);
    struct stat info{};
    const bool known = ::fstatat(::dirfd(folder), entry.d_name, &info, AT_SYMLINK_NOFOLLOW) == 0;
    return known ? info.st_mode & S_IFMT : 0;
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

class Lister
{
public:
    Lister(const std::string &top, const Index &index, const WorktreeOptions &options,
           SkipList &skips, const std::stop_token &stop)
        : m_top(top)
        , m_index(index)
        , m_skips(skips)
        , m_stop(stop)
    {
        if (!options.ignored)
            m_ignore.emplace(top);
    }

    std::vector<WorktreeFile> run()
    {
        m_pending.emplace_back();
        while (!m_pending.empty() && !m_stop.stop_requested()) {
            const std::string folder = std::move(m_pending.back());
            m_pending.pop_back();
            const auto depth = std::ranges::count(folder, '/');
            if (static_cast<std::size_t>(depth) > kMaxDepth)
                m_skips.addFailed(folder, "folder nested too deeply");
            else
                list(folder);
        }
        std::ranges::sort(m_files, {}, &WorktreeFile::path);
        return std::move(m_files);
    }

private:
    void list(const std::string &folder)
    {
        const OpenFolder open = openFolder(m_top + '/' + folder);
        if (!open) {
            m_skips.addFailed(folder, std::string("cannot open folder: ") + std::strerror(errno));
            return;
        }
        while (const dirent *entry = ::readdir(open.get())) {
            const std::string_view name = entry->d_name;
            if (m_stop.stop_requested())
                return;
            if (name == "." || name == ".." || name == ".git")
                continue;
            std::string path = folder.empty() ? std::string(name) : folder + '/';
            if (!folder.empty())
                path += name;
            const mode_t mode = modeOf(open.get(), *entry);
            if (S_ISDIR(mode))
                addFolder(std::move(path));
            else
                addFile(open.get(), *entry, mode, std::move(path));
        }
    }

    void addFolder(std::string path)
    {
        const auto at = find(path);
        if (at != m_index.entries.end() && at->path == path && at->isSubmodule()) {
            m_skips.add(path, "submodule; scan it as a repository of its own");
            return;
        }
        const std::string below = path + '/';
        const auto first = find(below);
        const bool tracked = first != m_index.entries.end() && first->path.starts_with(below);
        struct stat info{};
        if (!tracked && ::lstat((m_top + '/' + below + ".git").c_str(), &info) == 0)
            m_skips.add(path, "nested repository; scan it on its own");
        else if (!tracked && isIgnored(path, true))
            m_skips.add(path, "left out by .gitignore");
        else
            m_pending.push_back(std::move(path));
    }

    void addFile(DIR *folder, const dirent &entry, mode_t mode, std::string path)
    {
        const auto at = find(path);
        const bool tracked = at != m_index.entries.end() && at->path == path;
        if (!S_ISREG(mode)) {
            if (!tracked)
                m_skips.add(std::move(path), std::string(kindReason(mode)));
            return;
        }
        if (!tracked && isIgnored(path, false)) {
            m_skips.add(std::move(path), "left out by .gitignore");
            return;
        }
        struct stat info{};
        if (::fstatat(::dirfd(folder), entry.d_name, &info, AT_SYMLINK_NOFOLLOW) != 0) {
            m_skips.addFailed(std::move(path), std::strerror(errno));
            return;
        }
        WorktreeFile file{std::move(path), static_cast<std::uint64_t>(info.st_size), kNone, {}};
        if (tracked && at->isFile() && at->stage == 0 && !differs(*at, info)) {
            if (isSame(*at, info))
                return;
            file.sameAs = static_cast<std::uint32_t>(at - m_index.entries.begin());
        }
        m_files.push_back(std::move(file));
    }

    /// The size alone tells. A staged size of 0 may stand for "look again".
    static bool differs(const IndexEntry &entry, const struct stat &info)
    {
        return entry.size != 0 && entry.size != static_cast<std::uint32_t>(info.st_size);
    }

    /// Untouched since it was staged, and staged well before the index was written.
    [[nodiscard]] bool isSame(const IndexEntry &entry, const struct stat &info) const
    {
        const auto seconds = static_cast<std::uint32_t>(info.st_mtim.tv_sec);
        const auto nanoseconds = static_cast<std::uint32_t>(info.st_mtim.tv_nsec);
        const bool racy = info.st_mtim.tv_sec > m_index.mtimeSeconds
            || (info.st_mtim.tv_sec == m_index.mtimeSeconds
                && info.st_mtim.tv_nsec >= m_index.mtimeNanoseconds);
        return !racy && entry.size == static_cast<std::uint32_t>(info.st_size)
            && entry.mtimeSeconds == seconds
            && (entry.mtimeNanoseconds == nanoseconds || entry.mtimeNanoseconds == 0);
    }

    [[nodiscard]] bool isIgnored(const std::string &path, bool folder) const
    {
        return m_ignore && m_ignore->isIgnored(path, folder);
    }

    [[nodiscard]] std::vector<IndexEntry>::const_iterator find(const std::string &path) const
    {
        return std::ranges::lower_bound(m_index.entries, path, {}, &IndexEntry::path);
    }

    const std::string &m_top;
    const Index &m_index;
    SkipList &m_skips;
    const std::stop_token &m_stop;
    std::optional<IgnoreRules> m_ignore;
    std::vector<std::string> m_pending;
    std::vector<WorktreeFile> m_files;
};

} // namespace

std::vector<WorktreeFile> listWorktree(const std::string &top, const Index &index,
                                       const WorktreeOptions &options, SkipList &skips,
                                       const std::stop_token &stop)
{
    return Lister(top, index, options, skips, stop).run();
}

} // namespace rekey::sources::git
