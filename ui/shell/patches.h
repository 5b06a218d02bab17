// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret/identity.h"

namespace rekey::ui {

struct Shell;

/// Patches that take secrets out of files. After wireDetail, whose steps lead there.
void wirePatches(const Shell &shell);

/// Opens the page with the patches that take a finding's value out of files; says so where there is
/// no such finding. The window closes it when it locks.
void showPatches(const Shell &shell, const secret::SecretId &finding);

} // namespace rekey::ui
