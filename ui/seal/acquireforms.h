// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/oauth/codeflow.h"
#include "core/seal/oauth/ssokenizer.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <string>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSettings;

namespace rekey::ui {

class SecretField;

/// Which service signs in, and what its configuration needs to come back here.
class ServiceForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ServiceForm(QWidget *parent = nullptr);

    void restore(const QSettings &settings);
    void store(QSettings &settings) const;
    /// As the seal that is acquired anew has it.
    void setService(const seal::SsoService &service);
    void setReturnUrl(const QString &url);
    /// Errors: Invalid, with what is wrong.
    [[nodiscard]] Result<seal::SsoService> service() const;
    [[nodiscard]] bool isBegun() const;

Q_SIGNALS:
    void edited();

private:
    void showLines();

    QLineEdit *m_url;
    QComboBox *m_provider;
    QLineEdit *m_return;
    QPlainTextEdit *m_lines;
};

/// At which provider, and as which of its clients.
class DirectForm final : public QWidget
{
    Q_OBJECT

public:
    explicit DirectForm(QWidget *parent = nullptr);
    ~DirectForm() override;

    void restore(const QSettings &settings);
    void store(QSettings &settings) const;
    void choose(const std::string &provider);
    void setReturnUrl(const QString &url);
    /// An issuer said what it has.
    void setDiscovered(std::shared_ptr<const seal::OAuthProvider> provider);
    /// Null until an issuer was asked.
    [[nodiscard]] const seal::OAuthProvider *provider() const;
    /// With the secret that was typed.
    [[nodiscard]] seal::OAuthClient client() const;
    [[nodiscard]] std::vector<std::string> hosts() const;
    [[nodiscard]] bool isDevice() const;
    /// What is missing, as one sentence; empty when nothing is.
    [[nodiscard]] QString missing() const;
    void wipe();

Q_SIGNALS:
    void edited();
    void discoveryRequested(const QString &issuer);

private:
    void build();
    void showProvider();
    [[nodiscard]] bool isCustom() const;

    QComboBox *m_provider;
    QLineEdit *m_issuer;
    QPushButton *m_discover;
    QLineEdit *m_client;
    SecretField *m_secret;
    QLineEdit *m_scopes;
    QLineEdit *m_hosts;
    QCheckBox *m_device;
    QLineEdit *m_return;
    QLabel *m_note;
    std::shared_ptr<const seal::OAuthProvider> m_discovered;
};

} // namespace rekey::ui
