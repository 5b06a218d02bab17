// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/secretcheck.h"

#include "ui/session/workspace.h"
#include "ui/shell/scantext.h"

#include <memory>

namespace rekey::ui {

std::function<QStringList(const QByteArray &)> makeSecretCheck(const Workspace &workspace)
{
    auto mask = std::make_shared<TextMasker>(); // made when the first text is to be stored
    return [&workspace, mask](const QByteArray &text) -> QStringList {
        if (text.trimmed().isEmpty() || !workspace.isReady())
            return {};
        if (!*mask)
            *mask = workspace.engine().textMasker(workspace.context());
        const auto masked
            = (*mask)(std::make_shared<const secret::SecretBytes>(secret::SecretBytes::copyOf(
                std::string_view(text.data(), static_cast<std::size_t>(text.size())))));
        QStringList types;
        if (masked) {
            for (const finding::Finding &found : masked->findings)
                types.append(safeText(found.type));
        }
        types.removeDuplicates();
        return types;
    };
}

} // namespace rekey::ui
