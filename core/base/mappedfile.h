// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace rekey {

/// A regular file mapped read-only into memory, unmapped on destruction. Move-only.
/// A file that shrinks while mapped faults on access, as with any mapping.
class MappedFile
{
public:
    /// Opens without following a final symlink unless told to. Errors: NotFound, Denied, Invalid
    /// (not a regular file), Io. An empty file maps to an empty span.
    enum class Links : bool
    {
        Refuse,
        Follow
    };
    [[nodiscard]] static Result<MappedFile> open(const std::string &path,
                                                 Links links = Links::Refuse);

    MappedFile() = default;
    ~MappedFile();
    MappedFile(MappedFile &&other) noexcept;
    MappedFile &operator=(MappedFile &&other) noexcept;
    MappedFile(const MappedFile &) = delete;
    MappedFile &operator=(const MappedFile &) = delete;

    [[nodiscard]] std::span<const std::byte> bytes() const { return m_bytes; }

private:
    std::span<const std::byte> m_bytes;
};

} // namespace rekey
