// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/gitstore.h"

#include "core/sources/gitfiles.h"
#include "core/sources/packdelta.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <limits>
#include <utility>

namespace rekey::sources::git {

namespace {

constexpr std::uint32_t kLoosePack = kNone;
constexpr int kMaxAlternates = 5; // as deep as git goes
constexpr int kMaxForeignBases = 50;
constexpr std::size_t kMaxChain = 20'000;
constexpr std::size_t kCacheBytes = std::size_t{24} << 20;
constexpr std::size_t kMostCachedBytes = kCacheBytes / 4;

Inflater &threadInflater()
{
    thread_local Inflater inflater;
    return inflater;
}

std::uint32_t startOfName(const std::byte *id)
{
    std::uint32_t value = 0;
    std::memcpy(&value, id, sizeof value);
    return __builtin_bswap32(value);
}

Error damaged(const std::string &path)
{
    return {ErrorKind::Malformed, "damaged object", path};
}

std::unexpected<Error> tooBig(const std::string &path)
{
    return fail(ErrorKind::TooBig, "object is too big to hold in memory", path);
}

} // namespace

/// Recently read packed objects by place, oldest thrown out first.
struct ObjectStore::Cache
{
    struct Key
    {
        std::uint32_t pack = 0;
        std::uint64_t offset = 0;
        bool operator==(const Key &) const = default;
    };
    struct Hash
    {
        std::size_t operator()(const Key &key) const
        {
            return (key.offset ^ (std::uint64_t{key.pack} << 40)) * 0x9e3779b97f4a7c15ULL;
        }
    };
    using Item = std::pair<Key, ObjectData>;

    std::mutex mutex;
    std::list<Item> items; // guarded by mutex, newest first
    std::unordered_map<Key, std::list<Item>::iterator, Hash> places; // guarded by mutex
    std::size_t bytes = 0; // guarded by mutex

    std::optional<ObjectData> get(const Key &key)
    {
        const std::scoped_lock lock(mutex);
        const auto found = places.find(key);
        if (found == places.end())
            return std::nullopt;
        items.splice(items.begin(), items, found->second);
        return items.front().second;
    }

