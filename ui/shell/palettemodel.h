// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QIcon>
#include <QList>
#include <QString>

#include <functional>
#include <vector>

namespace rekey::ui {

/// One thing the palette can do or go to.
struct PaletteEntry
{
    QString title;
    QString detail; ///< dim, after the title: menu, type, path
    QString keys; ///< shortcut
    QIcon icon;
    std::function<void()> run;
    QList<qsizetype> marked; ///< matched characters of the title
    int score = 0;
};

/// Answers a query (prefix removed) with at most `limit` entries, best first. GUI thread, must stay
/// within some 20 ms.
using PaletteSource = std::function<std::vector<PaletteEntry>(const QString &query, int limit)>;

class PaletteModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role
    {
        DetailRole = Qt::UserRole,
        KeysRole,
        MarkedRole
    };

    using QAbstractListModel::QAbstractListModel;

    void setEntries(std::vector<PaletteEntry> entries);
    [[nodiscard]] const PaletteEntry *at(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<PaletteEntry> m_entries;
};

/// Matches `query` against the titles; sets score and marked, drops what does not match, sorts and
/// cuts to `limit`.
[[nodiscard]] std::vector<PaletteEntry> rankEntries(std::vector<PaletteEntry> entries,
                                                    const QString &query, int limit);

} // namespace rekey::ui
