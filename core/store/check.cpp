// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/check.h"

#include "core/store/codec.h"
#include "core/store/findings.h"
#include "core/store/rotations.h"
#include "core/store/words.h"

#include <algorithm>
#include <format>
#include <unordered_map>

namespace rekey::store {

namespace {

constexpr std::size_t kMostProblems = 100;

class Checker
{
public:
    Checker(Store::State &state, std::stop_token stop)
        : m_state(state)
        , m_database(*state.database)
        , m_stop(std::move(stop))
    {
    }

    Result<CheckReport> run()
    {
        auto done = structure();
        if (!done || !m_state.sealer)
            return finished(done);
        Head head;
        const auto reading = beginRead(m_state, &head);
        if (!reading)
            return std::unexpected(reading.error());
        // The findings first: the timeline names them.
        done = findings();
        if (done)
            done = timeline(head);
        if (done)
            done = others();
        if (done)
            done = rotations();
        m_report.isTimelineChecked = done.has_value();
        return finished(done);
    }

private:
    Result<CheckReport> finished(const Result<void> &done)
    {
        if (!done)
            return std::unexpected(done.error());
        return std::move(m_report);
    }

    void problem(std::string where, std::string what)
    {
        ++m_report.problemCount;
        if (m_report.problems.size() < kMostProblems)
            m_report.problems.push_back({std::move(where), std::move(what)});
    }

    Result<void> structure()
    {
        if (m_database.dialect() == Dialect::Postgres)
            return {}; // the server's own business
        auto query = m_database.prepare("PRAGMA integrity_check(20)");
        if (!query)
            return std::unexpected(query.error());
        return query->each([&](const Statement &row) {
            if (const std::string words = row.text(0); words != "ok")
                problem("database", words);
            return true;
        });
    }

    template <typename Row> Result<void> each(const char *statement, const Row &look)
    {
        auto query = m_database.prepare(statement);
        if (!query)
            return std::unexpected(query.error());
        auto read = query->each([&](const Statement &row) {
            look(row);
            return !m_stop.stop_requested();
        });
        if (read && m_stop.stop_requested())
            return fail(ErrorKind::Cancelled, "the check was stopped");
        return read;
    }

    Result<void> findings()
    {
        Words words(m_database, *m_state.sealer);
        if (auto loaded = words.load(); !loaded)
            problem("dictionary", loaded.error().detail);
        return each("SELECT number, id, body, secrets FROM finding ORDER BY number",
                    [&](const Statement &row) { lookAtFinding(row, words); });
    }

    void lookAtFinding(const Statement &row, const Words &words)
    {
        ++m_report.findings;
        const std::uint64_t number = row.count(0);
        const secret::SecretId id = idOf(row.bytes(1));
        m_ids.emplace(number, id);
        finding::Finding found;
        std::string packed;
        auto read = m_state.sealer->open(row.bytes(2), rowName('f', number), packed);
        if (read)
            read = unpackFinding(packed, words, found);
        if (!read)
            problem(std::format("finding {}", number), read.error().detail);
        else if (found.id != id)
            problem(std::format("finding {}", number), "its id was altered");
        const QByteArray secrets = row.bytes(3);
        if (secrets.isNull())
            return;
        const auto value = m_state.sealer->openSecret(secrets, rowName('s', number));
        if (value && SecretsText::part(*value, {}))
            ++m_report.values;
        else
            problem(std::format("finding {}", number), "its value does not open");
    }

    Result<void> timeline(const Head &head)
    {
        QByteArray hash = digestOf("rekey timeline", m_state.id);
        auto read = each("SELECT number, finding, body, hash FROM event ORDER BY number",
                         [&](const Statement &row) { lookAtEvent(row, hash); });
        if (!read)
            return read;
        if (m_report.events < head.events) {
            problem(std::format("timeline {}", m_next),
                    std::format("the timeline is cut off here: it had {} entries", head.events));
        } else if (m_report.events > head.events) {
            problem(std::format("timeline {}", head.events + 1),
                    "entries were added that this store did not write");
        } else if (hash != head.hash && !m_isBroken) {
            problem("timeline", "its end is not the one that was noted");
        }
        if (macOf(head, m_state.id, *m_state.sealer) != head.mac)
            problem("timeline", "the note of its end was altered");
        return {};
    }

