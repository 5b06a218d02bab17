// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/inventorycsv.h"

#include "core/base/csv.h"
#include "core/base/text.h"
#include "core/finding/filtervalue.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <unordered_set>

namespace rekey::finding {

namespace {

constexpr std::size_t kMaxCellBytes = 1000;
constexpr std::size_t kMaxScopes = 200;
constexpr std::size_t kMaxDateBytes = 40;

using Field = InventoryField;

constexpr std::array<std::string_view, kInventoryFields> kFieldNames
    = {"name",           "provider", "id",        "ending", "creator",
       "creator-active", "created",  "last-used", "scopes", "expires"};

/// Names of columns in the wild, folded, without blanks and punctuation; the best first.
std::span<const std::string_view> aliases(Field field)
{
    static constexpr std::array<std::string_view, 10> name
        = {"name",  "tokenname",   "keyname", "displayname", "friendlyname",
           "title", "description", "label",   "note",        "comment"};
    static constexpr std::array<std::string_view, 6> provider
        = {"provider", "service", "vendor", "platform", "system", "product"};
    static constexpr std::array<std::string_view, 12> id
        = {"id",       "tokenid",    "keyid", "accesskeyid", "credentialid", "apikeyid",
           "clientid", "identifier", "uuid",  "sid",         "fingerprint",  "accesskey1id"};
    static constexpr std::array<std::string_view, 12> ending
        = {"ending", "last4", "lastfour", "lasteight",     "tokenlasteight", "masked",
           "mask",   "hint",  "preview",  "redactedvalue", "maskedvalue",    "tokenpreview"};
    static constexpr std::array<std::string_view, 11> creator
        = {"creator",   "createdby", "owner",    "owneremail", "user", "username",
           "useremail", "email",     "issuedto", "author",     "login"};
    static constexpr std::array<std::string_view, 12> active
        = {"creatoractive",   "creatorstillamember", "creatorstillmember",
           "creatorismember", "creatorstatus",       "owneractive",
           "ownerstatus",     "useractive",          "userstatus",
           "ismember",        "stillamember",        "memberstatus"};
    static constexpr std::array<std::string_view, 9> created
        = {"created",      "createdat",   "createdon", "creationdate", "createddate",
           "creationtime", "datecreated", "issued",    "issuedat"};
    static constexpr std::array<std::string_view, 10> lastUsed
        = {"lastused",     "lastusedat",   "lastusedon", "lastuseddate", "lastusage",
           "lastaccessed", "lastaccessat", "lastaccess", "lastactivity", "lastseen"};
    static constexpr std::array<std::string_view, 9> scopes
        = {"scopes", "scope",  "permissions", "permission", "roles",
           "role",   "grants", "policies",    "accesslevel"};
    static constexpr std::array<std::string_view, 10> expires
        = {"expires",        "expiresat",  "expireson",  "expiry",    "expirydate",
           "expirationdate", "expiration", "validuntil", "expiresin", "expirationtime"};
    switch (field) {
    case Field::Name:
        return name;
    case Field::Provider:
        return provider;
    case Field::Id:
        return id;
    case Field::Ending:
        return ending;
    case Field::Creator:
        return creator;
    case Field::CreatorActive:
        return active;
    case Field::Created:
        return created;
    case Field::LastUsed:
        return lastUsed;
    case Field::Scopes:
        return scopes;
    case Field::Expires:
        return expires;
    }
    return {};
}

std::string plainName(std::string_view text)
{
    std::string plain;
    for (const char c : foldAscii(text.substr(0, 100))) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            plain += c;
    }
    return plain;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

bool isOneOf(std::string_view text, std::initializer_list<std::string_view> words)
{
    return std::ranges::contains(words, text);
}

std::optional<bool> readActive(std::string_view cell)
{
    const std::string word = foldAscii(cell.substr(0, 40));
    if (isOneOf(word, {"yes", "y", "true", "1", "active", "member", "enabled", "current"}))
        return true;
    if (isOneOf(word,
                {"no", "n", "false", "0", "inactive", "left", "deleted", "suspended", "disabled",
                 "deactivated", "former", "removed", "not a member", "none", "former member"}))
        return false;
    return std::nullopt;
}

std::optional<std::int64_t> readNumberDate(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0)
        return std::nullopt;
    if (text.size() >= 9 && text.size() <= 10)
        return number;
    return text.size() == 13 ? std::optional(number / 1000) : std::nullopt;
}

std::optional<std::int64_t> readIsoDate(std::string_view text)
{
    for (const std::string_view zone : {" +0000 UTC", " UTC", " GMT"}) {
        if (text.ends_with(zone))
            text.remove_suffix(zone.size());
    }
    std::string iso(text);
    if (iso.size() > 10 && iso[10] == ' ')
        iso[10] = 'T';
    QDateTime time = QDateTime::fromString(QString::fromUtf8(iso.data(), qsizetype(iso.size())),
                                           Qt::ISODateWithMs);
    if (!time.isValid())
        return std::nullopt;
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeZone(QTimeZone::UTC);
    const qint64 seconds = time.toSecsSinceEpoch();
    return seconds > 0 ? std::optional<std::int64_t>(seconds) : std::nullopt;
}

/// Nothing: not understood.
std::optional<TokenDate> readDate(std::string_view cell)
{
    const std::string word = foldAscii(cell.substr(0, kMaxDateBytes));
    if (isOneOf(word,
                {"", "-", "never", "none", "n/a", "null", "no expiration", "no expiry",
                 "never used", "does not expire", "0"}))
        return TokenDate{true, 0};
    if (isOneOf(word, {"unknown", "no_information", "?"}))
        return TokenDate{};
    if (cell.size() > kMaxDateBytes)
        return std::nullopt;
    auto at = readNumberDate(cell);
    if (!at)
        at = readIsoDate(cell);
    return at ? std::optional(TokenDate{true, *at}) : std::nullopt;
}

std::vector<std::string> readScopes(std::string_view cell)
{
    constexpr std::string_view breaks = " \t\r\n,;|";
    std::vector<std::string> scopes;
    while (!cell.empty() && scopes.size() < kMaxScopes) {
        const std::size_t end = std::min(cell.find_first_of(breaks), cell.size());
        if (end > 0)
            scopes.emplace_back(cell.substr(0, end));
        cell.remove_prefix(std::min(end + 1, cell.size()));
    }
    return scopes;
}

/// Turns rows into tokens.
class Reader
{
public:
    explicit Reader(const InventoryCsvOptions &options)
        : m_options(options)
    {
    }

