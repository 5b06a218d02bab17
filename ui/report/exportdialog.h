// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/exportsession.h"

#include <QDialog>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTextBrowser;

namespace rekey::ui {

/// A part of the findings that can be exported.
struct ExportScope
{
    QString name; ///< "12 chosen secrets"
    std::size_t count = 0;
    /// Adds findings from `next` on, some thousand at a time; true when that was all.
    std::function<bool(ExportData &data, std::size_t &next)> gather;
};

/// Where the files go: asks the person for a folder; empty when they changed their mind.
using FolderAsker = std::function<QString(QWidget *parent)>;

/// Writes reports: template, scope, masking and formats, with a preview of what will be in them.
/// Not modal. Values leave only in a hand-over pack, encrypted to a key, after typed confirmation.
class ExportDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `session` outlives the dialog. The first scope is chosen.
    ExportDialog(ExportSession &session, std::vector<ExportScope> scopes, const QString &folder,
                 FolderAsker askFolder, QWidget *parent = nullptr);
    /// How it is preset, instead of with prefix, last 4 and names.
    void preset(bool idsOnly, bool withNames);
    ~ExportDialog() override;

Q_SIGNALS:
    /// These findings are in files now; `what` tells of the files, without their folder.
    void exported(const std::vector<rekey::secret::SecretId> &ids, const QString &what);

private:
    QWidget *buildChoices();
    QWidget *buildFiles();
    QWidget *buildHandover();
    QWidget *buildPreview();
    QWidget *buildBottom();
    void gather();
    void gatherSlice();
    void askPreview();
    void showPreview(const QString &html);
    void updateEnabled();
    void save();
    void showOutcome(const ExportOutcome &outcome);
    [[nodiscard]] ExportRequest request() const;
    [[nodiscard]] bool wants(ExportFile::Kind kind) const;

    ExportSession &m_session;
    std::vector<ExportScope> m_scopes;
    FolderAsker m_askFolder;
    std::shared_ptr<ExportData> m_gathering; ///< null when everything is there
    std::size_t m_next = 0;
    std::shared_ptr<const ExportData> m_data;
    bool m_isSaving = false;
    QTimer m_slice;
    QTimer m_changed; ///< waits for the person to stop typing

    QComboBox *m_template = nullptr;
    QComboBox *m_scope = nullptr;
    QComboBox *m_masking = nullptr;
    QCheckBox *m_names = nullptr;
    QLineEdit *m_title = nullptr;
    std::vector<QCheckBox *> m_formats; ///< by ExportFile::Kind
    QLineEdit *m_folder = nullptr;
    QLineEdit *m_name = nullptr;
    QWidget *m_handover = nullptr;
    QLineEdit *m_key = nullptr;
    QLabel *m_fingerprint = nullptr;
    QLineEdit *m_confirm = nullptr;
    QLabel *m_gaps = nullptr;
    QTextBrowser *m_preview = nullptr;
    QLabel *m_status = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace rekey::ui
