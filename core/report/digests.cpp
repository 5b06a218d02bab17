// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/digests.h"

#include "core/base/text.h"

#include <sodium.h>

#include <array>
#include <fstream>
#include <vector>

namespace rekey::report {

struct Digester::State
{
    crypto_hash_sha256_state sha256{};
    crypto_generichash_state blake2b{};
    std::uint64_t size = 0;
};

Digester::Digester()
    : m_state(std::make_unique<State>())
{
    crypto_hash_sha256_init(&m_state->sha256);
    crypto_generichash_init(&m_state->blake2b, nullptr, 0, crypto_generichash_BYTES_MAX);
}

Digester::~Digester() = default;

void Digester::add(std::string_view bytes)
{
    const auto *data = reinterpret_cast<const unsigned char *>(bytes.data());
    crypto_hash_sha256_update(&m_state->sha256, data, bytes.size());
    crypto_generichash_update(&m_state->blake2b, data, bytes.size());
    m_state->size += bytes.size();
}

Digests Digester::take()
{
    std::array<std::byte, crypto_hash_sha256_BYTES> sha256{};
    std::array<std::byte, crypto_generichash_BYTES_MAX> blake2b{};
    crypto_hash_sha256_final(&m_state->sha256, reinterpret_cast<unsigned char *>(sha256.data()));
    crypto_generichash_final(&m_state->blake2b, reinterpret_cast<unsigned char *>(blake2b.data()),
                             blake2b.size());
    return {m_state->size, toHex(sha256), toHex(blake2b)};
}

Result<Digests> digestsOfFile(const std::string &path)
{
    std::ifstream in(path, std::ios::binary);
    Digester digester;
    std::vector<char> piece(1 << 16);
    while (in) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        digester.add({piece.data(), static_cast<std::size_t>(in.gcount())});
    }
    if (!in.eof())
        return fail(ErrorKind::Io, "cannot be read; check the file", path);
    return digester.take();
}

} // namespace rekey::report
