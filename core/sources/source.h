// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sources/blob.h"
#include "core/sources/coverage.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace rekey::sources {

/// How a place can still be reached, nearest first. A blob has the nearest that applies.
enum class Reach : std::uint8_t
{
    Head, ///< in the tree of HEAD
    Branch, ///< in the tree at the tip of another local or remote branch
    Tag, ///< in the tree a tag names
    History, ///< in an older commit of a branch or tag
    Stash, ///< only in a stash, older stashes included
    Reflog, ///< only in commits that a reflog still names
    Unreachable, ///< in the object database, named by nothing
    Index, ///< staged, not committed
    Worktree, ///< in a file of the working tree, not committed in this form
    File, ///< a plain file
    Text, ///< pasted text or standard input
};

/// "head", "branch", "tag", "history", "stash", "reflog", "unreachable", "index", "worktree",
/// "file", "text".
[[nodiscard]] std::string_view reachName(Reach reach);
[[nodiscard]] std::optional<Reach> reachFromName(std::string_view name);

/// Where one blob stands. A blob may have several (other paths, other commits).
struct Placement
{
    std::uint64_t blob = 0; ///< Blob::number
    std::string object; ///< git object id in hex; empty outside git
    std::string path; ///< as stored, bytes; empty when none is known
    std::string commit; ///< commit that introduced the blob at this path, hex; empty if none
    std::string author; ///< name of that commit's author
    std::string email;
    std::int64_t date = 0; ///< author time, seconds since 1970 UTC; 0 when unknown
    std::uint32_t order = 0; ///< rank of `commit` in topological order, oldest 0
    /// Commit after which no tree of HEAD's history (else of other history that held it) has it at
    /// this path, hex. Empty while HEAD, a branch, the index or the working tree has it, and when
    /// none is known. A tag may still name an older commit with it.
    std::string removedCommit;
    std::int64_t removedDate = 0; ///< author time of that commit; 0 when unknown
    std::uint32_t removedOrder = 0; ///< rank of `removedCommit`, as `order`
    Reach reach = Reach::File;
    std::vector<std::string> branches; ///< tips whose tree holds it, sorted, at most kMaxRefs
    std::vector<std::string> tags;
};

inline constexpr std::size_t kMaxRefs = 10;

/// How to walk.
struct WalkOptions
{
    unsigned workers = 0; ///< 0: one for each processor
    bool useDeltas = true; ///< false: no base and copies are given (for comparing results)
};

/// Where bytes come from: text, file, folder or git repository. Yields blobs, later says where they
/// stand; knows no rules. One walk at a time; locate and read after the walk has ended, peek any
/// time.
class Source
{
public:
    using VisitorFactory = std::function<std::unique_ptr<BlobVisitor>(unsigned worker)>;

    virtual ~Source();
    Source() = default;
    Source(const Source &) = delete;
    Source &operator=(const Source &) = delete;

    /// As the user named it.
    [[nodiscard]] virtual std::string name() const = 0;

    /// Gives every blob once to one of the visitors, on worker threads of its own, and returns when
    /// all are through or stop was asked (then within 0.5 s; `complete` is false). The factory is
    /// called on the calling thread, once per worker, before any visit. Things that cannot be read
    /// are skips, not errors; an error means nothing could be walked.
    [[nodiscard]] virtual Result<Coverage> walk(const WalkOptions &options,
                                                const VisitorFactory &visitors,
                                                WalkProgress &progress, std::stop_token stop)
        = 0;

    /// Best placement known at once, for showing a finding while the walk goes on. Thread-safe,
    /// cheap (microseconds), may be empty-handed.
    [[nodiscard]] virtual std::optional<Placement> peek(std::uint64_t blob) const = 0;

    /// Every placement of the given blobs (ascending numbers), ordered by blob, then reach, path
    /// and commit order. Costs time only in proportion to history, not to blobs without hits. A
    /// blob always gets at least one placement. Errors: Cancelled, Io, Malformed.
    [[nodiscard]] virtual Result<std::vector<Placement>>
    locate(std::span<const std::uint64_t> blobs, WalkProgress &progress, std::stop_token stop) = 0;

    /// What the last locate() left out because there was too much of it, or could not know: one
    /// plain sentence each.
    [[nodiscard]] virtual std::vector<std::string> placingNotes() const;

    /// Bytes [begin, end) of a blob, clamped to its size; for showing context and for peeking. Any
    /// thread. Errors: NotFound (changed or gone since the scan), Denied, Io.
    [[nodiscard]] virtual Result<std::vector<std::byte>>
    read(std::uint64_t blob, std::uint64_t begin, std::uint64_t end) const = 0;
};

} // namespace rekey::sources