    void lookAtEvent(const Statement &row, QByteArray &hash)
    {
        ++m_report.events;
        const std::uint64_t number = row.count(0);
        const std::string where = std::format("timeline {}", number);
        if (number != m_next) {
            problem(std::format("timeline {}", m_next),
                    number == m_next + 1 ? "this entry is missing"
                                         : std::format("entries up to {} are missing", number - 1));
            m_isBroken = true;
        }
        m_next = number + 1;
        std::string packed;
        const auto opened = m_state.sealer->open(row.bytes(2), rowName('e', number), packed);
        const auto entry = opened ? unpackEntry(packed, number)
                                  : Result<TimelineEntry>(std::unexpected(opened.error()));
        const QByteArray kept = row.bytes(3);
        const QByteArray chained = opened ? digestOf(viewOf(hash), packed) : QByteArray();
        // From a broken link on, the kept digest is all there is to go on with.
        hash = kept;
        if (!entry) {
            problem(where, "this entry was altered, or is another one put here");
            m_isBroken = true;
            return;
        }
        if (chained != kept) {
            if (!m_isBroken)
                problem(where, "this entry does not follow the one before it");
            m_isBroken = true;
            return;
        }
        lookAtFindings(*entry, row.number(1), where);
    }

    /// Whether the findings that an entry tells of are there, and are those it is listed under.
    void lookAtFindings(const TimelineEntry &entry, std::int64_t listed, const std::string &where)
    {
        const auto missing = [&](std::uint64_t number) {
            problem(where, std::format("the finding S-{:04} that it tells of is missing", number));
        };
        if (entry.members.empty() == (listed == kOfMany))
            return problem(where, "it was put to another finding");
        const auto gone
            = std::ranges::find_if_not(entry.members, [this](auto n) { return m_ids.contains(n); });
        if (gone != entry.members.end())
            return missing(*gone);
        if (entry.event.finding == secret::SecretId{} || listed == 0)
            return;
        const auto number = static_cast<std::uint64_t>(listed);
        const auto id = m_ids.find(number);
        if (id == m_ids.end())
            missing(number);
        else if (id->second != entry.event.finding)
            problem(where, "it was put to another finding");
    }

    Result<void> others()
    {
        struct Kind
        {
            const char *statement;
            const char *name;
            char letter;
        };
        for (const Kind &kind : {Kind{"SELECT number, body FROM source", "source", 'o'},
                                 Kind{"SELECT number, members FROM source", "source", 'm'},
                                 Kind{"SELECT number, body FROM record", "record", 'r'},
                                 Kind{"SELECT number, body FROM incident", "incident", 'i'}}) {
            std::string packed;
            auto read = each(kind.statement, [&](const Statement &row) {
                const std::uint64_t number = row.count(0);
                if (!m_state.sealer->open(row.bytes(1), rowName(kind.letter, number), packed))
                    problem(std::format("{} {}", kind.name, number), "it was altered");
            });
            if (!read)
                return read;
        }
        return {};
    }

    Result<void> rotations()
    {
        const auto found = checkRuns(m_state, m_stop);
        if (!found)
            return std::unexpected(found.error());
        for (const RunProblem &each : *found)
            problem(each.where, each.what);
        if (m_stop.stop_requested())
            return fail(ErrorKind::Cancelled, "the check was stopped");
        return {};
    }

    Store::State &m_state;
    Database &m_database;
    std::stop_token m_stop;
    CheckReport m_report;
    std::unordered_map<std::uint64_t, secret::SecretId> m_ids;
    std::uint64_t m_next = 1; ///< number of the next event
    bool m_isBroken = false;
};

} // namespace

Result<CheckReport> checkStore(Store::State &state, std::stop_token stop)
{
    return Checker(state, std::move(stop)).run();
}

} // namespace rekey::store
