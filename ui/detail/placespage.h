// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/finding.h"

#include <QWidget>

#include <set>
#include <string>
#include <vector>

class QLabel;
class QTreeView;

namespace rekey::ui {

class PlacesModel;

/// Every place of one finding as a tree, with what it comes to in words above.
class PlacesPage final : public QWidget
{
    Q_OBJECT

public:
    explicit PlacesPage(QWidget *parent = nullptr);
    ~PlacesPage() override;

    /// `anew`: another finding, so nothing of the old choice and folding is kept.
    void setPlaces(std::vector<finding::Place> places, const QStringList &sourceNames, bool anew);
    /// Marks the place whose context is shown; does not emit.
    void markPlace(int place);

    [[nodiscard]] PlacesModel *model() const { return m_model; }
    [[nodiscard]] QTreeView *view() const { return m_view; }

Q_SIGNALS:
    /// Index into the places that were set.
    void placeActivated(int place);

private:
    using Folded = std::set<std::string>;

    void build();
    [[nodiscard]] Folded foldedGroups() const;
    void spanGroups();
    void unfold(const Folded &folded);
    void sizeColumns();

    PlacesModel *m_model = nullptr;
    QTreeView *m_view = nullptr;
    QLabel *m_sentence = nullptr;
    QLabel *m_note = nullptr;
    bool m_columnsSized = false;
};

} // namespace rekey::ui
