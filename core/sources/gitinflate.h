// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>

namespace rekey::sources::git {

/// Decompresses zlib streams whose inflated size is known. One per thread; holds 10 KB or so.
class Inflater
{
public:
    Inflater();
    ~Inflater();
    Inflater(const Inflater &) = delete;
    Inflater &operator=(const Inflater &) = delete;

    /// Fills `out` from the stream that starts at `in`; bytes after its end are ignored. False
    /// when the stream is damaged or inflates to another size.
    [[nodiscard]] bool inflate(std::span<const std::byte> in, std::span<std::byte> out);

    /// As much of the beginning as fits in `out`; the number of bytes written, 0 when damaged.
    [[nodiscard]] std::size_t inflateStart(std::span<const std::byte> in, std::span<std::byte> out);

    /// Content of `size` bytes after `skip` bytes, in pieces of at most `pieceBytes`, each but
    /// the first beginning with the last `overlapBytes` of the one before. `take(bytes, offset,
    /// last)` returns false to stop. False when damaged or stopped.
    using Take = std::function<bool(std::span<const std::byte>, std::uint64_t, bool)>;
    [[nodiscard]] bool inflatePieces(std::span<const std::byte> in, std::uint64_t skip,
                                     std::uint64_t size, std::size_t pieceBytes,
                                     std::size_t overlapBytes, const Take &take);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Could a zlib stream of `packed` bytes inflate to `size`? Deflate gives at most 1032:1.
[[nodiscard]] constexpr bool plausibleSize(std::uint64_t packed, std::uint64_t size)
{
    return size / 1040 <= packed;
}

} // namespace rekey::sources::git
