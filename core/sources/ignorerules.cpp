// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/ignorerules.h"

#include "core/base/text.h"
#include "core/sources/filereader.h"
#include "core/sources/gitlibrary.h"

#include <git2.h>
#include <git2/sys/repository.h>

#include <cstdint>
#include <filesystem>

namespace rekey::sources {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kMaxExcludeBytes = std::uint64_t{1} << 20;

/// The nearest folder at or above `folder` that holds a `.git`; `folder` itself when none does.
fs::path topOf(const fs::path &folder)
{
    std::error_code code;
    for (fs::path at = folder; !at.empty(); at = at.parent_path()) {
        if (fs::exists(fs::symlink_status(at / ".git", code)))
            return at;
        if (at == at.root_path())
            break;
    }
    return folder;
}

} // namespace

IgnoreRules::IgnoreRules(const std::string &folder)
{
    startGitLibrary();
    std::error_code code;
    fs::path inner = fs::canonical(folder, code);
    if (code)
        inner = folder;
    const fs::path top = topOf(inner);
    const std::string relative = inner.lexically_relative(top).string();
    m_prefix = relative.empty() || relative == "." ? std::string() : relative + '/';
    // A repository in memory that only knows the working tree: opening the real one would read its
    // configuration, and what that includes.
    if (git_repository_new(&m_repository) != 0
        || git_repository_set_workdir(m_repository, top.c_str(), 0) != 0)
        return;
    const auto exclude = readFileRange((top / ".git/info/exclude").string(), 0, kMaxExcludeBytes);
    if (exclude)
        git_ignore_add_rule(m_repository, std::string(asText(*exclude)).c_str());
}

IgnoreRules::~IgnoreRules()
{
    git_repository_free(m_repository);
}

bool IgnoreRules::isIgnored(const std::string &path, bool isFolder) const
{
    if (m_repository == nullptr || path == ".git")
        return false;
    int ignored = 0;
    const std::string full = m_prefix + path + (isFolder ? "/" : "");
    return git_ignore_path_is_ignored(&ignored, m_repository, full.c_str()) == 0 && ignored != 0;
}

} // namespace rekey::sources
