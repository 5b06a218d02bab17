// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/masktext.h"

#include "core/base/text.h"
#include "core/scan/linecounter.h"
#include "core/scan/secrettable.h"
#include "core/scan/utf16.h"

#include <algorithm>
#include <bitset>
#include <cstring>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace rekey::scan {

namespace {

/// Shorter values are ordinary words too often to be hidden wherever they stand.
constexpr std::size_t kShortestRepeat = 8;
constexpr std::uint32_t kNoMatch = UINT32_MAX;

/// Something to hide.
struct Hidden
{
    ByteRange range;
    std::uint32_t finding = 0;
    std::uint32_t match = kNoMatch; ///< index into the matches, when it is one
    std::string companion;
};

/// Which of two that overlap gives the bar its name.
auto rankOf(const Hidden &hidden)
{
    return std::tuple(hidden.match == kNoMatch, !hidden.companion.empty(), hidden.range.begin);
}

/// Ascending and disjoint; what overlaps becomes one.
std::vector<Hidden> joined(std::vector<Hidden> all)
{
    std::ranges::stable_sort(all, {}, [](const Hidden &hidden) {
        return std::tuple(hidden.range.begin, rankOf(hidden));
    });
    std::vector<Hidden> out;
    for (Hidden &hidden : all) {
        if (hidden.range.size() == 0)
            continue;
        if (out.empty() || hidden.range.begin >= out.back().range.end) {
            out.push_back(std::move(hidden));
            continue;
        }
        const ByteRange both{out.back().range.begin,
                             std::max(out.back().range.end, hidden.range.end)};
        if (rankOf(hidden) < rankOf(out.back()))
            out.back() = std::move(hidden);
        out.back().range = both;
    }
    return out;
}

/// Finds every sight of given values in one pass: a filter on each position's next eight bytes,
/// then a table of the values that start with them.
class RepeatFinder
{
public:
    void add(std::string_view value, const Hidden &as)
    {
        if (value.size() < kShortestRepeat)
            return;
        const std::uint64_t head = headOf(value);
        std::vector<Value> &values = m_values[head];
        if (std::ranges::contains(values, value, &Value::text))
            return;
        values.push_back({value, as});
        m_filter.set(slotOf(head));
    }

    void find(std::string_view text, std::vector<Hidden> &found) const
    {
        if (m_values.empty() || text.size() < kShortestRepeat)
            return;
        for (std::size_t at = 0; at + kShortestRepeat <= text.size(); ++at) {
            const std::uint64_t head = headOf(text.substr(at));
            if (!m_filter.test(slotOf(head)))
                continue;
            const auto values = m_values.find(head);
            if (values == m_values.end())
                continue;
            for (const Value &value : values->second) {
                if (!text.substr(at).starts_with(value.text))
                    continue;
                Hidden repeat = value.as;
                repeat.range = {at, at + value.text.size()};
                repeat.match = kNoMatch;
                found.push_back(std::move(repeat));
            }
        }
    }

private:
    struct Value
    {
        std::string_view text;
        Hidden as;
    };
    static constexpr std::size_t kSlots = 1 << 16;

    static std::uint64_t headOf(std::string_view text)
    {
        std::uint64_t head = 0;
        std::memcpy(&head, text.data(), kShortestRepeat);
        return head;
    }
    static std::size_t slotOf(std::uint64_t head) { return (head * 0x9e3779b97f4a7c15U) >> 48; }

    std::bitset<kSlots> m_filter;
    std::unordered_map<std::uint64_t, std::vector<Value>> m_values;
};

/// The text as UTF-8, when it is UTF-16.
std::optional<secret::SecretBytes> decoded(std::string_view text)
{
    const TextEncoding encoding = encodingOf(text.substr(0, kEncodingSampleBytes));
    if (encoding == TextEncoding::Bytes)
        return std::nullopt;
    std::string utf8 = utf8FromUtf16(text, encoding == TextEncoding::Utf16Be);
    auto bytes = secret::SecretBytes::copyOf(std::string_view(utf8));
    secret::wipe(std::as_writable_bytes(std::span(utf8)));
    return bytes;
}

class TextMasker
{
public:
    TextMasker(const ScanContext &context, std::string_view text)
        : m_rules(*context.rules)
        , m_table(context)
        , m_text(text)
        , m_lines(TextEncoding::Bytes)
    {
    }

    void take(const std::vector<Match> &matches)
    {
        for (const Match &match : matches)
            takeMatch(match);
    }

    /// What gave way to a more specific match may reach further than that one. Needs no name of its
    /// own: it overlaps the match it gave way to.
    void hideToo(const std::vector<Match> &matches)
    {
        for (const Match &match : matches) {
            const auto after = std::ranges::upper_bound(m_begins, match.secret.begin);
            const auto index = after == m_begins.begin() ? 0 : after - m_begins.begin() - 1;
            if (!m_begins.empty())
                m_hidden.push_back({match.secret,
                                    m_result.matches[static_cast<std::size_t>(index)].finding,
                                    kNoMatch,
                                    {}});
        }
    }

