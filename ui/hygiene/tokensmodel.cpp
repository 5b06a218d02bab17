// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hygiene/tokensmodel.h"

#include "ui/hygiene/hygienedesk.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

QString text(const std::string &text)
{
    return QString::fromStdString(text);
}

QString scopesText(const std::vector<std::string> &scopes)
{
    QString out;
    for (const std::string &scope : scopes)
        out += (out.isEmpty() ? QString() : u" "_s) + text(scope);
    return out;
}

std::int64_t timeOf(const finding::InventoryToken &token, int column)
{
    const finding::TokenDate &date = column == TokensModel::LastUsedColumn ? token.lastUsed
        : column == TokensModel::CreatedColumn                             ? token.created
                                                                           : token.expires;
    return date.isKnown ? date.at : -1;
}

} // namespace

TokensModel::TokensModel(const HygieneDesk &desk, QObject *parent)
    : QAbstractTableModel(parent)
    , m_desk(desk)
{
    connect(&desk, &HygieneDesk::changed, this, &TokensModel::fill);
    fill();
}

void TokensModel::fill()
{
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < m_desk.tokens().size(); ++i) {
        if (!m_flag || m_desk.flags(i).has(*m_flag))
            rows.push_back(i);
    }
    std::ranges::stable_sort(rows, [this](std::size_t left, std::size_t right) {
        return m_sortOrder == Qt::AscendingOrder ? isBefore(left, right) : isBefore(right, left);
    });
    if (rows == m_rows) { // what is chosen stays chosen
        if (!rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void TokensModel::setFlag(std::optional<finding::TokenFlag> flag)
{
    if (flag == m_flag)
        return;
    m_flag = flag;
    fill();
}

void TokensModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= ColumnCount || (column == m_sortColumn && order == m_sortOrder))
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    fill();
}

bool TokensModel::isBefore(std::size_t left, std::size_t right) const
{
    switch (m_sortColumn) {
    case AdviceColumn:
        return m_desk.advice(left) < m_desk.advice(right);
    case LastUsedColumn:
    case CreatedColumn:
    case ExpiresColumn:
        return timeOf(m_desk.tokens()[left], m_sortColumn)
            < timeOf(m_desk.tokens()[right], m_sortColumn);
    default:
        return textOf(left, m_sortColumn)
                   .toString()
                   .compare(textOf(right, m_sortColumn).toString(), Qt::CaseInsensitive)
            < 0;
    }
}

int TokensModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TokensModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QStringList TokensModel::flagWords(std::size_t token) const
{
    QStringList words;
    for (std::size_t i = 0; i < finding::kTokenFlags; ++i) {
        const auto flag = static_cast<finding::TokenFlag>(i);
        if (m_desk.flags(token).has(flag))
            words.append(flagWord(flag, m_desk.unusedDays()));
    }
    return words;
}

QVariant TokensModel::textOf(std::size_t token, int column) const
{
    const finding::InventoryToken &one = m_desk.tokens()[token];
    switch (column) {
    case FlagsColumn:
        return flagWords(token).join(u", "_s);
    case AdviceColumn:
        return adviceWord(m_desk.advice(token));
    case NameColumn:
        return text(one.name);
    case ProviderColumn:
        return text(one.provider);
    case IdColumn:
        return text(one.id);
    case CreatorColumn:
        return one.isCreatorActive == false ? tr("%1 (left)").arg(text(one.creator))
                                            : text(one.creator);
    case LastUsedColumn:
        return dateWord(one.lastUsed);
    case CreatedColumn:
        return dateWord(one.created);
    case ExpiresColumn:
        return dateWord(one.expires);
    case ScopesColumn:
        return scopesText(one.scopes);
    case CareColumn:
        return careWord(m_desk.care(token), m_desk.now());
    default:
        return {};
    }
}

QString TokensModel::sentenceOf(std::size_t token) const
{
    QStringList parts;
    for (const int column :
         {AdviceColumn, FlagsColumn, NameColumn, ProviderColumn, CreatorColumn, CareColumn}) {
        if (const QString part = textOf(token, column).toString(); !part.isEmpty())
            parts.append(part);
    }
    return parts.join(u", "_s);
}

QVariant TokensModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const std::size_t token = tokenAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(token, index.column());
    case Qt::ToolTipRole:
        if (index.column() == FlagsColumn)
            return proofWord(m_desk.leak(token).proof);
        return u"<qt>"_s + textOf(token, index.column()).toString().toHtmlEscaped() + u"</qt>"_s;
    case Qt::AccessibleTextRole:
        return index.column() == 0 ? sentenceOf(token) : textOf(token, index.column()).toString();
    case FlagsRole:
        return flagWords(token);
    case TonesRole: {
        QVariantList tones;
        for (std::size_t i = 0; i < finding::kTokenFlags; ++i) {
            const auto flag = static_cast<finding::TokenFlag>(i);
            if (m_desk.flags(token).has(flag))
                tones.append(static_cast<int>(flagTone(flag)));
        }
        return tones;
    }
    case KeyRole:
        return text(m_desk.tokens()[token].key());
    default:
        return {};
    }
}

QVariant TokensModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case FlagsColumn:
        return tr("Flags");
    case AdviceColumn:
        return tr("Policy");
    case NameColumn:
        return tr("Name");
    case ProviderColumn:
        return tr("Provider");
    case IdColumn:
        return tr("Id");
    case CreatorColumn:
        return tr("Creator");
    case LastUsedColumn:
        return tr("Last used");
    case CreatedColumn:
        return tr("Created");
    case ExpiresColumn:
        return tr("Expires");
    case ScopesColumn:
        return tr("Scopes");
    case CareColumn:
        return tr("Done");
    default:
        return {};
    }
}

} // namespace rekey::ui
