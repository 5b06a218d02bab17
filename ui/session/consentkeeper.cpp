// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/consentkeeper.h"

#include "ui/session/ledger.h"
#include "ui/session/verifysession.h"

#include <tuple>
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

struct Written
{
    Kept hosts; ///< with what is there now
    Result<void> outcome; ///< of the others
};

Written writeKept(finding::Keeper &keeper, const Kept &texts)
{
    Written written;
    for (const auto &[host, text] : texts) {
        if (Result<void> one = keeper.setProperty(kRoom, std::string(kPrefix) + host, text); one)
            written.hosts.emplace(host, text);
        else
            written.outcome = std::move(one);
    }
    return written;
}

} // namespace

ConsentKeeper::ConsentKeeper(Ledger &ledger, VerifySession &session, QObject *parent)
    : QObject(parent)
    , m_ledger(ledger)
    , m_session(session)
{
    connect(&ledger, &Ledger::opened, this, &ConsentKeeper::leave);
    connect(&ledger, &Ledger::stateChanged, this, &ConsentKeeper::follow);
    connect(&session, &VerifySession::consentsChanged, this, &ConsentKeeper::keep);
    connect(&session, &VerifySession::consentWithdrawn, this, &ConsentKeeper::withdraw);
    follow();
}

bool ConsentKeeper::canRead() const
{
    return m_ledger.isOpen() && m_ledger.state() != finding::KeeperState::Locked;
}

void ConsentKeeper::leave()
{
    ++m_store;
    m_isRead = false;
    m_isWriting = false;
    m_session.forgetConsents();
    m_seen.clear();
    m_unwritten.clear();
}

void ConsentKeeper::follow()
{
    if (!m_isRead && canRead())
        refresh();
    else
        write();
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
                                   if (kept && writes != m_writes)
                                       return refresh(done);
                                   if (kept)
                                       take(*kept);
                                   else
                                       tellUnread(kept.error(), static_cast<bool>(done));
                                   if (kept && done)
                                       done();
                               });
}

/// Whoever asks next would go by consents that may have been taken back.
void ConsentKeeper::tellUnread(Error error, bool isAsking)
{
    error.detail = std::string(isAsking ? "Nothing was asked: which hosts may be asked"
                                        : "Which hosts may be asked")
        + " could not be read from the store. " + error.detail;
    Q_EMIT failed(error);
}

void ConsentKeeper::take(const Kept &kept)
{
    std::ignore = note();
    const Kept own = m_session.consents().kept();
    Kept wanted = kept;
    for (auto host = m_unwritten.begin(); host != m_unwritten.end();) {
        const auto now = own.find(*host);
        const auto there = kept.find(*host);
        const std::string said = now == own.end() ? std::string() : now->second;
        if (said == (there == kept.end() ? std::string() : there->second)) {
            host = m_unwritten.erase(host);
            continue;
        }
        if (said.empty())
            wanted.erase(*host);
        else
            wanted[*host] = said;
        ++host;
    }
    m_isRead = true;
    m_seen = wanted;
    if (const Result<void> taken = m_session.setKept(wanted); !taken)
        Q_EMIT failed(taken.error());
}

std::string ConsentKeeper::note()
{
    Kept now = m_session.consents().kept();
    const Kept changed = differences(m_seen, now);
    for (const auto &[host, text] : changed)
        m_unwritten.insert(host);
    m_seen = std::move(now);
    return changed.empty() ? std::string() : changed.begin()->first;
}

void ConsentKeeper::keep()
{
    if (const std::string host = note(); !host.empty())
        tellHeldBack(host);
    write();
}

void ConsentKeeper::withdraw(const std::string &host)
{
    // Also when none is known here: another window may have kept one since.
    const bool wasKept = !note().empty();
    m_unwritten.insert(host);
    if (wasKept)
        tellHeldBack(host);
    write();
}

void ConsentKeeper::tellHeldBack(const std::string &host)
{
    if (m_isRead && !m_ledger.canChange())
        Q_EMIT failed({ErrorKind::Denied,
                       "What was said about asking a host holds in this window only, for the store "
                       "cannot be changed now: it is kept as soon as that can be done, if the "
                       "window stays open.",
                       host});
}

void ConsentKeeper::write()
{
    if (!m_isRead || m_isWriting || m_unwritten.empty() || !m_ledger.canChange())
        return;
    const Kept own = m_session.consents().kept();
    Kept texts;
    for (const std::string &host : m_unwritten) {
        const auto now = own.find(host);
        texts.emplace(host, now == own.end() ? std::string() : now->second);
    }
    m_isWriting = true;
    ++m_writes;
    m_ledger.run<Written>(
        [texts = std::move(texts)](finding::Keeper &keeper) { return writeKept(keeper, texts); },
        this,
        [this, store = m_store](const Written &written) {
            if (store == m_store)
                takeWritten(written.hosts, written.outcome);
        });
}

void ConsentKeeper::takeWritten(const Kept &hosts, const Result<void> &outcome)
{
    m_isWriting = false;
    const Kept own = m_session.consents().kept();
    for (const auto &[host, text] : hosts) {
        const auto now = own.find(host);
        if (text == (now == own.end() ? std::string() : now->second))
            m_unwritten.erase(host);
    }
    if (outcome)
        return write(); // what was said meanwhile
    Error error = outcome.error();
    error.detail = "What was said about asking hosts holds in this window only, and is written "
                   "again with the next change: "
        + error.detail;
    Q_EMIT failed(error);
}

} // namespace rekey::ui
