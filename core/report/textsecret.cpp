// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/textsecret.h"

#include "core/report/textwords.h"
#include "core/report/writers.h"

#include <algorithm>
#include <array>

namespace rekey::report {

namespace {

using kainjow::mustache::data;

constexpr std::size_t kMostPlaces = 20;
constexpr std::int64_t kDay = 86'400;

/// Sets `name` and the flag `has<Name>`, for a section that shows it only when there is any.
void setText(data &facts, const std::string &name, const std::string &text)
{
    std::string flag = "has" + name;
    flag[3] = static_cast<char>(flag[3] - 'a' + 'A');
    facts.set(name, text);
    facts.set(flag, data(!text.empty()));
}

std::string daysExposed(const finding::Place &place, std::int64_t now)
{
    const std::int64_t end = place.removedDate != 0 ? place.removedDate : now;
    if (place.date == 0 || end < place.date)
        return {};
    return counted(static_cast<std::uint64_t>((end - place.date) / kDay), "day", "days");
}

data placeFacts(const finding::Place &place, const Report &report, const ReportOptions &options)
{
    data facts;
    facts.set("path", place.path.empty() ? "object " + place.object : place.path);
    facts.set("line", std::to_string(place.line));
    facts.set("reach", std::string(reachWords(place.reach)));
    facts.set("isInHead", data(place.isInHead()));
    setText(facts, "commit", place.commit.substr(0, 12));
    setText(facts, "author", options.withNames ? place.author : std::string());
    setText(facts, "date", isoTime(place.date));
    setText(facts, "removed",
            place.removedCommit.empty()
                ? std::string()
                : place.removedCommit.substr(0, 12) + ' ' + isoTime(place.removedDate));
    setText(facts, "exposed", daysExposed(place, report.madeAt));
    const bool known = place.source < report.coverage.size();
    setText(facts, "source", known ? report.coverage[place.source].source : std::string());
    return facts;
}

/// "In HEAD of 2 of 5 places; 3 in older commits".
std::string reachSentence(const finding::Finding &finding)
{
    std::array<std::uint64_t, static_cast<std::size_t>(sources::Reach::Text) + 1> counts{};
    for (const finding::Place &place : finding.places)
        ++counts[static_cast<std::size_t>(place.reach)];
    std::string text;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] != 0)
            text += (text.empty() ? "" : "; ") + counted(counts[i], "place ", "places ")
                + std::string(reachWords(static_cast<sources::Reach>(i)));
    }
    return text;
}

void addEvidence(data &facts, const finding::Record *record)
{
    const finding::Evidence evidence = record != nullptr ? record->evidence : finding::Evidence();
    facts.set("hasEvidence", data(evidence.checkedAt != 0));
    facts.set("checkedAt", isoTime(evidence.checkedAt));
    facts.set("host", evidence.host);
    facts.set("request", evidence.request);
    facts.set("status", evidence.status != 0 ? std::to_string(evidence.status) : "no answer");
    setText(facts, "answerDigest", evidence.answerDigest);
    data claims(data::type::list);
    for (const finding::Claim &claim :
         record != nullptr ? record->claims : std::vector<finding::Claim>()) {
        data line;
        line.set("tool", claim.tool);
        line.set("claim", std::string(verdictWords(claim.verdict)));
        setText(line, "claimDate", isoTime(claim.date));
        claims.push_back(line);
    }
    facts.set("claims", claims);
}

data texts(const std::vector<std::string> &lines)
{
    data out(data::type::list);
    for (const std::string &line : lines)
        out.push_back(data("text", data(line)));
    return out;
}

void addAccess(data &facts, const finding::Record *record, const ReportOptions &options)
{
    const bool known = record != nullptr && record->access.has_value();
    const finding::Access access = known ? *record->access : finding::Access();
    facts.set("hasAccess", data(known));
    setText(facts, "account", options.withNames ? access.account : std::string());
    setText(facts, "identity", options.withNames ? access.identity : std::string());
    setText(facts, "keyOwner", options.withNames ? access.owner : std::string());
    setText(facts, "createdAt", isoTime(access.createdAt));
    setText(facts, "lastUsedAt", isoTime(access.lastUsedAt));
    setText(facts, "expiresAt", isoTime(access.expiresAt));
    std::vector<std::string> scopes;
    for (const finding::Scope &scope : access.scopes)
        scopes.push_back(scope.name + " (" + std::string(scopeRiskName(scope.risk)) + ")");
    facts.set("scopes", texts(scopes));
    facts.set("resources", texts(access.resources));
    facts.set("unseen", texts(access.unseen));
}

