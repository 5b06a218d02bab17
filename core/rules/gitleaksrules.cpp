// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/gitleaksrules.h"

#include <re2/re2.h>

#include <algorithm>
#include <filesystem>
#include <format>
#include <initializer_list>
#include <optional>
#include <utility>

namespace rekey::rules {

namespace {

// gitleaks wants a keyword anywhere in the file; this is the widest look around a match there is.
constexpr std::uint32_t kKeywordDistanceBytes = 16 * 1024;
constexpr std::size_t kMostRules = 5000;
constexpr std::size_t kMaxStopwordsBytes = 4 * 1024; ///< in one expression

std::string kebab(std::string_view text)
{
    std::string id;
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z')
            id += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            id += c;
        else if (!id.empty() && id.back() != '-')
            id += '-';
    }
    while (!id.empty() && id.back() == '-')
        id.pop_back();
    return id.substr(0, 60);
}

std::vector<std::string> texts(const toml::table &table, std::string_view key)
{
    std::vector<std::string> all;
    if (const toml::array *list = table[key].as_array()) {
        for (const toml::node &node : *list) {
            if (const auto text = node.value<std::string>(); text && !text->empty())
                all.push_back(*text);
        }
    }
    return all;
}

std::vector<const toml::table *> tables(const toml::table &table, std::string_view key)
{
    std::vector<const toml::table *> all;
    if (const toml::array *list = table[key].as_array()) {
        for (const toml::node &node : *list) {
            if (const toml::table *one = node.as_table())
                all.push_back(one);
        }
    } else if (const toml::table *one = table[key].as_table()) {
        all.push_back(one);
    }
    return all;
}

/// Length of what stands at `at` and can open no group: an escape, a quotation, a class.
std::size_t passedOver(std::string_view pattern, std::size_t at)
{
    const std::string_view rest = pattern.substr(at);
    if (rest.starts_with("\\Q"))
        return std::min(rest.find("\\E", 2), rest.size() - 2) + 2;
    if (rest.front() == '\\')
        return std::min<std::size_t>(2, rest.size());
    if (rest.front() != '[')
        return 0;
    std::size_t end = rest.starts_with("[^") ? 2 : 1;
    end += rest.substr(end).starts_with(']') ? 1U : 0U;
    while (end < rest.size() && rest[end] != ']') {
        if (rest[end] == '\\')
            ++end;
        else if (rest.substr(end).starts_with("[:"))
            end = std::min(rest.find(":]", end), rest.size() - 1);
        ++end;
    }
    return std::min(end + 1, rest.size());
}

/// The pattern with its capturing group of that number named "secret"; nothing when it has none.
std::optional<std::string> withSecretGroup(std::string_view pattern, std::int64_t group)
{
    std::int64_t number = 0;
    for (std::size_t at = 0; at < pattern.size();) {
        if (const std::size_t length = passedOver(pattern, at); length > 0) {
            at += length;
            continue;
        }
        const std::string_view rest = pattern.substr(at++);
        if (rest.front() != '(')
            continue;
        const bool isNamed = rest.starts_with("(?P<") || rest.starts_with("(?<");
        if (rest.starts_with("(?") && !isNamed)
            continue;
        if (++number != group)
            continue;
        const std::size_t end = isNamed ? std::min(rest.find('>'), rest.size() - 1) + 1 : 1;
        return std::string(pattern.substr(0, at - 1)) + "(?P<secret>"
            + std::string(rest.substr(end));
    }
    return std::nullopt;
}

/// One expression for each few hundred words.
void addStopwords(const std::vector<std::string> &words, std::vector<std::string> &deny)
{
    std::string all;
    for (const std::string &word : words) {
        if (word.size() > kMaxStopwordsBytes)
            continue;
        if (!all.empty() && all.size() + 2 * word.size() > kMaxStopwordsBytes)
            deny.push_back("(?i)(?:" + std::exchange(all, {}) + ')');
        all += (all.empty() ? "" : "|") + re2::RE2::QuoteMeta(word);
    }
    if (!all.empty())
        deny.push_back("(?i)(?:" + all + ')');
}

class Config
{
public:
    Config(const toml::table &root, const RuleFile &file, std::vector<std::string> &notes)
        : m_root(root)
        , m_file(file)
        , m_notes(notes)
    {
    }

    Result<RulePack> read()
    {
        noteUnknown(m_root, {},
                    {"title", "description", "version", "minVersion", "rules", "allowlist",
                     "allowlists", "extend"});
        if (m_root.contains("extend"))
            note({}, "[extend] is not followed: give the other file too");
        const std::vector<std::string> common = allowed(m_root, {});
        const auto rules = tables(m_root, "rules");
        if (rules.empty() || rules.size() > kMostRules)
            return fail(ErrorKind::Malformed,
                        rules.empty() ? "has no [[rules]]" : "has more than 5000 rules",
                        m_file.name);
        RulePack pack;
        const std::string stem = kebab(std::filesystem::path(m_file.name).stem().string());
        pack.providers.push_back({.id = stem.empty() ? "gitleaks" : stem,
                                  .name = "Rules of " + m_file.name,
                                  .homepage = {},
                                  .console = {}});
        for (const toml::table *rule : rules) {
            auto detector = read(*rule, pack.providers.front().id);
            if (!detector)
                return std::unexpected(std::move(detector.error()));
            if (!*detector)
                continue;
            (*detector)->deny.insert((*detector)->deny.end(), common.begin(), common.end());
            pack.detectors.push_back(std::move(**detector));
        }
        return pack;
    }

private:
    void note(std::string_view rule, const std::string &what)
    {
        m_notes.push_back(rule.empty() ? std::format("{}: {}", m_file.name, what)
                                       : std::format("{}: rule {}: {}", m_file.name, rule, what));
    }

