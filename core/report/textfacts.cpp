// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/textfacts.h"

#include "core/report/textsecret.h"
#include "core/report/textwords.h"
#include "core/report/writers.h"

#include <algorithm>
#include <map>

namespace rekey::report {

namespace {

using kainjow::mustache::data;

constexpr std::size_t kMostSecrets = 2000;
constexpr std::size_t kMostEvents = 2000;
constexpr std::size_t kMostPoints = 200;
constexpr std::size_t kMostSkips = 100;

bool isLive(finding::Verdict verdict)
{
    return verdict == finding::Verdict::Live || verdict == finding::Verdict::LiveLimited;
}

bool isClosed(const finding::Record *record)
{
    return record != nullptr && record->triage.decision == finding::Decision::Closed;
}

std::string moreText(std::size_t count, std::size_t most, std::string_view what)
{
    return count <= most
        ? std::string()
        : groupedNumber(count - most) + " more " + std::string(what) + " are in the data export.";
}

/// Everything that was not looked at, or not wholly, in one sentence each.
std::vector<std::string> gaps(const Report &report)
{
    std::vector<std::string> out;
    if (!report.complete)
        out.emplace_back("The scan did not come to its end.");
    for (const sources::Coverage &coverage : report.coverage) {
        std::uint64_t skipped = 0;
        std::uint64_t failed = 0;
        for (const sources::Skip &skip : coverage.skips)
            (skip.failed ? failed : skipped) += skip.count;
        if (!coverage.complete)
            out.push_back(coverage.source + " was not looked at wholly.");
        if (failed != 0)
            out.push_back(coverage.source + ": " + counted(failed, "item", "items")
                          + " could not be read.");
        if (skipped != 0)
            out.push_back(coverage.source + ": " + counted(skipped, "item was", "items were")
                          + " skipped.");
        for (const std::string &note : coverage.notes)
            out.push_back(coverage.source + ": " + note);
    }
    if (report.coverage.empty())
        out.emplace_back("Nothing is known about what was looked at.");
    return out;
}

data texts(const std::vector<std::string> &lines)
{
    data out(data::type::list);
    for (const std::string &line : lines)
        out.push_back(data("text", data(line)));
    return out;
}

void setText(data &facts, const std::string &name, const std::string &flag, const std::string &text)
{
    facts.set(name, text);
    facts.set(flag, data(!text.empty()));
}

struct Moment
{
    std::int64_t at = 0; ///< milliseconds since 1970 UTC
    std::string label;
    std::string what;
    std::string who;
};

class Facts
{
public:
    Facts(const Report &report, const ReportOptions &options, const TextRequest &request)
        : m_report(report)
        , m_options(options)
        , m_request(request)
        , m_records(report)
    {
    }

    data make()
    {
        addHead();
        addCounts();
        addIncident();
        addTimeline();
        addSecrets();
        addPoints();
        addCoverage();
        return std::move(m_facts);
    }

private:
    void addHead()
    {
        std::string title = m_request.title;
        if (title.empty() && m_report.incident != nullptr)
            title = m_report.incident->name;
        setText(m_facts, "title", "hasTitle", title);
        m_facts.set("scope",
                    m_request.scope.empty() ? counted(m_report.findings.size(), "secret", "secrets")
                                            : m_request.scope);
        m_facts.set("madeAt", isoTime(m_report.madeAt));
        m_facts.set("version", m_report.version);
        m_facts.set("masking",
                    m_options.masking == Masking::IdOnly
                        ? std::string("ids only")
                        : std::string("public prefix and last 4 characters"));
        setText(m_facts, "rules", "hasRules",
                m_report.rulesUsed() != 0 ? counted(m_report.rulesUsed(), "rule", "rules")
                                          : std::string());
        const std::vector<std::string> gapTexts = gaps(m_report);
        m_facts.set("hasGaps", data(!gapTexts.empty()));
        m_facts.set("gaps", texts(gapTexts));
        m_facts.set("summary", summary(m_report));
    }

    struct Count
    {
        std::uint64_t all = 0;
        std::uint64_t live = 0;
        std::uint64_t closed = 0;
    };

