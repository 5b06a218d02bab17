// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace rekey::report {

/// What a file is known by in a manifest; lower-case hex.
struct Digests
{
    std::uint64_t size = 0; ///< bytes
    std::string sha256;
    std::string blake2b; ///< BLAKE2b-512

    friend bool operator==(const Digests &, const Digests &) = default;
};

/// Takes in bytes piece by piece.
class Digester
{
public:
    Digester();
    ~Digester();
    Digester(const Digester &) = delete;
    Digester &operator=(const Digester &) = delete;

    void add(std::string_view bytes);
    [[nodiscard]] Digests take();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Of a whole file, read piece by piece. Errors: Io.
[[nodiscard]] Result<Digests> digestsOfFile(const std::string &path);

} // namespace rekey::report
