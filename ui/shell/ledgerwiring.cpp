// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/keptsource.h"
#include "ui/models/findingsmodel.h"
#include "ui/shell/features.h"
#include "ui/shell/logpanel.h"
#include "ui/shell/scantext.h"
#include "ui/shell/shell.h"
#include "ui/shell/sourcespanel.h"
#include "ui/widgets/banner.h"

#include <QDateTime>

#include <algorithm>
#include <deque>
#include <map>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

/// What a scan's targets are to the keeper, one for each coverage.
std::vector<finding::SourceRecord> sourcesOf(const ScanSummary &summary, const Workspace &workspace)
{
    std::vector<finding::SourceRecord> sources;
    for (std::size_t i = 0; i < summary.coverage.size(); ++i) {
        const ScanTarget &target = workspace.entries()[summary.firstEntry + i].target;
        finding::SourceRecord source;
        source.kind = summary.coverage[i].kind;
        source.path = target.path;
        source.title = target.title();
        source.coverage = summary.coverage[i];
        source.scannedAt = QDateTime::currentSecsSinceEpoch();
        source.rules = summary.rules;
        source.exposure = workspace.entries()[summary.firstEntry + i].exposure;
        sources.push_back(std::move(source));
    }
    return sources;
}

/// Keeps what scans find, lists what was kept, and puts what people said beside it.
class LedgerWiring final : public QObject
{
public:
    explicit LedgerWiring(const Shell &shell)
        : QObject(&shell.window)
        , m_shell(shell)
    {
        Ledger &ledger = ledgerOf();
        ledger.setRecordReader(
            [&model = shell.model](const secret::SecretId &id) { return model.record(id); });
        ledger.setIntakeCheck([&model = shell.model] { return model.isTakenIn(); });
        connect(&shell.parts.queue, &ScanQueue::jobEnded, this, &LedgerWiring::keepScan);
        connect(&shell.parts.queue.session(), &ScanSession::findingsArrived, this,
                &LedgerWiring::restoreRecords);
        connect(&shell.window, &MainWindow::textKept, this, &LedgerWiring::keepText);
        connect(&shell.window, &MainWindow::cleared, this, [this] {
            m_entries.clear();
            m_unkept.clear();
            m_isPartial = true;
        });
        connect(&shell.window, &MainWindow::lockedChanged, this, &LedgerWiring::lock);
        auto *panel = shell.window.findChild<SourcesPanel *>();
        connect(panel, &SourcesPanel::exposureChosen, this, &LedgerWiring::setExposure);
        connect(&ledger, &Ledger::stateChanged, panel,
                [panel, &ledger] { panel->setReadOnly(!ledger.canChange()); });
        connect(&ledger, &Ledger::sourcesArrived, this, &LedgerWiring::takeSources);
        connect(&ledger, &Ledger::keptArrived, this, &LedgerWiring::takeKept);
        connect(&ledger, &Ledger::recordsChanged, this, &LedgerWiring::takeRecords);
        connect(&ledger, &Ledger::scanKept, this, &LedgerWiring::takeOutcome);
        connect(&ledger, &Ledger::scanNotKept, this, [this] {
            m_unkept.push_back(std::move(m_sent.front()));
            m_sent.pop_front();
        });
        connect(&ledger, &Ledger::failed, this, &LedgerWiring::tellFailure);
        connect(&ledger, &Ledger::openFailed, this, &LedgerWiring::tellFailure);
        connect(&ledger, &Ledger::conflicted, this, &LedgerWiring::tellConflict);
    }

private:
    /// What one scan or text gave; places are counted from `firstEntry`.
    struct Found
    {
        std::shared_ptr<const std::vector<finding::Finding>> findings;
        std::uint32_t firstEntry = 0; ///< of the workspace
        int job = -1; ///< of the queue
    };

    [[nodiscard]] Ledger &ledgerOf() const { return m_shell.parts.ledger; }

