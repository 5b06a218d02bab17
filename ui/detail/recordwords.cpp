// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/recordwords.h"

#include "ui/detail/words.h"
#include "ui/models/findingwords.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

struct RecordWords
{
    Q_DECLARE_TR_FUNCTIONS(rekey::ui::RecordWords)
};

QString closedText(const finding::Triage &triage)
{
    using finding::CloseReason;
    switch (triage.closeReason) {
    case CloseReason::Rotated:
        return RecordWords::tr("Closed: rotated");
    case CloseReason::Revoked:
        return RecordWords::tr("Closed: revoked");
    case CloseReason::FalsePositive:
        return RecordWords::tr("Closed: false positive");
    case CloseReason::TestValue:
        return RecordWords::tr("Closed: test value");
    case CloseReason::Accepted:
        return RecordWords::tr("Accepted until %1").arg(dayText(triage.acceptedUntil));
    case CloseReason::ServiceGone:
        return RecordWords::tr("Closed: service gone");
    case CloseReason::None:
        break;
    }
    return RecordWords::tr("Closed");
}

} // namespace

QString decisionText(const finding::Triage &triage)
{
    using finding::Decision;
    switch (triage.decision) {
    case Decision::New:
        return RecordWords::tr("New");
    case Decision::Confirmed:
        return RecordWords::tr("Confirmed");
    case Decision::Rotating:
        return RecordWords::tr("Rotating");
    case Decision::Reopened:
        return RecordWords::tr("Reopened");
    case Decision::Closed:
        return closedText(triage);
    }
    return {};
}

QString decidedText(const finding::Triage &triage)
{
    if (triage.decidedAt == 0)
        return {};
    const QString who
        = triage.decidedBy.empty() ? RecordWords::tr("somebody") : shown(triage.decidedBy);
    const QString when = dayText(triage.decidedAt);
    QString text = triage.why.empty()
        ? RecordWords::tr("By %1 on %2").arg(who, when)
        : RecordWords::tr("By %1 on %2: %3").arg(who, when, shown(triage.why));
    if (triage.isOverride)
        text += u'\n' + RecordWords::tr("Closed without the provider's word that it is dead.");
    return text;
}

QString checkedText(const finding::Evidence &evidence)
{
    if (evidence.checkedAt == 0)
        return {};
    const QDateTime when = QDateTime::fromSecsSinceEpoch(evidence.checkedAt);
    const QString time = QLocale().toString(when.time(), QLocale::ShortFormat);
    const QString moment = when.date() == QDate::currentDate()
        ? RecordWords::tr("today %1").arg(time)
        : u"%1 %2"_s.arg(dayText(evidence.checkedAt), time);
    const QString host
        = evidence.host.empty() ? RecordWords::tr("its form alone") : shown(evidence.host);
    if (evidence.status == 0)
        return RecordWords::tr("Checked %1 by %2").arg(moment, host);
    return RecordWords::tr("Checked %1 by %2, %3")
        .arg(moment, host, QString::number(evidence.status));
}

QString severityText(const finding::Severity &parts, std::optional<std::uint8_t> override)
{
    QStringList list;
    const auto add = [&list](const QString &name, std::uint8_t part) {
        if (part > 0)
            list.append(name.arg(part));
    };
    add(RecordWords::tr("verdict %1"), parts.verdict);
    add(RecordWords::tr("scope %1"), parts.scope);
    add(RecordWords::tr("reach %1"), parts.reach);
    add(RecordWords::tr("in HEAD %1"), parts.head);
    add(RecordWords::tr("older than a year %1"), parts.age);
    const QString sum = list.isEmpty() ? RecordWords::tr("nothing adds to it")
                                       : list.join(RecordWords::tr(" + "));
    if (override)
        return RecordWords::tr("%1, set by hand. Computed %2: %3")
            .arg(QString::number(*override), QString::number(parts.value()), sum);
    return RecordWords::tr("%1: %2").arg(QString::number(parts.value()), sum);
}

QString claimText(const finding::Claim &claim)
{
    const QString says = RecordWords::tr("%1 says %2")
                             .arg(shown(claim.tool), verdictWord(claim.verdict).toLower());
    return claim.date == 0 ? says : RecordWords::tr("%1, %2").arg(says, dayText(claim.date));
}

QString eventTitle(finding::EventKind kind)
{
    using finding::EventKind;
    switch (kind) {
    case EventKind::Found:
        return RecordWords::tr("Found");
    case EventKind::Claimed:
        return RecordWords::tr("Claimed");
    case EventKind::Verified:
        return RecordWords::tr("Verified");
    case EventKind::Peeked:
        return RecordWords::tr("Peeked");
    case EventKind::Copied:
        return RecordWords::tr("Copied");
    case EventKind::Decided:
        return RecordWords::tr("Decided");
    case EventKind::Reopened:
        return RecordWords::tr("Reopened");
    case EventKind::Tagged:
        return RecordWords::tr("Tagged");
    case EventKind::Noted:
        return RecordWords::tr("Noted");
    case EventKind::Owned:
        return RecordWords::tr("Owner set");
    case EventKind::Incident:
        return RecordWords::tr("Incident");
    case EventKind::SeveritySet:
        return RecordWords::tr("Severity set");
    case EventKind::FixStep:
        return RecordWords::tr("Fix step");
    case EventKind::RotationStep:
        return RecordWords::tr("Rotation step");
    case EventKind::Sealed:
        return RecordWords::tr("Sealed");
    case EventKind::Exported:
        return RecordWords::tr("Exported");
    case EventKind::Undone:
        return RecordWords::tr("Undone");
    }
    return {};
}

QString eventText(const finding::Event &event)
{
    QStringList parts;
    if (!event.from.empty() && !event.to.empty())
        parts.append(RecordWords::tr("%1 to %2").arg(shown(event.from), shown(event.to)));
    else if (!event.to.empty())
        parts.append(shown(event.to));
    else if (!event.from.empty())
        parts.append(RecordWords::tr("%1 taken away").arg(shown(event.from)));
    if (!event.detail.empty())
        parts.append(shown(event.detail));
    return parts.join(RecordWords::tr(": "));
}

QString scopeRiskText(finding::ScopeRisk risk)
{
    switch (risk) {
    case finding::ScopeRisk::ReadOnly:
        return RecordWords::tr("Read-only");
    case finding::ScopeRisk::Risky:
        return RecordWords::tr("Risky");
    case finding::ScopeRisk::CanGainMore:
        return RecordWords::tr("Can gain more");
    case finding::ScopeRisk::Admin:
        return RecordWords::tr("Admin");
    }
    return {};
}

QString momentText(std::int64_t millisecondsUtc)
{
    if (millisecondsUtc == 0)
        return {};
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(millisecondsUtc),
                              QLocale::ShortFormat);
}

} // namespace rekey::ui
