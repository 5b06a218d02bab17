// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sources/coverage.h"
#include "core/sources/gitloose.h"
#include "core/sources/gitobject.h"
#include "core/sources/packfile.h"
#include "core/sources/packforest.h"

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <vector>

namespace rekey::sources::git {

/// An object's kind and content.
struct ObjectData
{
    ObjectType type = ObjectType::None;
    std::shared_ptr<const Buffer> buffer;
    std::span<const std::byte> bytes; ///< inside `buffer`
};

/// The most that is held in memory of one object. Git itself stores nothing larger as a delta
/// (core.bigFileThreshold); what is no delta goes through in pieces, however large.
inline constexpr std::uint64_t kMaxObjectBytes = std::uint64_t{512} << 20;

/// The objects of a repository and its alternates: every pack and every loose object, each name
/// once, numbered in the order of the names. Reads any object; after opening, const functions are
/// safe on any thread.
class ObjectStore
{
public:
    /// Packs and alternates that cannot be read become skips; there is always a store.
    ObjectStore(const std::string &objectsFolder, std::size_t hashSize, SkipList &skips);
    ~ObjectStore();
    ObjectStore(const ObjectStore &) = delete;
    ObjectStore &operator=(const ObjectStore &) = delete;

    [[nodiscard]] std::size_t hashSize() const { return m_hashSize; }
    [[nodiscard]] std::uint32_t count() const { return static_cast<std::uint32_t>(m_refs.size()); }
    [[nodiscard]] const std::byte *id(std::uint32_t number) const;
    [[nodiscard]] std::string hex(std::uint32_t number) const;
    /// kNone when there is no such object.
    [[nodiscard]] std::uint32_t find(const std::byte *id) const;

    /// Errors: Malformed, Io, NotFound, TooBig. Keeps recently used delta bases.
    [[nodiscard]] Result<ObjectData> read(std::uint32_t number) const;
    /// The object's kind from its headers; None when that fails.
    [[nodiscard]] ObjectType readType(std::uint32_t number) const;

    [[nodiscard]] std::size_t packCount() const { return m_packs.size(); }
    [[nodiscard]] const PackFile &pack(std::size_t index) const { return m_packs[index]; }
    /// Object number of a pack's position; kNone when another copy of the object counts.
    [[nodiscard]] std::uint32_t numberAt(std::size_t pack, std::uint32_t position) const;
    [[nodiscard]] std::size_t looseCount() const { return m_loose.size(); }
    /// Object number of a loose object; kNone when a packed copy counts.
    [[nodiscard]] std::uint32_t looseNumber(std::size_t index) const
    {
        return m_looseNumbers[index];
    }
    [[nodiscard]] std::string loosePath(std::size_t index) const;
    [[nodiscard]] bool hasPromisorPacks() const { return m_promisor; }
    [[nodiscard]] const std::vector<std::string> &folders() const { return m_folders; }

private:
    struct Ref
    {
        std::uint32_t pack = 0; ///< kLoosePack: `position` counts in m_loose
        std::uint32_t position = 0;
    };
    struct Cache;

    void addFolder(const std::string &folder, int depth, SkipList &skips);
    void addPacks(const std::string &folder, SkipList &skips);
    void merge();
    void buildTables();
    [[nodiscard]] const std::byte *idOf(const Ref &ref) const;
    [[nodiscard]] Result<ObjectData> readLoose(std::uint32_t index) const;
    [[nodiscard]] Result<ObjectData> readPacked(std::uint32_t pack, std::uint64_t offset,
                                                int depth) const;
    [[nodiscard]] Result<ObjectData> readOtherCopy(std::uint32_t number, Error error) const;

    std::size_t m_hashSize;
    std::vector<std::string> m_folders;
    std::vector<PackFile> m_packs;
    std::vector<LooseObject> m_loose; ///< sorted by name, each once
    std::vector<std::uint32_t> m_looseNumbers;
    std::vector<Ref> m_refs;
    std::vector<std::vector<std::uint32_t>>
        m_numbers; ///< per pack; empty when the same as position
    std::vector<std::uint32_t> m_starts; ///< first number of each equal share of the names
    bool m_promisor = false;
    std::unique_ptr<Cache> m_cache;
};

} // namespace rekey::sources::git
