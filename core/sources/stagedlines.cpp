// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/stagedlines.h"

#include "core/sources/gitlibrary.h"

#include <git2.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <string_view>

namespace rekey::sources {

namespace {

template <typename T, void (*release)(T *)> struct Release
{
    void operator()(T *object) const { release(object); }
};
using Repository = std::unique_ptr<git_repository, Release<git_repository, git_repository_free>>;
using Tree = std::unique_ptr<git_tree, Release<git_tree, git_tree_free>>;
using Diff = std::unique_ptr<git_diff, Release<git_diff, git_diff_free>>;

using Lines = std::map<std::string, std::vector<LineRange>>;

Error gitError(const std::string &where)
{
    const git_error *error = git_error_last();
    return {ErrorKind::Malformed, error != nullptr ? error->message : "git cannot read it", where};
}

/// Stands in a comment of a line whose secret is a made-up one, for everybody to see in review.
constexpr std::string_view kAllowed = "rekey:allow";

int onLine(const git_diff_delta *delta, const git_diff_hunk *, const git_diff_line *line,
           void *payload)
{
    if (line->origin != GIT_DIFF_LINE_ADDITION
        || std::string_view(line->content, line->content_len).contains(kAllowed))
        return 0;
    const auto number = static_cast<std::uint32_t>(line->new_lineno);
    std::vector<LineRange> &ranges = (*static_cast<Lines *>(payload))[delta->new_file.path];
    if (!ranges.empty() && ranges.back().last + 1 == number)
        ranges.back().last = number;
    else
        ranges.push_back({number, number});
    return 0;
}

int onBinary(const git_diff_delta *delta, const git_diff_binary *, void *payload)
{
    (*static_cast<Lines *>(payload))[delta->new_file.path].push_back(
        {1, std::numeric_limits<std::uint32_t>::max()});
    return 0;
}

/// HEAD's tree; null in a repository without commits.
Tree headTree(git_repository *repository)
{
    git_object *commit = nullptr;
    if (git_revparse_single(&commit, repository, "HEAD^{tree}") != 0)
        return {};
    return Tree(reinterpret_cast<git_tree *>(commit));
}

} // namespace

Result<StagedLines> StagedLines::read(const std::string &repository)
{
    startGitLibrary();
    git_repository *opened = nullptr;
    if (git_repository_open_ext(&opened, repository.c_str(), 0, nullptr) != 0)
        return fail(ErrorKind::NotFound, "is not in a git repository", repository);
    const Repository guard(opened);
    const Tree head = headTree(opened);
    git_diff_options options{};
    git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
    options.context_lines = 0;
    options.flags = GIT_DIFF_IGNORE_SUBMODULES;
    git_diff *diff = nullptr;
    if (git_diff_tree_to_index(&diff, opened, head.get(), nullptr, &options) != 0)
        return std::unexpected(gitError(repository));
    const Diff diffGuard(diff);
    StagedLines staged;
    if (git_diff_foreach(diff, nullptr, onBinary, nullptr, onLine, &staged.m_lines) != 0)
        return std::unexpected(gitError(repository));
    return staged;
}

bool StagedLines::contains(const std::string &path, std::uint32_t line) const
{
    const auto found = m_lines.find(path);
    return found != m_lines.end()
        && std::ranges::any_of(found->second, [&](const LineRange &range) {
               return line >= range.first && line <= range.last;
           });
}

} // namespace rekey::sources
