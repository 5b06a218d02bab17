// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

struct git_repository;

namespace rekey::sources {

/// The .gitignore files of a folder, inside a git working tree or not, read by libgit2. Also knows
/// `.git/info/exclude` of an enclosing repository; never the user's global ignore file, so that the
/// answer is the same for everybody, and never the repository's configuration. One thread.
class IgnoreRules
{
public:
    explicit IgnoreRules(const std::string &folder);
    ~IgnoreRules();
    IgnoreRules(const IgnoreRules &) = delete;
    IgnoreRules &operator=(const IgnoreRules &) = delete;

    /// `path` is relative to the folder.
    [[nodiscard]] bool isIgnored(const std::string &path, bool isFolder) const;

private:
    git_repository *m_repository = nullptr;
    std::string m_prefix; ///< from the working tree's top to the folder, with a slash at its end
};

} // namespace rekey::sources
