// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/gitwalk.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <new>
#include <thread>
#include <utility>

namespace rekey::sources::git {

namespace {

// So many trees from the pack's beginning first: packs begin with the newest objects.
constexpr std::size_t kNewestTrees = 1024;
// Trees that hold more than this share of all work come next, so that none is left for the end.
constexpr std::uint64_t kLargeShare = 200;
constexpr std::size_t kBatch = 16;

} // namespace

struct ObjectWalk::Task
{
    enum class Kind : std::uint8_t
    {
        Extra,
        Tree,
        Loose,
        Single
    };
    Kind kind = Kind::Single;
    std::uint32_t pack = 0;
    std::uint64_t index = 0; ///< of the extra, the root, the loose object, or the object number
};

/// Tasks in the order they were added; workers wait for more until it is closed.
class ObjectWalk::Queue
{
public:
    void add(std::vector<Task> tasks)
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_lists.push_back(std::move(tasks));
        }
        m_more.notify_all();
    }

    void close()
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_closed = true;
        }
        m_more.notify_all();
    }

    /// Up to kBatch tasks; empty at the end.
    [[nodiscard]] std::vector<Task> take()
    {
        std::unique_lock lock(m_mutex);
        while (true) {
            for (; m_list < m_lists.size(); ++m_list, m_next = 0) {
                const auto &list = m_lists[m_list];
                // Few are left: smaller shares keep all workers busy to the end.
                const std::size_t share
                    = std::clamp<std::size_t>((list.size() - m_next) / 8, 1, kBatch);
                const std::size_t end = std::min(m_next + share, list.size());
                if (m_next == end)
                    continue;
                const auto begin = list.begin() + static_cast<std::ptrdiff_t>(m_next);
                m_next = end;
                return {begin, list.begin() + static_cast<std::ptrdiff_t>(end)};
            }
            if (m_closed)
                return {};
            m_more.wait(lock);
        }
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_more;
    std::vector<std::vector<Task>> m_lists; // guarded by m_mutex
    std::size_t m_list = 0; // guarded by m_mutex
    std::size_t m_next = 0; // guarded by m_mutex
    bool m_closed = false; // guarded by m_mutex
};

struct ObjectWalk::Shared
{
    const Options &options;
    WalkProgress &progress;
    SkipList &skips;
    std::stop_token stop;
    Queue queue;
    std::mutex giant;
    std::vector<std::unique_ptr<DeltaForest>> forests;
    std::vector<PackWalker::Part> parts;
    std::mutex countsMutex;
    Counts counts; // guarded by countsMutex
};

ObjectWalk::ObjectWalk(const ObjectStore &store)
    : m_store(store)
    , m_looseTypes(store.looseCount(), ObjectType::None)
{
}

ObjectWalk::~ObjectWalk() = default;

bool ObjectWalk::isWanted(const Options &options, std::uint32_t number)
{
    return number != kNone && (options.only.empty() || options.only[number]);
}

ObjectWalk::Counts ObjectWalk::run(const Options &options, const Factory &visitors,
                                   WalkProgress &progress, SkipList &skips,
                                   const std::stop_token &stop)
{
    Shared shared{options, progress, skips, stop, {}, {}, {}, {}, {}, {}};
    std::vector<std::unique_ptr<BlobVisitor>> owned;
    const unsigned workers = std::max(1U, options.workers);
    for (unsigned i = 0; i < workers; ++i)
        owned.push_back(visitors(i));
    std::vector<Task> extras(options.extraCount);
    for (std::uint64_t i = 0; i < options.extraCount; ++i)
        extras[i] = {Task::Kind::Extra, 0, i};
    shared.queue.add(std::move(extras));
    {
        std::vector<std::jthread> threads;
        for (unsigned i = 0; i < workers; ++i)
            threads.emplace_back([&, i] { work(shared, *owned[i]); });
        if (!options.onlySingles) {
            readHeaders(stop);
            addPackTasks(shared);
        }
        addSingleTasks(shared);
        shared.queue.close();
    }
    return shared.counts;
}

void ObjectWalk::readHeaders(const std::stop_token &stop)
{
    if (m_read)
        return;
    m_headers.clear(); // of a walk that was stopped
    m_orphans.clear();
    for (std::size_t i = 0; i < m_store.packCount() && !stop.stop_requested(); ++i) {
        m_store.pack(i).willNeed();
        m_headers.push_back(std::make_unique<PackHeaders>(m_store.pack(i), stop));
        const PackHeaders &headers = *m_headers.back();
        for (std::uint32_t node = 0; node < headers.count(); ++node) {
            if (headers.type(node) != ObjectType::None)
                continue;
            const std::uint32_t number = m_store.numberAt(i, headers.position(node));
            if (number != kNone)
                m_orphans.push_back(number);
        }
    }
    m_read = !stop.stop_requested();
}

