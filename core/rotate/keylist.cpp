// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/keylist.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace rekey::rotate {

namespace {

using provider::Act;
using provider::AnswerReader;

/// As providers write that a key is switched on.
bool saysActive(std::string_view state)
{
    constexpr std::array<std::string_view, 6> kWords
        = {"Active", "active", "ACTIVE", "enabled", "Enabled", "true"};
    return std::ranges::contains(kWords, state);
}

/// How many a request asks for at most, where its path says so; 0: it does not say.
std::size_t pageSizeOf(std::string_view path)
{
    constexpr std::array<std::string_view, 5> kNames
        = {"limit=", "page[size]=", "per_page=", "perPage=", "PageSize="};
    for (const std::string_view name : kNames) {
        const std::size_t at = path.find(name);
        std::size_t count = 0;
        if (at == std::string_view::npos)
            continue;
        path.remove_prefix(at + name.size());
        std::from_chars(path.data(), path.data() + path.size(), count);
        return count;
    }
    return 0;
}

/// Whether a list may have more keys than this answer: the provider says so, in the ways that are
/// usual, or the page is full.
bool goesOn(const AnswerReader &answer, const provider::RequestSpec &request, std::size_t count)
{
    constexpr std::array<std::string_view, 6> kFlags
        = {"/has_more",    "/hasMore",       "/isTruncated",
           "/IsTruncated", "/meta/has_more", "/pagination/has_more"};
    constexpr std::array<std::string_view, 11> kNext
        = {"/next",       "/next_cursor",     "/nextPageToken", "/next_page_token",
           "/links/next", "/urls/next",       "/paging/next",   "/pagination/next",
           "/NextToken",  "/@odata.nextLink", "/_metadata/next"};
    const auto json = [](std::string_view path) {
        provider::Reader reader;
        reader.kind = provider::Reader::Kind::Json;
        reader.path = path;
        return reader;
    };
    provider::Reader links;
    links.kind = provider::Reader::Kind::Header;
    links.path = "link";
    provider::Condition truncated;
    truncated.body = "<IsTruncated>true</IsTruncated>";
    const std::size_t most = pageSizeOf(request.path.shown());
    return (most != 0 && count >= most) || answer.holds(truncated)
        || answer.first(links).find("rel=\"next\"") != std::string::npos
        || std::ranges::any_of(
               kFlags, [&](std::string_view path) { return answer.first(json(path)) == "true"; })
        || std::ranges::any_of(kNext, [&](std::string_view path) {
               const std::string next = answer.first(json(path));
               return !next.empty() && next != "null" && next != "false";
           });
}

} // namespace

const provider::Reader *readerOf(const Act &act, std::string_view name)
{
    const auto found = act.gives.find(name);
    return found == act.gives.end() ? nullptr : &found->second;
}

Result<std::vector<KeyInfo>> readKeyList(const Act &act, const AnswerReader &answer)
{
    const provider::Reader *ids = readerOf(act, "key_ids");
    if (ids == nullptr)
        return fail(ErrorKind::Unsupported, "the provider's list tells no key ids");
    const std::vector<std::string> listed = answer.read(*ids);
    const provider::Reader *states = readerOf(act, "states");
    const std::vector<std::string> words
        = states == nullptr ? std::vector<std::string>() : answer.read(*states);
    if (states != nullptr && words.size() != listed.size())
        return fail(ErrorKind::Malformed, "the provider's list of keys cannot be read");
    if (listed.size() >= provider::kMaxReadValues || goesOn(answer, act.request, listed.size()))
        return fail(
            ErrorKind::TooBig,
            "the provider's list of keys goes on elsewhere, and a lost key could be there: "
            "rotate by hand as rekey-cli rotate plan says, or remove keys that nobody needs");
    std::vector<KeyInfo> keys;
    for (std::size_t i = 0; i < listed.size(); ++i)
        keys.push_back({listed[i], states == nullptr || saysActive(words[i])});
    return keys;
}

} // namespace rekey::rotate
