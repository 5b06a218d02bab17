// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/delivery.h"
#include "core/seal/profile.h"
#include "core/seal/sealrecord.h"
#include "ui/widgets/theme.h"

#include <QIcon>
#include <QString>

namespace rekey::ui {

/// "Header", "AWS Signature V4" ...
[[nodiscard]] QString processorWord(seal::ProcessorKind kind);
/// Label of a JSON member's field: "Access key id".
[[nodiscard]] QString fieldWord(std::string_view name);
[[nodiscard]] QString authorizerWord(seal::AuthorizerKind kind);
/// "Good", "Outdated: rotated upstream" ...
[[nodiscard]] QString stateWord(seal::SealState state);
[[nodiscard]] Tone stateTone(seal::SealState state);
[[nodiscard]] Tone colourTone(seal::ProfileColour colour);
/// A filled square in the profile's colour.
[[nodiscard]] QIcon colourIcon(seal::ProfileColour colour, const QPalette &palette);
[[nodiscard]] QString languageWord(seal::SnippetLanguage language);
[[nodiscard]] QString formWord(seal::DeliveryForm form);
/// "200: Works."; nothing before the first test.
[[nodiscard]] QString testText(const seal::SealTest &test);
/// A short date, or nothing for 0.
[[nodiscard]] QString dayOf(std::int64_t seconds);

} // namespace rekey::ui
