// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/broker/brokermodel.h"

#include "ui/broker/brokerwords.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <span>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

/// Numbers of a column stand under each other.
constexpr bool isNumber(int column)
{
    return column == BrokerModel::StatusColumn || column == BrokerModel::TookColumn;
}

QString sealsOf(const BrokerRequest &request)
{
    QStringList seals;
    for (const BrokerUse &use : request.uses)
        seals.append(use.seal);
    return seals.join(u", "_s);
}

} // namespace

void BrokerModel::add(const std::vector<BrokerRequest> &requests)
{
    const std::span<const BrokerRequest> all(requests);
    const auto wanted = all.last(std::min(all.size(), kMostRows));
    if (wanted.empty())
        return;
    const std::size_t whole = m_requests.size() + wanted.size();
    if (whole > kMostRows) {
        const auto count = static_cast<std::ptrdiff_t>(whole - kMostRows);
        beginRemoveRows({}, rowCount() - static_cast<int>(count), rowCount() - 1);
        m_requests.erase(m_requests.begin(), m_requests.begin() + count);
        endRemoveRows();
    }
    beginInsertRows({}, 0, static_cast<int>(wanted.size()) - 1);
    m_requests.insert(m_requests.end(), wanted.begin(), wanted.end());
    endInsertRows();
}

void BrokerModel::clear()
{
    beginResetModel();
    m_requests.clear();
    endResetModel();
}

int BrokerModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_requests.size());
}

int BrokerModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BrokerModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const BrokerRequest &request = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return textOf(request, index.column());
    case Qt::AccessibleTextRole:
        return index.column() != 0
            ? QVariant(textOf(request, index.column()))
            : tr("%1, %2: %3, %4 %5")
                  .arg(textOf(request, TimeColumn), textOf(request, ConsumerColumn),
                       textOf(request, OutcomeColumn), request.method, request.host);
    case Qt::TextAlignmentRole:
        return isNumber(index.column()) ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case ToneRole:
        return index.column() == OutcomeColumn ? QVariant(static_cast<int>(brokerTone(request)))
                                               : QVariant();
    default:
        return {};
    }
}

QString BrokerModel::textOf(const BrokerRequest &request, int column) const
{
    switch (column) {
    case TimeColumn:
        return QLocale().toString(QDateTime::fromMSecsSinceEpoch(request.at),
                                  u"yyyy-MM-dd HH:mm:ss"_s);
    case ConsumerColumn: {
        const QString names = request.consumers();
        return names.isEmpty() ? tr("Nobody known") : names;
    }
    case OutcomeColumn:
        return brokerOutcome(request);
    case StatusColumn:
        return request.status == 0 ? u"–"_s : QString::number(request.status);
    case MethodColumn:
        return request.method;
    case HostColumn:
        return request.host;
    case PathColumn:
        return request.path;
    case TookColumn:
        return tr("%1 ms").arg(QLocale().toString(static_cast<double>(request.micros) / 1000, 'f',
                                                  request.micros < 10'000 ? 1 : 0));
    case SealColumn:
        return sealsOf(request);
    default:
        return {};
    }
}

QVariant BrokerModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0
        || section >= ColumnCount)
        return {};
    const std::array<QString, ColumnCount> names
        = {tr("Time"), tr("Consumer"), tr("Outcome"), tr("Answer"), tr("Method"),
           tr("Host"), tr("Path"),     tr("Took"),    tr("Seal")};
    return names[static_cast<std::size_t>(section)];
}

BrokerFilter::BrokerFilter(BrokerModel &model, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setSourceModel(&model);
}

void BrokerFilter::setConsumer(const QString &consumer)
{
    m_consumer = consumer;
    invalidateRowsFilter();
}

void BrokerFilter::setText(const QString &text)
{
    m_text = text;
    invalidateRowsFilter();
}

void BrokerFilter::setSeals(const QSet<QString> &seals)
{
    m_seals = seals;
    invalidateRowsFilter();
}

bool BrokerFilter::filterAcceptsRow(int row, const QModelIndex & /*parent*/) const
{
    const BrokerRequest &request = m_model.at(row);
    const auto has
        = [this](const QString &text) { return text.contains(m_text, Qt::CaseInsensitive); };
    return (m_consumer.isEmpty()
            || std::ranges::contains(request.uses, m_consumer, &BrokerUse::consumer))
        && (m_seals.isEmpty()
            || std::ranges::any_of(
                request.uses, [this](const BrokerUse &use) { return m_seals.contains(use.seal); }))
        && (m_text.isEmpty() || has(request.host) || has(request.path) || has(request.method)
            || has(brokerOutcome(request)));
}

} // namespace rekey::ui
