// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sources/coverage.h"
#include "core/sources/gitstore.h"
#include "core/sources/packforest.h"
#include "core/sources/packwalk.h"
#include "core/sources/source.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace rekey::sources::git {

/// Hands blobs on to a visitor that outlives the walk.
class Forwarder final : public BlobVisitor
{
public:
    explicit Forwarder(BlobVisitor &to)
        : m_to(to)
    {
    }
    std::unique_ptr<BlobMemo> visit(const Blob &blob) override { return m_to.visit(blob); }

private:
    BlobVisitor &m_to;
};

/// Gives every object of one kind, or chosen ones, to visitors on several threads: packed ones by
/// their delta trees, loose ones and odd ones one by one. Keeps what it learned of the packs for
/// the next walk over another kind.
class ObjectWalk
{
public:
    using Factory = Source::VisitorFactory;

    struct Options
    {
        ObjectType type = ObjectType::Blob;
        unsigned workers = 1;
        bool useDeltas = true;
        /// Only these object numbers (a flag for each); empty: all of the type.
        std::vector<bool> only;
        /// Only these object numbers, read one by one without looking through the packs: for few.
        std::vector<std::uint32_t> singles;
        bool onlySingles = false;
        /// Things to do before any object, on the workers, in this order.
        std::uint64_t extraCount = 0;
        std::function<void(std::uint64_t index, BlobVisitor &visitor)> extra;
    };

    struct Counts
    {
        std::uint64_t blobs = 0;
        std::uint64_t bytes = 0;
    };

    explicit ObjectWalk(const ObjectStore &store);
    ~ObjectWalk();
    ObjectWalk(const ObjectWalk &) = delete;
    ObjectWalk &operator=(const ObjectWalk &) = delete;

    /// Returns when everything was given or stop was asked. Objects that cannot be read are added
    /// to `skips`. The factory is called on this thread before anything else.
    Counts run(const Options &options, const Factory &visitors, WalkProgress &progress,
               SkipList &skips, const std::stop_token &stop);

    /// Objects of a kind seen in pack headers and loose files; complete after a run.
    [[nodiscard]] std::uint64_t countOf(ObjectType type) const;

private:
    struct Task;
    class Queue;
    struct Shared;

    void readHeaders(const std::stop_token &stop);
    void addPackTasks(Shared &shared);
    void addSingleTasks(Shared &shared);
    void work(Shared &shared, BlobVisitor &visitor);
    void giveLoose(Shared &shared, Feeder &feeder, Inflater &inflater, std::uint32_t index);
    void giveSingle(Shared &shared, Feeder &feeder, std::uint32_t number);
    [[nodiscard]] static bool isWanted(const Options &options, std::uint32_t number);

    const ObjectStore &m_store;
    std::vector<std::unique_ptr<PackHeaders>> m_headers;
    std::vector<std::uint32_t> m_orphans; ///< packed, base in another pack or damaged
    std::vector<ObjectType> m_looseTypes; ///< None until read; each written by one worker
    bool m_read = false;
};

} // namespace rekey::sources::git
