// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/undolog.h"

namespace rekey::ui {

namespace {

/// One edit makes few different triages of many findings; looking further back than this costs
/// more than holding another copy.
constexpr std::size_t kLookBack = 16;

} // namespace

std::uint32_t UndoLog::Step::codeOf(const finding::Triage &triage)
{
    const std::size_t begin = m_triages.size() > kLookBack ? m_triages.size() - kLookBack : 0;
    for (std::size_t i = m_triages.size(); i > begin; --i) {
        if (m_triages[i - 1] == triage)
            return static_cast<std::uint32_t>(i - 1);
    }
    m_triages.push_back(triage);
    return static_cast<std::uint32_t>(m_triages.size() - 1);
}

void UndoLog::Step::add(const secret::SecretId &id, const finding::Triage &before,
                        const finding::Triage &after)
{
    const std::uint32_t first = codeOf(before);
    m_entries.push_back({id, first, codeOf(after)});
}

std::vector<secret::SecretId> UndoLog::Step::ids() const
{
    std::vector<secret::SecretId> ids;
    ids.reserve(m_entries.size());
    for (const Entry &entry : m_entries)
        ids.push_back(entry.id);
    return ids;
}

std::shared_ptr<UndoLog::Step> UndoLog::begin(const QString &text)
{
    m_steps.resize(m_top);
    m_steps.push_back(std::make_shared<Step>(text));
    if (m_steps.size() > kLevels)
        m_steps.pop_front();
    m_top = m_steps.size();
    return m_steps.back();
}

void UndoLog::clear()
{
    m_steps.clear();
    m_top = 0;
}

} // namespace rekey::ui
