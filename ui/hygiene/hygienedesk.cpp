// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hygiene/hygienedesk.h"

#include <QDateTime>

#include <utility>

namespace rekey::ui {

HygieneDesk::HygieneDesk(QObject *parent)
    : QObject(parent)
{
}

void HygieneDesk::load(const std::vector<finding::HygieneBook::Property> &properties)
{
    m_book = {};
    (void)m_book.load(properties);
    m_leaks.assign(tokens().size(), {});
    rate();
    Q_EMIT leaksWanted();
}

finding::HygieneBook::Outcome HygieneDesk::take(const finding::Inventory &inventory)
{
    const finding::HygieneBook::Outcome outcome = m_book.take(inventory.tokens, now());
    m_leaks.assign(tokens().size(), {});
    changedByHand();
    Q_EMIT leaksWanted();
    return outcome;
}

void HygieneDesk::setLeaks(std::vector<finding::TokenLeak> leaks)
{
    if (leaks.size() != tokens().size())
        return;
    m_leaks = std::move(leaks);
    rate();
}

void HygieneDesk::setUnusedDays(int days)
{
    if (std::exchange(m_unusedDays, days) != days)
        rate();
}

void HygieneDesk::setNow(std::int64_t now)
{
    m_now = now;
    rate();
}

std::int64_t HygieneDesk::now() const
{
    return m_now.value_or(QDateTime::currentSecsSinceEpoch());
}

void HygieneDesk::rate()
{
    const finding::HygienePolicy policy{.now = now(), .unusedDays = m_unusedDays};
    m_counts.fill(0);
    m_flags.clear();
    m_advice.clear();
    for (std::size_t i = 0; i < tokens().size(); ++i) {
        finding::TokenFlags flags = finding::flagsOf(tokens()[i], policy);
        if (m_leaks[i].proof != finding::LeakProof::None)
            flags.set(finding::TokenFlag::Leaked);
        for (std::size_t flag = 0; flag < finding::kTokenFlags; ++flag)
            m_counts[flag] += flags.has(static_cast<finding::TokenFlag>(flag)) ? 1U : 0U;
        m_flags.push_back(flags);
        m_advice.push_back(finding::adviceFor(tokens()[i], flags, care(i), policy));
    }
    Q_EMIT changed();
}

void HygieneDesk::changedByHand()
{
    rate();
    if (const auto changes = m_book.takeChanges(); !changes.empty())
        Q_EMIT changesToKeep(changes);
}

finding::TokenCare HygieneDesk::care(std::size_t token) const
{
    return m_book.care(tokens()[token].key());
}

std::vector<std::string> HygieneDesk::keysOf(const std::vector<std::size_t> &tokens) const
{
    std::vector<std::string> keys;
    for (const std::size_t token : tokens)
        keys.push_back(m_book.tokens()[token].key());
    return keys;
}

void HygieneDesk::tell(const std::vector<std::size_t> &tokens, std::int64_t due)
{
    m_book.tell(keysOf(tokens), now(), due);
    changedByHand();
}

void HygieneDesk::snooze(const std::vector<std::size_t> &tokens, std::int64_t until)
{
    m_book.snooze(keysOf(tokens), until);
    changedByHand();
}

void HygieneDesk::exempt(const std::vector<std::size_t> &tokens, const std::string &why)
{
    m_book.exempt(keysOf(tokens), why, now());
    changedByHand();
}

} // namespace rekey::ui
