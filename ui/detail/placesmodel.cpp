// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/placesmodel.h"

#include "ui/detail/words.h"

#include <QDateTime>
#include <QFontDatabase>
#include <QLocale>

#include <algorithm>
#include <numeric>
#include <tuple>

using namespace Qt::StringLiterals;

namespace rekey::ui {

using finding::Place;

namespace {

bool sameRow(const Place &a, const Place &b)
{
    const auto key = [](const Place &p) {
        return std::tie(p.source, p.blob, p.begin, p.end, p.path, p.line, p.column, p.commit,
                        p.author, p.date, p.removedCommit, p.reach, p.branches, p.tags, p.versions);
    };
    return key(a) == key(b);
}

bool treeLess(const Place &a, const Place &b)
{
    const auto key = [](const Place &p) {
        return std::tie(p.source, p.reach, p.path, p.line, p.column, p.commit);
    };
    return key(a) < key(b);
}

QString refList(const Place &place)
{
    QStringList names;
    for (const std::string &branch : place.branches)
        names.append(shown(branch));
    for (const std::string &tag : place.tags)
        names.append(shown(tag));
    return names.join(u", "_s);
}

} // namespace

PlacesModel::PlacesModel(QObject *parent)
    : QAbstractItemModel(parent)
{
}

PlacesModel::~PlacesModel() = default;

void PlacesModel::setPlaces(std::vector<Place> places, const QStringList &sourceNames)
{
    if (m_sourceNames == sourceNames && std::ranges::equal(m_places, places, sameRow)) {
        // What the rows do not show may still differ.
        m_places = std::move(places);
        return;
    }
    beginResetModel();
    m_places = std::move(places);
    m_sourceNames = sourceNames;
    build();
    endResetModel();
}

void PlacesModel::build()
{
    m_nodes.clear();
    m_roots.clear();
    m_nodeOfPlace.assign(m_places.size(), -1);
    std::vector<int> order(m_places.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, [this](int a, int b) {
        return treeLess(m_places[static_cast<std::size_t>(a)],
                        m_places[static_cast<std::size_t>(b)]);
    });
    const Place *before = nullptr;
    std::array<int, 3> open{};
    for (const int index : order) {
        const Place &place = m_places[static_cast<std::size_t>(index)];
        const bool newSource = !before || before->source != place.source;
        const bool newReach = newSource || before->reach != place.reach;
        if (newSource)
            open[Source] = group(Source, -1, index);
        if (newReach)
            open[Reach] = group(Reach, open[Source], index);
        if (newReach || before->path != place.path)
            open[File] = group(File, open[Reach], index);
        m_nodeOfPlace[static_cast<std::size_t>(index)] = group(Spot, open[File], index);
        for (const int node : open)
            ++m_nodes[static_cast<std::size_t>(node)].count;
        before = &place;
    }
}

int PlacesModel::group(Level level, int parent, int place)
{
    const int number = static_cast<int>(m_nodes.size());
    std::vector<int> &siblings
        = parent < 0 ? m_roots : m_nodes[static_cast<std::size_t>(parent)].children;
    Node node;
    node.level = level;
    node.parent = parent;
    node.row = static_cast<int>(siblings.size());
    node.place = place;
    siblings.push_back(number);
    m_nodes.push_back(std::move(node));
    return number;
}

const PlacesModel::Node &PlacesModel::nodeAt(const QModelIndex &index) const
{
    return m_nodes[static_cast<std::size_t>(index.internalId())];
}

const Place *PlacesModel::placeAt(const QModelIndex &index) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return nullptr;
    const Node &node = nodeAt(index);
    return node.level == Spot ? &m_places[static_cast<std::size_t>(node.place)] : nullptr;
}

QModelIndex PlacesModel::indexOfPlace(int place) const
{
    if (place < 0 || place >= static_cast<int>(m_nodeOfPlace.size()))
        return {};
    const int node = m_nodeOfPlace[static_cast<std::size_t>(place)];
    return createIndex(m_nodes[static_cast<std::size_t>(node)].row, 0, static_cast<quintptr>(node));
}

QModelIndex PlacesModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || parent.column() > 0)
        return {};
    const std::vector<int> &rows = parent.isValid() ? nodeAt(parent).children : m_roots;
    if (row >= static_cast<int>(rows.size()))
        return {};
    return createIndex(row, column, static_cast<quintptr>(rows[static_cast<std::size_t>(row)]));
}

