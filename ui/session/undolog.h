// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/triage.h"

#include <QString>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace rekey::ui {

/// The last kLevels edits of what people said, with what stood before and after each: of findings,
/// or of one incident. Memory is proportional to the findings touched; equal triages of one edit
/// are held once.
class UndoLog
{
public:
    static constexpr std::size_t kLevels = 200;

    struct IncidentChange
    {
        finding::Incident before;
        finding::Incident after;
    };

    class Step
    {
    public:
        explicit Step(QString text)
            : m_text(std::move(text))
        {
        }
        void add(const secret::SecretId &id, const finding::Triage &before,
                 const finding::Triage &after);
        void set(IncidentChange change) { m_incident = std::move(change); }
        [[nodiscard]] const QString &text() const { return m_text; }
        /// Null when the step changed findings.
        [[nodiscard]] const IncidentChange *incident() const
        {
            return m_incident ? &*m_incident : nullptr;
        }
        [[nodiscard]] std::vector<secret::SecretId> ids() const;
        [[nodiscard]] std::size_t size() const { return m_entries.size(); }
        [[nodiscard]] const finding::Triage &before(std::size_t i) const
        {
            return m_triages[m_entries[i].before];
        }
        [[nodiscard]] const finding::Triage &after(std::size_t i) const
        {
            return m_triages[m_entries[i].after];
        }

    private:
        struct Entry
        {
            secret::SecretId id;
            std::uint32_t before = 0; ///< into m_triages
            std::uint32_t after = 0;
        };
        [[nodiscard]] std::uint32_t codeOf(const finding::Triage &triage);

        QString m_text;
        std::vector<Entry> m_entries;
        std::vector<finding::Triage> m_triages;
        std::optional<IncidentChange> m_incident;
    };

    /// A new step on top; what could have been redone is forgotten.
    std::shared_ptr<Step> begin(const QString &text);
    [[nodiscard]] bool canUndo() const { return m_top > 0; }
    [[nodiscard]] bool canRedo() const { return m_top < m_steps.size(); }
    /// Of the step that would be undone or redone; empty when there is none.
    [[nodiscard]] QString undoText() const
    {
        return canUndo() ? m_steps[m_top - 1]->text() : QString();
    }
    [[nodiscard]] QString redoText() const
    {
        return canRedo() ? m_steps[m_top]->text() : QString();
    }
    /// Only when there is one.
    std::shared_ptr<const Step> takeUndo() { return m_steps[--m_top]; }
    std::shared_ptr<const Step> takeRedo() { return m_steps[m_top++]; }
    void clear();

private:
    std::deque<std::shared_ptr<Step>> m_steps;
    std::size_t m_top = 0; ///< steps below it are done, those from it on are undone
};

} // namespace rekey::ui
