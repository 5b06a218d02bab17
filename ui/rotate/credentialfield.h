// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/secret/secretbytes.h"
#include "ui/session/credentials.h"

#include <QString>
#include <QWidget>

#include <functional>
#include <optional>

class QAction;
class QInputDialog;

namespace rekey::ui {

class SecretField;

/// Where a credential comes from beside a person's fingers.
struct CredentialSources
{
    std::function<QString(QWidget *parent)> chooseFile; ///< empty when the person cancels
    CredentialPorts keyring; ///< empty functions: there is none
    QString entry; ///< of the keyring, as first offered
};

/// A masked field for a credential, which may also come from a file's first line or the desktop's
/// keyring, and be kept there. The value is on locked memory only. GUI thread.
class CredentialField final : public QWidget
{
    Q_OBJECT

public:
    /// `name` is of the field; `label` is for people who do not see it.
    CredentialField(const QString &name, const QString &label, CredentialSources sources,
                    QWidget *parent = nullptr);

    [[nodiscard]] bool isEmpty() const;
    /// A copy.
    [[nodiscard]] secret::SecretBytes value() const;
    void wipe();

Q_SIGNALS:
    void edited();
    /// It could not be taken or kept.
    void failed(const rekey::Error &error);

private:
    QWidget *makeMenu(const QString &name, const QString &label);
    void takeFromFile();
    void askEntry(const QString &title, const QString &go, std::function<void(QString)> use);
    void takeFromKeyring(const QString &entry);
    void keepInKeyring(const QString &entry);
    void askReplace(const QString &entry);
    void replaceInKeyring(const QString &entry);
    void take(Result<secret::SecretBytes> value, const QString &from);
    void tellSource(const QString &text);

    CredentialSources m_sources;
    SecretField *m_field;
    QAction *m_keep = nullptr;
    std::optional<secret::SecretBytes> m_taken; ///< counts while nothing is typed
    unsigned m_contents = 0; ///< counts changes: an answer to what was there before is too late
};

} // namespace rekey::ui
