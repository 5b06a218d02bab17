// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"

#include "core/base/text.h"

namespace rekey {

std::string Error::text() const
{
    if (where.empty())
        return escapeControl(detail);
    return escapeControl(where) + ": " + escapeControl(detail);
}

} // namespace rekey