    /// False: stop, see error().
    bool take(std::uint64_t line, std::span<const std::string_view> fields)
    {
        if (m_hasHeader)
            return takeToken(line, fields);
        m_hasHeader = true;
        return takeHeader(fields);
    }

    [[nodiscard]] Result<Inventory> finish()
    {
        if (m_error)
            return std::unexpected(*m_error);
        if (!m_hasHeader)
            return fail(ErrorKind::Malformed,
                        "The list is empty: it needs a first line that names its columns.");
        note(m_badDates, "dates could not be read and count as unknown");
        note(m_repeated, "rows repeat a token above them and were left out");
        note(m_nameless, "rows have neither a name nor an id and were left out");
        note(m_cut, "cells were longer than 1,000 bytes and were cut");
        return std::move(m_inventory);
    }

private:
    bool takeHeader(std::span<const std::string_view> header)
    {
        m_mapping = mappingOf(header);
        for (const auto &[field, name] : m_options.columns) {
            const auto found = std::ranges::find(
                header, plainName(name), [](std::string_view column) { return plainName(column); });
            if (found == header.end()) {
                m_error = Error{ErrorKind::Invalid,
                                "The list has no column \"" + escapeControl(name) + "\".",
                                {}};
                return false;
            }
            m_mapping[field] = static_cast<std::size_t>(found - header.begin());
        }
        if (!m_mapping[Field::Name] && !m_mapping[Field::Id]) {
            std::string names;
            for (const std::string_view column :
                 header.first(std::min<std::size_t>(header.size(), 20)))
                names += (names.empty() ? "" : ", ") + escapeControl(column.substr(0, 40));
            m_error = Error{
                ErrorKind::Malformed,
                "No column of the list is known as a token's name or id. It has: " + names + ".",
                {}};
            return false;
        }
        for (std::size_t i = 0; i < header.size() && m_inventory.notes.size() < 20; ++i) {
            if (!std::ranges::contains(m_mapping.columns, std::optional(i)))
                m_inventory.notes.push_back("Column \"" + escapeControl(header[i].substr(0, 40))
                                            + "\" is not read.");
        }
        return true;
    }

    bool takeToken(std::uint64_t line, std::span<const std::string_view> fields)
    {
        const auto cell = [&](Field field) { return escapeControl(cellOf(fields, field)); };
        InventoryToken token;
        token.name = cell(Field::Name);
        token.provider = cell(Field::Provider);
        if (token.provider.empty())
            token.provider = m_options.provider;
        token.id = cell(Field::Id);
        token.ending = cell(Field::Ending);
        token.creator = cell(Field::Creator);
        token.isCreatorActive = readActive(cell(Field::CreatorActive));
        token.created = dateOf(fields, Field::Created);
        token.lastUsed = dateOf(fields, Field::LastUsed);
        token.expires = dateOf(fields, Field::Expires);
        token.scopes = readScopes(cell(Field::Scopes));
        token.value = hiddenAt(line, fields);
        if (token.created.isNever())
            token.created = {};
        if (token.name.empty() && token.id.empty()) {
            ++m_nameless;
            return true;
        }
        if (!m_seen.insert(token.key()).second) {
            ++m_repeated;
            return true;
        }
        if (m_inventory.tokens.size() == kMaxInventoryTokens) {
            m_error
                = Error{ErrorKind::TooBig, "The list has more than 500,000 tokens; split it.", {}};
            return false;
        }
        m_inventory.tokens.push_back(std::move(token));
        return true;
    }

