// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/gitrefs.h"

#include "core/sources/gitfiles.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace rekey::sources::git {

namespace {

namespace fs = std::filesystem;

constexpr int kMaxSymbolic = 5;

class Reader
{
public:
    explicit Reader(const Layout &layout)
        : m_layout(layout)
    {
    }

    std::vector<Ref> read()
    {
        readPacked();
        readLoose(m_layout.commonFolder);
        if (m_layout.gitFolder != m_layout.commonFolder)
            readLoose(m_layout.gitFolder);
        for (const auto &[name, target] : m_named)
            addNamed(name, target);
        addHead(m_layout.gitFolder, RefKind::Head);
        addWorktrees();
        addFolderNames(m_layout.gitFolder);
        addFolderNames(m_layout.commonFolder);
        addLogs(m_layout.commonFolder);
        addLogs(m_layout.gitFolder);
        std::ranges::sort(m_refs);
        const auto twice = std::ranges::unique(m_refs);
        m_refs.erase(twice.begin(), twice.end());
        return std::move(m_refs);
    }

private:
    std::optional<ObjectId> parse(std::string_view hex) const
    {
        const std::size_t digits = 2 * m_layout.hashSize;
        if (hex.size() < digits)
            return std::nullopt;
        auto id = ObjectId::fromHex(hex.substr(0, digits), m_layout.hashSize);
        return id && !id->isZero() ? id : std::nullopt;
    }

    void readPacked()
    {
        const std::string text = readSmallFile(m_layout.commonFolder + "/packed-refs");
        std::string_view rest = text;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            const std::string_view line = trimmedLine(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            const std::size_t space = line.find(' ');
            if (line.starts_with('#') || line.starts_with('^') || space == std::string_view::npos)
                continue;
            if (const auto id = parse(line))
                m_named[std::string(line.substr(space + 1))] = *id;
        }
    }

    /// Loose refs stand over packed ones.
    void readLoose(const std::string &folder)
    {
        std::error_code code;
        fs::recursive_directory_iterator it(folder + "/refs",
                                            fs::directory_options::skip_permission_denied, code);
        for (; !code && it != fs::recursive_directory_iterator(); it.increment(code)) {
            std::error_code ignored;
            if (!it->is_regular_file(ignored))
                continue;
            const std::string path = it->path().string();
            if (const auto id = resolve(readSmallFile(path), folder))
                m_named[path.substr(folder.size() + 1)] = *id;
        }
    }

    std::optional<ObjectId> resolve(std::string text, const std::string &folder) const
    {
        for (int depth = 0; depth < kMaxSymbolic; ++depth) {
            if (!text.starts_with("ref:"))
                return parse(text);
            const auto begin = text.find_first_not_of(" \t", 4);
            if (begin == std::string::npos)
                return std::nullopt;
            const std::string name(trimmedLine(std::string_view(text).substr(begin)));
            if (name.find("..") != std::string::npos)
                return std::nullopt;
            text = readSmallFile(folder + '/' + name);
            if (text.empty())
                text = readSmallFile(m_layout.commonFolder + '/' + name);
            if (text.empty()) {
                const auto found = m_named.find(name);
                return found == m_named.end() ? std::nullopt : std::optional(found->second);
            }
        }
        return std::nullopt;
    }

    void addNamed(const std::string &name, const ObjectId &target)
    {
        const auto after = [&name](std::string_view prefix) { return name.substr(prefix.size()); };
        if (name.starts_with("refs/heads/"))
            m_refs.push_back({RefKind::Branch, after("refs/heads/"), target});
        else if (name.starts_with("refs/remotes/"))
            m_refs.push_back({RefKind::Branch, after("refs/remotes/"), target});
        else if (name.starts_with("refs/tags/"))
            m_refs.push_back({RefKind::Tag, after("refs/tags/"), target});
        else if (name == "refs/stash")
            m_refs.push_back({RefKind::Stash, {}, target});
        else
            m_refs.push_back({RefKind::Other, {}, target});
    }

    void addHead(const std::string &folder, RefKind kind, std::string name = {})
    {
        if (const auto id = resolve(readSmallFile(folder + "/HEAD"), folder))
            m_refs.push_back({kind, std::move(name), *id});
    }

    /// HEADs and names of linked worktrees, and of the main one when a linked one is scanned.
    void addWorktrees()
    {
        if (m_layout.gitFolder != m_layout.commonFolder)
            addHead(m_layout.commonFolder, RefKind::Branch, "HEAD");
        std::error_code code;
        fs::directory_iterator it(m_layout.commonFolder + "/worktrees", code);
        for (; !code && it != fs::directory_iterator(); it.increment(code)) {
            const std::string folder = it->path().string();
            if (folder == m_layout.gitFolder)
                continue;
            addHead(folder, RefKind::Branch, it->path().filename().string() + "/HEAD");
            addFolderNames(folder);
            addLogs(folder);
        }
    }

    /// ORIG_HEAD, MERGE_HEAD, FETCH_HEAD and their like keep commits within reach too.
    void addFolderNames(const std::string &folder)
    {
        std::error_code code;
        fs::directory_iterator it(folder, code);
        for (; !code && it != fs::directory_iterator(); it.increment(code)) {
            const std::string name = it->path().filename().string();
            std::error_code ignored;
            if (name == "HEAD" || !name.ends_with("_HEAD") || !it->is_regular_file(ignored))
                continue;
            const std::string text = readSmallFile(it->path().string());
            for (std::size_t at = 0; at < text.size();) {
                if (const auto id = parse(std::string_view(text).substr(at)))
                    m_refs.push_back({RefKind::Reflog, {}, *id});
                const std::size_t end = text.find('\n', at);
                at = end == std::string::npos ? text.size() : end + 1;
            }
        }
    }

    void addLogs(const std::string &folder)
    {
        std::error_code code;
        fs::recursive_directory_iterator it(folder + "/logs",
                                            fs::directory_options::skip_permission_denied, code);
        for (; !code && it != fs::recursive_directory_iterator(); it.increment(code)) {
            std::error_code ignored;
            if (!it->is_regular_file(ignored))
                continue;
            const std::string path = it->path().string();
            const bool stash = path.ends_with("/logs/refs/stash");
            addLog(readSmallFile(path), stash ? RefKind::Stash : RefKind::Reflog);
        }
    }

    /// Each line: old id, new id, who and when, tab, message.
    void addLog(std::string_view text, RefKind kind)
    {
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            const std::string_view line = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
            const std::size_t second = 2 * m_layout.hashSize + 1;
            // A stash's old id is the entry before, which may have been dropped.
            if (const auto id = parse(line); id && kind != RefKind::Stash)
                m_refs.push_back({kind, {}, *id});
            if (const auto id = line.size() > second ? parse(line.substr(second)) : std::nullopt)
                m_refs.push_back({kind, {}, *id});
        }
    }

    const Layout &m_layout;
    std::map<std::string, ObjectId> m_named;
    std::vector<Ref> m_refs;
};

} // namespace

std::vector<Ref> readRefs(const Layout &layout)
{
    return Reader(layout).read();
}

std::optional<ObjectId> headOf(std::span<const Ref> refs)
{
    const auto head = std::ranges::find(refs, RefKind::Head, &Ref::kind);
    return head == refs.end() ? std::nullopt : std::optional(head->target);
}

} // namespace rekey::sources::git
