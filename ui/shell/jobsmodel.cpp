// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/jobsmodel.h"

#include "ui/session/scanqueue.h"
#include "ui/shell/scantext.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

QString elapsedText(std::int64_t ms)
{
    if (ms < 1000)
        return JobsModel::tr("%1 ms").arg(ms);
    if (ms < 60'000)
        return JobsModel::tr("%1 s").arg(
            QLocale().toString(static_cast<double>(ms) / 1000, 'f', 1));
    return JobsModel::tr("%1 min %2 s").arg(ms / 60'000).arg(ms / 1000 % 60);
}

} // namespace

JobsModel::JobsModel(const ScanQueue &queue, QObject *parent)
    : QAbstractTableModel(parent)
    , m_queue(queue)
    , m_rows(static_cast<int>(queue.jobs().size()))
{
    connect(&queue, &ScanQueue::jobAdded, this, [this](int job) {
        beginInsertRows({}, job, job);
        ++m_rows;
        endInsertRows();
    });
    connect(&queue, &ScanQueue::jobChanged, this, [this](int job) {
        if (job < m_rows)
            Q_EMIT dataChanged(index(job, 0), index(job, ColumnCount - 1));
    });
}

int JobsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int JobsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant JobsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ScanJob &job = m_queue.jobs()[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(index.row(), index.column());
    case Qt::ToolTipRole:
        return index.column() == Progress && job.error ? wordsFor(*job.error).more : QVariant();
    case Qt::TextAlignmentRole:
        if (index.column() == Findings || index.column() == Elapsed)
            return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case ToneRole:
        return index.column() == State ? QVariant(int(badgeOf(job).tone)) : QVariant();
    case PercentRole:
        if (index.column() == Progress && job.state == ScanJob::State::Running)
            return percentOf(job.snapshot);
        return {};
    default:
        return {};
    }
}

QString JobsModel::text(int row, int column) const
{
    const ScanJob &job = m_queue.jobs()[static_cast<std::size_t>(row)];
    switch (static_cast<Column>(column)) {
    case Title:
        return job.title;
    case State:
        return badgeOf(job).text;
    case Progress:
        if (job.state == ScanJob::State::Running)
            return stageText(job.snapshot.stage) + u" · "_s + progressText(job.snapshot);
        if (job.error)
            return wordsFor(*job.error).what;
        if (job.summary) {
            std::uint64_t blobs = 0;
            std::uint64_t bytes = 0;
            for (const sources::Coverage &coverage : job.summary->coverage) {
                blobs += coverage.blobs;
                bytes += coverage.bytes;
            }
            return tr("%1 files or blobs · %2")
                .arg(numberText(blobs), QLocale().formattedDataSize(static_cast<qint64>(bytes), 1));
        }
        return {};
    case Findings:
        return numberText(job.summary ? job.summary->findings : job.snapshot.findings);
    case Elapsed:
        if (job.state == ScanJob::State::Waiting)
            return {};
        return elapsedText(job.summary ? job.summary->elapsedMs : job.snapshot.elapsedMs);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant JobsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            (section == Findings || section == Elapsed ? Qt::AlignRight : Qt::AlignLeft)
            | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Title:
        return tr("Scan");
    case State:
        return tr("State");
    case Progress:
        return tr("Progress");
    case Findings:
        return tr("Found");
    case Elapsed:
        return tr("Time");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace rekey::ui
