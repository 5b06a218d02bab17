// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace rekey::sources {

/// Starts libgit2 once for the process, as a reader of hostile repositories: no user, system or
/// XDG configuration is read, repositories of other owners may be opened (reading runs nothing),
/// and objects are not hashed again on reading (twice the cost, and `git fsck` is there for it).
void startGitLibrary();

} // namespace rekey::sources
