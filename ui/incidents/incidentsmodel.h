// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/triage.h"

#include <QAbstractTableModel>

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace rekey::ui {

/// What the findings of one incident come to.
struct IncidentSum
{
    std::size_t secrets = 0;
    std::size_t live = 0; ///< of them, said to be live
    int severity = 0; ///< highest, 0-100

    friend bool operator==(const IncidentSum &, const IncidentSum &) = default;
};

/// The incidents, open ones first, then by number.
class IncidentsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Name,
        Severity,
        Secrets,
        Live,
        Owner,
        Age,
        NextStep,
        ColumnCount
    };

    explicit IncidentsModel(QObject *parent = nullptr);
    ~IncidentsModel() override;

    void setIncidents(std::vector<finding::Incident> incidents);
    /// By id of the incident; those not named hold nothing.
    void setSums(std::map<std::string, IncidentSum, std::less<>> sums);
    /// For tests: what ages are counted to, seconds since 1970 UTC.
    void setNow(std::int64_t seconds) { m_now = seconds; }

    [[nodiscard]] const std::vector<finding::Incident> &incidents() const { return m_incidents; }
    /// Null when there is none.
    [[nodiscard]] const finding::Incident *find(std::string_view id) const;
    [[nodiscard]] int rowOf(std::string_view id) const;
    [[nodiscard]] IncidentSum sumOf(std::string_view id) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QString text(const finding::Incident &incident, int column) const;
    [[nodiscard]] QString sentence(const finding::Incident &incident) const;
    [[nodiscard]] QString ageText(const finding::Incident &incident) const;

    std::vector<finding::Incident> m_incidents;
    std::map<std::string, IncidentSum, std::less<>> m_sums;
    std::int64_t m_now = 0;
};

} // namespace rekey::ui
