// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/event.h"

#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QToolButton;
class QTreeView;

namespace rekey::ui {

class TimelineModel;

/// What happened to one secret or in one incident, newest first, with a search and an export.
class TimelinePage final : public QWidget
{
    Q_OBJECT

public:
    enum class Format : std::uint8_t
    {
        JsonLines,
        Csv,
    };

    explicit TimelinePage(QWidget *parent = nullptr);
    ~TimelinePage() override;

    /// Oldest first. What is searched for stays.
    void setEvents(std::vector<finding::Event> events);
    /// Shown instead of rows: nothing is kept, the store is locked.
    void setNothing(const QString &why);
    /// One sentence beneath the rows on how the secret was used, with a button for more; empty:
    /// none.
    void setUses(const QString &text);
    /// All of it as a file, whatever is searched for.
    [[nodiscard]] QByteArray exported(Format format) const;

Q_SIGNALS:
    void exportRequested(rekey::ui::TimelinePage::Format format);
    void usesRequested();

private:
    void build();
    void updateCount();

    TimelineModel *m_model;
    QSortFilterProxyModel *m_found;
    QLineEdit *m_search = nullptr;
    QLabel *m_count = nullptr;
    QToolButton *m_export = nullptr;
    QTreeView *m_view = nullptr;
    QWidget *m_useBar = nullptr;
    QLabel *m_uses = nullptr;
    QString m_nothing;
};

} // namespace rekey::ui