    MaskedText finish()
    {
        std::uint32_t number = 0;
        for (finding::Finding &finding : m_result.findings)
            finding.number = ++number;
        m_repeats.find(m_text, m_hidden);
        write(joined(std::move(m_hidden)));
        m_result.rules = m_rules.detectorCount();
        return std::move(m_result);
    }

private:
    void takeMatch(const Match &match)
    {
        const SecretTable::Added added = m_table.add(match, m_text);
        const auto [entry, isNew] = m_findingOf.try_emplace(
            added.secret, static_cast<std::uint32_t>(m_result.findings.size()));
        if (isNew)
            m_result.findings.push_back(m_table.findingOf(added.variant));
        const LineColumn at = m_lines.at(m_text, 0, match.secret.begin);
        finding::Place place;
        place.begin = match.secret.begin;
        place.end = match.secret.end;
        place.line = at.line;
        place.column = at.column;
        place.reach = sources::Reach::Text;
        m_result.findings[entry->second].places.push_back(std::move(place));
        hide({match.secret, entry->second, static_cast<std::uint32_t>(m_result.matches.size()), {}},
             match.utf16);
        m_result.matches.push_back({entry->second, 0, at.line, at.column});
        m_begins.push_back(match.secret.begin);
        for (const CompanionMatch &companion : match.companions) {
            const rules::CompanionRule &rule
                = m_rules.detector(match.detector).companions[companion.rule];
            if (!rule.isPublic)
                hide({companion.range, entry->second, kNoMatch, rule.name}, match.utf16);
        }
    }

    void hide(Hidden hidden, bool utf16)
    {
        if (!utf16)
            m_repeats.add(m_text.substr(hidden.range.begin, hidden.range.size()), hidden);
        m_hidden.push_back(std::move(hidden));
    }

    void write(const std::vector<Hidden> &hidden)
    {
        std::size_t size = m_text.size();
        for (const Hidden &one : hidden)
            size = size - one.range.size() + kBarText.size();
        m_result.text = secret::SecretBytes(size);
        const auto out = m_result.text.bytes();
        std::size_t to = 0;
        std::size_t from = 0;
        const auto put = [&](std::string_view piece) {
            std::ranges::copy(asBytes(piece), out.begin() + static_cast<std::ptrdiff_t>(to));
            to += piece.size();
        };
        for (const Hidden &one : hidden) {
            put(m_text.substr(from, one.range.begin - from));
            m_result.bars.push_back({to, one.finding, one.companion});
            put(kBarText);
            from = one.range.end;
        }
        put(m_text.substr(from));
        nameBars(hidden);
    }

    /// A match whose range was joined to another's has that one's bar.
    void nameBars(const std::vector<Hidden> &hidden)
    {
        for (std::size_t i = 0; i < m_result.matches.size(); ++i) {
            const auto after = std::ranges::upper_bound(hidden, m_begins[i], {}, beginOf);
            m_result.matches[i].bar = static_cast<std::uint32_t>(after - hidden.begin()) - 1;
        }
    }

    static std::uint64_t beginOf(const Hidden &hidden) { return hidden.range.begin; }

    const rules::CompiledRules &m_rules;
    SecretTable m_table;
    std::string_view m_text;
    LineCounter m_lines;
    MaskedText m_result;
    std::map<std::uint32_t, std::uint32_t> m_findingOf; ///< by number in m_table
    std::vector<std::uint64_t> m_begins; ///< of the matches
    std::vector<Hidden> m_hidden;
    RepeatFinder m_repeats;
};

} // namespace

MaskedText maskText(const ScanContext &context, Scanner &scanner, std::span<const std::byte> text)
{
    const std::optional<secret::SecretBytes> utf8 = decoded(asText(text));
    const std::span<const std::byte> bytes = utf8 ? utf8->bytes() : text;
    TextMasker masker(context, asText(bytes));
    masker.take(scanner.scan(bytes));
    masker.hideToo(scanner.scanAll(bytes));
    MaskedText masked = masker.finish();
    masked.sizeBytes = text.size();
    return masked;
}

std::string textWithLabels(const MaskedText &masked)
{
    const std::string_view text = masked.text.view();
    std::string out;
    out.reserve(text.size() + masked.bars.size() * 32);
    std::size_t at = 0;
    for (const TextBar &bar : masked.bars) {
        const finding::Finding &finding = masked.findings[bar.finding];
        out += text.substr(at, bar.begin - at);
        out += '[' + escapeControl(finding.type) + ' ' + finding.label();
        if (!bar.companion.empty())
            out += ' ' + escapeControl(bar.companion);
        out += ']';
        at = bar.begin + kBarText.size();
    }
    out += text.substr(at);
    return out;
}

} // namespace rekey::scan