    void addCounts()
    {
        std::map<finding::Verdict, std::uint64_t> verdicts;
        std::map<std::string, Count> providers;
        Count total;
        std::uint64_t inHead = 0;
        std::int64_t oldest = 0;
        for (const finding::Finding &finding : m_report.findings) {
            const finding::Record *record = m_records.of(finding.id);
            const finding::Verdict verdict = verdictOf(finding, record);
            ++verdicts[verdict];
            Count &provider
                = providers[finding.providerName.empty() ? finding.provider : finding.providerName];
            for (Count *count : {&total, &provider}) {
                ++count->all;
                count->live += isLive(verdict) ? 1U : 0U;
                count->closed += isClosed(record) ? 1U : 0U;
            }
            inHead += std::ranges::any_of(finding.places, &finding::Place::isInHead) ? 1U : 0U;
            const std::int64_t first = finding.firstSeen();
            oldest = first != 0 && (oldest == 0 || first < oldest) ? first : oldest;
        }
        data verdictRows(data::type::list);
        for (const auto &[verdict, count] : verdicts) {
            data row("verdictName", data(std::string(verdictWords(verdict))));
            row.set("count", groupedNumber(count));
            verdictRows.push_back(row);
        }
        m_facts.set("verdicts", verdictRows);
        data providerRows(data::type::list);
        for (const auto &[name, count] : providers) {
            data row("providerName", data(name));
            setCount(row, count);
            providerRows.push_back(row);
        }
        m_facts.set("providers", providerRows);
        setCount(m_facts, total);
        m_facts.set("isSomeLive", data(total.live != 0));
        m_facts.set("inHead", groupedNumber(inHead));
        setText(m_facts, "oldest", "hasOldest", isoTime(oldest).substr(0, 10));
    }

    static void setCount(data &facts, const Count &count)
    {
        facts.set("all", groupedNumber(count.all));
        facts.set("live", groupedNumber(count.live));
        facts.set("closed", groupedNumber(count.closed));
        facts.set("open", groupedNumber(count.all - count.closed));
    }

    void addIncident()
    {
        const finding::Incident incident
            = m_report.incident != nullptr ? *m_report.incident : finding::Incident();
        m_facts.set("hasIncident", data(m_report.incident != nullptr));
        m_facts.set("incidentId", incident.id);
        m_facts.set("incidentName", incident.name);
        setText(m_facts, "incidentOwner", "hasIncidentOwner",
                m_options.withNames ? incident.owner : std::string());
        setText(m_facts, "openedAt", "hasOpenedAt", isoTime(incident.openedAt));
        setText(m_facts, "closedAt", "hasClosedAt", isoTime(incident.closedAt));
        setText(m_facts, "nextStep", "hasNextStep", incident.nextStep);
        data lines(data::type::list);
        for (std::size_t at = 0; at < incident.note.size();) {
            const std::size_t end = std::min(incident.note.find('\n', at), incident.note.size());
            if (end > at)
                lines.push_back(data("text", data(incident.note.substr(at, end - at))));
            at = end + 1;
        }
        m_facts.set("hasNotes", data(lines.is_non_empty_list()));
        m_facts.set("notes", lines);
        data tasks(data::type::list);
        for (const finding::Incident::Task &task : incident.tasks) {
            data line("task", data(task.text));
            line.set("isDone", data(task.isDone));
            tasks.push_back(line);
        }
        m_facts.set("hasTasks", data(tasks.is_non_empty_list()));
        m_facts.set("tasks", tasks);
    }

    void addCommits(std::vector<Moment> &moments, const finding::Finding &finding) const
    {
        for (const finding::Place &place : finding.places) {
            const std::string where = place.path + ':' + std::to_string(place.line);
            if (place.date != 0)
                moments.push_back({place.date * 1000, finding.label(),
                                   "Committed in " + where + ", " + place.commit.substr(0, 12),
                                   place.author});
            if (place.removedDate != 0)
                moments.push_back(
                    {place.removedDate * 1000,
                     finding.label(),
                     "Removed from " + where + ", " + place.removedCommit.substr(0, 12),
                     {}});
        }
    }

    using Labels = std::unordered_map<secret::SecretId, std::string>;

    /// Without a store's timeline: what the records themselves are dated with.
    void addRecords(std::vector<Moment> &moments, const Labels &labels) const
    {
        for (const finding::Record &record : m_report.records) {
            const auto label = labels.find(record.id);
            const std::string name = label != labels.end() ? label->second : std::string();
            if (record.triage.decidedAt != 0)
                moments.push_back({record.triage.decidedAt * 1000, name,
                                   decisionWords(record.triage), record.triage.decidedBy});
            if (record.evidence.checkedAt != 0)
                moments.push_back({record.evidence.checkedAt * 1000, name,
                                   "Checked at " + record.evidence.host + ": "
                                       + std::string(verdictWords(record.evidence.verdict)),
                                   "rekey"});
        }
    }

