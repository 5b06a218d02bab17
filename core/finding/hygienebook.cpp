// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/hygienebook.h"

#include "core/finding/filtervalue.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <format>
#include <set>
#include <unordered_set>

namespace rekey::finding {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kTokensAPiece = 200;
constexpr std::string_view kListPrefix = "list/";
constexpr std::string_view kCarePrefix = "care/";

std::string dumped(const Json &json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void putText(Json &json, const char *name, const std::string &text)
{
    if (!text.empty())
        json[name] = text;
}

void putDate(Json &json, const char *name, const TokenDate &date)
{
    if (date.isKnown)
        json[name] = date.at;
}

void putTime(Json &json, const char *name, std::int64_t time)
{
    if (time != 0)
        json[name] = time;
}

std::string textOf(const Json &json, const char *name)
{
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t timeOf(const Json &json, const char *name)
{
    const auto found = json.find(name);
    return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

TokenDate dateOf(const Json &json, const char *name)
{
    return json.contains(name) ? TokenDate{true, timeOf(json, name)} : TokenDate{};
}

std::optional<secret::SecretId> idOf(std::string_view hex)
{
    secret::SecretId id;
    if (hex.size() != id.bytes.size() * 2)
        return std::nullopt;
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        std::uint8_t byte = 0;
        const char *const begin = hex.data() + i * 2;
        if (const auto [end, error] = std::from_chars(begin, begin + 2, byte, 16);
            error != std::errc() || end != begin + 2)
            return std::nullopt;
        id.bytes[i] = std::byte{byte};
    }
    return id;
}

Json toJson(const InventoryToken &token)
{
    Json json = Json::object();
    putText(json, "provider", token.provider);
    putText(json, "id", token.id);
    putText(json, "name", token.name);
    putText(json, "ending", token.ending);
    putText(json, "creator", token.creator);
    if (token.isCreatorActive)
        json["active"] = *token.isCreatorActive;
    putDate(json, "created", token.created);
    putDate(json, "used", token.lastUsed);
    putDate(json, "expires", token.expires);
    if (!token.scopes.empty())
        json["scopes"] = token.scopes;
    if (token.value)
        json["value"] = token.value->hex();
    return json;
}

InventoryToken tokenOf(const Json &json)
{
    InventoryToken token;
    token.provider = textOf(json, "provider");
    token.id = textOf(json, "id");
    token.name = textOf(json, "name");
    token.ending = textOf(json, "ending");
    token.creator = textOf(json, "creator");
    if (const auto active = json.find("active"); active != json.end() && active->is_boolean())
        token.isCreatorActive = active->get<bool>();
    token.created = dateOf(json, "created");
    token.lastUsed = dateOf(json, "used");
    token.expires = dateOf(json, "expires");
    if (const auto scopes = json.find("scopes"); scopes != json.end() && scopes->is_array()) {
        for (const Json &scope : *scopes) {
            if (scope.is_string())
                token.scopes.push_back(scope.get<std::string>());
        }
    }
    token.value = idOf(textOf(json, "value"));
    return token;
}

Json toJson(const TokenCare &care)
{
    Json json = Json::object();
    putTime(json, "notice", care.noticeAt);
    putTime(json, "due", care.followUpDue);
    putTime(json, "followUp", care.followUpAt);
    putTime(json, "snoozed", care.snoozedUntil);
    putTime(json, "exempt", care.exemptAt);
    putText(json, "why", care.exemptWhy);
    putTime(json, "closed", care.closedAt);
    return json;
}

TokenCare careOf(const Json &json)
{
    TokenCare care;
    care.noticeAt = timeOf(json, "notice");
    care.followUpDue = timeOf(json, "due");
    care.followUpAt = timeOf(json, "followUp");
    care.snoozedUntil = timeOf(json, "snoozed");
    care.exemptAt = timeOf(json, "exempt");
    care.exemptWhy = textOf(json, "why");
    care.closedAt = timeOf(json, "closed");
    return care;
}

std::string pieceName(std::size_t piece)
{
    return std::format("{}{:05}", kListPrefix, piece);
}

} // namespace

std::size_t HygieneBook::load(std::span<const Property> properties)
{
    std::size_t unread = 0;
    std::map<std::string_view, std::string_view> pieces; // in the order of the list
    for (const auto &[key, text] : properties) {
        if (key.starts_with(kListPrefix)) {
            pieces.emplace(key, text);
            continue;
        }
        const Json json = Json::parse(text, nullptr, false);
        if (key.starts_with(kCarePrefix) && json.is_object())
            m_cares[key.substr(kCarePrefix.size())] = careOf(json);
        else
            ++unread;
    }
    m_tokens.clear();
    for (const auto &[key, text] : pieces) {
        const Json json = Json::parse(text, nullptr, false);
        if (!json.is_array()) {
            ++unread;
            continue;
        }
        for (const Json &token : json) {
            if (token.is_object())
                m_tokens.push_back(tokenOf(token));
        }
    }
    m_keptPieces = pieces.size();
    m_changes.clear();
    return unread;
}

std::vector<HygieneBook::Property> HygieneBook::takeChanges()
{
    std::vector<Property> changes(m_changes.begin(), m_changes.end());
    m_changes.clear();
    return changes;
}

HygieneBook::Outcome HygieneBook::take(std::vector<InventoryToken> tokens, std::int64_t now)
{
    Outcome outcome;
    std::unordered_set<std::string> before;
    for (const InventoryToken &token : m_tokens)
        before.insert(token.key());
    std::unordered_set<std::string> listed;
    std::set<std::string> providers;
    std::vector<std::string> returned;
    for (const InventoryToken &token : tokens) {
        const std::string key = token.key();
        providers.insert(foldAscii(token.provider));
        ++(before.contains(key) ? outcome.stayed : outcome.added);
        if (const auto care = m_cares.find(key);
            care != m_cares.end() && care->second.closedAt != 0)
            returned.push_back(key);
        listed.insert(key);
    }
    std::vector<std::string> gone;
    for (InventoryToken &token : m_tokens) {
        if (!providers.contains(foldAscii(token.provider)))
            tokens.push_back(std::move(token));
        else if (std::string key = token.key(); !listed.contains(key))
            gone.push_back(std::move(key));
    }
    outcome.gone = gone.size();
    m_tokens = std::move(tokens);
    // Only what somebody did something about is remembered when it is gone.
    std::erase_if(gone, [this](const std::string &key) { return !m_cares.contains(key); });
    changeEach(gone, [now](TokenCare &care) { care.closedAt = now; });
    changeEach(returned, [](TokenCare &care) { care.closedAt = 0; });
    changeList();
    return outcome;
}

void HygieneBook::changeList()
{
    const std::size_t pieces = (m_tokens.size() + kTokensAPiece - 1) / kTokensAPiece;
    for (std::size_t piece = 0; piece < pieces; ++piece) {
        Json list = Json::array();
        const std::size_t end = std::min(m_tokens.size(), (piece + 1) * kTokensAPiece);
        for (std::size_t i = piece * kTokensAPiece; i < end; ++i)
            list.push_back(toJson(m_tokens[i]));
        m_changes[pieceName(piece)] = dumped(list);
    }
    for (std::size_t piece = pieces; piece < m_keptPieces; ++piece)
        m_changes[pieceName(piece)] = {};
    m_keptPieces = pieces;
}

TokenCare HygieneBook::care(const std::string &key) const
{
    const auto found = m_cares.find(key);
    return found == m_cares.end() ? TokenCare() : found->second;
}

template <typename Change>
void HygieneBook::changeEach(std::span<const std::string> keys, Change change)
{
    for (const std::string &key : keys) {
        TokenCare &care = m_cares[key];
        const TokenCare before = care;
        change(care);
        if (care == before)
            continue;
        m_changes[std::string(kCarePrefix) + key] = care.any() ? dumped(toJson(care)) : "";
    }
}

void HygieneBook::tell(std::span<const std::string> keys, std::int64_t now, std::int64_t due)
{
    changeEach(keys, [=](TokenCare &care) {
        (care.noticeAt == 0 ? care.noticeAt : care.followUpAt) = now;
        care.followUpDue = due;
    });
}

void HygieneBook::snooze(std::span<const std::string> keys, std::int64_t until)
{
    changeEach(keys, [until](TokenCare &care) { care.snoozedUntil = until; });
}

void HygieneBook::exempt(std::span<const std::string> keys, const std::string &why,
                         std::int64_t now)
{
    changeEach(keys, [&](TokenCare &care) {
        care.exemptAt = why.empty() ? 0 : now;
        care.exemptWhy = why;
    });
}

NoticeCounts HygieneBook::counts() const
{
    NoticeCounts counts;
    for (const auto &[key, care] : m_cares) {
        if (care.noticeAt == 0)
            continue;
        ++counts.told;
        if (care.closedAt == 0)
            ++counts.open;
        else
            ++(care.followUpAt == 0 ? counts.closedAfterNotice : counts.closedAfterFollowUp);
    }
    return counts;
}

TokenAdvice adviceFor(const InventoryToken &token, TokenFlags flags, const TokenCare &care,
                      const HygienePolicy &policy)
{
    const TokenAdvice advice = adviceFor(token, flags, policy);
    const bool isLeftAlone = care.exemptAt != 0 || care.snoozedUntil > policy.now;
    return isLeftAlone && advice != TokenAdvice::Revoke ? TokenAdvice::Nothing : advice;
}

} // namespace rekey::finding
