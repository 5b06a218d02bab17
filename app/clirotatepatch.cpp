// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clirotatepatch.h"

#include "app/clifiles.h"
#include "app/clifindings.h"
#include "app/cliopenstore.h"
#include "core/base/folders.h"
#include "core/base/text.h"
#include "core/rotate/patchplaces.h"
#include "core/scan/makecontext.h"
#include "core/scan/masktext.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <format>
#include <iostream>
#include <set>

namespace rekey::app {

namespace {

using nlohmann::ordered_json;
using rotate::PatchOffer;
using rotate::PatchPlace;
using rotate::PatchValue;

/// A diff's own line ends stay; whatever else a terminal would act on is escaped.
std::string shownDiff(std::string_view diff)
{
    std::string shown;
    while (!diff.empty()) {
        const std::size_t newline = diff.find('\n');
        std::string line = escapeControl(diff.substr(0, newline));
        if (const std::size_t end = line.size(); line.ends_with("\\r"))
            line.resize(end - 2);
        shown += line + '\n';
        diff.remove_prefix(newline == std::string_view::npos ? diff.size() : newline + 1);
    }
    return shown;
}

class Patching
{
public:
    Patching(const RotateCommand &command, std::vector<PatchValue> values,
             const scan::ScanContext &context)
        : m_command(command)
        , m_values(std::move(values))
        , m_context(context)
        , m_scanner(context.rules)
        , m_wanted(command.applied.begin(), command.applied.end())
    {
    }

    void look(const PatchPlace &place)
    {
        const std::string shown = escapeControl(place.shown);
        auto offer
            = rotate::offerPatch(place, m_values, m_command.style, [this](std::string_view text) {
                  return std::move(scan::maskText(m_context, m_scanner, asBytes(text)).text);
              });
        const bool isWanted = m_wanted.erase(shown) + m_wanted.erase(place.file) > 0;
        if (!offer) {
            m_hasFailed = m_hasFailed || isWanted;
            return tell(shown, {}, offer.error().detail, false);
        }
        if (!isWanted || offer->diff.empty()) {
            m_hasFailed = m_hasFailed || isWanted;
            return tell(shown, *offer, offer->why, false);
        }
        const auto applied = rotate::applyPatch(place, m_values, m_command.style, offer->digest);
        tell(shown, *offer, applied ? std::string() : applied.error().detail, applied.has_value());
        m_hasFailed = m_hasFailed || !applied;
    }

    void lose(const rotate::LostPlace &lost)
    {
        const std::string shown = escapeControl(lost.shown);
        m_hasFailed = m_wanted.erase(shown) > 0 || m_hasFailed;
        tell(shown, {}, lost.error.detail, false);
    }

    [[nodiscard]] int finish() const
    {
        if (m_command.json)
            std::cout << m_list.dump(1, ' ', false, ordered_json::error_handler_t::replace) << '\n';
        else if (m_count > 0 && m_command.applied.empty())
            say("nothing was changed: --apply FILE writes a patch; set " + m_values.front().name
                + " where the program is started");
        for (const std::string &file : m_wanted)
            say(std::format("{} is no file that holds it: see the list without --apply", file));
        if (!m_wanted.empty())
            return ExitUsage;
        return m_hasFailed ? ExitIncomplete : ExitNothing;
    }

private:
    void tell(const std::string &shown, const PatchOffer &offer, const std::string &why,
              bool isApplied)
    {
        m_count += offer.values > 0 ? 1 : 0;
        if (m_command.json) {
            auto rest = ordered_json::array();
            for (const rotate::PatchRest &one : offer.rest)
                rest.push_back({{"line", one.line}, {"why", one.why}});
            m_list.push_back({{"file", shown},
                              {"language", offer.language},
                              {"values", offer.values},
                              {"diff", offer.diff},
                              {"by_hand", std::move(rest)},
                              {"why", why},
                              {"applied", isApplied}});
            return;
        }
        std::cout << shownDiff(offer.diff);
        if (!why.empty())
            std::cout << std::format("# {}: {}\n", shown, escapeControl(why));
        for (const rotate::PatchRest &one : offer.rest) {
            if (one.why != why)
                std::cout << std::format("# {}, line {}: {}\n", shown, one.line, one.why);
        }
        if (isApplied)
            std::cout << std::format("# {} is written; look at it, then commit it\n", shown);
        std::cout << std::flush;
    }

    const RotateCommand &m_command;
    std::vector<PatchValue> m_values;
    const scan::ScanContext &m_context;
    scan::Scanner m_scanner;
    std::set<std::string> m_wanted;
    ordered_json m_list = ordered_json::array();
    std::size_t m_count = 0;
    bool m_hasFailed = false;
};

} // namespace

int patchConsumers(const RotateCommand &command, const provider::Catalog &catalog,
                   const store::Store &store)
{
    if (!command.variable.empty() && !rotate::isVariableName(command.variable))
        return fails(
            {ErrorKind::Invalid, "--name takes capital letters, digits and _", command.variable});
    const auto findings = namedFindings(store, {command.what});
    const auto records = store.sources();
    if (!findings || !records)
        return fails(!findings ? findings.error() : records.error());
    const finding::Finding &found = findings->front().finding;
    provider::Parts parts;
    for (const std::string &name : rotate::patchParts(found)) {
        auto value = store.value(found.id, name == "secret" ? std::string_view() : name);
        if (!value)
            return fails(value.error());
        parts.emplace(name, *std::move(value));
    }
    std::vector<std::string> notes;
    const auto context = scan::makeScanContext(userFolders(), {}, notes);
    if (!context)
        return fails(context.error());
    for (const std::string &note : notes)
        say(note);
    const auto places = rotate::patchPlaces(
        found, [&records](std::uint32_t number) -> std::optional<std::string> {
            const auto source = std::ranges::find(*records, number, &finding::SourceRecord::number);
            const std::set<std::string> kinds = {"git repository", "folder", "file"};
            if (source == records->end() || !kinds.contains(source->kind))
                return std::nullopt;
            return source->path;
        });
    if (places.places.empty() && places.lost.empty())
        say("no file of a working tree holds it, as far as the last scan knows");
    const rotate::KeyActs acts(catalog, found.rule);
    Patching patching(command, rotate::patchValues(found, acts, parts, command.variable), *context);
    for (const PatchPlace &place : places.places)
        patching.look(place);
    for (const rotate::LostPlace &lost : places.lost)
        patching.lose(lost);
    return patching.finish();
}

} // namespace rekey::app
