// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "core/scan/makecontext.h"
#include "core/scan/masktext.h"
#include "core/sources/filesource.h"
#include "core/sources/gitsource.h"
#include "ui/session/engine.h"

#include <unistd.h>

namespace rekey::ui {

namespace {

Result<scan::ScanContext> prepare(const UserFolders &folders)
{
    std::vector<std::string> notes;
    auto context = scan::makeScanContext(folders, {}, notes);
    for (const std::string &note : notes)
        qCWarning(rekeyUi) << note.c_str();
    return context;
}

template <typename T>
Result<std::shared_ptr<sources::Source>> shared(Result<std::unique_ptr<T>> source)
{
    if (!source)
        return std::unexpected(source.error());
    return std::shared_ptr<sources::Source>(std::move(*source));
}

Result<std::shared_ptr<sources::Source>> open(const ScanTarget &target)
{
    switch (target.kind) {
    case ScanTarget::Kind::Path: // to be detected first
    case ScanTarget::Kind::Report:
        break;
    case ScanTarget::Kind::Repository:
        return shared(sources::openGitSource(target.path, {.ownFiles = true}));
    case ScanTarget::Kind::Folder:
        return shared(sources::openFolderSource(target.path, {}));
    case ScanTarget::Kind::File:
        return shared(sources::openFileSource(target.path));
    case ScanTarget::Kind::Text:
        if (!target.text)
            return fail(ErrorKind::Invalid, "There is no text to scan.", target.path);
        return std::shared_ptr(sources::makeTextSource(target.path, target.text->bytes()));
    case ScanTarget::Kind::StandardInput:
        return std::shared_ptr(sources::makeStreamSource(target.path, STDIN_FILENO));
    }
    return fail(ErrorKind::Invalid, "This cannot be scanned.", target.path);
}

} // namespace

Engine coreEngine(UserFolders folders)
{
    return {.prepare = [folders = std::move(folders)] { return prepare(folders); },
            .detect
            = [](const std::string &path) { return detectTarget(path, &sources::isGitRepository); },
            .open = &open,
            .run = &scan::runScan,
            .contextReader = [](const scan::ScanContext &context) -> ContextRead {
                auto scanner = std::make_shared<scan::Scanner>(context.rules);
                return [scanner](const sources::Source &source, const finding::Place &place,
                                 const scan::ContextOptions &options) {
                    return scan::readContext(source, place, *scanner, options);
                };
            },
            .textMasker = [](const scan::ScanContext &context) -> TextMasker {
                auto scanner = std::make_shared<scan::Scanner>(context.rules);
                return [context, scanner](const std::shared_ptr<const secret::SecretBytes> &text)
                           -> Result<scan::MaskedText> {
                    return scan::maskText(context, *scanner, text->bytes());
                };
            }};
}

} // namespace rekey::ui
