// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/gitfileat.h"

#include "core/sources/gitlibrary.h"

#include <git2.h>

#include <algorithm>
#include <memory>

namespace rekey::sources {

namespace {

template <typename T, void (*release)(T *)> struct Release
{
    void operator()(T *object) const { release(object); }
};
using Repository = std::unique_ptr<git_repository, Release<git_repository, git_repository_free>>;
using Object = std::unique_ptr<git_object, Release<git_object, git_object_free>>;

/// What a report calls a commit must be an id: anything else would be a revision expression, which
/// can search the whole history.
bool isCommitId(const std::string &commit)
{
    constexpr std::size_t shortest = 7;
    constexpr std::size_t longest = 64;
    return commit.size() >= shortest && commit.size() <= longest
        && commit.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
}

} // namespace

Result<std::vector<std::byte>> readFileAt(const std::string &repository, const std::string &commit,
                                          const std::string &path)
{
    startGitLibrary();
    git_repository *openedRaw = nullptr;
    if (git_repository_open_ext(&openedRaw, repository.c_str(), GIT_REPOSITORY_OPEN_NO_SEARCH,
                                nullptr)
        != 0)
        return fail(ErrorKind::NotFound, "is not a git repository", repository);
    const Repository opened(openedRaw);
    if (!commit.empty() && !isCommitId(commit))
        return fail(ErrorKind::NotFound, "the report's commit is no commit id", commit);
    const std::string tree = (commit.empty() ? "HEAD" : commit) + "^{tree}";
    git_object *treeRaw = nullptr;
    if (git_revparse_single(&treeRaw, opened.get(), tree.c_str()) != 0)
        return fail(ErrorKind::NotFound, "the repository has no such commit", commit);
    const Object top(treeRaw);
    git_object *blobRaw = nullptr;
    if (git_object_lookup_bypath(&blobRaw, top.get(), path.c_str(), GIT_OBJECT_BLOB) != 0)
        return fail(ErrorKind::NotFound, "the commit has no such file", path);
    const Object held(blobRaw);
    const auto *blob = reinterpret_cast<const git_blob *>(held.get());
    const git_object_size_t size = git_blob_rawsize(blob);
    if (size > kMaxFileAtBytes)
        return fail(ErrorKind::TooBig, "the file is too large to look into", path);
    const auto *bytes = static_cast<const std::byte *>(git_blob_rawcontent(blob));
    return std::vector<std::byte>(bytes, bytes + size);
}

} // namespace rekey::sources
