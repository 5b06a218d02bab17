// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/gitloose.h"

#include "core/base/text.h"

#include <array>
#include <charconv>
#include <filesystem>

namespace rekey::sources::git {

std::vector<ObjectId> listLoose(const std::string &objectsFolder, std::size_t hashSize)
{
    std::vector<ObjectId> ids;
    for (int first = 0; first < 256; ++first) {
        const std::byte byte = static_cast<std::byte>(first);
        const std::string prefix = toHex({&byte, 1});
        std::error_code code;
        std::filesystem::directory_iterator it(objectsFolder + '/' + prefix, code);
        for (; !code && it != std::filesystem::directory_iterator(); it.increment(code)) {
            if (const auto id
                = ObjectId::fromHex(prefix + it->path().filename().string(), hashSize))
                ids.push_back(*id);
        }
    }
    return ids;
}

std::string loosePath(const std::string &objectsFolder, const ObjectId &id, std::size_t hashSize)
{
    const std::string hex = id.hex(hashSize);
    return objectsFolder + '/' + hex.substr(0, 2) + '/' + hex.substr(2);
}

Result<LooseFile> LooseFile::open(const std::string &path, Inflater &inflater)
{
    auto file = MappedFile::open(path, MappedFile::Links::Follow);
    if (!file)
        return std::unexpected(file.error());
    LooseFile loose;
    loose.m_file = std::move(*file);
    std::array<std::byte, 40> start{};
    const std::size_t count = inflater.inflateStart(loose.compressed(), start);
    const std::string_view header = asText(std::span(start).first(count));
    const std::size_t space = header.find(' ');
    const std::size_t end = header.find('\0');
    if (space == std::string_view::npos || end == std::string_view::npos || end < space)
        return fail(ErrorKind::Malformed, "damaged object", path);
    loose.m_type = typeFromName(header.substr(0, space));
    const auto parsed
        = std::from_chars(header.data() + space + 1, header.data() + end, loose.m_size);
    if (loose.m_type == ObjectType::None || parsed.ec != std::errc() || parsed.ptr != &header[end]
        || !plausibleSize(loose.compressed().size(), loose.m_size))
        return fail(ErrorKind::Malformed, "damaged object", path);
    loose.m_headerBytes = end + 1;
    return loose;
}

bool LooseFile::inflate(Inflater &inflater, Buffer &into) const
{
    into.resize(m_headerBytes + m_size);
    return inflater.inflate(compressed(), into.writable());
}

} // namespace rekey::sources::git
