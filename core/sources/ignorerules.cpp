// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/ignorerules.h"

#include "core/sources/gitlibrary.h"

#include <git2.h>
#include <git2/sys/repository.h>

#include <filesystem>

namespace rekey::sources {

namespace {

/// From the working tree's top to `folder` with a slash at its end; empty for the top itself.
std::string prefixOf(git_repository *repository, const std::string &folder)
{
    std::error_code code;
    const auto top = std::filesystem::canonical(git_repository_workdir(repository), code);
    const auto inner = std::filesystem::canonical(folder, code);
    const std::string relative = inner.lexically_relative(top).string();
    return relative.empty() || relative == "." ? std::string() : relative + '/';
}

} // namespace

IgnoreRules::IgnoreRules(const std::string &folder)
{
    startGitLibrary();
    if (git_repository_open_ext(&m_repository, folder.c_str(), 0, nullptr) == 0) {
        if (git_repository_workdir(m_repository) != nullptr) {
            m_prefix = prefixOf(m_repository, folder);
            return;
        }
        git_repository_free(m_repository);
        m_repository = nullptr;
    }
    if (git_repository_new(&m_repository) == 0)
        git_repository_set_workdir(m_repository, folder.c_str(), 0);
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
