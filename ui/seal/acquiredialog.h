// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/seal/deliverypane.h"
#include "ui/session/acquiresession.h"

#include <QDialog>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSettings;
class QStackedWidget;

namespace rekey::ui {

class DirectForm;
class SealDesk;
class ServiceForm;

/// Gets a token by OAuth and seals it at once: through a service that never shows it, or directly.
/// Waits with Cancel for the browser to come back. Not modal; what it sealed it hands to the desk.
class AcquireDialog final : public QDialog
{
    Q_OBJECT

public:
    /// The desk, settings and session outlive it. `replaces`: a seal to be acquired anew.
    AcquireDialog(SealDesk &desk, QSettings &settings, AcquireSession *session,
                  std::optional<seal::SealRecord> replaces, DeliveryPane::FolderAsker folder,
                  QWidget *parent = nullptr);

Q_SIGNALS:
    void browserRequested(const QUrl &url);
    /// Listed and shown now.
    void acquired(const rekey::seal::SealRecord &record);
    void profileRequested();
    void copyRequested(const std::shared_ptr<const rekey::secret::SecretBytes> &bearer);
    void testRequested(const std::vector<rekey::ui::SealTrial> &trials);

protected:
    void done(int result) override;

private:
    void build();
    [[nodiscard]] QWidget *makeForm();
    void connectSession();
    void fillProfiles();
    void refresh();
    void start();
    void setWaiting(bool isWaiting, const QString &words);
    void tell(const QString &words);
    void take(seal::MadeSeal made);
    [[nodiscard]] bool isByService() const;
    [[nodiscard]] const seal::Profile *profile() const;
    [[nodiscard]] QString problem() const;
    [[nodiscard]] AcquireOrder order() const;

    SealDesk &m_desk;
    QSettings &m_settings;
    AcquireSession *m_session;
    std::optional<seal::SealRecord> m_replaces;
    DeliveryPane::FolderAsker m_folder;
    std::uint16_t m_port = 0; ///< of the return URL that is shown
    QStackedWidget *m_stack = nullptr;
    QWidget *m_form = nullptr;
    QRadioButton *m_byService = nullptr;
    QRadioButton *m_direct = nullptr;
    QStackedWidget *m_ways = nullptr;
    ServiceForm *m_service = nullptr;
    DirectForm *m_directForm = nullptr;
    QComboBox *m_profile = nullptr;
    QLineEdit *m_consumer = nullptr;
    QLabel *m_state = nullptr;
    QLabel *m_refused = nullptr;
    QPushButton *m_start = nullptr;
    QPushButton *m_cancel = nullptr;
    bool m_isWaiting = false;
    bool m_showsProblem = false; ///< m_state does
};

} // namespace rekey::ui
