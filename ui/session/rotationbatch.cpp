// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/rotationbatch.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace rekey::ui {

namespace {

using rotate::Standing;
using Kind = rotate::Progress::Kind;

void addOnce(std::vector<std::string> &list, const std::vector<std::string> &texts)
{
    for (const std::string &text : texts) {
        if (!std::ranges::contains(list, text))
            list.push_back(text);
    }
    std::ranges::sort(list);
}

} // namespace

RotationBatch::RotationBatch(const std::vector<RotationSession *> &sessions, QObject *parent)
    : QObject(parent)
{
    for (RotationSession *session : sessions) {
        Member member;
        member.session = session;
        m_members.push_back(std::move(member));
        connectMember(m_members.size() - 1);
    }
}

RotationBatch::~RotationBatch() = default;

void RotationBatch::connectMember(std::size_t member)
{
    const RotationSession *session = m_members[member].session;
    connect(session, &RotationSession::prepared, this,
            [this, member](const RotationNeeds &needs) { takeNeeds(member, needs); });
    connect(session, &RotationSession::looked, this,
            [this, member](const std::vector<std::string> &lines) { takeLook(member, lines); });
    connect(session, &RotationSession::failed, this,
            [this, member](const Error &error) { takeFailure(member, error); });
    connect(session, &RotationSession::changed, this, [this, member] { follow(member); });
}

void RotationBatch::retire()
{
    m_isPausing = true;
    for (const Member &member : m_members) {
        if (!member.session)
            continue;
        member.session->disconnect(this);
        member.session->retire();
    }
    deleteLater();
}

RotationSession *RotationBatch::session(std::size_t member) const
{
    return m_members[member].session;
}

const std::string &RotationBatch::hindrance(std::size_t member) const
{
    const Member &one = m_members[member];
    return one.unready.empty() ? one.unfound : one.unready;
}

const std::vector<std::string> &RotationBatch::found(std::size_t member) const
{
    return m_members[member].found;
}

Standing RotationBatch::standing(std::size_t member) const
{
    if (!m_batch || !hindrance(member).empty())
        return Standing::NotBegun;
    return m_batch->standing(m_members[member].place);
}

std::string RotationBatch::trouble(std::size_t member) const
{
    const auto &trouble = m_members[member].trouble;
    return trouble ? trouble->text() : std::string();
}

std::vector<std::size_t> RotationBatch::members() const
{
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < m_members.size(); ++i) {
        if (hindrance(i).empty())
            all.push_back(i);
    }
    return all;
}

bool RotationBatch::isAnyReady() const
{
    return std::ranges::any_of(m_members, &std::string::empty, &Member::unready);
}

std::optional<std::size_t> RotationBatch::stoppedBy() const
{
    const auto place = m_batch ? m_batch->stoppedBy() : std::nullopt;
    return place ? std::optional(m_order[*place]) : std::nullopt;
}

/// It stands between two steps, or waits, and does not go on by itself.
bool RotationBatch::isPaused(const Member &member) const
{
    const RotationSession *session = member.session;
    if (session == nullptr || !session->hasBegun() || session->isBusy() || session->isWaiting())
        return false;
    const RotationStand &stand = session->stand();
    return stand.end.empty() && !member.trouble
        && (stand.progress.kind == Kind::Stepped || stand.progress.kind == Kind::Waits);
}

bool RotationBatch::isWorking() const
{
    return m_batch && std::ranges::any_of(m_members, [this](const Member &member) {
               return member.session
                   && (member.session->isBusy()
                       || (member.session->isWaiting()
                           && m_batch->standing(member.place) == Standing::Working));
           });
}

bool RotationBatch::isGoing() const
{
    return m_batch && std::ranges::any_of(m_members, [](const Member &member) {
               return member.session && (member.session->isBusy() || member.session->isWaiting());
           });
}

bool RotationBatch::canGoOn() const
{
    return m_batch
        && (m_isPausing || m_batch->canGoOn()
            || std::ranges::any_of(m_members,
                                   [this](const Member &member) { return isPaused(member); }));
}

std::size_t RotationBatch::count(Standing standing) const
{
    return m_batch ? m_batch->count(standing) : 0;
}

bool RotationBatch::holdsValue() const
{
    return std::ranges::any_of(m_members, [](const Member &member) {
        return member.session && member.session->stand().holdsValue;
    });
}

void RotationBatch::prepare()
{
    m_phase = Phase::Preparing;
    m_asked = 0;
    askNext();
}

void RotationBatch::look(RotationMeans means)
{
    m_phase = Phase::Looking;
    m_isLookStale = false;
    m_means = std::move(means);
    m_asked = 0;
    for (Member &member : m_members) {
        member.unfound.clear();
        member.found.clear();
    }
    askNext();
    Q_EMIT changed();
}

