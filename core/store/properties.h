// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/state.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rekey::store {

/// Named texts. Their names are sealed too: rows are found by a keyed digest of room and key.
[[nodiscard]] Result<std::optional<std::string>>
readProperty(Store::State &state, std::string_view room, std::string_view key);
[[nodiscard]] Result<std::optional<std::string>>
readProperty(WriteScope &scope, std::string_view room, std::string_view key);
[[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>>
readProperties(Store::State &state, std::string_view room);
[[nodiscard]] Result<void> writeProperty(WriteScope &scope, std::string_view room,
                                         std::string_view key, std::string_view text);

} // namespace rekey::store
