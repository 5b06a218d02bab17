// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/ledger.h"
#include "ui/session/ledgerhome.h"

#include <QDateTime>
#include <QTimer>

#include <algorithm>
#include <span>
#include <utility>

namespace rekey::ui {

namespace {

/// Findings of one act that are changed in one go: some milliseconds of the GUI thread.
constexpr std::size_t kSlice = 2'000;

std::string stateText(const finding::Triage &triage)
{
    std::string text(finding::decisionName(triage.decision));
    if (triage.closeReason != finding::CloseReason::None)
        text += " (" + std::string(finding::closeReasonName(triage.closeReason)) + ')';
    return text;
}

std::string joined(const std::vector<std::string> &tags)
{
    std::string text;
    for (const std::string &tag : tags)
        text += (text.empty() ? "#" : " #") + tag;
    return text;
}

std::string severityText(const finding::Triage &triage)
{
    return triage.severity ? std::to_string(*triage.severity) : "computed";
}

finding::Event eventOf(finding::EventKind kind, const finding::Triage &before,
                       const finding::Triage &after, const std::string &detail)
{
    finding::Event event;
    event.kind = kind;
    event.detail = detail;
    const auto set = [&event](std::string from, std::string to) {
        event.from = std::move(from);
        event.to = std::move(to);
    };
    using Kind = finding::EventKind;
    switch (kind) {
    case Kind::Tagged:
        set(joined(before.tags), joined(after.tags));
        break;
    case Kind::Noted:
        set(before.note, after.note);
        break;
    case Kind::Owned:
        set(before.owner, after.owner);
        break;
    case Kind::Incident:
        set(before.incident, after.incident);
        break;
    case Kind::SeveritySet:
        set(severityText(before), severityText(after));
        break;
    default:
        set(stateText(before), stateText(after));
        if (event.detail.empty())
            event.detail = after.why;
        break;
    }
    return event;
}

} // namespace

void Ledger::edit(std::vector<secret::SecretId> ids, const TriageEdit &edit)
{
    if (ids.empty() || refuseChange())
        return;
    Act act;
    act.ids = std::move(ids);
    act.text = edit.text;
    act.kind = edit.kind;
    act.detail = edit.detail;
    act.apply = [apply = edit.apply](std::size_t, const finding::Record &now) {
        finding::Triage changed = now.triage;
        apply(changed, now.evidence);
        return changed == now.triage ? std::nullopt : std::optional(std::move(changed));
    };
    act.step = m_undo.begin(edit.text);
    begin(std::move(act));
}

void Ledger::undo()
{
    if (!m_undo.canUndo() || refuseChange())
        return;
    const auto step = m_undo.takeUndo();
    const QString text = tr("Undo: %1").arg(step->text());
    if (const UndoLog::IncidentChange *change = step->incident())
        return putIncident(change->after, change->before, text);
    Act act;
    act.done = step;
    act.text = text;
    act.kind = finding::EventKind::Undone;
    act.detail = step->text().toStdString();
    // What somebody changed since is theirs.
    act.apply = [step](std::size_t i, const finding::Record &now) {
        return now.triage == step->after(i) ? std::optional(step->before(i)) : std::nullopt;
    };
    begin(std::move(act));
}

void Ledger::redo()
{
    if (!m_undo.canRedo() || refuseChange())
        return;
    const auto step = m_undo.takeRedo();
    const QString text = tr("Redo: %1").arg(step->text());
    if (const UndoLog::IncidentChange *change = step->incident())
        return putIncident(change->before, change->after, text);
    Act act;
    act.done = step;
    act.text = text;
    act.kind = finding::EventKind::Decided;
    act.detail = step->text().toStdString();
    act.apply = [step](std::size_t i, const finding::Record &now) {
        return now.triage == step->before(i) ? std::optional(step->after(i)) : std::nullopt;
    };
    begin(std::move(act));
}

void Ledger::begin(Act act)
{
    m_acts.push_back(std::move(act));
    Q_EMIT undoChanged();
    if (m_acts.size() == 1)
        applySlice();
}

void Ledger::applySlice()
{
    if (m_acts.empty())
        return;
    Act &act = m_acts.front();
    if (act.done && act.next == 0)
        act.ids = act.done->ids();
    std::vector<finding::TriageChange> changes;
    std::vector<finding::Record> before;
    std::vector<finding::Record> after;
    const std::int64_t at = QDateTime::currentMSecsSinceEpoch();
    const std::size_t end = std::min(act.next + kSlice, act.ids.size());
    const auto slice = std::span(act.ids).subspan(act.next, end - act.next);
    m_isHeld = !m_untold.empty()
        && std::ranges::any_of(slice, [this](const auto &id) { return m_untold.contains(id); });
    if (m_isHeld)
        return;
    for (; act.next < end; ++act.next) {
        finding::Record record = current(act.ids[act.next]);
        std::optional<finding::Triage> changed = act.apply(act.next, record);
        if (!changed)
            continue;
        if (act.step)
            act.step->add(record.id, record.triage, *changed);
        Latest &latest = m_latest[record.id];
        if (latest.inFlight == 0)
            latest.isUnseen = record.version == 0;
        // What those in flight lead to is for the keeper to say: see Home::changeNext().
        changes.push_back({record.id, record.version - latest.inFlight, *changed,
                           eventOf(act.kind, record.triage, *changed, act.detail)});
        changes.back().event.at = at;
        before.push_back(record);
        record.triage = std::move(*changed);
        ++record.version;
        latest.record = record;
        after.push_back(std::move(record));
    }
    act.changed += changes.size();
    const bool isDone = act.next == act.ids.size();
    const QString text = act.text;
    const std::size_t changed = act.changed;
    if (!after.empty()) {
        send(std::move(changes), std::move(before));
        Q_EMIT recordsChanged(after);
    }
    if (!isDone) {
        QTimer::singleShot(0, this, &Ledger::applySlice);
        return;
    }
    m_acts.pop_front();
    Q_EMIT edited(text, changed);
    if (!m_acts.empty())
        QTimer::singleShot(0, this, &Ledger::applySlice);
    else if (isAtRest())
        Q_EMIT rested();
}

void Ledger::send(std::vector<finding::TriageChange> changes, std::vector<finding::Record> before)
{
    Home::Slice slice;
    slice.isFresh = m_inFlight == 0;
    slice.follows.resize(changes.size());
    for (std::size_t i = 0; i < changes.size(); ++i)
        slice.follows[i] = m_latest[changes[i].id].inFlight++ > 0;
    m_inFlight += changes.size();
    slice.changes = std::move(changes);
    slice.before = std::move(before);
    Home *home = m_home.get();
    home->addSlice(std::move(slice));
    post([this, home, generation = m_generation](finding::Keeper &) {
        auto answer = home->changeNext();
        if (!answer)
            return;
        for (Home::Answer &part : Home::partsOf(*std::move(answer), kSlice)) {
            QMetaObject::invokeMethod(
                this,
                [this, generation, part = std::make_shared<const Home::Answer>(std::move(part))] {
                    if (generation == m_generation)
                        takeOutcomes(part->outcomes, part->before);
                },
                Qt::QueuedConnection);
        }
    });
}

/// The window shows a change, with the version it leads to, before the keeper has it: only what
/// comes out otherwise is news.
void Ledger::takeOutcomes(const Result<std::vector<finding::ChangeOutcome>> &outcomes,
                          const std::vector<finding::Record> &before)
{
    std::vector<finding::Record> now;
    std::vector<finding::Record> refused;
    std::size_t unseen = 0;
    m_inFlight -= before.size();
    for (std::size_t i = 0; i < before.size(); ++i) {
        Latest &latest = m_latest[before[i].id];
        const bool isLast = --latest.inFlight == 0;
        if (outcomes && (*outcomes)[i].isKept) {
            const std::uint64_t version = (*outcomes)[i].record.version;
            if (!isLast || latest.record.version == version)
                continue;
            latest.record.version = version;
            now.push_back(latest.record);
            continue;
        }
        --latest.record.version;
        if (outcomes) {
            refused.push_back((*outcomes)[i].record);
            unseen += latest.isUnseen ? 1U : 0U;
        }
        // A later change that is still under way says what the window is to show.
        if (isLast && outcomes)
            latest.record = (*outcomes)[i].record;
        else if (!outcomes)
            latest.record.triage = before[i].triage;
        if (isLast || !outcomes)
            now.push_back(latest.record);
    }
    if (!now.empty())
        Q_EMIT recordsChanged(now);
    if (!outcomes)
        Q_EMIT failed(outcomes.error());
    if (!refused.empty())
        Q_EMIT conflicted(refused, unseen);
}

} // namespace rekey::ui
