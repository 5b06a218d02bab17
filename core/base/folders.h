// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace rekey {

/// Folders of this user for this program (XDG Base Directory Specification 0.8): `$XDG_CACHE_HOME`
/// or `~/.cache`, and so on, with `/rekey`. Not made here. Empty when neither variable nor HOME is
/// set to an absolute path; then nothing is kept.
struct UserFolders
{
    std::string cache; ///< compiled rules; may be deleted at any time
    std::string data; ///< identity key
};

[[nodiscard]] UserFolders userFolders();

} // namespace rekey
