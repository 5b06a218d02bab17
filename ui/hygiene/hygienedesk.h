// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/hygienebook.h"

#include <QObject>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace rekey::ui {

/// The list of tokens on which people work: what is flagged, what the policy asks for, what was
/// done. Says what has to be kept; keeps nothing itself. GUI thread.
class HygieneDesk final : public QObject
{
    Q_OBJECT

public:
    explicit HygieneDesk(QObject *parent = nullptr);

    /// What was kept before, over whatever is there.
    void load(const std::vector<finding::HygieneBook::Property> &properties);
    /// A new list.
    finding::HygieneBook::Outcome take(const finding::Inventory &inventory);
    /// What a scan found of these tokens, in their order; of other tokens: nothing happens.
    void setLeaks(std::vector<finding::TokenLeak> leaks);
    void setUnusedDays(int days);
    /// Seconds since 1970 UTC; for tests. Otherwise the clock's.
    void setNow(std::int64_t now);

    [[nodiscard]] const std::vector<finding::InventoryToken> &tokens() const
    {
        return m_book.tokens();
    }
    [[nodiscard]] finding::TokenFlags flags(std::size_t token) const { return m_flags[token]; }
    [[nodiscard]] finding::TokenAdvice advice(std::size_t token) const { return m_advice[token]; }
    [[nodiscard]] const finding::TokenLeak &leak(std::size_t token) const { return m_leaks[token]; }
    [[nodiscard]] finding::TokenCare care(std::size_t token) const;
    [[nodiscard]] std::size_t count(finding::TokenFlag flag) const
    {
        return m_counts[static_cast<std::size_t>(flag)];
    }
    [[nodiscard]] finding::NoticeCounts notices() const { return m_book.counts(); }
    [[nodiscard]] int unusedDays() const { return m_unusedDays; }
    [[nodiscard]] std::int64_t now() const;

    /// Their owners were told today.
    void tell(const std::vector<std::size_t> &tokens, std::int64_t due);
    void snooze(const std::vector<std::size_t> &tokens, std::int64_t until);
    /// Empty words take it back.
    void exempt(const std::vector<std::size_t> &tokens, const std::string &why);

Q_SIGNALS:
    /// Tokens, flags or what was done; the same tokens may stand elsewhere.
    void changed();
    /// To be kept; empty texts to be removed.
    void changesToKeep(const std::vector<rekey::finding::HygieneBook::Property> &changes);
    /// The tokens are others: what a scan found of them is to be looked up again.
    void leaksWanted();

private:
    void rate();
    void changedByHand();
    [[nodiscard]] std::vector<std::string> keysOf(const std::vector<std::size_t> &tokens) const;

    finding::HygieneBook m_book;
    std::vector<finding::TokenLeak> m_leaks;
    std::vector<finding::TokenFlags> m_flags;
    std::vector<finding::TokenAdvice> m_advice;
    std::array<std::size_t, finding::kTokenFlags> m_counts{};
    std::optional<std::int64_t> m_now;
    int m_unusedDays = 90;
};

} // namespace rekey::ui