    void keepScan(int job)
    {
        const WindowParts &parts = m_shell.parts;
        const ScanJob &ended = parts.queue.jobs()[static_cast<std::size_t>(job)];
        if (!ended.summary || !ended.summary->result)
            return;
        send({ended.summary->result, ended.summary->firstEntry, job},
             sourcesOf(*ended.summary, parts.workspace), ended.summary->complete);
    }

    void send(Found result, std::vector<finding::SourceRecord> sources, bool isComplete)
    {
        if (!ledgerOf().isKeeping()) {
            if (m_isPartial)
                list(result);
            m_unkept.push_back(std::move(result));
            return;
        }
        m_sent.push_back(result);
        ledgerOf().keepScan(result.findings, std::move(sources),
                            m_shell.parts.workspace.context().vault, isComplete);
    }

    /// Nothing that was read from the store stays behind; what it does not have can only come from
    /// here again, with its values sealed by this session's key.
    void lock(bool isLocked)
    {
        if (isLocked) {
            m_isPartial = m_isPartial || !m_shell.parts.queue.isIdle();
            return;
        }
        for (const Found &result : m_unkept)
            list(result);
    }

    void list(const Found &result)
    {
        scan::FindingBatch batch = *result.findings;
        for (finding::Finding &found : batch) {
            for (finding::Place &place : found.places)
                place.source += result.firstEntry;
        }
        m_shell.window.listKept(std::move(batch));
    }

    void keepText(const scan::FindingBatch &batch)
    {
        if (batch.empty())
            return;
        const WindowParts &parts = m_shell.parts;
        // Of every paste its own source: the text is gone and is never scanned again.
        finding::SourceRecord source;
        source.kind = "text";
        source.title = parts.workspace.entries().back().target.title();
        source.scannedAt = QDateTime::currentSecsSinceEpoch();
        source.path = source.title + ' ' + std::to_string(QDateTime::currentMSecsSinceEpoch());
        auto findings = std::make_shared<std::vector<finding::Finding>>(batch);
        const auto entry = static_cast<std::uint32_t>(parts.workspace.entries().size() - 1);
        for (finding::Finding &found : *findings) {
            std::erase_if(found.places,
                          [entry](const finding::Place &place) { return place.source != entry; });
            for (finding::Place &place : found.places)
                place.source = 0;
        }
        send({std::move(findings), entry, -1}, {std::move(source)}, true);
    }

    /// Kept sources that are not listed yet become entries that are opened when they are read.
    void takeSources(const std::vector<finding::SourceRecord> &sources)
    {
        Workspace &workspace = m_shell.parts.workspace;
        for (const finding::SourceRecord &source : sources) {
            ScanTarget target = targetForPath(source.path);
            if (source.kind == "text")
                target = {ScanTarget::Kind::Text, source.title, {}};
            else if (source.kind == "report")
                target = {ScanTarget::Kind::Report, source.title, {}};
            std::optional<std::uint32_t> entry;
            for (std::size_t i = 0; i < workspace.entries().size(); ++i) {
                if (workspace.entries()[i].target.isSameAs(target))
                    entry = static_cast<std::uint32_t>(i);
            }
            if (const auto known = m_entries.find(source.number); known != m_entries.end())
                entry = known->second;
            const std::uint32_t at = entry ? *entry : workspace.add({std::move(target)});
            m_entries[source.number] = at;
            workspace.setExposure(at, source.exposure);
        }
    }

    /// A source that is being scanned is kept with it at the end of the scan.
    void setExposure(std::uint32_t entry, finding::Exposure exposure)
    {
        Workspace &workspace = m_shell.parts.workspace;
        workspace.setExposure(entry, exposure);
        const auto known
            = std::ranges::find(m_entries, entry, [](const auto &one) { return one.second; });
        const std::uint32_t number = known == m_entries.end() ? 0 : known->first;
        ledgerOf().run<Result<void>>(
            [exposure, number,
             path = workspace.path(entry)](finding::Keeper &keeper) -> Result<void> {
                const auto sources = keeper.sources();
                if (!sources)
                    return std::unexpected(sources.error());
                for (finding::SourceRecord source : *sources) {
                    if (number != 0 ? source.number != number : source.path != path)
                        continue;
                    source.exposure = exposure;
                    return keeper.keepSource(source).transform([](std::uint32_t) { });
                }
                return {};
            },
            this,
            [this](const Result<void> &kept) {
                if (!kept)
                    Q_EMIT ledgerOf().failed(kept.error());
            });
    }