QModelIndex PlacesModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    const int parent = nodeAt(child).parent;
    if (parent < 0)
        return {};
    return createIndex(m_nodes[static_cast<std::size_t>(parent)].row, 0,
                       static_cast<quintptr>(parent));
}

int PlacesModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    return static_cast<int>(parent.isValid() ? nodeAt(parent).children.size() : m_roots.size());
}

int PlacesModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant PlacesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node &node = nodeAt(index);
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        if (node.level == Spot)
            return spotText(m_places[static_cast<std::size_t>(node.place)], column);
        return column == Where ? groupText(node) : QVariant();
    case Qt::ToolTipRole:
        return toolTip(node, column);
    case Qt::AccessibleTextRole:
        return column == Where ? spoken(node) : data(index, Qt::DisplayRole);
    case Qt::FontRole:
        if (column == Commit && node.level == Spot)
            return QFontDatabase::systemFont(QFontDatabase::FixedFont);
        return {};
    case PlaceRole:
        return node.level == Spot ? node.place : -1;
    case LevelRole:
        return node.level;
    default:
        return {};
    }
}

QString PlacesModel::groupText(const Node &node) const
{
    const Place &place = m_places[static_cast<std::size_t>(node.place)];
    switch (node.level) {
    case Source:
        return sourceName(place.source);
    case Reach:
        return tr("%1 (%2)").arg(reachTitle(place.reach), QLocale().toString(node.count));
    case File:
        return placeName(place);
    case Spot:
        break;
    }
    return {};
}

QString PlacesModel::spotText(const Place &place, Column column) const
{
    switch (column) {
    case Where: {
        const QString line = tr("line %1").arg(QLocale().toString(place.line));
        if (place.versions <= 1)
            return line;
        return tr("%1, %2 versions of the file").arg(line, QLocale().toString(place.versions));
    }
    case Commit:
        return shortCommit(place.commit);
    case Date:
        return dayText(place.date);
    case Author:
        return shown(place.author);
    case Refs:
        return refList(place);
    case ColumnCount:
        break;
    }
    return {};
}

QString PlacesModel::removedText(const Place &place)
{
    if (place.removedDate == 0)
        return tr("removed in %1").arg(shortCommit(place.removedCommit));
    return tr("removed %1 in %2").arg(dayText(place.removedDate), shortCommit(place.removedCommit));
}

QString PlacesModel::toolTip(const Node &node, Column column) const
{
    const Place &place = m_places[static_cast<std::size_t>(node.place)];
    if (node.level != Spot)
        return column == Where ? groupText(node) : QString();
    switch (column) {
    case Where:
        return tr("Line %1, column %2")
            .arg(QLocale().toString(place.line), QLocale().toString(place.column));
    case Commit:
        return place.removedCommit.empty()
            ? shown(place.commit)
            : tr("%1\n%2").arg(shown(place.commit), removedText(place));
    case Date:
        return place.date == 0
            ? QString()
            : QLocale().toString(QDateTime::fromSecsSinceEpoch(place.date), QLocale::LongFormat);
    case Author:
        return place.email.empty() ? shown(place.author)
                                   : tr("%1 <%2>").arg(shown(place.author), shown(place.email));
    default:
        return spotText(place, column);
    }
}

QString PlacesModel::spoken(const Node &node) const
{
    if (node.level != Spot)
        return tr("%1, %2").arg(groupText(node), placeCount(static_cast<std::size_t>(node.count)));
    const Place &place = m_places[static_cast<std::size_t>(node.place)];
    QStringList parts{spotText(place, Where), placeName(place)};
    if (!place.commit.empty())
        parts.append(tr("commit %1").arg(shortCommit(place.commit)));
    parts.append(dayText(place.date));
    parts.append(shown(place.author));
    if (!place.removedCommit.empty())
        parts.append(removedText(place));
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

QString PlacesModel::sourceName(std::uint32_t source) const
{
    return source < static_cast<std::uint32_t>(m_sourceNames.size())
        ? m_sourceNames.at(static_cast<qsizetype>(source))
        : tr("Source %1").arg(QLocale().toString(source + 1));
}

QVariant PlacesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Where:
        return tr("Path and line");
    case Commit:
        return tr("Commit");
    case Date:
        return tr("Date");
    case Author:
        return tr("Author");
    case Refs:
        return tr("Branches and tags");
    default:
        return {};
    }
}

} // namespace rekey::ui
