// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/packdelta.h"

#include <cstring>

namespace rekey::sources::git {

namespace {

using Cursor = std::span<const std::byte>;

std::uint32_t take(Cursor &delta)
{
    const auto value = std::to_integer<std::uint32_t>(delta.front());
    delta = delta.subspan(1);
    return value;
}

std::optional<std::uint64_t> takeSize(Cursor &delta)
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 63; shift += 7) {
        if (delta.empty())
            return std::nullopt;
        const std::uint32_t byte = take(delta);
        value |= std::uint64_t{byte & 0x7f} << shift;
        if ((byte & 0x80) == 0)
            return value;
    }
    return std::nullopt;
}

/// Offset and size of a copy instruction: the set bits of `code` say which of their bytes follow.
bool takeCopy(Cursor &delta, std::uint32_t code, std::uint64_t &offset, std::uint64_t &size)
{
    offset = 0;
    size = 0;
    for (unsigned bit = 0; bit < 7; ++bit) {
        if ((code & (1U << bit)) == 0)
            continue;
        if (delta.empty())
            return false;
        const std::uint64_t byte = take(delta);
        if (bit < 4)
            offset |= byte << (8 * bit);
        else
            size |= byte << (8 * (bit - 4));
    }
    if (size == 0)
        size = 0x10000;
    return true;
}

void addRun(std::vector<CopyRun> &copies, const CopyRun &run)
{
    if (!copies.empty()) {
        CopyRun &last = copies.back();
        if (last.begin + last.size == run.begin && last.baseBegin + last.size == run.baseBegin) {
            last.size += run.size;
            return;
        }
    }
    copies.push_back(run);
}

} // namespace

std::optional<DeltaSizes> deltaSizes(std::span<const std::byte> delta)
{
    Cursor rest = delta;
    const auto base = takeSize(rest);
    if (!base)
        return std::nullopt;
    const auto result = takeSize(rest);
    if (!result)
        return std::nullopt;
    return DeltaSizes{*base, *result, delta.size() - rest.size()};
}

bool applyDelta(std::span<const std::byte> base, std::span<const std::byte> delta,
                const DeltaSizes &sizes, std::span<std::byte> out, std::vector<CopyRun> *copies)
{
    if (copies != nullptr)
        copies->clear();
    if (sizes.base != base.size() || sizes.result != out.size())
        return false;
    Cursor rest = delta.subspan(sizes.headerBytes);
    std::uint64_t at = 0;
    while (!rest.empty()) {
        const std::uint32_t code = take(rest);
        std::uint64_t offset = 0;
        std::uint64_t size = code;
        const bool copy = (code & 0x80) != 0;
        if (copy && !takeCopy(rest, code, offset, size))
            return false;
        const Cursor from = copy ? base : rest;
        if (size == 0 || size > out.size() - at || offset > from.size()
            || size > from.size() - offset)
            return false;
        std::memcpy(out.data() + at, from.data() + offset, size);
        if (!copy)
            rest = rest.subspan(size);
        else if (copies != nullptr)
            addRun(*copies, {at, offset, size});
        at += size;
    }
    return at == out.size();
}

} // namespace rekey::sources::git
