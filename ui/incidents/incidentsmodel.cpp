// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incidents/incidentsmodel.h"

#include "ui/models/findingwords.h"

#include <QDateTime>
#include <QFont>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace rekey::ui {

namespace {

constexpr std::int64_t kDaySeconds = 86'400;

std::uint64_t numberOf(const finding::Incident &incident)
{
    const std::size_t digits = incident.id.find_first_of("0123456789");
    return digits == std::string::npos
        ? 0
        : QByteArray::fromStdString(incident.id.substr(digits)).toULongLong();
}

} // namespace

IncidentsModel::IncidentsModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

IncidentsModel::~IncidentsModel() = default;

void IncidentsModel::setIncidents(std::vector<finding::Incident> incidents)
{
    std::ranges::stable_sort(incidents, {}, [](const finding::Incident &incident) {
        return std::pair(incident.closedAt != 0, numberOf(incident));
    });
    if (incidents == m_incidents)
        return;
    beginResetModel();
    m_incidents = std::move(incidents);
    endResetModel();
}

void IncidentsModel::setSums(std::map<std::string, IncidentSum, std::less<>> sums)
{
    if (sums == m_sums)
        return;
    m_sums = std::move(sums);
    if (!m_incidents.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

const finding::Incident *IncidentsModel::find(std::string_view id) const
{
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_incidents[static_cast<std::size_t>(row)];
}

int IncidentsModel::rowOf(std::string_view id) const
{
    const auto found = std::ranges::find(m_incidents, id, &finding::Incident::id);
    return found == m_incidents.end() ? -1 : static_cast<int>(found - m_incidents.begin());
}

IncidentSum IncidentsModel::sumOf(std::string_view id) const
{
    const auto found = m_sums.find(id);
    return found == m_sums.end() ? IncidentSum{} : found->second;
}

int IncidentsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_incidents.size());
}

int IncidentsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString IncidentsModel::ageText(const finding::Incident &incident) const
{
    if (incident.closedAt != 0)
        return tr("Closed %1")
            .arg(QLocale().toString(QDateTime::fromSecsSinceEpoch(incident.closedAt).date(),
                                    QLocale::ShortFormat));
    const std::int64_t now = m_now != 0 ? m_now : QDateTime::currentSecsSinceEpoch();
    const std::int64_t days = std::max<std::int64_t>(0, now - incident.openedAt) / kDaySeconds;
    return days == 0 ? tr("Today") : days == 1 ? tr("1 day") : tr("%L1 days").arg(days);
}

QString IncidentsModel::text(const finding::Incident &incident, int column) const
{
    const IncidentSum sum = sumOf(incident.id);
    switch (column) {
    case Name:
        return tr("%1  %2").arg(escapedText(incident.id), escapedText(incident.name));
    case Severity:
        return sum.secrets == 0 ? QString() : QString::number(sum.severity);
    case Secrets:
        return QLocale().toString(qulonglong(sum.secrets));
    case Live:
        return QLocale().toString(qulonglong(sum.live));
    case Owner:
        return escapedText(incident.owner);
    case Age:
        return ageText(incident);
    case NextStep:
        return escapedText(incident.nextStep);
    default:
        return {};
    }
}

QString IncidentsModel::sentence(const finding::Incident &incident) const
{
    const IncidentSum sum = sumOf(incident.id);
    return tr("%1, %2, %L3 secrets, %L4 of them live, owner %5, next step: %6")
        .arg(escapedText(incident.name), ageText(incident))
        .arg(sum.secrets)
        .arg(sum.live)
        .arg(incident.owner.empty() ? tr("nobody") : escapedText(incident.owner),
             incident.nextStep.empty() ? tr("none") : escapedText(incident.nextStep));
}

QVariant IncidentsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const finding::Incident &incident = m_incidents[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(incident, index.column());
    case Qt::ToolTipRole:
        return text(incident, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Name ? sentence(incident) : text(incident, index.column());
    case Qt::TextAlignmentRole:
        if (index.column() == Severity || index.column() == Secrets || index.column() == Live)
            return int(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case Qt::FontRole:
        if (index.column() == Name && incident.closedAt == 0) {
            QFont font;
            font.setWeight(QFont::DemiBold);
            return font;
        }
        return {};
    default:
        return {};
    }
}

QVariant IncidentsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Incident");
    case Severity:
        return tr("Severity");
    case Secrets:
        return tr("Secrets");
    case Live:
        return tr("Live left");
    case Owner:
        return tr("Owner");
    case Age:
        return tr("Age");
    case NextStep:
        return tr("Next step");
    default:
        return {};
    }
}

} // namespace rekey::ui