    [[nodiscard]] std::string_view cellOf(std::span<const std::string_view> fields, Field field)
    {
        const auto column = m_mapping[field];
        if (!column || *column >= fields.size())
            return {};
        std::string_view cell = trimmed(fields[*column]);
        if (cell.size() > kMaxCellBytes) {
            ++m_cut;
            cell = cell.substr(0, kMaxCellBytes);
            while (!cell.empty() && utf8Length(cell.substr(cell.size() - 1)) == 0)
                cell.remove_suffix(1); // half of a character
        }
        return cell;
    }

    [[nodiscard]] TokenDate dateOf(std::span<const std::string_view> fields, Field field)
    {
        const auto column = m_mapping[field];
        if (!column || *column >= fields.size())
            return {};
        const auto date = readDate(cellOf(fields, field));
        if (!date)
            ++m_badDates;
        return date.value_or(TokenDate{});
    }

    /// A value hidden in this row, which may go over several lines.
    [[nodiscard]] std::optional<secret::SecretId>
    hiddenAt(std::uint64_t line, std::span<const std::string_view> fields) const
    {
        if (m_options.hidden.empty())
            return std::nullopt;
        std::uint64_t last = line;
        for (const std::string_view field : fields)
            last += countLineEnds(field);
        const auto found = std::ranges::lower_bound(m_options.hidden, line, {}, &HiddenValue::line);
        return found != m_options.hidden.end() && found->line <= last ? std::optional(found->id)
                                                                      : std::nullopt;
    }

    void note(std::size_t count, std::string_view words)
    {
        if (count > 0)
            m_inventory.notes.push_back(std::to_string(count) + ' ' + std::string(words) + '.');
    }

    const InventoryCsvOptions &m_options;
    InventoryMapping m_mapping;
    Inventory m_inventory;
    std::optional<Error> m_error;
    std::unordered_set<std::string> m_seen;
    std::size_t m_badDates = 0;
    std::size_t m_repeated = 0;
    std::size_t m_nameless = 0;
    std::size_t m_cut = 0;
    bool m_hasHeader = false;
};

} // namespace

std::string_view inventoryFieldName(InventoryField field)
{
    return kFieldNames[static_cast<std::size_t>(field)];
}

std::optional<InventoryField> inventoryFieldFromName(std::string_view name)
{
    const auto found = std::ranges::find(kFieldNames, name);
    if (found == kFieldNames.end())
        return std::nullopt;
    return static_cast<InventoryField>(found - kFieldNames.begin());
}

std::uint64_t countLineEnds(std::string_view text)
{
    std::uint64_t ends = 0;
    char before = 0;
    for (const char c : text) {
        if (c == '\r' || (c == '\n' && before != '\r'))
            ++ends;
        before = c;
    }
    return ends;
}

InventoryMapping mappingOf(std::span<const std::string_view> header)
{
    std::vector<std::string> names;
    for (const std::string_view column : header)
        names.push_back(plainName(column));
    InventoryMapping mapping;
    for (std::size_t i = 0; i < kInventoryFields; ++i) {
        for (const std::string_view alias : aliases(static_cast<Field>(i))) {
            const auto found = std::ranges::find(names, alias);
            if (found == names.end())
                continue;
            mapping.columns[i] = static_cast<std::size_t>(found - names.begin());
            break;
        }
    }
    return mapping;
}

Result<Inventory> readInventoryCsv(std::string_view text, const InventoryCsvOptions &options,
                                   std::stop_token stop)
{
    constexpr std::size_t pieceBytes = std::size_t{1} << 20;
    if (text.size() > kMaxInventoryBytes)
        return fail(ErrorKind::TooBig, "The list is bigger than 64 MiB; split it.");
    Reader rows(options);
    CsvReader csv(csvSeparatorOf(text.substr(0, 64 << 10)),
                  {.rowBytes = std::size_t{1} << 20, .fields = 500});
    const auto sink = [&rows](std::uint64_t line, std::span<const std::string_view> fields) {
        return rows.take(line, fields);
    };
    while (!text.empty()) {
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, "Reading the list was cancelled.");
        const auto more = csv.feed(text.substr(0, pieceBytes), sink);
        if (!more)
            return std::unexpected(more.error());
        if (!*more)
            return rows.finish();
        text.remove_prefix(std::min(pieceBytes, text.size()));
    }
    if (const auto more = csv.finish(sink); !more)
        return std::unexpected(more.error());
    return rows.finish();
}

} // namespace rekey::finding
