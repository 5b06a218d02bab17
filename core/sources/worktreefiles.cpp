// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/worktreefiles.h"

#include "core/sources/folderwalk.h"
#include "core/sources/ignorerules.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

namespace rekey::sources::git {

namespace {

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
        const auto visit = [this](WalkedEntry &entry) {
            if (std::string_view(entry.name) == ".git")
                return false;
            if (entry.isFolder())
                return isWalked(entry.path);
            addFile(entry);
            return false;
        };
        const Result<bool> walked = walkFolder(m_top, false, visit, m_skips, m_stop);
        if (!walked)
            m_skips.addFailed({}, "cannot open folder: " + walked.error().detail);
        std::ranges::sort(m_files, {}, &WorktreeFile::path);
        return std::move(m_files);
    }

private:
    bool isWalked(const std::string &path)
    {
        const auto at = find(path);
        if (at != m_index.entries.end() && at->path == path && at->isSubmodule()) {
            m_skips.add(path, "submodule; scan it as a repository of its own");
            return false;
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
            return true;
        return false;
    }

    void addFile(WalkedEntry &entry)
    {
        std::string &path = entry.path;
        const auto at = find(path);
        const bool tracked = at != m_index.entries.end() && at->path == path;
        if (!entry.isFile()) {
            if (!tracked)
                m_skips.add(std::move(path), entry.leftOutReason());
            return;
        }
        if (!tracked && isIgnored(path, false)) {
            m_skips.add(std::move(path), "left out by .gitignore");
            return;
        }
        struct stat info{};
        if (const int problem = entry.status(info); problem != 0) {
            m_skips.addFailed(std::move(path), std::strerror(problem));
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
