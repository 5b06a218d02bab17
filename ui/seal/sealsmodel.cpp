// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/seal/sealsmodel.h"

#include "ui/models/findingwords.h"
#include "ui/seal/expirywords.h"
#include "ui/seal/sealdesk.h"
#include "ui/seal/sealwords.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rekey::ui {

SealsModel::SealsModel(const SealDesk &desk, QObject *parent)
    : QAbstractTableModel(parent)
    , m_desk(desk)
{
    connect(&desk, &SealDesk::sealsChanged, this, &SealsModel::fill);
    connect(&desk, &SealDesk::profilesChanged, this, &SealsModel::fill);
    fill();
}

void SealsModel::fill()
{
    std::vector<std::uint32_t> rows;
    for (const auto &[number, record] : m_desk.seals())
        rows.push_back(number);
    std::ranges::reverse(rows);
    if (rows == m_rows) { // what is chosen stays chosen
        if (!rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int SealsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SealsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SealsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || m_desk.find(numberAt(index.row())) == nullptr)
        return {};
    const std::uint32_t number = numberAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return textOf(number, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == 0 ? QVariant(sentenceOf(number)) : textOf(number, index.column());
    case ToneRole:
        return toneOf(number, index.column());
    default:
        return {};
    }
}

QVariant SealsModel::textOf(std::uint32_t number, int column) const
{
    const seal::SealRecord &record = *m_desk.find(number);
    switch (column) {
    case IdColumn:
        return QString::fromStdString(record.label());
    case StateColumn:
        return stateWord(record.state(SealDesk::now()));
    case ConsumerColumn:
        return escapedText(record.consumer.name);
    case OwnerColumn:
        return escapedText(record.consumer.owner);
    case SecretColumn:
        if (!record.acquired.provider.empty())
            return escapedText(record.source.type);
        return record.source.label.empty() ? tr("typed in")
                                           : QString::fromStdString(record.source.label) + u" "_s
                + escapedText(record.source.masked);
    case ProfileColumn:
        return escapedText(record.profile);
    case ProcessorColumn: {
        const auto kind = seal::processorFromName(record.processor);
        return kind ? processorWord(*kind) : QString();
    }
    case HostsColumn:
        return escapedText(record.destinations);
    case MadeColumn:
        return dayOf(record.madeAt);
    case ExpiresColumn:
        return expiryText(record.expiresAt, SealDesk::now());
    case TestedColumn:
        return record.lastTest.at == 0
            ? QString()
            : tr("%1: %2", "day and answer of the last test")
                  .arg(dayOf(record.lastTest.at), testText(record.lastTest));
    default:
        return {};
    }
}

QVariant SealsModel::toneOf(std::uint32_t number, int column) const
{
    const seal::SealRecord &record = *m_desk.find(number);
    if (column == StateColumn)
        return static_cast<int>(stateTone(record.state(SealDesk::now())));
    const seal::Profile *profile = m_desk.profile(record.profile);
    if (column == ProfileColumn && profile != nullptr)
        return static_cast<int>(colourTone(profile->colour));
    return {};
}

QString SealsModel::sentenceOf(std::uint32_t number) const
{
    const seal::SealRecord &record = *m_desk.find(number);
    return tr("%1, seal %2 for %3, profile %4")
        .arg(stateWord(record.state(SealDesk::now())), QString::fromStdString(record.label()),
             escapedText(record.consumer.name), escapedText(record.profile));
}

QVariant SealsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0
        || section >= ColumnCount)
        return {};
    const std::array<QString, ColumnCount> names = {
        tr("Seal"),      tr("State"), tr("Consumer"), tr("Owner"),   tr("Secret"),   tr("Profile"),
        tr("Processor"), tr("Hosts"), tr("Made"),     tr("Expires"), tr("Last test")};
    return names[static_cast<std::size_t>(section)];
}

} // namespace rekey::ui
