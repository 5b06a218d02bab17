// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/handoverpack.h"

#include "core/base/text.h"
#include "core/report/jsonreader.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

namespace rekey::report {

namespace {

constexpr std::string_view kMagic = "REKEYHO1";
constexpr std::size_t kKeySize = crypto_secretstream_xchacha20poly1305_KEYBYTES;
constexpr std::size_t kHeaderSize = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t kExtra = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t kMostMessage = 16U << 20;

using Length = std::array<char, 4>;

Length lengthBytes(std::size_t size)
{
    Length bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>((size >> (8 * i)) & 0xff);
    return bytes;
}

std::size_t lengthOf(const char *bytes)
{
    std::size_t size = 0;
    for (std::size_t i = 0; i < sizeof(Length); ++i)
        size |= std::size_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    return size;
}

/// The cipher's state, wiped with the rest.
class Stream
{
public:
    ~Stream() { sodium_memzero(&m_state, sizeof m_state); }
    Stream() = default;
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;

    crypto_secretstream_xchacha20poly1305_state *get() { return &m_state; }

private:
    crypto_secretstream_xchacha20poly1305_state m_state{};
};

unsigned char *raw(std::byte *bytes)
{
    return reinterpret_cast<unsigned char *>(bytes);
}

const unsigned char *raw(const std::byte *bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes);
}

class Writer
{
public:
    Writer(std::ostream &out, const PublicKey &receiver)
        : m_out(out)
    {
        secret::SecretBytes key(kKeySize);
        crypto_secretstream_xchacha20poly1305_keygen(raw(key.bytes().data()));
        std::array<std::byte, kKeySize + crypto_box_SEALBYTES> box{};
        const std::span<const std::byte> plain = key.bytes();
        crypto_box_seal(raw(box.data()), raw(plain.data()), plain.size(),
                        raw(receiver.bytes.data()));
        std::array<std::byte, kHeaderSize> header{};
        crypto_secretstream_xchacha20poly1305_init_push(m_stream.get(), raw(header.data()),
                                                        raw(plain.data()));
        m_out << kMagic << asText(box) << asText(header);
    }

