// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/feed.h"
#include "core/sources/filesource.h"

#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <thread>
#include <utility>

namespace rekey::sources {

namespace {

constexpr int kPollMs = 100;

/// Memory for somebody's text: taken from the system as it is written to, kept out of core dumps,
/// locked as far as the system allows, overwritten when it goes.
class TextBuffer
{
public:
    explicit TextBuffer(std::size_t capacity)
    {
        if (capacity == 0)
            return;
        void *memory
            = ::mmap(nullptr, capacity, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED)
            std::abort();
        m_bytes = {static_cast<std::byte *>(memory), capacity};
#ifdef __linux__
        ::madvise(memory, capacity, MADV_DONTDUMP);
        ::mlock2(memory, capacity, MLOCK_ONFAULT);
#endif
    }
    ~TextBuffer()
    {
        if (m_bytes.empty())
            return;
        explicit_bzero(m_bytes.data(), m_used);
        ::munmap(m_bytes.data(), m_bytes.size());
    }
    TextBuffer(const TextBuffer &) = delete;
    TextBuffer &operator=(const TextBuffer &) = delete;

    [[nodiscard]] std::span<std::byte> bytes() { return m_bytes; }
    [[nodiscard]] std::span<const std::byte> bytes() const { return m_bytes; }
    /// Tells how much from the start has ever been written, which is what is overwritten at the
    /// end.
    void setUsed(std::size_t size) { m_used = std::max(m_used, size); }

private:
    std::span<std::byte> m_bytes;
    std::size_t m_used = 0;
};

Placement textPlacement(const std::string &name)
{
    Placement placement;
    placement.path = name;
    placement.reach = Reach::Text;
    return placement;
}

/// What text and streams share: one blob, numbered 0, placed at the name.
class OneBlobSource : public Source
{
public:
    explicit OneBlobSource(std::string name)
        : m_name(std::move(name))
    {
    }

    [[nodiscard]] std::string name() const override { return m_name; }

    [[nodiscard]] std::optional<Placement> peek(std::uint64_t) const override
    {
        return textPlacement(m_name);
    }

    [[nodiscard]] Result<std::vector<Placement>> locate(std::span<const std::uint64_t> blobs,
                                                        WalkProgress &, std::stop_token) override
    {
        if (blobs.empty())
            return std::vector<Placement>{};
        return std::vector{textPlacement(m_name)};
    }

protected:
    [[nodiscard]] Coverage coverage(std::string kind, const WalkProgress &progress) const
    {
        Coverage coverage;
        coverage.source = m_name;
        coverage.kind = std::move(kind);
        coverage.blobs = progress.blobsDone;
        coverage.bytes = progress.bytesDone;
        return coverage;
    }

    [[nodiscard]] static Result<std::vector<std::byte>>
    slice(std::span<const std::byte> bytes, std::uint64_t begin, std::uint64_t end)
    {
        end = std::min<std::uint64_t>(end, bytes.size());
        begin = std::min(begin, end);
        return std::vector(bytes.begin() + static_cast<std::ptrdiff_t>(begin),
                           bytes.begin() + static_cast<std::ptrdiff_t>(end));
    }

    std::string m_name;
};

class TextSource final : public OneBlobSource
{
public:
    TextSource(std::string name, std::span<const std::byte> text)
        : OneBlobSource(std::move(name))
        , m_text(text.size())
    {
        std::ranges::copy(text, m_text.bytes().begin());
        m_text.setUsed(text.size());
    }

    [[nodiscard]] Result<Coverage> walk(const WalkOptions &, const VisitorFactory &visitors,
                                        WalkProgress &progress, std::stop_token stop) override
    {
        progress.phase = WalkProgress::Phase::Scanning;
        progress.blobsTotal = 1;
        const auto visitor = visitors(0);
        bool through = false;
        std::jthread([&] {
            through = feed(*visitor, 0, std::as_const(m_text).bytes(), progress, stop);
        }).join();
        Coverage result = coverage("text", progress);
        result.complete = through;
        return result;
    }

