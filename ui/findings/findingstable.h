// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret/identity.h"
#include "ui/findings/tablekeys.h"
#include "ui/models/findingsmodel.h"

#include <QMap>
#include <QPersistentModelIndex>
#include <QTableView>
#include <QTimer>

#include <vector>

class QMenu;

namespace rekey::ui {

/// The view on a FindingsModel: rows of one height, one current row, and a choice kept by the model
/// (never by the selection model, which is slow on a million rows). When rows come or go, the
/// current row, or else the first one in view, stays where it is on the screen.
class FindingsTable final : public QTableView
{
    Q_OBJECT

public:
    explicit FindingsTable(FindingsModel &model, QWidget *parent = nullptr);

    [[nodiscard]] FindingsModel &findings() const { return m_model; }
    /// As they are now.
    [[nodiscard]] const std::vector<TableKey> &keys() const { return m_keys.list(); }
    /// Other keys for commands, by their ids; unknown ids are passed over.
    void setKeys(const QMap<QString, QStringList> &keys);
    /// A key for an act that another room brings; it ends in actRequested().
    void offerKey(TableKey key);
    /// Letters and signs without Ctrl or Alt; arrows and the like always work.
    void setSingleKeysEnabled(bool isEnabled) { m_hasSingleKeys = isEnabled; }

    void setCurrentRow(int row);
    [[nodiscard]] int currentRow() const { return currentIndex().row(); }
    void run(TableCommand command);

    /// The menu of what rows may be grouped by, for the header and for whoever else shows it.
    void addGroupingActions(QMenu *menu);

    /// Hands sizes that fit the text of sampled rows to columns nobody has sized by hand.
    void fitColumns();
    [[nodiscard]] QByteArray saveColumns() const;
    bool restoreColumns(const QByteArray &state);
    void resetColumns();

    void keyboardSearch(const QString &search) override;
    void selectAll() override;

Q_SIGNALS:
    void keysChanged();
    void columnsChanged();
    void filterFocusRequested();
    void filterClearRequested();
    void filterBackRequested();
    void filterForwardRequested();
    void detailRequested();
    void peekRequested();
    void placesRequested();
    void copyIdRequested();
    void copyLineRequested();
    /// One of the acts, on the chosen rows or else the current one.
    void actRequested(rekey::ui::TableCommand command);
    void cellMenuRequested(const QModelIndex &index, const QPoint &globalPosition);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void updateGeometries() override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    static constexpr int kSampledRows = 200;

    void setUpHeaders();
    void updateRowHeight();
    void fitColumn(int column);
    void showHeaderMenu(const QPoint &position);
    void openDetail();
    void openGroup(bool isOpening);
    void scrollSideways(int step);
    void move(int step);
    void moveGroup(int step);
    void extend(int step);
    void goBack();
    void rememberAnchor(QAbstractItemModel::LayoutChangeHint hint);
    void restoreAnchor(QAbstractItemModel::LayoutChangeHint hint);
    [[nodiscard]] int sampledWidth(int column) const;
    void shareWidth();

    FindingsModel &m_model;
    TableKeys m_keys;
    bool m_hasSingleKeys = true;
    int m_rowBefore = -1; ///< of the current finding, while rows come and go
    QPersistentModelIndex m_anchor;
    int m_anchorY = 0;
    int m_heldScroll = 0; ///< scroll position kept reachable though the rows are too few for it
    bool m_isRestoring = false;
    bool m_isFitting = false;
    QTimer m_fitTimer;
    bool m_isSizedByHand = false;
    int m_fittedRows = 0;
    int m_typeWidth = 0; ///< what these two need to be read whole
    int m_whereWidth = 0;
    QPersistentModelIndex m_extendFrom; ///< where a choice by Shift began
    std::vector<secret::SecretId> m_trail; ///< rows that were current, newest last
    bool m_isGoingBack = false;
};

} // namespace rekey::ui