    void message(std::span<const std::byte> plain, unsigned char tag)
    {
        std::vector<std::byte> sealed(plain.size() + kExtra);
        crypto_secretstream_xchacha20poly1305_push(m_stream.get(), raw(sealed.data()), nullptr,
                                                   raw(plain.data()), plain.size(), nullptr, 0,
                                                   tag);
        const Length length = lengthBytes(sealed.size());
        m_out.write(length.data(), length.size()) << asText(sealed);
    }

private:
    std::ostream &m_out;
    Stream m_stream;
};

/// One line of our JSON Lines report, without its coverage.
std::string lineOf(const finding::Finding &finding, const Report &report)
{
    Report one = report;
    one.findings = std::span(&finding, 1);
    std::ostringstream out;
    write(out, Format::JsonLines, one, {});
    const std::string text = out.str();
    return text.substr(0, text.find('\n'));
}

secret::SecretBytes messageOf(const std::string &line, const secret::SecretBytes &value)
{
    secret::SecretBytes plain(sizeof(Length) + line.size() + value.size());
    const Length length = lengthBytes(line.size());
    std::byte *at = plain.bytes().data();
    std::memcpy(at, length.data(), length.size());
    std::memcpy(at + length.size(), line.data(), line.size());
    if (!value.isEmpty())
        std::memcpy(at + length.size() + line.size(), value.bytes().data(), value.size());
    return plain;
}

Result<void> writeAll(std::ostream &out, const Report &report, const PublicKey &receiver,
                      const ValueReader &value)
{
    Report bare = report; // one finding's line needs neither
    bare.records = {};
    bare.events = {};
    Writer writer(out, receiver);
    for (const finding::Finding &finding : report.findings) {
        const auto plain = value(finding.id);
        if (!plain)
            return std::unexpected(plain.error());
        const secret::SecretBytes message = messageOf(lineOf(finding, bare), *plain);
        if (message.size() + kExtra > kMostMessage)
            return fail(ErrorKind::TooBig, "a secret is too large for a pack", finding.label());
        writer.message(message.bytes(), crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
    }
    writer.message({}, crypto_secretstream_xchacha20poly1305_TAG_FINAL);
    return {};
}

Error cut(const std::string &path)
{
    return {ErrorKind::Denied, "the pack was cut short or altered; ask for it again", path};
}

Result<HandedOver> readMessage(const secret::SecretBytes &plain, std::size_t size)
{
    const std::string_view text = plain.view().substr(0, size);
    const std::size_t length = size < sizeof(Length) ? size : lengthOf(text.data());
    if (size < sizeof(Length) || length > size - sizeof(Length))
        return fail(ErrorKind::Malformed, "the pack has a form that is not known here");
    std::string line(text.substr(sizeof(Length), length));
    line += "\n{\"coverage\":{}}\n";
    auto parsed = parseReport(line);
    if (!parsed || parsed->findings.size() != 1)
        return fail(ErrorKind::Malformed, "the pack has a form that is not known here");
    return HandedOver{std::move(parsed->findings.front()),
                      secret::SecretBytes::copyOf(text.substr(sizeof(Length) + length))};
}

} // namespace

Result<void> writeHandoverPack(const std::string &path, const Report &report,
                               const PublicKey &receiver, const ValueReader &value)
{
    std::error_code code;
    if (std::filesystem::exists(path, code))
        return fail(ErrorKind::Invalid, "exists already; choose another name for the pack", path);
    const std::string part = path + ".part";
    ::unlink(part.c_str());
    const int made
        = ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (made < 0)
        return fail(ErrorKind::Io, "cannot be made; check the folder", path);
    ::close(made);
    std::ofstream out(part, std::ios::binary);
    Result<void> done = writeAll(out, report, receiver, value);
    out.close();
    if (done && (!out || ::rename(part.c_str(), path.c_str()) != 0))
        done = fail(ErrorKind::Io, "cannot be written; is the disk full?", path);
    if (!done)
        ::unlink(part.c_str());
    return done;
}

Result<void> openHandoverPack(const std::string &path, const KeyPair &key,
                              const std::function<void(HandedOver)> &sink)
{
    std::ifstream in(path, std::ios::binary);
    std::array<char, kMagic.size()> magic{};
    std::array<char, kKeySize + crypto_box_SEALBYTES> box{};
    std::array<char, kHeaderSize> header{};
    if (!in)
        return fail(ErrorKind::NotFound, "cannot be read; check the file", path);
    if (!in.read(magic.data(), magic.size())
        || std::string_view(magic.data(), magic.size()) != kMagic
        || !in.read(box.data(), box.size()) || !in.read(header.data(), header.size()))
        return fail(ErrorKind::Malformed, "this is not a hand-over pack that Rekey made", path);
    const auto streamKey = key.openSealed(std::as_bytes(std::span(box)));
    if (!streamKey)
        return std::unexpected(streamKey.error());
    Stream stream;
    const std::span<const std::byte> keyBytes = streamKey->bytes();
    if (keyBytes.size() != kKeySize
        || crypto_secretstream_xchacha20poly1305_init_pull(
               stream.get(), raw(std::as_bytes(std::span(header)).data()), raw(keyBytes.data()))
            != 0)
        return std::unexpected(cut(path));
    for (;;) {
        Length length{};
        if (!in.read(length.data(), length.size()))
            return std::unexpected(cut(path));
        const std::size_t size = lengthOf(length.data());
        if (size < kExtra || size > kMostMessage)
            return std::unexpected(cut(path));
        std::vector<char> sealed(size);
        if (!in.read(sealed.data(), static_cast<std::streamsize>(size)))
            return std::unexpected(cut(path));
        secret::SecretBytes plain(std::max<std::size_t>(size - kExtra, 1));
        unsigned char tag = 0;
        if (crypto_secretstream_xchacha20poly1305_pull(
                stream.get(), raw(plain.bytes().data()), nullptr, &tag,
                raw(std::as_bytes(std::span(sealed)).data()), size, nullptr, 0)
            != 0)
            return std::unexpected(cut(path));
        if (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL)
            return {};
        auto handed = readMessage(plain, size - kExtra);
        if (!handed)
            return std::unexpected(handed.error());
        sink(std::move(*handed));
    }
}

} // namespace rekey::report
