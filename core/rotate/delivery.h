// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/secret/secretbytes.h"

#include <functional>
#include <string>

namespace rekey::rotate {

/// Puts a value into a file of mode 0600, whole or not at all, on the disk when it returns. A
/// process that dies meanwhile leaves no draft with a name, but for the moment before it takes its
/// place; where the disk knows no files without a name, from its beginning on. The next call
/// removes that one.
[[nodiscard]] Result<void> putIntoFile(const std::string &path, const secret::SecretBytes &value);
/// Puts other content in a regular file's place in the same way; mode and owner stay. `isUnchanged`
/// is asked last, and its error leaves the file as it is. Errors also: Denied (the file is somebody
/// else's), Unsupported (a link, or no regular file).
[[nodiscard]] Result<void> replaceFile(const std::string &path, const secret::SecretBytes &content,
                                       const std::function<Result<void>()> &isUnchanged);
/// Runs a shell command with the value on its standard input and the key's public id as
/// REKEY_KEY_ID; it inherits no other file. Blocks until it ends. Errors: Io (it does not end with
/// status 0).
[[nodiscard]] Result<void> giveToCommand(const std::string &command, const std::string &keyId,
                                         const secret::SecretBytes &value);

} // namespace rekey::rotate
