// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sources/source.h"

#include <cstdint>
#include <memory>
#include <string>

namespace rekey::sources {

/// A folder's regular files. Symlinks are not followed, sockets, pipes and devices skipped.
struct FolderOptions
{
    bool ignored = true; ///< false: leave out what .gitignore files exclude
};

/// Errors: NotFound, Denied, Invalid (not a folder).
[[nodiscard]] Result<std::unique_ptr<Source>> openFolderSource(const std::string &path,
                                                               const FolderOptions &options);

/// One regular file. Errors: NotFound, Denied, Invalid.
[[nodiscard]] Result<std::unique_ptr<Source>> openFileSource(const std::string &path);

/// Text held on locked memory until the source goes. `name` is shown as its place ("pasted text").
[[nodiscard]] std::unique_ptr<Source> makeTextSource(std::string name,
                                                     std::span<const std::byte> text);

/// A stream read to its end: standard input by its file descriptor, which stays open.
[[nodiscard]] std::unique_ptr<Source> makeStreamSource(std::string name, int fileDescriptor);

} // namespace rekey::sources
