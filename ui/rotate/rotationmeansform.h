// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/rotate/credentialfield.h"
#include "ui/session/rotationwork.h"

#include <QWidget>

#include <map>
#include <string>

class QCheckBox;
class QFormLayout;
class QLineEdit;

namespace rekey::ui {

/// What a person gives to a rotation: the administrator's credential, part by part, and the yeses
/// that it needs. What is given in a masked field is on locked memory only. GUI thread.
class RotationMeansForm final : public QWidget
{
    Q_OBJECT

public:
    /// The name of each part is added to `sources.entry`.
    explicit RotationMeansForm(CredentialSources sources, QWidget *parent = nullptr);

    /// `permissions`: what the credential has to be allowed, in the provider's words. `with` is
    /// what was given before.
    void setNeeds(const RotationNeeds &needs, const QStringList &permissions,
                  const std::map<std::string, std::string> &with);
    /// Everything that is asked for was given.
    [[nodiscard]] bool isComplete() const;
    [[nodiscard]] RotationMeans means() const;
    void wipe();

Q_SIGNALS:
    void edited();
    /// A part could not be taken from where it is kept, or be kept there.
    void failed(const rekey::Error &error);

private:
    void addPart(const std::string &name, const std::map<std::string, std::string> &with);
    QCheckBox *addYes(const QString &name, const QString &text);
    [[nodiscard]] bool usesLeakedKey() const;

    const CredentialSources m_sources;
    QFormLayout *m_rows;
    QCheckBox *m_leaked = nullptr;
    QCheckBox *m_canary = nullptr;
    bool m_leans = false; ///< the leaked key is needed
    std::map<std::string, CredentialField *> m_secrets;
    std::map<std::string, QLineEdit *> m_plain;
};

} // namespace rekey::ui