    void noteUnknown(const toml::table &table, std::string_view rule,
                     std::initializer_list<std::string_view> known)
    {
        for (const auto &[key, node] : table) {
            if (std::ranges::find(known, key.str()) == known.end())
                note(rule, "\"" + std::string(key.str()) + "\" is not carried over");
        }
    }

    /// Nothing for a rule that only looks at paths.
    Result<std::optional<Detector>> read(const toml::table &rule, const std::string &provider)
    {
        const std::string id = rule["id"].value_or(std::string());
        if (kebab(id).empty())
            return fail(ErrorKind::Malformed,
                        std::format("line {}: a rule needs an id", rule.source().begin.line),
                        m_file.name);
        noteUnknown(rule, id,
                    {"id", "description", "regex", "secretGroup", "entropy", "keywords", "path",
                     "tags", "allowlist", "allowlists"});
        Detector out;
        out.id = provider + '-' + kebab(id);
        out.name = rule["description"].value_or(id);
        out.provider = provider;
        out.pattern = rule["regex"].value_or(std::string());
        if (out.pattern.empty()) {
            note(id, "is left out: it has no regex, and paths alone are not looked at");
            return std::nullopt;
        }
        if (out.pattern.size() > kMaxPatternBytes) {
            note(id, "is left out: its regex is longer than 8 KiB");
            return std::nullopt;
        }
        if (rule.contains("path"))
            note(id, "looks at every path: \"path\" is not carried over");
        if (const std::int64_t group = rule["secretGroup"].value_or(std::int64_t{0}); group > 0) {
            auto named = withSecretGroup(out.pattern, group);
            if (!named)
                return fail(ErrorKind::Malformed,
                            std::format("line {}: rule {}: the regex has no group {}",
                                        rule.source().begin.line, id, group),
                            m_file.name);
            out.pattern = std::move(*named);
        }
        out.minEntropy = std::clamp(rule["entropy"].value_or(0.0), 0.0, 8.0);
        for (std::string keyword : texts(rule, "keywords")) {
            std::ranges::transform(keyword, keyword.begin(), [](char c) {
                return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            });
            out.keywords.push_back(std::move(keyword));
        }
        out.keywordDistanceBytes = kKeywordDistanceBytes;
        out.deny = allowed(rule, id);
        return out;
    }

    /// Expressions on the secret that mean no finding, of all allow lists of a table.
    std::vector<std::string> allowed(const toml::table &table, std::string_view rule)
    {
        std::vector<std::string> deny;
        auto lists = tables(table, "allowlist");
        std::ranges::copy(tables(table, "allowlists"), std::back_inserter(lists));
        for (const toml::table *list : lists)
            addAllowed(*list, rule, deny);
        return deny;
    }

    void addAllowed(const toml::table &list, std::string_view rule, std::vector<std::string> &deny)
    {
        noteUnknown(list, rule,
                    {"description", "condition", "commits", "paths", "regexes", "regexTarget",
                     "stopwords"});
        const std::string condition = list["condition"].value_or(std::string("OR"));
        if (condition == "AND" || condition == "&&") {
            note(rule, "an allow list with condition AND is left out: more may be found");
            return;
        }
        if (list.contains("targetRules")) {
            note(rule, "an allow list for some rules is left out: more may be found");
            return;
        }
        for (const std::string_view key : {"commits", "paths"}) {
            if (list.contains(key))
                note(rule, std::format("allowed {} are not carried over: more may be found", key));
        }
        const std::string target = list["regexTarget"].value_or(std::string("secret"));
        auto regexes = texts(list, "regexes");
        if (target == "match" || target == "line") {
            if (!regexes.empty())
                note(rule,
                     std::format("allowed regexes on the {} are not carried over: more may "
                                 "be found",
                                 target));
            regexes.clear();
        }
        for (std::string &regex : regexes) {
            if (regex.size() <= kMaxPatternBytes)
                deny.push_back(std::move(regex));
            else
                note(rule, "an allowed regex longer than 8 KiB is left out");
        }
        addStopwords(texts(list, "stopwords"), deny);
    }

    const toml::table &m_root;
    const RuleFile &m_file;
    std::vector<std::string> &m_notes;
};

} // namespace

bool isGitleaksConfig(const toml::table &root)
{
    return !root.contains("provider")
        && (root.contains("rules") || root.contains("extend") || root.contains("allowlist")
            || root.contains("allowlists"));
}

Result<RulePack> readGitleaksConfig(const toml::table &root, const RuleFile &file,
                                    std::vector<std::string> &notes)
{
    return Config(root, file, notes).read();
}

} // namespace rekey::rules
