// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/folders.h"

#include <cstdlib>
#include <string_view>

namespace rekey {

namespace {

std::string folder(const char *variable, std::string_view beneathHome)
{
    const char *set = std::getenv(variable);
    if (set != nullptr && set[0] == '/')
        return std::string(set) + "/rekey";
    const char *home = std::getenv("HOME");
    if (home == nullptr || home[0] != '/')
        return {};
    return std::string(home).append(beneathHome) + "/rekey";
}

} // namespace

UserFolders userFolders()
{
    return {folder("XDG_CACHE_HOME", "/.cache"), folder("XDG_DATA_HOME", "/.local/share")};
}

} // namespace rekey
