// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/scantext.h"

#include "core/base/text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

QString tr(const char *text, int n = -1)
// The context that lupdate gives to a function outside of classes.
{
    return QCoreApplication::translate("rekey::ui", text, nullptr, n);
}

/// "1 file", "14,839 files".
QString counted(std::uint64_t number, const char *one, const char *many)
{
    return (number == 1 ? tr(one) : tr(many)).arg(numberText(number));
}

} // namespace

QString safeText(std::string_view text)
{
    return QString::fromStdString(escapeControl(text));
}

QString numberText(std::uint64_t number)
{
    return QLocale().toString(static_cast<qulonglong>(number));
}

QString stageText(ScanSnapshot::Stage stage)
{
    using Stage = ScanSnapshot::Stage;
    switch (stage) {
    case Stage::Preparing:
        return tr("Preparing the rules");
    case Stage::Opening:
        return tr("Opening");
    case Stage::Listing:
        return tr("Listing");
    case Stage::Scanning:
        return tr("Scanning");
    case Stage::Placing:
        return tr("Placing findings");
    case Stage::Cancelling:
        return tr("Cancelling");
    }
    return {};
}

int percentOf(const ScanSnapshot &snapshot)
{
    using Stage = ScanSnapshot::Stage;
    if (snapshot.stage != Stage::Scanning || snapshot.total == 0)
        return -1;
    const double part = static_cast<double>(snapshot.done) / static_cast<double>(snapshot.total);
    return std::clamp(static_cast<int>(part * 100), 0, 100);
}

QString progressText(const ScanSnapshot &snapshot)
{
    QStringList parts;
    if (const int percent = percentOf(snapshot); percent >= 0)
        parts.append(tr("%1%").arg(percent));
    if (snapshot.total > 0)
        parts.append(tr("%1 of %2").arg(numberText(snapshot.done), numberText(snapshot.total)));
    else if (snapshot.done > 0)
        parts.append(numberText(snapshot.done));
    if (snapshot.bytes > 0)
        parts.append(QLocale().formattedDataSize(static_cast<qint64>(snapshot.bytes), 1));
    parts.append(tr("%1 found").arg(numberText(snapshot.findings)));
    return parts.join(u" · "_s);
}

StateBadge badgeOf(const ScanJob &job)
{
    switch (job.state) {
    case ScanJob::State::Waiting:
        return {tr("Waiting"), Tone::Neutral};
    case ScanJob::State::Running:
        return {job.snapshot.stage == ScanSnapshot::Stage::Cancelling ? tr("Cancelling")
                                                                      : tr("Running"),
                Tone::Info};
    case ScanJob::State::Complete:
        return {tr("Done"), Tone::Good};
    case ScanJob::State::Incomplete:
        return {tr("Incomplete"), Tone::Warning};
    case ScanJob::State::Cancelled:
        return {tr("Cancelled"), Tone::Warning};
    case ScanJob::State::Failed:
        return {tr("Failed"), Tone::Danger};
    }
    return {};
}

std::uint64_t skippedOf(const sources::Coverage &coverage)
{
    std::uint64_t count = 0;
    for (const sources::Skip &skip : coverage.skips)
        count += skip.count;
    return count;
}

StateBadge badgeOf(const sources::Coverage &coverage)
{
    if (!coverage.complete)
        return {tr("Incomplete"), Tone::Warning};
    if (const std::uint64_t skipped = skippedOf(coverage); skipped > 0)
        return {tr("%1 skipped").arg(numberText(skipped)), Tone::Neutral};
    return {tr("OK"), Tone::Good};
}

QString emptyResultText(std::span<const sources::Coverage> coverage, std::size_t rules)
{
    std::uint64_t blobs = 0;
    std::uint64_t commits = 0;
    std::uint64_t skipped = 0;
    bool history = false;
    for (const sources::Coverage &one : coverage) {
        blobs += one.blobs;
        commits += one.commits;
        skipped += skippedOf(one);
        history = history || one.commits > 0;
    }
    QString text = history
        ? tr("0 findings in %1, %2")
              .arg(counted(blobs, "%1 version of a file", "%1 versions of files"),
                   counted(commits, "%1 commit", "%1 commits"))
        : tr("0 findings in %1").arg(counted(blobs, "%1 file", "%1 files"));
    if (skipped > 0)
        text += tr("; %1 skipped").arg(numberText(skipped));
    return text + tr("; looked for with %1 rules").arg(numberText(rules));
}

ErrorWords wordsFor(const Error &error)
{
    const QString where = safeText(error.where);
    const QString detail = safeText(error.detail);
    const auto at = [&where](const QString &named, const QString &unnamed) {
        return where.isEmpty() ? unnamed : named.arg(where);
    };
    switch (error.kind) {
    case ErrorKind::NotFound:
        return {at(tr("%1 was not found"), tr("Something was not found")),
                detail + u' ' + tr("Check the path, or choose another.")};
    case ErrorKind::Denied:
        return {at(tr("%1 may not be read"), tr("Reading was refused")),
                detail + u' '
                    + tr("The system decides that; change the permissions or run as its owner.")};
    case ErrorKind::Malformed:
        return {at(tr("%1 is damaged"), tr("Something is damaged")), detail};
    case ErrorKind::Invalid:
        return {at(tr("%1 cannot be scanned"), tr("This cannot be scanned")),
                detail + u' ' + tr("Choose a file, a folder or a repository.")};
    case ErrorKind::Unsupported:
        return {at(tr("%1 cannot be read by this version"), tr("This version cannot read that")),
                detail};
    case ErrorKind::TooBig:
        return {at(tr("%1 is too big"), tr("Something is too big")), detail};
    case ErrorKind::Io:
        return {at(tr("%1 could not be read"), tr("Reading failed")),
                detail + u' ' + tr("Check the disk or the connection to it, then scan again.")};
    case ErrorKind::Cancelled:
        return {tr("Cancelled"), detail};
    case ErrorKind::Internal:
        break;
    }
    return {tr("Something in Rekey failed"),
            detail + u' ' + tr("The fault is ours; the Log pane has more.")};
}

} // namespace rekey::ui
