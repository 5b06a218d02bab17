// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret/identity.h"
#include "ui/findings/filteredit.h"

#include <QWidget>

#include <vector>

class QLabel;
class QModelIndex;
class QStackedWidget;

namespace rekey::ui {

class BulkBar;
class FilterBar;
class SavedFilters;
class FindingsModel;
class FindingsTable;

/// The findings screen: filter bar over the table. Ids of zeros stand for "no finding".
class FindingsPage final : public QWidget
{
    Q_OBJECT

public:
    /// The model must outlive the page.
    explicit FindingsPage(FindingsModel &model, QWidget *parent = nullptr);

    [[nodiscard]] FindingsModel &model() const { return m_model; }
    [[nodiscard]] FindingsTable *table() const { return m_table; }
    [[nodiscard]] FilterEdit *filterEdit() const;

    /// Asked of pasted and typed text before it is shown or kept in the filter.
    void setRecogniser(SecretRecogniser recogniser);
    /// Shown instead of the table while there is no finding at all.
    void setEmptyText(const QString &title, const QString &text);
    /// The same, as a widget of the caller's; the page takes it over.
    void setEmptyWidget(QWidget *widget);

    [[nodiscard]] secret::SecretId currentFinding() const { return m_current; }
    /// Shows the table though it is empty, while its rows are on their way back.
    void setKeepsTable(bool keeps);
    /// False when the filter hides it or it is not known.
    bool setCurrentFinding(const secret::SecretId &id);
    [[nodiscard]] std::vector<secret::SecretId> chosenFindings() const;

    /// The bar that comes with a choice; features hand it their actions.
    [[nodiscard]] BulkBar *bulkBar() const { return m_bulk; }
    [[nodiscard]] QString filter() const;

    /// To keep and restore a person's own with toFile() and import().
    [[nodiscard]] SavedFilters &savedFilters() const;
    [[nodiscard]] QByteArray saveColumns() const;
    bool restoreColumns(const QByteArray &state);

public Q_SLOTS:
    void setFilter(const QString &text);
    /// Terms as TermRole of the models gives them.
    void narrowTo(const QString &term);
    void exclude(const QString &term);
    void prepare(const QString &term);
    void focusFilter();
    void focusTable();
    void copyId();
    void copyMaskedLine();

Q_SIGNALS:
    /// Another finding is current; zeros for none.
    void currentFindingChanged(const rekey::secret::SecretId &id);
    /// The same finding is current, its values are new (more places, another verdict).
    void currentFindingUpdated(const rekey::secret::SecretId &id);
    void detailRequested(const rekey::secret::SecretId &id);
    void peekRequested(const rekey::secret::SecretId &id);
    void placesRequested(const rekey::secret::SecretId &id);
    void selectionCountChanged(int count);

private:
    [[nodiscard]] QWidget *makeEmptyFilter();
    [[nodiscard]] QWidget *makeEmpty();
    void connectTable();
    void followCurrent();
    void showFittingPage();
    void showCellMenu(const QModelIndex &index, const QPoint &position);
    void copyText(const QString &text);

    FindingsModel &m_model;
    FilterBar *m_bar = nullptr;
    FindingsTable *m_table = nullptr;
    QStackedWidget *m_stack = nullptr;
    BulkBar *m_bulk = nullptr;
    QWidget *m_empty = nullptr;
    QLabel *m_emptyTitle = nullptr;
    QLabel *m_emptyText = nullptr;
    QWidget *m_emptyFilter = nullptr;
    QLabel *m_emptyFilterText = nullptr;
    secret::SecretId m_current;
    bool m_keepsTable = false;
};

} // namespace rekey::ui
