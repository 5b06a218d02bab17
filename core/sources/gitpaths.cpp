// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/gitpaths.h"

#include "core/base/text.h"

#include <unordered_map>
#include <utility>

namespace rekey::sources::git {

namespace {

constexpr int kMaxTags = 20;
constexpr int kMaxVisits = 100;
constexpr std::uint64_t kMaxListBytes = std::uint64_t{256} << 20; // of names, in one list
constexpr std::size_t kMaxPathBytes = 16 * 1024;

std::uint32_t named(const ObjectStore &store, std::string_view object, std::string_view key)
{
    const auto id = ObjectId::fromHex(headerValue(object, key), store.hashSize());
    return id ? store.find(id->bytes.data()) : kNone;
}

} // namespace

std::uint32_t peel(const ObjectStore &store, std::uint32_t number)
{
    for (int i = 0; i < kMaxTags && number != kNone; ++i) {
        if (store.readType(number) != ObjectType::Tag)
            return number;
        const auto tag = store.read(number);
        number = tag ? named(store, asText(tag->bytes), "object") : kNone;
    }
    return kNone;
}

std::uint32_t treeOf(const ObjectStore &store, std::uint32_t commit)
{
    const std::uint32_t number = peel(store, commit);
    if (number == kNone)
        return kNone;
    const auto data = store.read(number);
    if (!data)
        return kNone;
    if (data->type == ObjectType::Tree)
        return number;
    return data->type == ObjectType::Commit ? named(store, asText(data->bytes), "tree") : kNone;
}

std::vector<TreeFile> listTree(const ObjectStore &store, std::uint32_t tree,
                               const std::stop_token &stop)
{
    std::vector<TreeFile> files;
    std::unordered_map<std::uint32_t, int> visits;
    std::vector<std::pair<std::uint32_t, std::string>> pending{{tree, std::string()}};
    std::uint64_t listed = 0;
    while (!pending.empty() && !stop.stop_requested()) {
        auto [number, prefix] = std::move(pending.back());
        pending.pop_back();
        // A few bytes of hostile trees make names without end: then each tree counts once, and the
        // front of its path goes.
        const bool full = listed > kMaxListBytes;
        if (number == kNone || ++visits[number] > (full ? 1 : kMaxVisits))
            continue;
        if (full || prefix.size() > kMaxPathBytes)
            prefix = ".../";
        const auto data = store.read(number);
        if (!data || data->type != ObjectType::Tree)
            continue;
        TreeReader reader(data->bytes, store.hashSize());
        for (TreeEntry entry; reader.next(entry);) {
            if (entry.isSubmodule())
                continue;
            const std::uint32_t child = store.find(entry.id);
            if (entry.isTree())
                pending.emplace_back(child, prefix + std::string(entry.name) + '/');
            else if (child != kNone)
                files.push_back({child, prefix + std::string(entry.name)});
            listed += sizeof(TreeFile) + prefix.size() + entry.name.size();
        }
    }
    return files;
}

} // namespace rekey::sources::git