    [[nodiscard]] Result<std::vector<std::byte>> read(std::uint64_t, std::uint64_t begin,
                                                      std::uint64_t end) const override
    {
        return slice(m_text.bytes(), begin, end);
    }

private:
    TextBuffer m_text;
};

/// Holds one piece at a time. The first stays when it is all there was, so that its context can be
/// read later; of a longer stream nothing is kept.
class StreamSource final : public OneBlobSource
{
public:
    StreamSource(std::string name, int file)
        : OneBlobSource(std::move(name))
        , m_file(file)
    {
    }

    [[nodiscard]] Result<Coverage> walk(const WalkOptions &, const VisitorFactory &visitors,
                                        WalkProgress &progress, std::stop_token stop) override
    {
        progress.phase = WalkProgress::Phase::Scanning;
        const auto visitor = visitors(0);
        Result<bool> through = false;
        std::jthread([&] { through = feedStream(*visitor, progress, stop); }).join();
        if (!through)
            return std::unexpected(through.error());
        Coverage result = coverage("standard input", progress);
        result.complete = *through;
        return result;
    }

    [[nodiscard]] Result<std::vector<std::byte>> read(std::uint64_t, std::uint64_t begin,
                                                      std::uint64_t end) const override
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_kept)
            return fail(ErrorKind::NotFound, "a stream this long is not kept; scan it as a file",
                        m_name);
        return slice(std::as_const(*m_buffer).bytes().first(m_size), begin, end);
    }

private:
    Result<bool> feedStream(BlobVisitor &visitor, WalkProgress &progress,
                            const std::stop_token &stop)
    {
        auto buffer = std::make_unique<TextBuffer>(kWholeBlobBytes);
        std::uint64_t offset = 0; // of buffer[0] in the stream
        std::size_t size = 0;
        while (!stop.stop_requested()) {
            const auto count = fill(buffer->bytes().subspan(size), stop);
            if (!count)
                return std::unexpected(count.error());
            size += *count;
            buffer->setUsed(size);
            const bool last = size < buffer->bytes().size();
            (void)visitor.visit({.number = 0,
                                 .bytes = buffer->bytes().first(size),
                                 .offset = offset,
                                 .last = last});
            progress.bytesDone = offset + size;
            if (last) {
                ++progress.blobsDone;
                keep(std::move(buffer), size, offset == 0);
                return !stop.stop_requested();
            }
            const std::size_t overlap = kPieceOverlapBytes;
            std::memmove(buffer->bytes().data(), buffer->bytes().data() + size - overlap, overlap);
            offset += size - overlap;
            size = overlap;
        }
        return false;
    }

    /// Reads until the span is full or the stream ends.
    Result<std::size_t> fill(std::span<std::byte> bytes, const std::stop_token &stop) const
    {
        std::size_t done = 0;
        while (done < bytes.size() && !stop.stop_requested()) {
            pollfd waiting{m_file, POLLIN, 0};
            if (::poll(&waiting, 1, kPollMs) == 0)
                continue; // so that a scan of a silent pipe can be stopped
            const ssize_t count = ::read(m_file, bytes.data() + done, bytes.size() - done);
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0)
                return fail(ErrorKind::Io, std::strerror(errno), m_name);
            if (count == 0)
                break;
            done += static_cast<std::size_t>(count);
        }
        return done;
    }

    void keep(std::unique_ptr<TextBuffer> buffer, std::size_t size, bool whole)
    {
        const std::scoped_lock lock(m_mutex);
        m_kept = whole;
        if (whole) {
            m_buffer = std::move(buffer);
            m_size = size;
        }
    }

    int m_file;
    mutable std::mutex m_mutex;
    std::unique_ptr<TextBuffer> m_buffer; ///< guarded by m_mutex
    std::size_t m_size = 0; ///< guarded by m_mutex
    bool m_kept = false; ///< guarded by m_mutex
};

} // namespace

std::unique_ptr<Source> makeTextSource(std::string name, std::span<const std::byte> text)
{
    return std::make_unique<TextSource>(std::move(name), text);
}

std::unique_ptr<Source> makeStreamSource(std::string name, int fileDescriptor)
{
    return std::make_unique<StreamSource>(std::move(name), fileDescriptor);
}

} // namespace rekey::sources
