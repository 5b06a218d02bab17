// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace rekey::report {

class JsonTree;

/// A value of a JsonTree, or nothing, which has nothing in it. Cheap to copy; lives as long as the
/// tree keeps its text.
class JsonNode
{
public:
    JsonNode() = default;

    [[nodiscard]] bool exists() const { return m_tree != nullptr; }
    [[nodiscard]] bool isObject() const;
    [[nodiscard]] bool isArray() const;
    [[nodiscard]] bool isString() const;
    /// Of a string, as it was written but without escapes; empty for anything else.
    [[nodiscard]] std::string_view text() const;
    [[nodiscard]] bool isTrue() const;
    [[nodiscard]] bool isFalse() const;
    [[nodiscard]] bool isNull() const;
    /// Of a number without fraction, or a string that holds one.
    [[nodiscard]] std::optional<std::int64_t> integer() const;
    /// Member of an object; the last one of that name.
    [[nodiscard]] JsonNode operator[](std::string_view key) const;
    /// Members or elements, in order.
    [[nodiscard]] std::vector<JsonNode> children() const;
    /// First element; nothing when there is none.
    [[nodiscard]] JsonNode first() const;
    [[nodiscard]] std::string_view key() const;

private:
    friend class JsonTree;
    JsonNode(const JsonTree *tree, std::uint32_t index)
        : m_tree(tree)
        , m_index(index)
    {
    }
    const JsonTree *m_tree = nullptr;
    std::uint32_t m_index = 0;
};

/// Reads one JSON value (RFC 8259) in place: escapes are undone in the text itself and strings are
/// views into it, so that no copy of a secret is made that could not be wiped; a library's document
/// makes several. Bytes that are not UTF-8 stay as they are.
class JsonTree
{
public:
    static constexpr std::size_t kMaxDepth = 64;
    static constexpr std::size_t kMaxNodes = 200'000;

    /// Reads `text`, which must outlive what is asked of the tree. Nothing but blanks may follow
    /// the value. False: not JSON, too deep or too many values. Reuses its memory.
    [[nodiscard]] bool read(std::span<char> text);
    [[nodiscard]] JsonNode root() const { return m_nodes.empty() ? JsonNode() : JsonNode(this, 0); }

private:
    friend class JsonNode;
    enum class Type : std::uint8_t
    {
        Null,
        False,
        True,
        Number,
        String,
        Array,
        Object,
    };
    static constexpr std::uint32_t kNone = UINT32_MAX;
    struct Node
    {
        Type type = Type::Null;
        std::uint32_t child = kNone; ///< the first
        std::uint32_t next = kNone;
        std::string_view key;
        std::string_view text;
    };

    bool readValue(std::size_t depth, std::string_view key, std::uint32_t &made);
    bool readContainer(std::size_t depth, std::uint32_t self);
    bool readString(std::string_view &text);
    bool readEscape(std::size_t &to);
    bool readHex(std::uint32_t &unit);
    bool readNumber(std::uint32_t self);
    bool readWord(std::uint32_t self);
    void skipBlanks();
    [[nodiscard]] bool isAtEnd() const { return m_at == m_text.size(); }
    [[nodiscard]] bool take(char byte);

    std::vector<Node> m_nodes;
    std::span<char> m_text;
    std::size_t m_at = 0;
};

} // namespace rekey::report
