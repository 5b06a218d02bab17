// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/facetsmodel.h"

#include <QWidget>

class QListView;

namespace rekey::ui {

class FindingsModel;

/// Counts of the findings shown, by verdict, confidence, reach and so on. Click or Enter filters to
/// a value; with Ctrl it is excluded.
class FacetsPanel final : public QWidget
{
    Q_OBJECT

public:
    /// The model must outlive the panel.
    explicit FacetsPanel(FindingsModel &model, QWidget *parent = nullptr);

    [[nodiscard]] QListView *list() const { return m_list; }

Q_SIGNALS:
    /// For FindingsPage::narrowTo and exclude.
    void filterRequested(const QString &term);
    void excludeRequested(const QString &term);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void choose(const QModelIndex &index, bool isExcluded);

    FacetsModel m_facets;
    QListView *m_list = nullptr;
};

} // namespace rekey::ui