/// Addresses come from rule files, which may be anybody's: only plain https ones become links.
bool isPlainUrl(const std::string &url)
{
    constexpr std::string_view marks = "-._~:/?#@!$&+,;=%";
    return url.starts_with("https://") && url.size() < 500
        && std::ranges::all_of(
               url,
               [marks](char character) {
                   return (character >= '0' && character <= '9')
                       || (character >= 'a' && character <= 'z')
                       || (character >= 'A' && character <= 'Z') || marks.contains(character);
               });
}

void addLinks(data &facts, const finding::Finding &finding, const Report &report)
{
    data links(data::type::list);
    const auto add = [&links](const std::string &text, const std::string &url) {
        if (!isPlainUrl(url))
            return;
        data link("linkText", data(text));
        link.set("url", url);
        links.push_back(link);
    };
    if (report.rules != nullptr) {
        const auto provider
            = std::ranges::find(report.rules->providers, finding.provider, &rules::Provider::id);
        if (provider != report.rules->providers.end())
            add("Where " + provider->name + " keys are managed", provider->console);
        const auto rule
            = std::ranges::find(report.rules->detectors, finding.rule, &rules::Detector::id);
        if (rule != report.rules->detectors.end()) {
            for (const std::string &reference : rule->references)
                add("The provider on this kind of key", reference);
        }
    }
    facts.set("hasLinks", data(links.is_non_empty_list()));
    facts.set("links", links);
}

} // namespace

std::vector<std::string> openPointsOf(const finding::Finding &finding,
                                      const finding::Record *record)
{
    using finding::Verdict;
    const finding::Triage triage = record != nullptr ? record->triage : finding::Triage();
    const bool isClosed = triage.decision == finding::Decision::Closed;
    const Verdict verdict = verdictOf(finding, record);
    std::vector<std::string> points;
    const bool isLive = verdict == Verdict::Live || verdict == Verdict::LiveLimited;
    if (isLive && isClosed)
        points.emplace_back("is closed, yet the provider accepts it.");
    else if (isLive)
        points.emplace_back("is live: replace it and have it refused.");
    if (isClosed || verdict == Verdict::NotASecret)
        return points;
    if (verdict == Verdict::NotChecked)
        points.emplace_back("has not been checked with its provider.");
    if (verdict == Verdict::Unknown)
        points.emplace_back("was checked without a clear answer.");
    if (verdict == Verdict::NoChecker)
        points.emplace_back("has no checker: ask its owner whether it still works.");
    if (verdict == Verdict::Disabled)
        points.emplace_back("is switched off but may come back.");
    if (verdict == Verdict::Dead)
        points.emplace_back("is dead; decide and close it.");
    if (triage.owner.empty())
        points.emplace_back("has no owner.");
    return points;
}

data secretFacts(const finding::Finding &finding, const finding::Record *record,
                 const Report &report, const ReportOptions &options)
{
    const finding::Triage triage = record != nullptr ? record->triage : finding::Triage();
    data facts;
    facts.set("label", finding.label());
    facts.set("id", finding.id.hex());
    facts.set("type", finding.type.empty() ? finding.rule : finding.type);
    facts.set("rule", finding.rule);
    facts.set("provider", finding.providerName.empty() ? finding.provider : finding.providerName);
    setText(facts, "masked", shownMask(finding.masked, options));
    facts.set("confidence", std::string(finding::confidenceName(finding.confidence)));
    facts.set("verdict", std::string(verdictWords(verdictOf(finding, record))));
    setText(facts, "verdictReason", verdictReasonOf(finding, record));
    facts.set("decision", decisionWords(triage));
    setText(facts, "why", triage.why);
    setText(facts, "decidedAt", isoTime(triage.decidedAt));
    setText(facts, "decidedBy", options.withNames ? triage.decidedBy : std::string());
    setText(facts, "owner", options.withNames ? triage.owner : std::string());
    setText(facts, "note", triage.note);
    facts.set("reachSentence", reachSentence(finding));
    facts.set("placeCount", counted(finding.places.size(), "place", "places"));
    const auto inHead = std::ranges::count_if(finding.places, &finding::Place::isInHead);
    facts.set("isInHead", data(inHead != 0));
    const std::string first = isoTime(finding.firstSeen());
    setText(facts, "firstSeen", first);
    data places(data::type::list);
    for (std::size_t i = 0; i < std::min(kMostPlaces, finding.places.size()); ++i)
        places.push_back(placeFacts(finding.places[i], report, options));
    facts.set("places", places);
    const std::size_t more = finding.places.size() - std::min(kMostPlaces, finding.places.size());
    setText(facts, "morePlaces",
            more == 0 ? std::string()
                      : counted(more, "more place is", "more places are") + " in the data export.");
    addEvidence(facts, record);
    addAccess(facts, record, options);
    addLinks(facts, finding, report);
    facts.set("points", texts(openPointsOf(finding, record)));
    return facts;
}

} // namespace rekey::report
