// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sources/source.h"

#include <memory>
#include <string>

namespace rekey::sources {

/// Stands as the blob of a place that is known from an earlier run: blob numbers hold for one walk.
inline constexpr std::uint64_t kKeptBlob = ~std::uint64_t{0};

/// What was scanned in an earlier run, opened to read single places again without a walk.
class KeptSource : public Source
{
public:
    /// A number that read() takes for the git object, or else the file at `path` as
    /// Placement::path gave it. Not thread-safe; a place asked for again has the same number.
    /// Errors: NotFound (the object is gone, the path leads out of the source).
    [[nodiscard]] virtual Result<std::uint64_t> numberOf(const std::string &object,
                                                         const std::string &path)
        = 0;
};

/// Where the file of a place lies now, in the working tree of what was scanned at `source`; `path`
/// as Placement::path gave it. Errors: NotFound (there is none, a bare repository), Denied (the
/// path, or a link on it, leads out of what was scanned), those of git::findLayout.
[[nodiscard]] Result<std::string> fileOfPlace(const std::string &source, const std::string &path);

/// A repository, a folder or a file, whichever `path` is now. Errors: NotFound, Denied, Malformed.
[[nodiscard]] Result<std::unique_ptr<KeptSource>> openKeptSource(const std::string &path);

} // namespace rekey::sources
