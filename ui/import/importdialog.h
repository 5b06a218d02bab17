// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/importsession.h"

#include <QDialog>

#include <functional>
#include <map>
#include <vector>

class QGroupBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace rekey::ui {

class ImportMappingForm;
class ImportPreviewModel;

/// How the dialog asks.
struct ImportAsker
{
    /// Paths of reports to add; empty when the person cancels.
    std::function<QStringList(QWidget *parent)> reports;
    /// Whether to delete so many files for good.
    std::function<bool(QWidget *parent, int count)> deleteReports;
};
[[nodiscard]] ImportAsker systemImportAsker();

/// Chooses reports, shows what they are and their first rows masked, says for a CSV which column
/// is what, imports them with progress, and offers to delete them. Not modal.
class ImportDialog final : public QDialog
{
    Q_OBJECT

public:
    ImportDialog(ImportSession &session, ImportAsker asker, QWidget *parent = nullptr);

    void addReports(const QStringList &paths);

Q_SIGNALS:
    /// The person wants these imported.
    void importRequested(const std::vector<rekey::ui::ImportFile> &files);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    struct Report
    {
        ImportFile file;
        ImportLook look;
        bool isLooked = false;
    };

    void build();
    void takeLook(const std::string &path, const ImportLook &look);
    void showCurrent();
    void changeMapping();
    void removeCurrent();
    void requestImport();
    void showProgress(const ImportSnapshot &snapshot);
    void showOutcome(const ImportOutcome &outcome);
    void deleteOriginals();
    void updateButtons();
    void fillItem(QTreeWidgetItem *item, const Report &report) const;
    [[nodiscard]] int currentReport() const;

    ImportSession &m_session;
    ImportAsker m_asker;
    std::vector<Report> m_reports;
    std::vector<std::string> m_imported; ///< paths that may be deleted
    QTreeWidget *m_list;
    QLabel *m_about;
    QGroupBox *m_mappingBox;
    ImportMappingForm *m_mapping;
    ImportPreviewModel *m_preview;
    QProgressBar *m_progress;
    QLabel *m_outcome;
    QLabel *m_deleteNote;
    QPushButton *m_add;
    QPushButton *m_remove;
    QPushButton *m_import;
    QPushButton *m_stop;
    QPushButton *m_delete;
};

} // namespace rekey::ui
