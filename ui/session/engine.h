// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/folders.h"
#include "core/base/result.h"
#include "core/scan/context.h"
#include "core/scan/masktext.h"
#include "core/scan/scanjob.h"
#include "core/secret/secretbytes.h"
#include "core/sources/source.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace rekey::ui {

/// One thing to scan, as the user named it.
struct ScanTarget
{
    enum class Kind : std::uint8_t
    {
        Path, ///< not looked at yet; becomes one of the next three when it is opened
        Repository,
        Folder,
        File,
        Text,
        StandardInput,
        Report, ///< another tool's file: what it names was not read here
    };

    Kind kind = Kind::Path;
    std::string path; ///< bytes as the system has them; for a text its name
    std::shared_ptr<const secret::SecretBytes> text; ///< only for Kind::Text

    /// What to call it in a list: the last part of the path, or the text's name. Not escaped.
    [[nodiscard]] std::string title() const;
    /// Same thing to scan: the same path. Two texts never are.
    [[nodiscard]] bool isSameAs(const ScanTarget &other) const;
    /// Neither a report nor a text that is gone.
    [[nodiscard]] bool isScannable() const;
};

/// A target for what the user named: absolute, without "." parts and trailing slashes, so that one
/// thing has one name. Looks at nothing on disk.
[[nodiscard]] ScanTarget targetForPath(const std::string &path);

using ContextRead = std::function<Result<scan::MaskedContext>(
    const sources::Source &, const finding::Place &, const scan::ContextOptions &)>;

using TextMasker
    = std::function<Result<scan::MaskedText>(std::shared_ptr<const secret::SecretBytes>)>;

/// The rooms of core that a window needs, as functions, so that tests can put others in their
/// place. All may be called from any thread and block.
struct Engine
{
    /// Loads and compiles the rules, reads or makes the identity key, makes the session's vault.
    std::function<Result<scan::ScanContext>()> prepare;
    /// What lies at a path. Errors: NotFound, Denied, Invalid (a device, a pipe).
    std::function<Result<ScanTarget>(const std::string &path)> detect;
    std::function<Result<std::shared_ptr<sources::Source>>(const ScanTarget &target)> open;
    std::function<Result<scan::ScanResult>(
        const scan::ScanContext &, std::span<const std::shared_ptr<sources::Source>>,
        const scan::ScanOptions &, scan::ScanProgress &,
        const std::function<void(scan::FindingBatch)> &, std::stop_token)>
        run;
    /// Makes a reader of masked context. A reader keeps scratch memory: one call at a time.
    std::function<ContextRead(const scan::ScanContext &)> contextReader;
    /// Makes something that finds and hides the secrets of a text; one call at a time.
    std::function<TextMasker(const scan::ScanContext &)> textMasker;
};

/// The real ones.
[[nodiscard]] Engine coreEngine(UserFolders folders);

/// Kind of what lies at `path`; a folder counts as a repository only when it is the top of one.
/// Errors: NotFound, Denied, Invalid.
[[nodiscard]] Result<ScanTarget>
detectTarget(const std::string &path, const std::function<bool(const std::string &)> &isRepository);

} // namespace rekey::ui