    void addTimeline()
    {
        std::vector<Moment> moments;
        Labels labels;
        for (const finding::Finding &finding : m_report.findings) {
            labels.emplace(finding.id, finding.label());
            addCommits(moments, finding);
        }
        if (m_report.events.empty())
            addRecords(moments, labels);
        for (const finding::Event &event : m_report.events) {
            const auto label = labels.find(event.finding);
            moments.push_back({event.at, label != labels.end() ? label->second : std::string(),
                               eventWords(event), event.actor});
        }
        std::ranges::stable_sort(moments, {}, &Moment::at);
        data lines(data::type::list);
        for (std::size_t i = 0; i < std::min(kMostEvents, moments.size()); ++i) {
            data line("at", data(isoTime(moments[i].at / 1000)));
            line.set("label", moments[i].label);
            line.set("what", moments[i].what);
            line.set("who", m_options.withNames ? moments[i].who : std::string());
            lines.push_back(line);
        }
        m_facts.set("hasTimeline", data(!moments.empty()));
        m_facts.set("timeline", lines);
        setText(m_facts, "moreEvents", "hasMoreEvents",
                moreText(moments.size(), kMostEvents, "lines"));
    }

    void addSecrets()
    {
        data secrets(data::type::list);
        data actions(data::type::list);
        const std::size_t shown = std::min(kMostSecrets, m_report.findings.size());
        for (const finding::Finding &finding : m_report.findings.first(shown)) {
            const finding::Record *record = m_records.of(finding.id);
            secrets.push_back(secretFacts(finding, record, m_report, m_options));
            if (record != nullptr && record->triage.decision != finding::Decision::New) {
                data action("label", data(finding.label()));
                action.set("action", decisionWords(record->triage));
                setText(action, "actionWhy", "hasActionWhy", record->triage.why);
                setText(action, "actionAt", "hasActionAt", isoTime(record->triage.decidedAt));
                actions.push_back(action);
            }
        }
        m_facts.set("hasSecrets", data(!m_report.findings.empty()));
        m_facts.set("secrets", secrets);
        setText(m_facts, "moreSecrets", "hasMoreSecrets",
                moreText(m_report.findings.size(), kMostSecrets, "secrets"));
        m_facts.set("hasActions", data(actions.is_non_empty_list()));
        m_facts.set("actions", actions);
    }

    void addPoints()
    {
        std::vector<std::string> points;
        std::size_t all = 0;
        const auto add = [&](std::string text) {
            if (++all <= kMostPoints)
                points.push_back(std::move(text));
        };
        for (const finding::Finding &finding : m_report.findings) {
            for (const std::string &point : openPointsOf(finding, m_records.of(finding.id)))
                add(finding.label() + ' ' + point);
        }
        if (m_report.incident != nullptr) {
            for (const finding::Incident::Task &task : m_report.incident->tasks) {
                if (!task.isDone)
                    add("To do: " + task.text);
            }
        }
        m_facts.set("hasOpenPoints", data(!points.empty()));
        m_facts.set("openPoints", texts(points));
        setText(m_facts, "moreOpenPoints", "hasMoreOpenPoints",
                moreText(all, kMostPoints, "points"));
    }

    void addCoverage()
    {
        data rows(data::type::list);
        data skips(data::type::list);
        std::size_t count = 0;
        for (const sources::Coverage &coverage : m_report.coverage) {
            data row("source", data(coverage.source));
            row.set("kind", coverage.kind);
            row.set("commits", groupedNumber(coverage.commits));
            row.set("blobs", groupedNumber(coverage.blobs));
            row.set("bytes", groupedNumber(coverage.bytes));
            row.set("tip", coverage.tip.substr(0, 12));
            row.set("state", coverage.complete ? std::string("to the end") : "with gaps");
            rows.push_back(row);
            for (const sources::Skip &skip : coverage.skips) {
                if (++count > kMostSkips)
                    continue;
                data line("skipped", data(skip.what));
                line.set("skipReason", skip.reason);
                line.set("skipCount", groupedNumber(skip.count));
                skips.push_back(line);
            }
        }
        m_facts.set("coverage", rows);
        m_facts.set("hasSkips", data(count != 0));
        m_facts.set("skips", skips);
        setText(m_facts, "moreSkips", "hasMoreSkips", moreText(count, kMostSkips, "lines"));
    }

    const Report &m_report;
    const ReportOptions &m_options;
    const TextRequest &m_request;
    RecordMap m_records;
    data m_facts;
};

} // namespace

data textFacts(const Report &report, const ReportOptions &options, const TextRequest &request)
{
    return Facts(report, options, request).make();
}

} // namespace rekey::report
