// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/ledger.h"
#include "ui/session/ledgerhome.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace rekey::ui {

namespace {

/// What became of an incident, and what stood before.
struct Outcome
{
    Result<finding::Incident> now;
    std::optional<finding::Incident> before;
    bool isKept = true; ///< false: somebody else's change stands, and nothing was done
    std::uint64_t base = 0; ///< version it was made on
};

Result<std::optional<finding::Incident>> standing(const finding::Keeper &keeper,
                                                  const std::string &id)
{
    auto all = keeper.incidents();
    if (!all)
        return std::unexpected(all.error());
    const auto found = std::ranges::find(*all, id, &finding::Incident::id);
    return found == all->end() ? std::nullopt : std::optional(std::move(*found));
}

bool saysTheSame(finding::Incident one, const finding::Incident &other)
{
    one.version = other.version;
    return one == other;
}

QString changeText(const finding::Incident &before, const finding::Incident &after)
{
    const QString id = QString::fromStdString(after.id);
    if (before.closedAt == 0 && after.closedAt != 0)
        return Ledger::tr("Close %1").arg(id);
    if (before.closedAt != 0 && after.closedAt == 0)
        return Ledger::tr("Open %1 again").arg(id);
    return Ledger::tr("Change %1").arg(id);
}

/// Puts one back as it was, unless somebody changed it since: what they said is theirs.
Outcome putBack(finding::Keeper &keeper, const finding::Incident &expected,
                finding::Incident wanted, const std::string &text)
{
    auto now = standing(keeper, expected.id);
    if (!now)
        return {std::unexpected(now.error()), {}};
    if (!*now || !saysTheSame(**now, expected))
        return {now->value_or(expected), {}, false};
    wanted.version = (*now)->version;
    auto kept = keeper.keepIncident(wanted);
    if (!kept)
        return {std::unexpected(kept.error()), {}};
    finding::Event event;
    event.kind = finding::EventKind::Undone;
    event.at = QDateTime::currentMSecsSinceEpoch();
    event.detail = wanted.id + ": " + text;
    if (const auto noted = keeper.note(std::span(&event, 1)); !noted)
        return {std::unexpected(noted.error()), {}};
    return {std::move(kept), {}, true, wanted.version};
}

} // namespace

/// Several changes of ours in a row build on each other; one of somebody else's in between makes
/// the next one fail.
void Ledger::keepIncident(const finding::Incident &incident, QObject *context,
                          std::function<void(const finding::Incident &)> done)
{
    if (refuseChange())
        return;
    Home *home = m_home.get();
    run<Outcome>(
        [home, incident](finding::Keeper &keeper) -> Outcome {
            auto before = standing(keeper, incident.id);
            if (!before)
                return {std::unexpected(before.error()), {}};
            finding::Incident changed = incident;
            // Made on one of our own that was not answered yet; not on what somebody else said.
            if (const auto own = home->ownIncidents.find(incident.id);
                own != home->ownIncidents.end() && changed.version >= own->second.from
                && changed.version <= own->second.to)
                changed.version = own->second.to;
            auto kept = keeper.keepIncident(changed);
            if (kept)
                home->noteIncident(kept->id, incident.id.empty() ? kept->version : changed.version,
                                   kept->version);
            return {std::move(kept), std::move(*before)};
        },
        this,
        [this, generation = m_generation, guard = QPointer<QObject>(context),
         done = std::move(done)](Outcome outcome) {
            if (generation != m_generation)
                return;
            if (!outcome.now)
                return refuseIncident(outcome.now.error());
            if (outcome.before) {
                m_undo.begin(changeText(*outcome.before, *outcome.now))
                    ->set({*outcome.before, *outcome.now});
                Q_EMIT undoChanged();
            }
            Q_EMIT incidentKept(*outcome.now);
            if (guard && done)
                done(*outcome.now);
        });
}

void Ledger::putIncident(const finding::Incident &expected, const finding::Incident &wanted,
                         const QString &text)
{
    Home *home = m_home.get();
    run<Outcome>(
        [home, expected, wanted, text = text.toStdString()](finding::Keeper &keeper) {
            Outcome outcome = putBack(keeper, expected, wanted, text);
            // What somebody else made of it is not ours to build on.
            if (outcome.now && outcome.isKept)
                home->noteIncident(outcome.now->id, outcome.base, outcome.now->version);
            return outcome;
        },
        this,
        [this, generation = m_generation, text](const Outcome &outcome) {
            if (generation != m_generation)
                return;
            if (!outcome.now)
                return refuseIncident(outcome.now.error());
            Q_EMIT incidentKept(*outcome.now);
            Q_EMIT edited(text, outcome.isKept ? 1 : 0);
        });
    Q_EMIT undoChanged();
}

void Ledger::refuseIncident(const Error &error)
{
    Q_EMIT failed(error);
    Q_EMIT incidentRefused();
}

} // namespace rekey::ui