    /// Takes what is in it.
    void takeKept(std::vector<finding::KeptFinding> &batch)
    {
        if (m_shell.window.isLocked())
            return;
        scan::FindingBatch findings;
        std::vector<finding::Record> records;
        findings.reserve(batch.size());
        for (finding::KeptFinding &kept : batch) {
            finding::Finding found = std::move(kept.finding);
            const std::optional<finding::Finding> shown = m_shell.model.find(found.id);
            if (shown && !shown->value.isEmpty()) {
                // Listed by a scan of this session, whose places can be read at once.
                const std::uint32_t number = found.number;
                found = *shown;
                found.number = number;
            } else {
                for (finding::Place &place : found.places) {
                    place.source = m_entries[place.source];
                    place.blob = sources::kKeptBlob;
                }
            }
            findings.push_back(std::move(found));
            if (kept.record.version > 0)
                records.push_back(std::move(kept.record));
        }
        m_shell.window.listKept(std::move(findings));
        if (!records.empty())
            m_shell.model.putRecords(std::move(records), FindingsModel::RecordsAre::Kept);
    }

    void takeRecords(const std::vector<finding::Record> &records)
    {
        if (m_shell.window.isLocked())
            return;
        m_shell.model.putRecords(records);
    }

    /// Findings that come again after the list was cleared get back what was said of them.
    void restoreRecords(const scan::FindingBatch &batch)
    {
        if (!m_isPartial)
            return;
        std::vector<secret::SecretId> ids;
        for (const finding::Finding &found : batch)
            ids.push_back(found.id);
        ledgerOf().tellRecords(std::move(ids));
    }

    void takeOutcome(const finding::KeepOutcome &outcome)
    {
        if (!outcome.reopened.empty())
            m_shell.window.say(MainWindow::tr("%n closed secrets were seen in a new place and are "
                                              "open again.",
                                              nullptr, static_cast<int>(outcome.reopened.size())));
        if (m_sent.front().job >= 0)
            m_shell.parts.queue.dropResult(m_sent.front().job);
        m_sent.pop_front();
        // What other sources hold of the same secrets, and numbers given by the keeper.
        if (!m_shell.window.isLocked() && std::exchange(m_isPartial, false))
            ledgerOf().reload();
    }

    void tellConflict(const std::vector<finding::Record> &records, std::size_t unseen)
    {
        const int count = static_cast<int>(records.size());
        const QString title = unseen == records.size()
            ? MainWindow::tr("%n had been decided on already", nullptr, count)
            : MainWindow::tr("%n changed by somebody else", nullptr, count);
        m_shell.banner.show(
            Tone::Warning, title,
            MainWindow::tr("They stand as they are now. Look at them, then decide again."));
    }

    void tellFailure(const Error &error)
    {
        // Read-only is no mishap: see wireGuards.
        if (error.kind == ErrorKind::Denied && !m_shell.parts.ledger.canChange())
            return;
        m_shell.banner.show(Tone::Danger, MainWindow::tr("Not kept"), safeText(error.text()));
        m_shell.parts.log.write(LogFeed::Level::Error, u"store"_s, safeText(error.text()));
    }

    const Shell m_shell;
    std::map<std::uint32_t, std::uint32_t> m_entries; ///< SourceRecord::number -> workspace entry
    std::deque<Found> m_sent; ///< to the keeper, not answered yet
    std::vector<Found> m_unkept; ///< that no store has
    bool m_isPartial = false; ///< the list was cleared since everything was loaded
};

} // namespace

void wireLedger(const Shell &shell)
{
    new LedgerWiring(shell); // owned by the window
}

} // namespace rekey::ui