    void put(const Key &key, const ObjectData &data)
    {
        if (data.bytes.size() > kMostCachedBytes)
            return;
        const std::scoped_lock lock(mutex);
        if (places.contains(key))
            return;
        items.emplace_front(key, data);
        places[key] = items.begin();
        bytes += data.bytes.size();
        while (bytes > kCacheBytes) {
            bytes -= items.back().second.bytes.size();
            places.erase(items.back().first);
            items.pop_back();
        }
    }
};

ObjectStore::ObjectStore(const std::string &objectsFolder, std::size_t hashSize, SkipList &skips)
    : m_hashSize(hashSize)
    , m_cache(std::make_unique<Cache>())
{
    addFolder(objectsFolder, 0, skips);
    merge();
    buildTables();
}

ObjectStore::~ObjectStore() = default;

void ObjectStore::addFolder(const std::string &folder, int depth, SkipList &skips)
{
    std::error_code code;
    const std::string real = std::filesystem::weakly_canonical(folder, code).string();
    if (std::ranges::find(m_folders, real) != m_folders.end())
        return;
    if (!isFolder(folder)) {
        skips.addFailed(folder, depth == 0 ? "objects folder is missing" : "alternate is missing");
        return;
    }
    if (depth > kMaxAlternates) {
        skips.addFailed(folder, "alternates nested too deeply");
        return;
    }
    m_folders.push_back(real);
    const auto index = static_cast<std::uint32_t>(m_folders.size() - 1);
    addPacks(real, skips);
    for (const ObjectId &id : listLoose(real, m_hashSize))
        m_loose.push_back({id, index});
    const std::string alternates = readSmallFile(real + "/info/alternates");
    for (std::size_t at = 0; at < alternates.size();) {
        const std::size_t end = std::min(alternates.find('\n', at), alternates.size());
        const std::string line(trimmedLine(std::string_view(alternates).substr(at, end - at)));
        at = end + 1;
        if (line.empty() || line.starts_with('#'))
            continue;
        addFolder(line.starts_with('/') ? line : real + '/' + line, depth + 1, skips);
    }
}

void ObjectStore::addPacks(const std::string &folder, SkipList &skips)
{
    std::vector<std::string> indexes;
    std::vector<std::string> packs;
    std::error_code code;
    std::filesystem::directory_iterator it(folder + "/pack", code);
    for (; !code && it != std::filesystem::directory_iterator(); it.increment(code)) {
        const std::string name = it->path().string();
        if (name.ends_with(".idx"))
            indexes.push_back(name);
        else if (name.ends_with(".pack"))
            packs.push_back(name);
        m_promisor = m_promisor || name.ends_with(".promisor");
    }
    std::ranges::sort(indexes);
    for (const std::string &pack : packs) {
        if (!std::ranges::binary_search(indexes, pack.substr(0, pack.size() - 5) + ".idx"))
            skips.addFailed(pack, "pack without an index (git index-pack makes one)");
    }
    for (const std::string &index : indexes) {
        auto pack = PackFile::open(index, m_hashSize);
        if (pack)
            m_packs.push_back(std::move(*pack));
        else
            skips.addFailed(pack.error().where, pack.error().detail);
    }
}

const std::byte *ObjectStore::idOf(const Ref &ref) const
{
    return ref.pack == kLoosePack ? m_loose[ref.position].id.bytes.data()
                                  : m_packs[ref.pack].id(ref.position);
}

/// Merges the sorted name lists of packs and loose objects, smallest first; of equal names the one
/// in the first pack stays, a loose one goes.
void ObjectStore::merge()
{
    std::ranges::sort(m_loose, {}, &LooseObject::id);
    const auto same = std::ranges::unique(m_loose, {}, &LooseObject::id);
    m_loose.erase(same.begin(), same.end());

    std::vector<std::vector<Ref>> lists;
    const auto addList = [&lists](std::uint32_t pack, std::size_t count) {
        auto &list = lists.emplace_back(count);
        for (std::uint32_t i = 0; i < count; ++i)
            list[i] = {pack, i};
    };
    for (std::uint32_t i = 0; i < m_packs.size(); ++i)
        addList(i, m_packs[i].count());
    addList(kLoosePack, m_loose.size());
    const auto less = [this](const Ref &a, const Ref &b) {
        const int order = std::memcmp(idOf(a), idOf(b), m_hashSize);
        return order != 0 ? order < 0 : a.pack < b.pack;
    };
    while (lists.size() > 1) {
        std::ranges::sort(lists, std::greater(), &std::vector<Ref>::size);
        const std::vector<Ref> a = std::move(lists.back());
        lists.pop_back();
        std::vector<Ref> &b = lists.back();
        if (a.empty())
            continue;
        std::vector<Ref> merged(a.size() + b.size());
        std::ranges::merge(a, b, merged.begin(), less);
        b = std::move(merged);
    }
    m_refs = std::move(lists.front());
    const auto twice = std::ranges::unique(m_refs, [this](const Ref &a, const Ref &b) {
        return std::memcmp(idOf(a), idOf(b), m_hashSize) == 0;
    });
    m_refs.erase(twice.begin(), twice.end());
}

void ObjectStore::buildTables()
{
    m_looseNumbers.assign(m_loose.size(), kNone);
    const bool onePack = m_packs.size() == 1 && m_refs.size() == m_packs[0].count();
    m_numbers.resize(m_packs.size());
    for (std::size_t i = 0; i < m_packs.size() && !onePack; ++i)
        m_numbers[i].assign(m_packs[i].count(), kNone);
    const std::uint64_t shares = m_refs.size() / 4 + 1;
    m_starts.assign(shares + 1, count());
    for (std::uint32_t number = count(); number-- > 0;) {
        const Ref ref = m_refs[number];
        m_starts[(std::uint64_t{startOfName(idOf(ref))} * shares) >> 32] = number;
        if (ref.pack == kLoosePack)
            m_looseNumbers[ref.position] = number;
        else if (!onePack)
            m_numbers[ref.pack][ref.position] = number;
    }
    for (std::size_t i = m_starts.size() - 1; i-- > 0;)
        m_starts[i] = std::min(m_starts[i], m_starts[i + 1]);
}

const std::byte *ObjectStore::id(std::uint32_t number) const
{
    return idOf(m_refs[number]);
}

std::string ObjectStore::hex(std::uint32_t number) const
{
    return ObjectId::from(id(number), m_hashSize).hex(m_hashSize);
}

std::uint32_t ObjectStore::find(const std::byte *id) const
{
    const std::uint64_t shares = m_starts.size() - 1;
    const std::size_t share = (std::uint64_t{startOfName(id)} * shares) >> 32;
    std::uint32_t low = m_starts[share];
    std::uint32_t high = m_starts[share + 1];
    while (low < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        const int order = std::memcmp(idOf(m_refs[middle]), id, m_hashSize);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return kNone;
}

std::uint32_t ObjectStore::numberAt(std::size_t pack, std::uint32_t position) const
{
    return m_numbers[pack].empty() ? position : m_numbers[pack][position];
}

std::string ObjectStore::loosePath(std::size_t index) const
{
    return git::loosePath(m_folders[m_loose[index].folder], m_loose[index].id, m_hashSize);
}

Result<ObjectData> ObjectStore::readLoose(std::uint32_t index) const
{
    try {
        const auto file = LooseFile::open(loosePath(index), threadInflater());
        if (!file)
            return std::unexpected(file.error());
        if (file->size() > kMaxObjectBytes)
            return tooBig(loosePath(index));
        auto buffer = std::make_shared<Buffer>();
        if (!file->inflate(threadInflater(), *buffer))
            return std::unexpected(damaged(loosePath(index)));
        ObjectData data{file->type(), buffer, {}};
        data.bytes = buffer->bytes().subspan(file->headerBytes());
        return data;
    } catch (const std::bad_alloc &) {
        return fail(ErrorKind::TooBig, "not enough memory for an object", loosePath(index));
    }
}

Result<ObjectData> ObjectStore::read(std::uint32_t number) const
{
    if (number >= count())
        return fail(ErrorKind::NotFound, "no such object");
    const Ref ref = m_refs[number];
    auto data = ref.pack == kLoosePack
        ? readLoose(ref.position)
        : readPacked(ref.pack, m_packs[ref.pack].offset(ref.position), 0);
    return data ? data : readOtherCopy(number, data.error());
}

/// A damaged object may have a sound copy in another pack or loose.
Result<ObjectData> ObjectStore::readOtherCopy(std::uint32_t number, Error error) const
{
    const Ref ref = m_refs[number];
    for (std::uint32_t i = 0; i < m_packs.size(); ++i) {
        const auto position = i == ref.pack ? std::nullopt : m_packs[i].find(id(number));
        if (!position)
            continue;
        if (auto data = readPacked(i, m_packs[i].offset(*position), 0))
            return data;
    }
    const auto loose = std::ranges::lower_bound(m_loose, ObjectId::from(id(number), m_hashSize), {},
                                                &LooseObject::id);
    if (ref.pack != kLoosePack && loose != m_loose.end()
        && std::memcmp(loose->id.bytes.data(), id(number), m_hashSize) == 0) {
        if (auto data = readLoose(static_cast<std::uint32_t>(loose - m_loose.begin())))
            return data;
    }
    return std::unexpected(std::move(error));
}

Result<ObjectData> ObjectStore::readPacked(std::uint32_t pack, std::uint64_t offset,
                                           int depth) const
{
    const PackFile &file = m_packs[pack];
    const auto bad = [&file] { return std::unexpected(damaged(file.path())); };
    std::vector<std::pair<std::uint64_t, PackEntry>> chain; // wanted object first
    std::optional<ObjectData> base;
    try {
        while (!base) {
            base = m_cache->get({pack, offset});
            if (base)
                break;
            const auto entry = file.entry(offset);
            if (!entry || chain.size() > kMaxChain)
                return bad();
            chain.emplace_back(offset, *entry);
            if (!isDelta(entry->type))
                break;
            if (entry->type == ObjectType::OfsDelta) {
                offset = entry->base;
            } else if (const auto position = file.find(entry->baseId)) {
                offset = file.offset(*position);
            } else {
                const std::uint32_t number = find(entry->baseId);
                if (number == kNone || depth > kMaxForeignBases)
                    return fail(ErrorKind::NotFound, "the base of a delta is missing", file.path());
                const Ref ref = m_refs[number];
                auto foreign = ref.pack == kLoosePack
                    ? readLoose(ref.position)
                    : readPacked(ref.pack, m_packs[ref.pack].offset(ref.position), depth + 1);
                if (!foreign)
                    return foreign;
                base = std::move(*foreign);
            }
        }
        Inflater &inflater = threadInflater();
        for (; !chain.empty(); chain.pop_back()) {
            const auto &[at, entry] = chain.back();
            const auto in = file.data(entry.data, file.dataEnd());
            if (!plausibleSize(in.size(), entry.size))
                return bad();
            if (entry.size > kMaxObjectBytes)
                return tooBig(file.path());
            auto buffer = std::make_shared<Buffer>();
            buffer->resize(entry.size);
            if (!inflater.inflate(in, buffer->writable()))
                return bad();
            if (isDelta(entry.type)) {
                const auto sizes = deltaSizes(buffer->bytes());
                if (!sizes)
                    return bad();
                if (sizes->result > kMaxObjectBytes)
                    return tooBig(file.path());
                auto result = std::make_shared<Buffer>();
                result->resize(sizes->result);
                if (!applyDelta(base->bytes, buffer->bytes(), *sizes, result->writable(), nullptr))
                    return bad();
                buffer = std::move(result);
            }
            const ObjectType type = isDelta(entry.type) ? base->type : entry.type;
            base = ObjectData{type, buffer, buffer->bytes()};
            m_cache->put({pack, at}, *base);
        }
    } catch (const std::bad_alloc &) {
        return fail(ErrorKind::TooBig, "not enough memory for an object", file.path());
    }
    return std::move(*base);
}

ObjectType ObjectStore::readType(std::uint32_t number) const
{
    for (int depth = 0; depth < kMaxForeignBases && number != kNone; ++depth) {
        const Ref ref = m_refs[number];
        if (ref.pack == kLoosePack) {
            const auto file = LooseFile::open(loosePath(ref.position), threadInflater());
            return file ? file->type() : ObjectType::None;
        }
        const PackFile &file = m_packs[ref.pack];
        auto entry = file.entry(file.offset(ref.position));
        std::size_t steps = 0;
        number = kNone;
        while (entry && isDelta(entry->type) && ++steps < kMaxChain) {
            if (entry->type == ObjectType::OfsDelta) {
                entry = file.entry(entry->base);
            } else if (const auto position = file.find(entry->baseId)) {
                entry = file.entry(file.offset(*position));
            } else {
                number = find(entry->baseId);
                break;
            }
        }
        if (number == kNone)
            return entry && !isDelta(entry->type) ? entry->type : ObjectType::None;
    }
    return ObjectType::None;
}

} // namespace rekey::sources::git