void ObjectWalk::addPackTasks(Shared &shared)
{
    if (!m_read)
        return;
    const Options &options = shared.options;
    shared.forests.resize(m_headers.size());
    shared.parts.resize(m_headers.size());
    for (std::uint32_t i = 0; i < m_headers.size(); ++i) {
        const PackHeaders &headers = *m_headers[i];
        const auto number = [this, &headers, &options, i](std::uint32_t node) {
            if (headers.type(node) != options.type)
                return kNone;
            const std::uint32_t found = m_store.numberAt(i, headers.position(node));
            return isWanted(options, found) ? found : kNone;
        };
        shared.forests[i] = std::make_unique<DeltaForest>(
            headers, [&number](std::uint32_t node) { return number(node) != kNone; });
        const DeltaForest &forest = *shared.forests[i];
        shared.parts[i] = {&headers, &forest, number};

        std::uint64_t total = 0;
        for (const std::uint32_t root : forest.roots())
            total += forest.weight(root);
        shared.progress.blobsTotal += total;
        std::vector<Task> newest;
        std::vector<Task> large;
        std::vector<Task> rest;
        for (const std::uint32_t root : forest.roots()) {
            auto &list = newest.size() < kNewestTrees       ? newest
                : forest.weight(root) > total / kLargeShare ? large
                                                            : rest;
            list.push_back({Task::Kind::Tree, i, root});
        }
        newest.insert(newest.end(), large.begin(), large.end());
        shared.queue.add(std::move(newest));
        shared.queue.add(std::move(rest));
    }
}

void ObjectWalk::addSingleTasks(Shared &shared)
{
    std::vector<Task> tasks;
    for (const std::uint32_t number : shared.options.singles)
        tasks.push_back({Task::Kind::Single, 0, number});
    const bool more = !shared.options.onlySingles;
    for (std::uint32_t i = 0; more && i < m_store.looseCount(); ++i) {
        const ObjectType type = m_looseTypes[i];
        if (isWanted(shared.options, m_store.looseNumber(i))
            && (type == ObjectType::None || type == shared.options.type))
            tasks.push_back({Task::Kind::Loose, 0, i});
    }
    for (const std::uint32_t number : m_orphans) {
        if (more && isWanted(shared.options, number))
            tasks.push_back({Task::Kind::Single, 0, number});
    }
    shared.progress.blobsTotal += tasks.size();
    shared.queue.add(std::move(tasks));
}

void ObjectWalk::work(Shared &shared, BlobVisitor &visitor)
{
    Feeder feeder(visitor, shared.stop);
    Inflater inflater;
    PackWalker walker(feeder, shared.options.useDeltas, shared.giant);
    std::uint64_t blobs = 0;
    std::uint64_t bytes = 0;
    const auto report = [&] {
        shared.progress.blobsDone += feeder.blobs() - std::exchange(blobs, feeder.blobs());
        shared.progress.bytesDone += feeder.bytes() - std::exchange(bytes, feeder.bytes());
    };
    for (auto tasks = shared.queue.take(); !tasks.empty(); tasks = shared.queue.take()) {
        for (const Task &task : tasks) {
            if (shared.stop.stop_requested())
                break;
            const auto index = static_cast<std::uint32_t>(task.index);
            switch (task.kind) {
            case Task::Kind::Extra:
                shared.options.extra(task.index, visitor);
                break;
            case Task::Kind::Tree:
                walker.walk(shared.parts[task.pack], index);
                break;
            case Task::Kind::Loose:
                giveLoose(shared, feeder, inflater, index);
                break;
            case Task::Kind::Single:
                giveSingle(shared, feeder, index);
                break;
            }
            for (const std::uint32_t number : std::exchange(walker.failed(), {}))
                giveSingle(shared, feeder, number);
            report();
        }
    }
    const std::scoped_lock lock(shared.countsMutex);
    shared.counts.blobs += feeder.blobs();
    shared.counts.bytes += feeder.bytes();
}

void ObjectWalk::giveLoose(Shared &shared, Feeder &feeder, Inflater &inflater, std::uint32_t index)
{
    const std::uint32_t number = m_store.looseNumber(index);
    const auto file = LooseFile::open(m_store.loosePath(index), inflater);
    if (!file) {
        giveSingle(shared, feeder, number);
        return;
    }
    m_looseTypes[index] = file->type();
    if (file->type() != shared.options.type) {
        ++shared.progress.blobsDone;
        return;
    }
    if (file->size() <= kWholeBlobBytes) {
        giveSingle(shared, feeder, number);
        return;
    }
    if (!feeder.giveStream(number, file->compressed(), file->headerBytes(), file->size(), inflater)
        && !feeder.stopped())
        shared.skips.addFailed(m_store.hex(number), "damaged object");
}

void ObjectWalk::giveSingle(Shared &shared, Feeder &feeder, std::uint32_t number)
{
    if (feeder.stopped())
        return;
    const auto data = m_store.read(number);
    if (!data) {
        shared.skips.addFailed(m_store.hex(number), data.error().detail);
        ++shared.progress.blobsDone;
    } else if (data->type != shared.options.type) {
        ++shared.progress.blobsDone;
    } else if (data->bytes.size() > kWholeBlobBytes) {
        feeder.givePieces(number, data->bytes);
    } else {
        (void)feeder.give({.number = number, .bytes = data->bytes});
    }
}

std::uint64_t ObjectWalk::countOf(ObjectType type) const
{
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < m_headers.size(); ++i) {
        const PackHeaders &headers = *m_headers[i];
        for (std::uint32_t node = 0; node < headers.count(); ++node) {
            if (headers.type(node) == type && m_store.numberAt(i, headers.position(node)) != kNone)
                ++count;
        }
    }
    for (std::size_t i = 0; i < m_looseTypes.size(); ++i) {
        if (m_looseTypes[i] == type && m_store.looseNumber(i) != kNone)
            ++count;
    }
    return count;
}

} // namespace rekey::sources::git
