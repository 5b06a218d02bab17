// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verifysubjects.h"

#include "app/cliscan.h"
#include "app/clistorelook.h"
#include "core/finding/findingindex.h"
#include "core/finding/findingindexfilter.h"
#include "core/scan/makecontext.h"

#include <QCoreApplication>

#include <chrono>

namespace rekey::app {

VerifySubjects::VerifySubjects() = default;
VerifySubjects::~VerifySubjects() = default;
VerifySubjects::VerifySubjects(VerifySubjects &&) noexcept = default;

Result<VerifySubjects> VerifySubjects::gather(const VerifyCommand &command)
{
    VerifySubjects subjects;
    subjects.m_application = makeApplication();
    Result<finding::FilterNode> filter = readFilter(command.filter);
    if (!filter)
        return std::unexpected(std::move(filter.error()));
    Result<void> gathered = command.paths.empty() ? subjects.load(command, std::move(*filter))
                                                  : subjects.scan(command, std::move(*filter));
    if (!gathered)
        return std::unexpected(std::move(gathered.error()));
    return subjects;
}

Result<void> VerifySubjects::load(const VerifyCommand &command, finding::FilterNode filter)
{
    auto opened = openUnlocked(command.store);
    if (!opened)
        return std::unexpected(opened.error());
    m_store = std::move(*opened);
    const auto sources = m_store->sources();
    if (!sources)
        return std::unexpected(sources.error());
    auto found = matching(*m_store, std::move(filter), *sources);
    if (!found)
        return std::unexpected(found.error());
    m_findings = std::move(*found);
    return {};
}

Result<void> VerifySubjects::scan(const VerifyCommand &command, finding::FilterNode filter)
{
    std::vector<std::string> notes;
    const auto context = scan::makeScanContext(userFolders(), {}, notes);
    if (!context)
        return std::unexpected(context.error());
    std::vector<std::shared_ptr<sources::Source>> opened;
    for (const std::string &path : command.paths) {
        auto source = openScanTarget(path, {});
        if (!source)
            return std::unexpected(source.error());
        opened.push_back(std::move(*source));
    }
    scan::ScanProgress progress;
    auto result
        = scan::runScan(*context, opened, {}, progress, [](const scan::FindingBatch &) { }, {});
    if (!result)
        return std::unexpected(result.error());
    if (!result->complete)
        say("not everything could be read; what was found is asked about");
    m_vault = context->vault;
    finding::FindingIndex index;
    std::vector<std::string> names;
    for (const sources::Coverage &coverage : result->coverage)
        names.push_back(coverage.source);
    index.setSources(names);
    index.upsert(result->findings);
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(
                         std::chrono::system_clock::now().time_since_epoch())
                         .count();
    finding::RowFilter rows(filter, now);
    for (const finding::IndexRow row : rows.rows(index))
        m_findings.push_back({std::move(result->findings[row]), {}});
    return {};
}

Result<provider::Parts> VerifySubjects::partsOf(const finding::KeptFinding &kept) const
{
    provider::Parts parts;
    const finding::Finding &finding = kept.finding;
    auto value = m_store ? m_store->value(finding.id, {}) : m_vault->open(finding.value);
    if (!value)
        return std::unexpected(value.error());
    parts.emplace("secret", std::move(*value));
    for (const finding::Companion &companion : finding.companions) {
        auto part
            = m_store ? m_store->value(finding.id, companion.name) : m_vault->open(companion.value);
        if (!part)
            return std::unexpected(part.error());
        parts.emplace(companion.name, std::move(*part));
    }
    return parts;
}

Result<void> VerifySubjects::keep(const finding::KeptFinding &kept,
                                  const finding::Evidence &evidence,
                                  const std::optional<finding::Access> &access)
{
    if (!m_store)
        return {};
    return m_store->keepEvidence(kept.finding.id, evidence, access)
        .transform([](const finding::Record &) { });
}

} // namespace rekey::app
