// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/filesource.h"

#include "core/sources/filereader.h"
#include "core/sources/folderlist.h"
#include "core/sources/gitlayout.h"

#include <sys/stat.h>

#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <filesystem>
#include <mutex>
#include <shared_mutex>
#include <thread>
#include <utility>

namespace rekey::sources {

namespace {

unsigned workerCount(const WalkOptions &options)
{
    const unsigned wanted
        = options.workers != 0 ? options.workers : std::thread::hardware_concurrency();
    return std::max(1U, wanted);
}

Placement filePlacement(std::uint64_t number, std::string path)
{
    Placement placement;
    placement.blob = number;
    placement.path = std::move(path);
    placement.reach = Reach::File;
    return placement;
}

/// A list that one thread fills while others take from its front. Entries stay, so that a number
/// can be turned into a path later.
class FileQueue
{
public:
    void push(std::string path)
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_paths.push_back(std::move(path));
        }
        m_more.notify_one();
    }

    void close()
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_closed = true;
        }
        m_more.notify_all();
    }

    /// The next number, or nothing when the list is through.
    std::optional<std::uint64_t> take()
    {
        std::unique_lock lock(m_mutex);
        m_more.wait(lock, [this] { return m_closed || m_next < m_paths.size(); });
        if (m_next < m_paths.size())
            return m_next++;
        return std::nullopt;
    }

    [[nodiscard]] std::optional<std::string> path(std::uint64_t number) const
    {
        const std::scoped_lock lock(m_mutex);
        if (number >= m_paths.size())
            return std::nullopt;
        return m_paths[number];
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_more;
    std::deque<std::string> m_paths; ///< guarded by m_mutex
    std::uint64_t m_next = 0; ///< guarded by m_mutex
    bool m_closed = false; ///< guarded by m_mutex
};

class FolderSource final : public Source
{
public:
    FolderSource(std::string path, const FolderOptions &options)
        : m_folder(std::move(path))
        , m_options(options)
    {
    }

    [[nodiscard]] std::string name() const override { return m_folder; }

    [[nodiscard]] Result<Coverage> walk(const WalkOptions &options, const VisitorFactory &visitors,
                                        WalkProgress &progress, std::stop_token stop) override
    {
        SkipList skips;
        progress.phase = WalkProgress::Phase::Scanning;
        auto listed = walkFiles(workerCount(options), visitors, progress, skips, stop);
        if (!listed)
            return std::unexpected(std::move(listed.error()));
        Coverage coverage;
        coverage.source = m_folder;
        coverage.kind = "folder";
        coverage.blobs = progress.blobsDone;
        coverage.bytes = progress.bytesDone;
        coverage.skips = skips.take();
        if (const auto layout = git::findLayout(m_folder);
            !layout && layout.error().kind != ErrorKind::NotFound)
            coverage.notes.push_back("Its git history was not seen: " + layout.error().detail
                                     + '.');
        coverage.complete = *listed && !stop.stop_requested() && !skips.anyFailed();
        return coverage;
    }

    [[nodiscard]] std::optional<Placement> peek(std::uint64_t blob) const override
    {
        return m_files.path(blob).transform(
            [&](std::string path) { return filePlacement(blob, std::move(path)); });
    }

    [[nodiscard]] Result<std::vector<Placement>> locate(std::span<const std::uint64_t> blobs,
                                                        WalkProgress &, std::stop_token) override
    {
        std::vector<Placement> placements;
        for (const std::uint64_t blob : blobs) {
            if (auto placement = peek(blob))
                placements.push_back(std::move(*placement));
        }
        return placements;
    }

    [[nodiscard]] Result<std::vector<std::byte>> read(std::uint64_t blob, std::uint64_t begin,
                                                      std::uint64_t end) const override
    {
        const auto path = m_files.path(blob);
        if (!path)
            return fail(ErrorKind::NotFound, "no such file in this scan", m_folder);
        return readFileRange(full(*path), begin, end);
    }

private:
    [[nodiscard]] std::string full(const std::string &path) const
    {
        return (std::filesystem::path(m_folder) / path).string();
    }

