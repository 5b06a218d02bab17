// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/seal/deliverypane.h"
#include "ui/session/acquiresession.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace rekey::ui {

class SealDesk;
class SecretField;

/// Renews a seal that a service made: says who is asked and what is sent, takes the consumer's
/// bearer, and puts the new seal in the old one's place. Closed before the service has answered it
/// gives its session away, for the answer may be the only way to the token that is good now.
class RefreshDialog final : public QDialog
{
    Q_OBJECT

public:
    /// The desk outlives it; the session becomes its own.
    RefreshDialog(SealDesk &desk, AcquireSession *session, seal::SealRecord record,
                  const seal::Profile &profile, const seal::SsoService &service,
                  DeliveryPane::FolderAsker folder, QWidget *parent = nullptr);
    ~RefreshDialog() override;

    /// Of the seal it is about.
    [[nodiscard]] std::uint32_t number() const { return m_record.number; }

Q_SIGNALS:
    void refreshed(const rekey::seal::SealRecord &record);
    void testRequested(const std::vector<rekey::ui::SealTrial> &trials);
    /// Closed while it was asking: whoever hears it makes the session its own, and waits.
    void leftAsking(rekey::ui::AcquireSession *session);

protected:
    void closeEvent(QCloseEvent *event) override;
    void done(int result) override;

private:
    void ask();
    void leave();
    [[nodiscard]] bool isAsking() const;
    void take(seal::MadeSeal made);

    SealDesk &m_desk;
    AcquireSession *m_session; ///< null once it is closed
    seal::SealRecord m_record;
    seal::Profile m_profile;
    DeliveryPane::FolderAsker m_folder;
    QStackedWidget *m_stack;
    SecretField *m_bearer;
    QLabel *m_said;
    QPushButton *m_ask = nullptr;
};

} // namespace rekey::ui
