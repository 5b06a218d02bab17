// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/findings/filteredit.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <vector>

namespace rekey::ui {

struct SavedFilter
{
    QString name;
    QString hint; ///< for shipped ones
    QString filter;
    bool isShipped = false;
};

/// The filters worth one click: those that come with the program, then a person's own, which can be
/// added, renamed, ordered, removed, kept and shared. Filters hold no values.
class SavedFilters final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype kMaxFileBytes = 256 * 1024;
    static constexpr std::size_t kMaxFilters = 200;
    static constexpr qsizetype kMaxNameLength = 60;

    explicit SavedFilters(QObject *parent = nullptr);

    [[nodiscard]] const std::vector<SavedFilter> &list() const { return m_filters; }
    /// Errors: Invalid (no name, a name that is taken, a filter that is none, too many).
    [[nodiscard]] Result<void> add(const QString &name, const QString &filter);
    [[nodiscard]] Result<void> rename(std::size_t at, const QString &name);
    /// Own ones only; others are left alone.
    void remove(std::size_t at);
    /// Swaps with the neighbour `by` (-1 or 1) places on, within the own ones.
    void move(std::size_t at, int by);

    /// The own ones as a file to share or keep: JSON, format below in `import`.
    [[nodiscard]] QByteArray toFile() const;
    /// Adds the filters of a file, `{"rekeyFilters": 1, "filters": [{"name": , "filter": }]}`;
    /// those that are there already are passed over. All or nothing. Returns how many are new.
    /// Words that `recogniser` takes for a secret are refused. Errors: Malformed, Invalid.
    [[nodiscard]] Result<int> import(const QByteArray &file, const SecretRecogniser &recogniser);

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] Result<void> check(const QString &name, const QString &filter) const;

    std::vector<SavedFilter> m_filters;
};

} // namespace rekey::ui