void RotationBatch::forgetLook()
{
    if (m_phase == Phase::Looking) {
        m_isLookStale = true;
    } else if (m_phase == Phase::Looked || m_phase == Phase::Prepared) {
        m_phase = Phase::Prepared;
        for (Member &member : m_members)
            member.unfound.clear();
    }
}

/// One after another: the provider and the store are asked by one at a time.
void RotationBatch::askNext()
{
    while (m_asked < m_members.size() && !m_members[m_asked].unready.empty())
        ++m_asked;
    const bool isPreparing = m_phase == Phase::Preparing;
    if (m_asked < m_members.size()) {
        RotationSession *session = m_members[m_asked].session;
        if (isPreparing)
            return session->prepare();
        return session->look(
            {provider::copyOf(m_means.credentials), m_means.with, m_means.usesLeakedKey});
    }
    m_means = {};
    m_phase = isPreparing || m_isLookStale ? Phase::Prepared : Phase::Looked;
    if (isPreparing)
        Q_EMIT prepared();
    Q_EMIT changed();
}

void RotationBatch::takeNeeds(std::size_t member, const RotationNeeds &needs)
{
    if (m_phase != Phase::Preparing)
        return;
    if (!needs.canary.empty()) {
        m_members[member].unready = needs.canary + " Rotate it on its own if you must.";
    } else {
        addOnce(m_needs.parts, needs.parts);
        addOnce(m_needs.hosts, needs.hosts);
        m_needs.leansOnOldKey = m_needs.leansOnOldKey || needs.leansOnOldKey;
        m_needs.canLendOldKey = m_needs.canLendOldKey && needs.canLendOldKey;
    }
    ++m_asked;
    askNext();
}

void RotationBatch::takeLook(std::size_t member, const std::vector<std::string> &lines)
{
    if (m_phase != Phase::Looking)
        return;
    m_members[member].found = lines;
    ++m_asked;
    askNext();
}

void RotationBatch::takeFailure(std::size_t member, const Error &error)
{
    if (m_phase == Phase::Preparing)
        m_members[member].unready = error.text();
    else if (m_phase == Phase::Looking)
        m_members[member].unfound = error.text();
    else
        m_members[member].trouble = error; // follow() comes next
    if (m_phase != Phase::Preparing && m_phase != Phase::Looking)
        return;
    ++m_asked;
    askNext();
}

void RotationBatch::begin()
{
    m_order = members();
    if (m_phase != Phase::Looked || m_order.empty())
        return;
    m_phase = Phase::Running;
    m_isPausing = false;
    m_batch.emplace(m_order.size());
    for (std::size_t place = 0; place < m_order.size(); ++place)
        m_members[m_order[place]].place = place;
    beginNext();
}

void RotationBatch::beginNext()
{
    const auto place = m_isPausing ? std::nullopt : m_batch->next();
    if (!place)
        return;
    m_batch->take(*place, Standing::Working, false);
    m_members[m_order[*place]].session->begin();
}

/// An error beside a step's failure (the store was locked, a run did not begin) ends it as well,
/// but not what was typed wrong while it waited for a person. Nor does anything else begin while a
/// value is in this process alone.
Standing RotationBatch::standingNow(const Member &member) const
{
    const RotationSession &session = *member.session;
    if (session.isBusy())
        return Standing::Working;
    const RotationStand &stand = session.stand();
    const Standing standing = session.hasBegun()
        ? rotate::standingOf(stand.plan, stand.progress, stand.end)
        : Standing::Working;
    const bool isMistyped = standing == Standing::Held && stand.progress.kind == Kind::NeedsYou
        && !stand.isGoingBack && member.trouble && member.trouble->kind == ErrorKind::Invalid;
    const bool isOpen = standing == Standing::Working || standing == Standing::Held;
    return stand.holdsValue || (isOpen && member.trouble && !isMistyped) ? Standing::Failed
                                                                         : standing;
}

void RotationBatch::follow(std::size_t member)
{
    Member &one = m_members[member];
    if (!m_batch || !hindrance(member).empty()
        || m_batch->standing(one.place) == Standing::NotBegun)
        return;
    if (one.session->isBusy())
        one.trouble.reset();
    const RotationStand &stand = one.session->stand();
    m_batch->take(one.place, standingNow(one), rotate::isProven(stand.plan, stand.steps));
    beginNext();
    Q_EMIT changed();
}

void RotationBatch::pause()
{
    m_isPausing = true;
    for (const Member &member : m_members) {
        // Also one that is just beginning, which has no name yet.
        if (member.session && member.session->stand().end.empty())
            member.session->pause();
    }
    Q_EMIT changed();
}

void RotationBatch::goOn()
{
    if (!m_batch)
        return;
    m_isPausing = false;
    if (m_batch->canGoOn())
        std::ignore = m_batch->goOn();
    for (const Member &member : m_members) {
        if (isPaused(member))
            member.session->goOn();
        else if (member.session && member.session->isBusy())
            member.session->unpause();
    }
    beginNext();
    Q_EMIT changed();
}

} // namespace rekey::ui
