// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret/secretbytes.h"

#include <QTimer>
#include <QWidget>

#include <chrono>
#include <memory>

class QLabel;
class QPushButton;

namespace rekey::ui {

class SecretField;

/// What stands in the window while it is locked: no name, no count, only the way back. After each
/// wrong passphrase the next try waits twice as long. GUI thread.
class LockPage final : public QWidget
{
    Q_OBJECT

public:
    explicit LockPage(QWidget *parent = nullptr);
    ~LockPage() override;

    /// Without one, a click unlocks.
    void setNeedsPassphrase(bool needs);
    /// How long to wait after the first wrong passphrase.
    void setFirstDelay(std::chrono::milliseconds delay) { m_firstDelay = delay; }
    /// Empty and ready for another try.
    void start();

public Q_SLOTS:
    /// It was wrong, or could not be tried; `text` says which.
    void refuse(const QString &text);
    void accept();

Q_SIGNALS:
    void unlockRequested(std::shared_ptr<const rekey::secret::SecretBytes> passphrase);

protected:
    void changeEvent(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void build();
    void dress();
    void tryNow();
    void tick();
    void setBusy(bool isBusy);
    void focusFirst();

    bool m_needsPassphrase = true;
    std::chrono::milliseconds m_firstDelay{1000};
    int m_failures = 0;
    QString m_refusal;
    QTimer m_tick;
    qint64 m_waitsUntil = 0; ///< milliseconds of a monotonic clock
    QLabel *m_icon = nullptr;
    QLabel *m_text = nullptr;
    QLabel *m_said = nullptr;
    SecretField *m_field = nullptr;
    QPushButton *m_unlock = nullptr;
};

} // namespace rekey::ui
