// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/consentkeeper.h"

#include "ui/session/ledger.h"
#include "ui/session/verifysession.h"

#include <set>
#include <utility>

namespace rekey::ui {

namespace {

constexpr std::string_view kRoom = "network";
constexpr std::string_view kPrefix = "consent ";

using Kept = std::map<std::string, std::string>;

Result<Kept> readKept(const finding::Keeper &keeper)
{
    const auto properties = keeper.properties(kRoom);
    if (!properties)
        return std::unexpected(properties.error());
    Kept kept;
    for (const auto &[key, text] : *properties) {
        if (key.starts_with(kPrefix))
            kept.emplace(key.substr(kPrefix.size()), text);
    }
    return kept;
}

/// By host what is to be written to come from one to the other; empty texts remove.
Kept differences(const Kept &from, const Kept &to)
{
    Kept changed;
    for (const auto &[host, text] : to) {
        const auto old = from.find(host);
        if (old == from.end() || old->second != text)
            changed.emplace(host, text);
    }
    for (const auto &[host, text] : from) {
        if (!to.contains(host))
            changed.emplace(host, std::string());
    }
    return changed;
}

} // namespace

ConsentKeeper::ConsentKeeper(Ledger &ledger, VerifySession &session, QObject *parent)
    : QObject(parent)
    , m_ledger(ledger)
    , m_session(session)
{
    connect(&ledger, &Ledger::opened, this, &ConsentKeeper::leave);
    connect(&ledger, &Ledger::stateChanged, this, &ConsentKeeper::readFirst);
    connect(&session, &VerifySession::consentsChanged, this, &ConsentKeeper::keep);
    readFirst();
}

bool ConsentKeeper::canRead() const
{
    return m_ledger.isOpen() && m_ledger.state() != finding::KeeperState::Locked;
}

void ConsentKeeper::leave()
{
    ++m_store;
    m_isRead = false;
    m_kept.clear();
    m_session.forgetConsents();
}

void ConsentKeeper::readFirst()
{
    if (!m_isRead && canRead())
        refresh();
}

void ConsentKeeper::refresh(std::function<void()> done)
{
    if (!canRead()) {
        if (done)
            done();
        return;
    }
    m_ledger.run<Result<Kept>>([](finding::Keeper &keeper) { return readKept(keeper); }, this,
                               [this, store = m_store, writes = m_writes,
                                done = std::move(done)](const Result<Kept> &kept) {
                                   if (store != m_store)
                                       return;
                                   if (writes != m_writes)
                                       return refresh(done);
                                   take(kept);
                                   if (done)
                                       done();
                               });
}

void ConsentKeeper::take(const Result<Kept> &kept)
{
    if (!kept) {
        Q_EMIT failed(kept.error());
        return;
    }
    // Said before the store could be read: kept with the others.
    Kept wanted = m_isRead ? Kept() : differences({}, m_session.consents().kept());
    wanted.insert(kept->begin(), kept->end());
    m_isRead = true;
    m_kept = *kept;
    if (const Result<void> taken = m_session.setKept(wanted); !taken)
        Q_EMIT failed(taken.error());
}

void ConsentKeeper::keep()
{
    if (!m_isRead || !m_ledger.canChange())
        return;
    Kept wanted = m_session.consents().kept();
    const Kept changed = differences(m_kept, wanted);
    if (changed.empty())
        return;
    m_kept = std::move(wanted);
    ++m_writes;
    m_ledger.run<Result<void>>(
        [changed](finding::Keeper &keeper) {
            Result<void> kept;
            for (const auto &[host, text] : changed) {
                if (Result<void> one = keeper.setProperty(kRoom, std::string(kPrefix) + host, text);
                    !one)
                    kept = std::move(one);
            }
            return kept;
        },
        this,
        [this](const Result<void> &kept) {
            if (!kept)
                Q_EMIT failed(kept.error());
        });
}

} // namespace rekey::ui
