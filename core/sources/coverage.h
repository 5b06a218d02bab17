// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

namespace rekey::sources {

/// Something that was not looked at, or not wholly, and why. `what` is a path, object id or ref as
/// found (escape it before showing); `reason` is one plain sentence.
struct Skip
{
    std::string what;
    std::string reason;
    std::uint64_t count = 1; ///< how many alike this line stands for
    bool failed = false; ///< it should have been read and could not be

    friend auto operator<=>(const Skip &, const Skip &) = default;
};

/// What one source gave to the scan. Part of every result.
struct Coverage
{
    std::string source; ///< as the user named it
    std::string kind; ///< "git repository", "folder", "file", "text", "standard input"
    std::uint64_t objects = 0; ///< all objects of the object database; 0 outside git
    std::uint64_t commits = 0;
    std::uint64_t blobs = 0; ///< blobs or files visited
    std::uint64_t bytes = 0; ///< their size
    std::string tip; ///< commit id of HEAD, when there is one
    std::vector<Skip> skips; ///< sorted, deterministic
    std::vector<std::string> notes; ///< what cannot be seen: shallow, partial, foreign owner ...
    bool complete = true; ///< false when cancelled or something failed half-way
};

/// Live counters of a walk. Written by workers, read by anybody.
struct WalkProgress
{
    enum class Phase : std::uint8_t
    {
        Opening,
        Listing,
        Scanning,
        Placing,
        Done
    };

    std::atomic<Phase> phase{Phase::Opening};
    std::atomic<std::uint64_t> blobsTotal{0}; ///< 0 while unknown
    std::atomic<std::uint64_t> blobsDone{0};
    std::atomic<std::uint64_t> bytesDone{0};
};

/// Collects skips from several workers. Thread-safe.
class SkipList
{
public:
    void add(std::string what, std::string reason);
    /// Something that should have been read and could not be: the scan is incomplete.
    void addFailed(std::string what, std::string reason);
    void add(Skip skip);
    [[nodiscard]] bool anyFailed() const { return m_failed; }
    /// All skips so far, sorted; more than `limit` of one reason are folded into one line with a
    /// count.
    [[nodiscard]] std::vector<Skip> take(std::size_t limit = 1000);

private:
    std::atomic<bool> m_failed{false};
    std::mutex m_mutex;
    std::vector<Skip> m_skips; ///< guarded by m_mutex
};

} // namespace rekey::sources