    Result<bool> walkFiles(unsigned workers, const VisitorFactory &visitors, WalkProgress &progress,
                           SkipList &skips, const std::stop_token &stop)
    {
        std::vector<std::unique_ptr<BlobVisitor>> made;
        made.reserve(workers);
        for (unsigned worker = 0; worker < workers; ++worker)
            made.push_back(visitors(worker));
        std::vector<std::jthread> threads;
        threads.reserve(workers);
        for (auto &visitor : made) {
            threads.emplace_back([&, visitor = visitor.get()] {
                FileReader reader;
                while (!stop.stop_requested()) {
                    const auto number = m_files.take();
                    if (!number)
                        break;
                    const std::string path = m_files.path(*number).value_or(std::string());
                    if (auto fed = reader.feedFile(full(path), *number, *visitor, progress, stop);
                        !fed && fed.error().kind != ErrorKind::Cancelled)
                        skips.addFailed(path, fed.error().detail);
                }
            });
        }
        std::uint64_t count = 0;
        const auto push = [&](ListedFile file) {
            m_files.push(std::move(file.path));
            ++count;
        };
        auto listed
            = listFolder(m_folder, {.leaveOutIgnored = !m_options.ignored}, push, skips, stop);
        progress.blobsTotal = count;
        m_files.close();
        return listed; // threads join here
    }

    std::string m_folder;
    FolderOptions m_options;
    FileQueue m_files;
};

class FileSource final : public Source
{
public:
    explicit FileSource(std::string path)
        : m_path(std::move(path))
    {
    }

    [[nodiscard]] std::string name() const override { return m_path; }

    [[nodiscard]] Result<Coverage> walk(const WalkOptions &, const VisitorFactory &visitors,
                                        WalkProgress &progress, std::stop_token stop) override
    {
        progress.phase = WalkProgress::Phase::Scanning;
        progress.blobsTotal = 1;
        const auto visitor = visitors(0);
        Result<void> fed;
        // On a thread of its own, as the contract says for visitors.
        std::jthread([&] {
            fed = FileReader().feedFile(m_path, 0, *visitor, progress, stop);
        }).join();
        if (!fed && fed.error().kind != ErrorKind::Cancelled)
            return std::unexpected(std::move(fed.error()));
        Coverage coverage;
        coverage.source = m_path;
        coverage.kind = "file";
        coverage.blobs = progress.blobsDone;
        coverage.bytes = progress.bytesDone;
        coverage.complete = fed.has_value();
        return coverage;
    }

    [[nodiscard]] std::optional<Placement> peek(std::uint64_t blob) const override
    {
        return filePlacement(blob, m_path);
    }

    [[nodiscard]] Result<std::vector<Placement>> locate(std::span<const std::uint64_t> blobs,
                                                        WalkProgress &, std::stop_token) override
    {
        std::vector<Placement> placements;
        if (!blobs.empty())
            placements.push_back(filePlacement(0, m_path));
        return placements;
    }

    [[nodiscard]] Result<std::vector<std::byte>> read(std::uint64_t, std::uint64_t begin,
                                                      std::uint64_t end) const override
    {
        return readFileRange(m_path, begin, end);
    }

private:
    std::string m_path;
};

/// What stands at a path a user named; symlinks are followed here, for they asked for it.
Result<struct stat> statOf(const std::string &path)
{
    struct stat info{};
    if (::stat(path.c_str(), &info) == 0)
        return info;
    const int code = errno;
    return fail(code == EACCES ? ErrorKind::Denied : ErrorKind::NotFound, std::strerror(code),
                path);
}

} // namespace

Result<std::unique_ptr<Source>> openFolderSource(const std::string &path,
                                                 const FolderOptions &options)
{
    const auto info = statOf(path);
    if (!info)
        return std::unexpected(info.error());
    if (!S_ISDIR(info->st_mode))
        return fail(ErrorKind::Invalid, "is not a folder", path);
    return std::make_unique<FolderSource>(path, options);
}

Result<std::unique_ptr<Source>> openFileSource(const std::string &path)
{
    const auto info = statOf(path);
    if (!info)
        return std::unexpected(info.error());
    if (!S_ISREG(info->st_mode))
        return fail(ErrorKind::Invalid, "is not a regular file", path);
    std::error_code code;
    // The reader refuses symlinks; one that the user named is resolved once, here.
    const auto link = std::filesystem::symlink_status(path, code);
    if (std::filesystem::is_symlink(link))
        return std::make_unique<FileSource>(std::filesystem::canonical(path, code).string());
    return std::make_unique<FileSource>(path);
}

} // namespace rekey::sources
