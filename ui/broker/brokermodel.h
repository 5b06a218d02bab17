// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/brokerwatch.h"

#include <QAbstractTableModel>
#include <QSet>
#include <QSortFilterProxyModel>

#include <cstddef>
#include <deque>
#include <vector>

namespace rekey::ui {

/// The newest requests a broker answered, the newest first.
class BrokerModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        TimeColumn,
        ConsumerColumn,
        OutcomeColumn,
        StatusColumn,
        MethodColumn,
        HostColumn,
        PathColumn,
        TookColumn,
        SealColumn,
        ColumnCount,
    };
    enum Role
    {
        ToneRole = Qt::UserRole, ///< Tone as int, of the outcome
    };
    /// Older ones are dropped from the list; the log keeps them.
    static constexpr std::size_t kMostRows = 20'000;

    using QAbstractTableModel::QAbstractTableModel;

    /// Oldest first.
    void add(const std::vector<BrokerRequest> &requests);
    void clear();
    /// Oldest first.
    [[nodiscard]] const std::deque<BrokerRequest> &requests() const { return m_requests; }
    [[nodiscard]] const BrokerRequest &at(int row) const
    {
        return m_requests[m_requests.size() - 1 - static_cast<std::size_t>(row)];
    }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString textOf(const BrokerRequest &request, int column) const;

    std::deque<BrokerRequest> m_requests;
};

/// Of these, the ones somebody looks for.
class BrokerFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit BrokerFilter(BrokerModel &model, QObject *parent = nullptr);

    /// Names a consumer; empty: any.
    void setConsumer(const QString &consumer);
    /// Stands in host, path, method or outcome; empty: any.
    void setText(const QString &text);
    /// Fingerprints; empty: any.
    void setSeals(const QSet<QString> &seals);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    const BrokerModel &m_model;
    QString m_consumer;
    QString m_text;
    QSet<QString> m_seals;
};

} // namespace rekey::ui
