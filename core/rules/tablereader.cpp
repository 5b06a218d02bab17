// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/tablereader.h"

#include "core/rules/tomltext.h"

#include <cmath>
#include <utility>

namespace rekey::rules {

Result<toml::table> tablesOf(std::string_view text, std::string_view file, std::string_view what)
{
    if (text.size() > kMaxRuleFileBytes)
        return fail(ErrorKind::TooBig, std::string(what) + " may have 1 MiB at most",
                    std::string(file));
    if (const std::size_t line = lineOfStrayCharacter(text); line > 0)
        return fail(ErrorKind::Malformed,
                    "line " + std::to_string(line)
                        + ": a quote or a character beyond ASCII where none can stand",
                    std::string(file));
    toml::parse_result parsed = toml::parse(text, file);
    if (!parsed) {
        const toml::parse_error &error = parsed.error();
        return fail(ErrorKind::Malformed,
                    "line " + std::to_string(error.source().begin.line) + ": "
                        + std::string(error.description()),
                    std::string(file));
    }
    return std::move(parsed).table();
}

TableReader::TableReader(const toml::table &table, std::string_view file, std::string label)
    : m_table(table)
    , m_file(file)
    , m_label(std::move(label))
{
}

void TableReader::refuseAt(const toml::node &node, std::string_view what)
{
    if (m_error)
        return;
    const auto line = node.source().begin.line;
    m_error = Error{ErrorKind::Malformed,
                    "line " + std::to_string(line) + ": " + m_label + " " + std::string(what),
                    std::string(m_file)};
}

void TableReader::refuse(std::string_view key, std::string_view what)
{
    const toml::node *node = m_table.get(key);
    refuseAt(node != nullptr ? *node : m_table, std::string(key) + " " + std::string(what));
}

const toml::node *TableReader::find(std::string_view key, Need need)
{
    m_known.emplace(key);
    const toml::node *node = m_table.get(key);
    if (node == nullptr && need == Need::Required)
        refuseAt(m_table, "has no " + std::string(key));
    return node;
}

std::string TableReader::text(std::string_view key, Need need, std::size_t maxBytes)
{
    const toml::node *node = find(key, need);
    if (node == nullptr)
        return {};
    const toml::value<std::string> *value = node->as_string();
    if (value == nullptr) {
        refuse(key, "must be text");
        return {};
    }
    if (need == Need::Required && value->get().empty())
        refuse(key, "is empty");
    if (value->get().size() > maxBytes)
        refuse(key, "is longer than " + std::to_string(maxBytes) + " bytes");
    return value->get();
}

double TableReader::number(std::string_view key, double fallback, double min, double max)
{
    const toml::node *node = find(key, Need::Optional);
    if (node == nullptr)
        return fallback;
    const std::optional<double> value = node->is_number() ? node->value<double>() : std::nullopt;
    if (!value || !std::isfinite(*value) || *value < min || *value > max) {
        refuse(key,
               "must be a number from " + std::to_string(static_cast<long>(min)) + " to "
                   + std::to_string(static_cast<long>(max)));
        return fallback;
    }
    return *value;
}

std::uint32_t TableReader::count(std::string_view key, std::uint32_t fallback, std::uint32_t min,
                                 std::uint32_t max)
{
    const toml::node *node = find(key, Need::Optional);
    if (node == nullptr)
        return fallback;
    const toml::value<std::int64_t> *value = node->as_integer();
    if (value == nullptr || value->get() < min || value->get() > max) {
        refuse(key,
               "must be a whole number from " + std::to_string(min) + " to " + std::to_string(max));
        return fallback;
    }
    return static_cast<std::uint32_t>(value->get());
}

bool TableReader::flag(std::string_view key, bool fallback)
{
    const toml::node *node = find(key, Need::Optional);
    if (node == nullptr)
        return fallback;
    if (!node->is_boolean()) {
        refuse(key, "must be true or false");
        return fallback;
    }
    return node->as_boolean()->get();
}

const toml::array *TableReader::list(std::string_view key, Need need)
{
    const toml::node *node = find(key, need);
    if (node == nullptr)
        return nullptr;
    const toml::array *array = node->as_array();
    if (array == nullptr)
        refuse(key, "must be a list");
    else if (array->size() > kMaxListLength)
        refuse(key, "has more than " + std::to_string(kMaxListLength) + " entries");
    else if (need == Need::Required && array->empty())
        refuse(key, "is empty");
    return array;
}

std::vector<std::string> TableReader::texts(std::string_view key, Need need)
{
    std::vector<std::string> result;
    const toml::array *array = list(key, need);
    if (array == nullptr)
        return result;
    for (const toml::node &node : *array) {
        const toml::value<std::string> *value = node.as_string();
        if (value == nullptr || value->get().empty() || value->get().size() > kMaxTextBytes) {
            refuseAt(node, std::string(key) + " must hold texts that are not empty");
            return {};
        }
        result.push_back(value->get());
    }
    return result;
}

std::vector<std::string> TableReader::joined(std::string_view key, Need need)
{
    std::vector<std::string> result;
    const toml::array *array = list(key, need);
    if (array == nullptr)
        return result;
    for (const toml::node &node : *array) {
        std::string whole;
        bool ok = true;
        if (const toml::value<std::string> *value = node.as_string()) {
            whole = value->get();
        } else if (const toml::array *pieces = node.as_array()) {
            for (const toml::node &piece : *pieces) {
                ok = ok && piece.is_string();
                if (ok)
                    whole += piece.as_string()->get();
            }
        } else {
            ok = false;
        }
        if (!ok || whole.empty() || whole.size() > kMaxTextBytes) {
            refuseAt(node, std::string(key) + " must hold lists of texts");
            return {};
        }
        result.push_back(std::move(whole));
    }
    return result;
}

std::vector<const toml::table *> TableReader::tables(std::string_view key)
{
    std::vector<const toml::table *> result;
    const toml::array *array = list(key, Need::Optional);
    if (array == nullptr)
        return result;
    for (const toml::node &node : *array) {
        if (!node.is_table()) {
            refuseAt(node, std::string(key) + " must be tables: [[...]]");
            return {};
        }
        result.push_back(node.as_table());
    }
    return result;
}

const toml::table *TableReader::table(std::string_view key, Need need)
{
    const toml::node *node = find(key, need);
    if (node != nullptr && !node->is_table())
        refuse(key, "must be a table");
    return node == nullptr ? nullptr : node->as_table();
}

void TableReader::finish()
{
    for (const auto &[key, node] : m_table) {
        if (!m_known.contains(key.str()))
            refuseAt(node, "has an unknown key " + std::string(key.str()));
    }
}

} // namespace rekey::rules
