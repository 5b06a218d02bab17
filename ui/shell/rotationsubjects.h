// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/database.h"
#include "core/rotate/keyacts.h"
#include "ui/rotate/rotationplandialog.h"
#include "ui/session/rotationwork.h"
#include "ui/session/workspace.h"

#include <QStringList>

#include <optional>
#include <string>

namespace rekey::ui {

/// What stands for a key's id: the finding's own value, or an account that its user tells.
struct IdSource
{
    bool isValue = false;
    std::optional<provider::LoginCheck> login;
};

[[nodiscard]] IdSource idSourceOf(const rotate::KeyActs &acts);

/// What the store knows of a key: who was given a seal of its value, and, where the finding's own
/// value is the key's public id, that.
struct KeptFacts
{
    QStringList sealed;
    std::string keyId;
};

/// On the keeper's thread.
[[nodiscard]] Result<KeptFacts> factsOf(finding::Keeper &keeper, const secret::SecretId &finding,
                                        const IdSource &source);

/// What is known of it without the store: its mask as the key's id, and who uses it. GUI thread.
[[nodiscard]] RotationSubject subjectOf(const finding::Finding &found, const Workspace &workspace);
/// With what the store knows beside it.
void addFacts(RotationSubject &subject, const KeptFacts &facts);

/// To rotate the finding as planned.
[[nodiscard]] RotationOrder orderOf(const finding::Finding &found, const rotate::Plan &plan,
                                    const IdSource &source);

} // namespace rekey::ui
