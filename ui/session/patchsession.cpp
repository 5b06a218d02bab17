// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/patchsession.h"

#include "core/base/text.h"
#include "core/scan/masktext.h"
#include "ui/session/workspace.h"

#include <optional>
#include <utility>

namespace rekey::ui {

namespace {

using rotate::PatchValue;
using secret::SecretBytes;

/// What has files that people work on.
bool hasFiles(ScanTarget::Kind kind)
{
    using Kind = ScanTarget::Kind;
    return kind == Kind::Path || kind == Kind::Repository || kind == Kind::Folder
        || kind == Kind::File;
}

} // namespace

/// Everything that is done on its thread.
struct PatchSession::Work
{
    PartsReader reader;
    std::shared_ptr<const CheckRules> rules;
    finding::Finding found;
    CheckSubject subject;
    rotate::PatchPlaces places;
    scan::ScanContext context;
    std::unique_ptr<scan::Scanner> scanner; ///< made when it is needed first

    [[nodiscard]] Result<std::vector<PatchValue>> values(const std::string &name) const
    {
        const auto parts = reader(subject);
        if (!parts)
            return std::unexpected(parts.error());
        return rotate::patchValues(found, rotate::KeyActs(rules->catalog, found.rule), *parts,
                                   name);
    }

    [[nodiscard]] SecretBytes masked(std::string_view text)
    {
        if (!scanner)
            scanner = std::make_unique<scan::Scanner>(context.rules);
        return std::move(scan::maskText(context, *scanner, asBytes(text)).text);
    }

    [[nodiscard]] Result<std::vector<PatchRow>> read(const std::string &style,
                                                     const std::string &name)
    {
        const auto wanted = values(name);
        if (!wanted)
            return std::unexpected(wanted.error());
        std::vector<PatchRow> rows;
        for (const rotate::PatchPlace &place : places.places) {
            PatchRow row{place, {}, {}, false};
            auto offer = rotate::offerPatch(place, *wanted, style,
                                            [this](std::string_view text) { return masked(text); });
            if (offer)
                row.offer = *std::move(offer);
            else
                row.problem = offer.error().detail;
            rows.push_back(std::move(row));
        }
        for (const rotate::LostPlace &lost : places.lost)
            rows.push_back({{{}, lost.shown, {}}, {}, lost.error.detail, false});
        return rows;
    }
};

PatchSession::PatchSession(const Workspace &workspace, PartsReader reader,
                           std::shared_ptr<const CheckRules> rules, finding::Finding found,
                           CheckSubject subject, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_work(std::make_shared<Work>(std::move(reader), std::move(rules), std::move(found),
                                    std::move(subject)))
{
    m_pool.setMaxThreadCount(1);
}

PatchSession::~PatchSession()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void PatchSession::read(std::string style, std::string name)
{
    m_style = std::move(style);
    m_name = std::move(name);
    m_work->context = m_workspace.context();
    std::vector<std::optional<std::string>> paths;
    for (const Workspace::Entry &entry : m_workspace.entries())
        paths.push_back(hasFiles(entry.target.kind) ? std::optional(entry.target.path)
                                                    : std::nullopt);
    ++m_tasks;
    m_pool.start([this, work = m_work, paths = std::move(paths), style = m_style, name = m_name,
                  round = ++m_round] {
        work->places = rotate::patchPlaces(
            work->found, [&paths](std::uint32_t source) -> std::optional<std::string> {
                return source < paths.size() ? paths[source] : std::nullopt;
            });
        auto rows = work->read(style, name);
        QMetaObject::invokeMethod(
            this,
            [this, round, rows = std::move(rows)]() mutable {
                --m_tasks;
                if (round != m_round)
                    return;
                if (rows)
                    m_rows = *std::move(rows);
                else
                    Q_EMIT failed(rows.error());
                Q_EMIT changed();
            },
            Qt::QueuedConnection);
    });
    Q_EMIT changed();
}

void PatchSession::apply(std::size_t row)
{
    if (row >= m_rows.size() || m_rows[row].offer.diff.empty() || m_rows[row].isApplied)
        return;
    ++m_tasks;
    m_pool.start([this, work = m_work, row, round = m_round, place = m_rows[row].place,
                  style = m_style, name = m_name, digest = m_rows[row].offer.digest] {
        const auto wanted = work->values(name);
        const Result<void> done = wanted ? rotate::applyPatch(place, *wanted, style, digest)
                                         : Result<void>(std::unexpected(wanted.error()));
        QMetaObject::invokeMethod(
            this,
            [this, row, round, done] {
                --m_tasks;
                if (round == m_round && row < m_rows.size()) {
                    m_rows[row].isApplied = done.has_value();
                    m_rows[row].problem = done ? std::string() : done.error().detail;
                }
                Q_EMIT changed();
            },
            Qt::QueuedConnection);
    });
    Q_EMIT changed();
}

} // namespace rekey::ui
