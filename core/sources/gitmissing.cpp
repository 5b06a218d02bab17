// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/gitmissing.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <deque>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace rekey::sources::git {

namespace {

constexpr std::size_t kMostIds = std::size_t{1} << 20;
constexpr std::size_t kSlots = std::size_t{1} << 14;
// git knows them without storing them.
constexpr std::string_view kEmptyTrees[]
    = {"4b825dc642cb6eb9a060e54bf8d69288fbee4904",
       "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"};

/// Object ids are evenly spread already.
struct IdHash
{
    std::size_t operator()(const ObjectId &id) const noexcept
    {
        std::size_t hash = 0;
        std::memcpy(&hash, id.bytes.data(), sizeof hash);
        return hash;
    }
};

using IdSet = std::unordered_set<ObjectId, IdHash>;

/// Gathers what is missing of trees or commits. One per worker.
class Reader final : public BlobVisitor
{
public:
    Reader(const ObjectStore &store, ObjectType type)
        : m_store(store)
        , m_type(type)
        , m_present(kSlots)
    {
    }

    std::unique_ptr<BlobMemo> visit(const Blob &blob) override
    {
        if (m_type == ObjectType::Commit) {
            const auto tree
                = ObjectId::fromHex(headerValue(asText(blob.bytes), "tree"), m_store.hashSize());
            if (tree)
                look(tree->bytes.data(), folders);
            return nullptr;
        }
        TreeReader reader(blob.bytes, m_store.hashSize());
        for (TreeEntry entry; reader.next(entry);) {
            if (!entry.isSubmodule())
                look(entry.id, entry.isTree() ? folders : files);
        }
        return nullptr;
    }

    IdSet files;
    IdSet folders;

private:
    void look(const std::byte *id, IdSet &missing)
    {
        // Versions of a tree share most of their entries.
        std::array<std::uint64_t, 2> head{};
        std::memcpy(head.data(), id, sizeof head);
        auto &slot = m_present[head[0] % kSlots];
        if (slot == head)
            return;
        if (m_store.find(id) != kNone)
            slot = head;
        else if (missing.size() < kMostIds)
            missing.insert(ObjectId::from(id, m_store.hashSize()));
    }

    const ObjectStore &m_store;
    ObjectType m_type;
    std::vector<std::array<std::uint64_t, 2>> m_present; ///< ids found lately
};

} // namespace

Missing countMissing(const ObjectStore &store, ObjectWalk &walk, unsigned workers,
                     const std::stop_token &stop)
{
    IdSet files;
    IdSet folders;
    for (const ObjectType type : {ObjectType::Tree, ObjectType::Commit}) {
        std::deque<Reader> readers;
        const auto factory = [&](unsigned) {
            return std::make_unique<Forwarder>(readers.emplace_back(store, type));
        };
        WalkProgress progress;
        SkipList skips; // the scan itself tells of what cannot be read
        ObjectWalk::Options options;
        options.type = type;
        options.workers = workers;
        options.useDeltas = false;
        walk.run(options, factory, progress, skips, stop);
        for (Reader &reader : readers) {
            files.merge(reader.files);
            folders.merge(reader.folders);
        }
    }
    for (const std::string_view hex : kEmptyTrees) {
        if (const auto id = ObjectId::fromHex(hex, store.hashSize()))
            folders.erase(*id);
    }
    return {files.size(), folders.size(), files.size() >= kMostIds || folders.size() >= kMostIds};
}

} // namespace rekey::sources::git
