// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/gitsource.h"

#include "core/base/text.h"
#include "core/sources/filereader.h"
#include "core/sources/gitfiles.h"
#include "core/sources/gitindex.h"
#include "core/sources/gitlayout.h"
#include "core/sources/gitlocate.h"
#include "core/sources/gitmissing.h"
#include "core/sources/gitownfiles.h"
#include "core/sources/gitpaths.h"
#include "core/sources/gitrefs.h"
#include "core/sources/gitstore.h"
#include "core/sources/gitwalk.h"
#include "core/sources/worktreefiles.h"

#include <algorithm>
#include <format>
#include <iterator>
#include <mutex>
#include <thread>
#include <utility>

namespace rekey::sources {

namespace {

using namespace git;

// Where fewer than one object in so many is wanted, single reads cost less than a walk.
constexpr std::size_t kSinglesShare = 20;

class GitSource final : public Source
{
public:
    GitSource(std::string path, Layout layout, const GitOptions &options)
        : m_path(std::move(path))
        , m_layout(std::move(layout))
        , m_options(options)
        , m_store(m_layout.commonFolder + "/objects", m_layout.hashSize, m_storeSkips)
        , m_walk(m_store)
        , m_openSkips(m_storeSkips.take())
    {
    }

    [[nodiscard]] std::string name() const override { return m_path; }
    Result<Coverage> walk(const WalkOptions &options, const VisitorFactory &visitors,
                          WalkProgress &progress, std::stop_token stop) override;
    [[nodiscard]] std::optional<Placement> peek(std::uint64_t blob) const override;
    Result<std::vector<Placement>> locate(std::span<const std::uint64_t> blobs,
                                          WalkProgress &progress, std::stop_token stop) override;
    [[nodiscard]] std::vector<std::string> placingNotes() const override { return m_placingNotes; }
    [[nodiscard]] Result<std::vector<std::byte>> read(std::uint64_t blob, std::uint64_t begin,
                                                      std::uint64_t end) const override;

private:
    void open(SkipList &skips, const std::stop_token &stop);
    void readNames(const std::stop_token &stop);
    void choose(ObjectWalk::Options &options) const;
    [[nodiscard]] std::vector<std::uint32_t> stagedBlobs() const;
    [[nodiscard]] std::vector<std::uint32_t> currentBlobs() const;
    [[nodiscard]] bool isAsStaged(const WorktreeFile &file) const;
    [[nodiscard]] bool seesWorktree() const;
    [[nodiscard]] std::vector<std::string> notes(const Missing &missing) const;
    [[nodiscard]] Missing missing(const std::stop_token &stop);
    [[nodiscard]] std::string fullPath(const WorktreeFile &file) const
    {
        return file.at.empty() ? m_layout.workFolder + '/' + file.path : file.at;
    }
    [[nodiscard]] std::vector<Placement>
    stagedPlacements(std::span<const std::uint32_t> blobs) const;
    [[nodiscard]] const WorktreeFile *fileOf(std::uint64_t blob) const;

    std::string m_path;
    Layout m_layout;
    GitOptions m_options;
    SkipList m_storeSkips;
    ObjectStore m_store;
    ObjectWalk m_walk;
    std::vector<Skip> m_openSkips;
    std::vector<Ref> m_refs;
    Index m_index;
    bool m_indexRead = true;
    unsigned m_workers = 1;
    std::vector<std::string> m_placingNotes;

