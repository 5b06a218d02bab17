// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/gitobject.h"

#include "core/base/text.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

namespace rekey::sources::git {

namespace {

int digitValue(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return -1;
}

std::string_view trimmed(std::string_view text)
{
    const auto begin = text.find_first_not_of(' ');
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

} // namespace

ObjectType typeFromName(std::string_view name)
{
    if (name == "blob")
        return ObjectType::Blob;
    if (name == "tree")
        return ObjectType::Tree;
    if (name == "commit")
        return ObjectType::Commit;
    return name == "tag" ? ObjectType::Tag : ObjectType::None;
}

ObjectId ObjectId::from(const std::byte *data, std::size_t hashSize)
{
    ObjectId id;
    std::memcpy(id.bytes.data(), data, std::min(hashSize, id.bytes.size()));
    return id;
}

std::optional<ObjectId> ObjectId::fromHex(std::string_view hex, std::size_t hashSize)
{
    if (hex.size() != 2 * hashSize)
        return std::nullopt;
    ObjectId id;
    for (std::size_t i = 0; i < hashSize; ++i) {
        const int high = digitValue(hex[2 * i]);
        const int low = digitValue(hex[2 * i + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        id.bytes[i] = static_cast<std::byte>(high * 16 + low);
    }
    return id;
}

std::string ObjectId::hex(std::size_t hashSize) const
{
    return toHex(std::span(bytes).first(hashSize));
}

Buffer::Buffer(Buffer &&other) noexcept
    : m_data(std::move(other.m_data))
    , m_size(std::exchange(other.m_size, 0))
    , m_capacity(std::exchange(other.m_capacity, 0))
{
}

Buffer &Buffer::operator=(Buffer &&other) noexcept
{
    std::swap(m_data, other.m_data);
    std::swap(m_size, other.m_size);
    std::swap(m_capacity, other.m_capacity);
    return *this;
}

void Buffer::resize(std::size_t size)
{
    if (size > m_capacity) {
        m_data.reset();
        m_capacity = 0;
        m_data = std::make_unique_for_overwrite<std::byte[]>(size);
        m_capacity = size;
    }
    m_size = size;
}

void Buffer::clear()
{
    m_data.reset();
    m_size = 0;
    m_capacity = 0;
}

bool TreeReader::next(TreeEntry &entry)
{
    const std::string_view text = asText(m_bytes);
    std::uint32_t mode = 0;
    std::size_t at = 0;
    for (; at < text.size() && at < 8 && text[at] >= '0' && text[at] <= '7'; ++at)
        mode = mode * 8 + static_cast<std::uint32_t>(text[at] - '0');
    if (at == 0 || at >= text.size() || text[at] != ' ')
        return false;
    const std::size_t end = text.find('\0', at + 1);
    if (end == std::string_view::npos || text.size() - end - 1 < m_hashSize)
        return false;
    entry.mode = mode;
    entry.name = text.substr(at + 1, end - at - 1);
    entry.id = m_bytes.data() + end + 1;
    m_bytes = m_bytes.subspan(end + 1 + m_hashSize);
    return true;
}

std::string_view headerValue(std::string_view object, std::string_view key)
{
    while (!object.empty() && object.front() != '\n') {
        const std::size_t end = std::min(object.find('\n'), object.size());
        const std::string_view line = object.substr(0, end);
        if (line.size() > key.size() && line.starts_with(key) && line[key.size()] == ' ')
            return line.substr(key.size() + 1);
        object.remove_prefix(std::min(end + 1, object.size()));
    }
    return {};
}

Signature parseSignature(std::string_view line)
{
    Signature signature;
    const std::size_t open = line.find('<');
    const std::size_t close = line.rfind('>');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open) {
        signature.name = trimmed(line);
        return signature;
    }
    signature.name = trimmed(line.substr(0, open));
    signature.email = line.substr(open + 1, close - open - 1);
    const std::string_view time = trimmed(line.substr(close + 1));
    std::from_chars(time.data(), time.data() + time.size(), signature.time);
    return signature;
}

} // namespace rekey::sources::git
