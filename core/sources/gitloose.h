// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/mappedfile.h"
#include "core/base/result.h"
#include "core/sources/gitinflate.h"
#include "core/sources/gitobject.h"

#include <cstdint>
#include <string>
#include <vector>

namespace rekey::sources::git {

/// A loose object's file, kept small: millions may lie about.
struct LooseObject
{
    ObjectId id;
    std::uint32_t folder = 0; ///< which objects folder
};

/// Names of all loose objects of an objects folder, in no order.
[[nodiscard]] std::vector<ObjectId> listLoose(const std::string &objectsFolder,
                                              std::size_t hashSize);

[[nodiscard]] std::string loosePath(const std::string &objectsFolder, const ObjectId &id,
                                    std::size_t hashSize);

/// A loose object's compressed file with its header read.
class LooseFile
{
public:
    /// Errors: NotFound, Denied, Io, Malformed (no header).
    [[nodiscard]] static Result<LooseFile> open(const std::string &path, Inflater &inflater);

    [[nodiscard]] ObjectType type() const { return m_type; }
    [[nodiscard]] std::uint64_t size() const { return m_size; } ///< of the content
    [[nodiscard]] std::uint64_t headerBytes() const { return m_headerBytes; }
    [[nodiscard]] std::span<const std::byte> compressed() const { return m_file.bytes(); }

    /// The whole content behind its header: `into` holds headerBytes() + size() bytes. False when
    /// damaged. May throw std::bad_alloc.
    [[nodiscard]] bool inflate(Inflater &inflater, Buffer &into) const;

private:
    MappedFile m_file; ///< a sparse file may claim any size
    ObjectType m_type = ObjectType::None;
    std::uint64_t m_size = 0;
    std::uint64_t m_headerBytes = 0;
};

} // namespace rekey::sources::git