    mutable std::mutex m_namesMutex;
    std::vector<TreeFile> m_headFiles; ///< guarded by m_namesMutex; sorted by blob, then path
    std::vector<TreeFile> m_indexFiles; ///< guarded by m_namesMutex; sorted by blob, then path
    std::vector<WorktreeFile> m_files; ///< guarded by m_namesMutex while a walk opens
};

void sortFiles(std::vector<TreeFile> &files)
{
    std::ranges::sort(files, [](const TreeFile &a, const TreeFile &b) {
        return std::tie(a.blob, a.path) < std::tie(b.blob, b.path);
    });
}

const TreeFile *firstOf(const std::vector<TreeFile> &files, std::uint32_t blob)
{
    const auto found = std::ranges::lower_bound(files, blob, {}, &TreeFile::blob);
    return found != files.end() && found->blob == blob ? &*found : nullptr;
}

bool GitSource::seesWorktree() const
{
    return m_options.worktree && !m_options.staged && !m_layout.workFolder.empty();
}

/// Refs, HEAD's tree, the index and the list of files: what the walk needs before it begins.
void GitSource::open(SkipList &skips, const std::stop_token &stop)
{
    m_refs = readRefs(m_layout);
    if (!m_layout.workFolder.empty()) {
        auto index = readIndex(m_layout.gitFolder + "/index", m_layout.hashSize);
        m_indexRead = index.has_value() && index->whole;
        if (index)
            m_index = std::move(*index);
        else
            skips.addFailed(index.error().where, index.error().detail);
    }
    readNames(stop);
    std::vector<WorktreeFile> files;
    if (seesWorktree())
        files = listWorktree(m_layout.workFolder, m_index, {.ignored = m_options.ignored}, skips,
                             stop);
    if (m_options.ownFiles && m_options.worktree && !m_options.staged) {
        auto own = listOwnFiles(m_layout, skips, stop);
        std::ranges::move(own, std::back_inserter(files));
    }
    const std::scoped_lock lock(m_namesMutex);
    m_files = std::move(files);
}

void GitSource::readNames(const std::stop_token &stop)
{
    std::vector<TreeFile> head;
    if (const auto commit = headOf(m_refs))
        head = listTree(m_store, treeOf(m_store, m_store.find(commit->bytes.data())), stop);
    std::vector<TreeFile> staged;
    for (const IndexEntry &entry : m_index.entries) {
        if (!entry.isFile() && !entry.isLink())
            continue;
        const std::uint32_t blob = m_store.find(entry.id.bytes.data());
        if (blob != kNone)
            staged.push_back({blob, entry.path});
    }
    sortFiles(head);
    sortFiles(staged);
    const std::scoped_lock lock(m_namesMutex);
    m_headFiles = std::move(head);
    m_indexFiles = std::move(staged);
}

/// Blobs of the index that HEAD's tree does not have at that path.
std::vector<std::uint32_t> GitSource::stagedBlobs() const
{
    std::vector<std::uint32_t> blobs;
    for (const TreeFile &file : m_indexFiles) {
        const bool committed = std::ranges::binary_search(
            m_headFiles, std::tie(file.blob, file.path), {},
            [](const TreeFile &f) { return std::tie(f.blob, f.path); });
        if (!committed)
            blobs.push_back(file.blob);
    }
    return blobs;
}

std::vector<std::uint32_t> GitSource::currentBlobs() const
{
    std::vector<std::uint32_t> blobs;
    for (const TreeFile &file : m_headFiles)
        blobs.push_back(file.blob);
    for (const TreeFile &file : m_indexFiles) {
        if (m_options.worktree)
            blobs.push_back(file.blob);
    }
    return blobs;
}

/// Tells the walk which objects are wanted when it is not all of them.
void GitSource::choose(ObjectWalk::Options &options) const
{
    if (m_options.history && !m_options.staged)
        return;
    auto blobs = m_options.staged ? stagedBlobs() : currentBlobs();
    std::ranges::sort(blobs);
    const auto twice = std::ranges::unique(blobs);
    blobs.erase(twice.begin(), twice.end());
    if (blobs.size() * kSinglesShare < m_store.count() || m_options.staged) {
        options.singles = std::move(blobs);
        options.onlySingles = true;
        return;
    }
    options.only.assign(m_store.count(), false);
    for (const std::uint32_t blob : blobs)
        options.only[blob] = true;
}

/// True when a file's bytes are those that the index names.
bool GitSource::isAsStaged(const WorktreeFile &file) const
{
    if (file.sameAs == kNone)
        return false;
    const std::uint32_t number = m_store.find(m_index.entries[file.sameAs].id.bytes.data());
    const auto staged = number != kNone && file.size <= kWholeBlobBytes
        ? m_store.read(number)
        : fail(ErrorKind::NotFound, "not compared");
    if (!staged || staged->bytes.size() != file.size)
        return false;
    const auto bytes = readFileRange(fullPath(file), 0, file.size + 1);
    return bytes && std::ranges::equal(*bytes, staged->bytes);
}

/// What a partial clone never downloaded, of what the scan is about.
Missing GitSource::missing(const std::stop_token &stop)
{
    if (!m_layout.partial && !m_store.hasPromisorPacks())
        return {};
    if (m_options.history && !m_options.staged)
        return countMissing(m_store, m_walk, m_workers, stop);
    const auto isMissing = [this](const IndexEntry &entry) {
        return (entry.isFile() || entry.isLink()) && m_store.find(entry.id.bytes.data()) == kNone;
    };
    return {static_cast<std::uint64_t>(std::ranges::count_if(m_index.entries, isMissing)), 0,
            false};
}

std::string missingNote(const Missing &missing)
{
    const auto counted = [](std::uint64_t count, std::string_view one, std::string_view many) {
        return std::format("{} {}", count, count == 1 ? one : many);
    };
    std::string what;
    if (missing.files > 0)
        what = counted(missing.files, "version of a file", "versions of files");
    if (missing.folders > 0)
        what += (what.empty() ? "" : " and ")
            + counted(missing.folders, "folder with all it holds", "folders with all they hold");
    return std::format("Partial clone: {}{} never downloaded and not seen.",
                       missing.areMore ? "more than " : "",
                       what + (missing.files + missing.folders == 1 ? " was" : " were"));
}

std::vector<std::string> GitSource::notes(const Missing &missing) const
{
    std::vector<std::string> notes;
    if (exists(m_layout.commonFolder + "/shallow"))
        notes.emplace_back("Shallow clone: commits before its boundary are not here and were not "
                           "seen.");
    if (missing.files + missing.folders > 0)
        notes.push_back(missingNote(missing));
    if (m_layout.foreignOwner)
        notes.emplace_back("The repository belongs to another user; nothing of it was run.");
    if (m_layout.headMissing)
        notes.emplace_back("HEAD is missing: what belongs to it is shown as reachable from "
                           "elsewhere or not at all.");
    if (m_layout.refTables)
        notes.emplace_back("Refs are kept as reftables, which are not read: what is reachable is "
                           "shown as unreachable.");
    if (!m_indexRead)
        notes.emplace_back("The index could not be read whole: files that are as committed may be "
                           "listed as changed.");
    if (m_layout.workFolder.empty() && m_options.staged)
        notes.emplace_back("A bare repository has nothing staged.");
    return notes;
}

Result<Coverage> GitSource::walk(const WalkOptions &options, const VisitorFactory &visitors,
                                 WalkProgress &progress, std::stop_token stop)
{
    SkipList skips;
    for (const Skip &skip : m_openSkips)
        skips.add(skip);
    progress.phase = WalkProgress::Phase::Opening;
    open(skips, stop);
    progress.phase = WalkProgress::Phase::Scanning;

    ObjectWalk::Options objects;
    objects.workers = options.workers != 0 ? options.workers
                                           : std::max(1U, std::thread::hardware_concurrency());
    m_workers = objects.workers;
    objects.useDeltas = options.useDeltas;
    choose(objects);
    objects.extraCount = m_files.size();
    progress.blobsTotal += m_files.size();
    std::atomic<std::uint64_t> files{0};
    std::atomic<std::uint64_t> fileBytes{0};
    objects.extra = [&](std::uint64_t index, BlobVisitor &visitor) {
        const WorktreeFile &file = m_files[index];
        if (isAsStaged(file)) {
            ++progress.blobsDone;
            return;
        }
        FileReader reader;
        const auto fed
            = reader.feedFile(fullPath(file), m_store.count() + index, visitor, progress, stop);
        if (!fed && fed.error().kind != ErrorKind::Cancelled) {
            skips.addFailed(file.path, fed.error().detail);
            ++progress.blobsDone;
        } else if (fed) {
            ++files;
            fileBytes += file.size;
        }
    };
    const auto counts = m_walk.run(objects, visitors, progress, skips, stop);

    Coverage coverage;
    coverage.source = m_path;
    coverage.kind = "git repository";
    coverage.objects = m_store.count();
    coverage.commits = m_walk.countOf(ObjectType::Commit);
    coverage.blobs = counts.blobs + files;
    coverage.bytes = counts.bytes + fileBytes;
    if (const auto head = headOf(m_refs))
        coverage.tip = head->hex(m_layout.hashSize);
    coverage.skips = skips.take();
    coverage.notes = notes(missing(stop));
    coverage.complete = !stop.stop_requested() && !skips.anyFailed();
    return coverage;
}

const WorktreeFile *GitSource::fileOf(std::uint64_t blob) const
{
    return blob >= m_store.count() && blob - m_store.count() < m_files.size()
        ? &m_files[blob - m_store.count()]
        : nullptr;
}

std::optional<Placement> GitSource::peek(std::uint64_t blob) const
{
    const std::scoped_lock lock(m_namesMutex);
    Placement placement;
    placement.blob = blob;
    if (const WorktreeFile *file = fileOf(blob)) {
        placement.path = file->path;
        placement.reach = Reach::Worktree;
        return placement;
    }
    if (blob >= m_store.count())
        return std::nullopt;
    const auto number = static_cast<std::uint32_t>(blob);
    const TreeFile *head = firstOf(m_headFiles, number);
    const TreeFile *staged = head == nullptr ? firstOf(m_indexFiles, number) : nullptr;
    if (head == nullptr && staged == nullptr)
        return std::nullopt;
    placement.object = m_store.hex(number);
    placement.path = head != nullptr ? head->path : staged->path;
    placement.reach = head != nullptr ? Reach::Head : Reach::Index;
    return placement;
}

Result<std::vector<Placement>> GitSource::locate(std::span<const std::uint64_t> blobs,
                                                 WalkProgress &progress, std::stop_token stop)
{
    progress.phase = WalkProgress::Phase::Placing;
    std::vector<std::uint32_t> objects;
    std::vector<Placement> files;
    for (const std::uint64_t blob : blobs) {
        if (blob < m_store.count())
            objects.push_back(static_cast<std::uint32_t>(blob));
        else if (auto placement = peek(blob))
            files.push_back(std::move(*placement));
    }
    std::vector<Placement> placements;
    m_placingNotes.clear();
    if (m_options.staged) {
        placements = stagedPlacements(objects);
    } else {
        auto located
            = locateBlobs({m_store, m_walk, m_refs, m_indexFiles, m_workers}, objects, stop);
        if (!located)
            return std::unexpected(located.error());
        placements = std::move(located->placements);
        m_placingNotes = std::move(located->notes);
    }
    std::ranges::move(files, std::back_inserter(placements));
    return placements;
}

/// Where staged blobs stand in the index; history is not asked.
std::vector<Placement> GitSource::stagedPlacements(std::span<const std::uint32_t> blobs) const
{
    std::vector<Placement> placements;
    for (const std::uint32_t blob : blobs) {
        auto at = std::ranges::lower_bound(m_indexFiles, blob, {}, &TreeFile::blob);
        for (; at != m_indexFiles.end() && at->blob == blob; ++at) {
            Placement placement;
            placement.blob = blob;
            placement.object = m_store.hex(blob);
            placement.path = at->path;
            placement.reach = Reach::Index;
            placements.push_back(std::move(placement));
        }
    }
    return placements;
}

Result<std::vector<std::byte>> GitSource::read(std::uint64_t blob, std::uint64_t begin,
                                               std::uint64_t end) const
{
    std::string path;
    {
        const std::scoped_lock lock(m_namesMutex);
        if (const WorktreeFile *file = fileOf(blob))
            path = fullPath(*file);
    }
    if (!path.empty())
        return readFileRange(path, begin, end);
    if (blob >= m_store.count())
        return fail(ErrorKind::NotFound, "no such blob", m_path);
    const auto data = m_store.read(static_cast<std::uint32_t>(blob));
    if (!data)
        return std::unexpected(data.error());
    end = std::min<std::uint64_t>(end, data->bytes.size());
    begin = std::min(begin, end);
    const auto part = data->bytes.subspan(begin, end - begin);
    return std::vector<std::byte>(part.begin(), part.end());
}

} // namespace

bool isGitRepository(const std::string &path)
{
    return git::findLayout(path).has_value();
}

Result<std::unique_ptr<Source>> openGitSource(const std::string &path, const GitOptions &options)
{
    auto layout = git::findLayout(path);
    if (!layout)
        return std::unexpected(layout.error());
    return std::make_unique<GitSource>(path, std::move(*layout), options);
}

} // namespace rekey::sources
