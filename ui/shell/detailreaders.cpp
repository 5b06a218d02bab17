// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/detailreaders.h"

#include "core/sources/keptsource.h"
#include "ui/session/ledger.h"
#include "ui/session/workspace.h"

#include <map>
#include <memory>
#include <string>

namespace rekey::ui {

namespace {

/// Called on worker threads. The workspace's context is set once, before there is a finding.
struct Reading
{
    const Workspace *workspace;
    ContextRead read; ///< made at the first call; the pane calls one at a time
    std::map<std::string, std::unique_ptr<sources::KeptSource>> kept; ///< by path

    Result<scan::MaskedContext> readKept(finding::Place place, const std::string &path,
                                         const scan::ContextOptions &options)
    {
        std::unique_ptr<sources::KeptSource> &source = kept[path];
        if (!source) {
            auto opened = sources::openKeptSource(path);
            if (!opened)
                return std::unexpected(opened.error());
            source = std::move(*opened);
        }
        const Result<std::uint64_t> number = source->numberOf(place.object, place.path);
        if (!number)
            return std::unexpected(number.error());
        place.blob = *number;
        return read(*source, place, options);
    }

    Result<scan::MaskedContext> readPlace(const finding::Place &place,
                                          const scan::ContextOptions &options)
    {
        if (!workspace->isReady())
            return fail(ErrorKind::NotFound, "The rules are still being made ready.");
        if (!read)
            read = workspace->engine().contextReader(workspace->context());
        if (place.blob == sources::kKeptBlob)
            return readKept(place, workspace->path(place.source), options);
        const auto source = workspace->source(place.source);
        if (!source)
            return fail(ErrorKind::NotFound, "The source of this finding is not open.");
        return read(*source, place, options);
    }
};

} // namespace

DetailReaders makeDetailReaders(const Workspace &workspace, Ledger &ledger)
{
    auto reading = std::make_shared<Reading>(&workspace);
    DetailReaders readers;
    readers.context = [reading](const finding::Place &place, const scan::ContextOptions &options) {
        return reading->readPlace(place, options);
    };
    readers.value
        = [reading, &ledger](const finding::Finding &found) -> Result<secret::SecretBytes> {
        // Kept findings come without their values: the store opens one when it is asked for.
        if (found.value.isEmpty())
            return ledger.value(found.id);
        return reading->workspace->context().vault->open(found.value);
    };
    readers.facts = [reading](const finding::Finding &found) {
        FindingFacts facts;
        if (!reading->workspace->isReady())
            return facts;
        const auto &rules = reading->workspace->context().rules;
        const rules::Detector *detector = rules ? rules->find(found.rule) : nullptr;
        if (detector)
            facts = {detector->kind, rules->providerOf(*detector).console};
        return facts;
    };
    return readers;
}

} // namespace rekey::ui
