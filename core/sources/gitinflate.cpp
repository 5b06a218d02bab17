// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/gitinflate.h"

#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <new>
#include <vector>

namespace rekey::sources::git {

namespace {

/// zlib's own state, made when first needed.
class Stream
{
public:
    ~Stream()
    {
        if (m_open)
            ::inflateEnd(&m_stream);
    }
    Stream() = default;
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;

    [[nodiscard]] bool start(std::span<const std::byte> in)
    {
        m_in = in;
        m_stream.avail_in = 0;
        m_ended = false;
        const int code = m_open ? ::inflateReset(&m_stream) : ::inflateInit(&m_stream);
        m_open = m_open || code == Z_OK;
        return code == Z_OK;
    }

    /// Fills as much of `out` as the stream gives; the count, or nothing when it is damaged.
    [[nodiscard]] bool read(std::span<std::byte> out, std::size_t &count)
    {
        constexpr std::size_t most = std::numeric_limits<uInt>::max();
        count = 0;
        while (count < out.size() && !m_ended) {
            if (m_stream.avail_in == 0) {
                const std::size_t share = std::min(m_in.size(), most);
                // zlib's interface is not const-correct; it does not write there.
                m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<std::byte *>(m_in.data()));
                m_stream.avail_in = static_cast<uInt>(share);
                m_in = m_in.subspan(share);
            }
            const std::size_t room = std::min(out.size() - count, most);
            m_stream.next_out = reinterpret_cast<Bytef *>(out.data() + count);
            m_stream.avail_out = static_cast<uInt>(room);
            const int code = ::inflate(&m_stream, Z_NO_FLUSH);
            count += room - m_stream.avail_out;
            if (code == Z_STREAM_END)
                m_ended = true;
            else if (code != Z_OK)
                return false;
        }
        return true;
    }

private:
    z_stream m_stream{};
    std::span<const std::byte> m_in;
    bool m_open = false;
    bool m_ended = false;
};

} // namespace

struct Inflater::State
{
    libdeflate_decompressor *fast = libdeflate_alloc_decompressor();
    Stream stream;

    State()
    {
        if (fast == nullptr)
            throw std::bad_alloc();
    }
    ~State() { libdeflate_free_decompressor(fast); }
    State(const State &) = delete;
    State &operator=(const State &) = delete;
};

Inflater::Inflater()
    : m_state(std::make_unique<State>())
{
}

Inflater::~Inflater() = default;

bool Inflater::inflate(std::span<const std::byte> in, std::span<std::byte> out)
{
    std::byte nothing{};
    std::size_t used = 0;
    std::size_t written = 0;
    const auto result = libdeflate_zlib_decompress_ex(m_state->fast, in.data(), in.size(),
                                                      out.empty() ? &nothing : out.data(),
                                                      out.size(), &used, &written);
    return result == LIBDEFLATE_SUCCESS && written == out.size();
}

std::size_t Inflater::inflateStart(std::span<const std::byte> in, std::span<std::byte> out)
{
    std::size_t count = 0;
    if (!m_state->stream.start(in) || (!m_state->stream.read(out, count) && count == 0))
        return 0;
    return count;
}

bool Inflater::inflatePieces(std::span<const std::byte> in, std::uint64_t skip, std::uint64_t size,
                             std::size_t pieceBytes, std::size_t overlapBytes, const Take &take)
{
    std::vector<std::byte> piece(pieceBytes);
    std::size_t count = 0;
    if (!m_state->stream.start(in) || !m_state->stream.read(std::span(piece).first(skip), count)
        || count != skip)
        return false;
    std::size_t kept = 0; // overlap at the front of `piece`
    std::uint64_t done = 0; // content read so far
    while (true) {
        const std::size_t wanted = std::min<std::uint64_t>(pieceBytes - kept, size - done);
        if (!m_state->stream.read(std::span(piece).subspan(kept, wanted), count) || count != wanted)
            return false;
        done += count;
        const bool last = done == size;
        if (!take(std::span(piece).first(kept + count), done - count - kept, last))
            return false;
        if (last)
            return true;
        const std::size_t whole = kept + count;
        kept = std::min(overlapBytes, whole);
        std::memmove(piece.data(), piece.data() + whole - kept, kept);
    }
}

} // namespace rekey::sources::git
