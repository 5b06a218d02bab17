// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/triage/triageacts.h"

#include "ui/triage/textdialog.h"
#include "ui/triage/untildialog.h"

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr qsizetype kMaxText = 10'000;

/// Of one finding the text that stands; of several that differ, nothing.
template <typename Read> QString common(const std::vector<secret::SecretId> &ids, const Read &read)
{
    const QString first = read(ids.front());
    // Reading a million notes to offer one text is not worth the wait.
    const std::size_t looked = std::min<std::size_t>(ids.size(), 200);
    for (std::size_t i = 1; i < looked; ++i) {
        if (read(ids[i]) != first)
            return {};
    }
    return first;
}

} // namespace

std::vector<std::string> tagsOf(const QString &text)
{
    static const QRegularExpression separator(u"[\\s,;#]+"_s);
    std::vector<std::string> tags;
    const QStringList parts = text.split(separator, Qt::SkipEmptyParts);
    for (const QString &part : parts)
        tags.push_back(part.toStdString());
    std::ranges::sort(tags);
    const auto again = std::ranges::unique(tags);
    tags.erase(again.begin(), again.end());
    return tags;
}

TriageActs::TriageActs(Ledger &ledger, TriageSeams seams, QObject *parent)
    : QObject(parent)
    , m_ledger(ledger)
    , m_seams(std::move(seams))
{
}

std::vector<secret::SecretId> TriageActs::targets()
{
    std::vector<secret::SecretId> ids = m_seams.targets();
    if (ids.empty())
        Q_EMIT message(tr("Choose a secret first."));
    return ids;
}

void TriageActs::apply(std::vector<secret::SecretId> ids, TriageEdit edit, bool isDecision)
{
    const auto go = [this, ids, edit, isDecision] {
        m_ledger.edit(ids, edit);
        if (!isDecision || !m_ledger.canChange())
            return;
        m_last = edit;
        Q_EMIT decided(ids);
    };
    if (ids.size() > kAskAbove && m_ledger.canChange())
        m_seams.confirmMany(edit.text, ids, go);
    else
        go();
}

void TriageActs::decideOn(std::vector<secret::SecretId> ids, TriageEdit edit)
{
    const std::int64_t now = m_seams.now();
    edit.apply = [change = std::move(edit.apply), now, person = m_seams.person.toStdString()](
                     finding::Triage &triage, const finding::Evidence &evidence) {
        const finding::Triage before = triage;
        change(triage, evidence);
        if (triage == before)
            return;
        triage.decidedAt = now;
        triage.decidedBy = person;
    };
    apply(std::move(ids), std::move(edit), true);
}

void TriageActs::decide(TriageEdit edit)
{
    std::vector<secret::SecretId> ids = targets();
    if (!ids.empty())
        decideOn(std::move(ids), std::move(edit));
}

TriageEdit TriageActs::closing(const QString &text, finding::CloseReason reason, std::int64_t until,
                               const std::string &why, bool isOverride) const
{
    return {.text = text,
            .kind = finding::EventKind::Decided,
            .detail = {},
            .apply = [reason, until, why, isOverride](finding::Triage &triage,
                                                      const finding::Evidence &evidence) {
                triage.decision = finding::Decision::Closed;
                triage.closeReason = reason;
                triage.acceptedUntil = until;
                triage.why = why;
                triage.isOverride = isOverride && evidence.verdict != finding::Verdict::Dead;
            }};
}

void TriageActs::confirm()
{
    decide({.text = tr("Confirm"),
            .kind = finding::EventKind::Decided,
            .detail = {},
            .apply = [](finding::Triage &triage, const finding::Evidence &) {
                triage.decision = finding::Decision::Confirmed;
                triage.closeReason = finding::CloseReason::None;
                triage.acceptedUntil = 0;
                triage.isOverride = false;
                triage.why.clear();
            }});
}

void TriageActs::close(finding::CloseReason reason)
{
    const QString text = reason == finding::CloseReason::FalsePositive
        ? tr("Close as false positive")
        : reason == finding::CloseReason::TestValue ? tr("Close as test value")
                                                    : tr("Close: the service is gone");
    decide(closing(text, reason));
}

void TriageActs::closeProven(finding::CloseReason reason)
{
    const QString text
        = reason == finding::CloseReason::Rotated ? tr("Close as rotated") : tr("Close as revoked");
    std::vector<secret::SecretId> ids = targets();
    if (ids.empty())
        return;
    const auto unproven = std::ranges::count_if(ids, [this](const secret::SecretId &id) {
        return m_seams.verdict(id) != finding::Verdict::Dead;
    });
    if (unproven == 0) {
        decideOn(std::move(ids), closing(text, reason));
        return;
    }
    ask({.name = u"overrideDialog"_s,
         .title = text,
         .explanation
         = tr("The provider has not said that %n of these secrets are dead. Closing them needs a "
              "reason; it is shown in reports.",
              nullptr, static_cast<int>(unproven)),
         .label = tr("&Reason"),
         .text = {},
         .button = text,
         .isLong = false,
         .isRequired = true,
         .problem = {}},
        [this, ids, text, reason](const QString &why) {
            decideOn(ids, closing(text, reason, 0, why.toStdString(), true));
        });
}

void TriageActs::acceptUntil()
{
    std::vector<secret::SecretId> ids = targets();
    if (ids.empty())
        return;
    const QDate today = QDateTime::fromSecsSinceEpoch(m_seams.now()).date();
    auto *dialog = new UntilDialog(today, m_seams.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, ids] {
        const QString problem = textProblem(dialog->why());
        if (!problem.isEmpty()) {
            Q_EMIT message(problem);
            return;
        }
        const QDate date = dialog->date();
        decideOn(ids,
                 closing(tr("Accept until %1").arg(date.toString(Qt::ISODate)),
                         finding::CloseReason::Accepted, date.endOfDay().toSecsSinceEpoch(),
                         dialog->why().toStdString()));
    });
    dialog->open();
}

void TriageActs::reopen()
{
    decide({.text = tr("Open again"),
            .kind = finding::EventKind::Decided,
            .detail = {},
            .apply = [](finding::Triage &triage, const finding::Evidence &) {
                triage.decision = triage.decision == finding::Decision::Closed
                    ? finding::Decision::Reopened
                    : finding::Decision::New;
                triage.closeReason = finding::CloseReason::None;
                triage.acceptedUntil = 0;
                triage.isOverride = false;
                triage.why.clear();
            }});
}

void TriageActs::repeat()
{
    if (!m_last) {
        Q_EMIT message(tr("No decision was made yet that could be repeated."));
        return;
    }
    std::vector<secret::SecretId> ids = targets();
    if (!ids.empty())
        apply(std::move(ids), *m_last, true);
}

QString TriageActs::textProblem(const QString &text) const
{
    if (text.size() > kMaxText)
        return tr("That is too long: at most %n characters.", nullptr, kMaxText);
    const QStringList secrets = m_seams.secretsIn(text.toUtf8());
    if (secrets.isEmpty())
        return {};
    return tr("This text holds a secret (%1). Write its id (S-…) instead: texts are stored and "
              "shown in reports.")
        .arg(secrets.join(u", "_s));
}

void TriageActs::ask(TextQuestion question, std::function<void(const QString &)> take)
{
    question.problem = [this](const QString &text) { return textProblem(text); };
    auto *dialog = new TextDialog(std::move(question), m_seams.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [dialog, take = std::move(take)] { take(dialog->text()); });
    dialog->open();
}

void TriageActs::editNote()
{
    const std::vector<secret::SecretId> ids = targets();
    if (ids.empty())
        return;
    ask({.name = u"noteDialog"_s,
         .title = tr("Note"),
         .explanation = {},
         .label = tr("&Note"),
         .text = common(ids,
                        [this](const secret::SecretId &id) {
                            return QString::fromStdString(m_seams.record(id).triage.note);
                        }),
         .button = tr("Save note"),
         .isLong = true,
         .isRequired = false,
         .problem = {}},
        [this, ids](const QString &text) {
            apply(ids,
                  {.text = tr("Write note"),
                   .kind = finding::EventKind::Noted,
                   .detail = {},
                   .apply = [note = text.toStdString()](
                                finding::Triage &triage,
                                const finding::Evidence &) { triage.note = note; }},
                  false);
        });
}

void TriageActs::editTags()
{
    const std::vector<secret::SecretId> ids = targets();
    if (ids.empty())
        return;
    ask({.name = u"tagsDialog"_s,
         .title = tr("Tags"),
         .explanation = tr("Words with blanks between; they replace the tags that are there."),
         .label = tr("&Tags"),
         .text = common(ids,
                        [this](const secret::SecretId &id) {
                            QStringList tags;
                            for (const std::string &tag : m_seams.record(id).triage.tags)
                                tags.append(QString::fromStdString(tag));
                            return tags.join(u' ');
                        }),
         .button = tr("Set tags"),
         .isLong = false,
         .isRequired = false,
         .problem = {}},
        [this, ids](const QString &text) {
            apply(
                ids,
                {.text = tr("Set tags"),
                 .kind = finding::EventKind::Tagged,
                 .detail = {},
                 .apply = [tags = tagsOf(text)](finding::Triage &triage,
                                                const finding::Evidence &) { triage.tags = tags; }},
                false);
        });
}

void TriageActs::editOwner()
{
    const std::vector<secret::SecretId> ids = targets();
    if (ids.empty())
        return;
    ask({.name = u"ownerDialog"_s,
         .title = tr("Owner"),
         .explanation = {},
         .label = tr("&Owner"),
         .text = common(ids,
                        [this](const secret::SecretId &id) {
                            return QString::fromStdString(m_seams.record(id).triage.owner);
                        }),
         .button = tr("Set owner"),
         .isLong = false,
         .isRequired = false,
         .problem = {}},
        [this, ids](const QString &text) {
            apply(ids,
                  {.text = tr("Set owner"),
                   .kind = finding::EventKind::Owned,
                   .detail = {},
                   .apply = [owner = text.toStdString()](
                                finding::Triage &triage,
                                const finding::Evidence &) { triage.owner = owner; }},
                  false);
        });
}

void TriageActs::editSeverity()
{
    const std::vector<secret::SecretId> ids = targets();
    if (ids.empty())
        return;
    ask({.name = u"severityDialog"_s,
         .title = tr("Severity"),
         .explanation = tr("A number from 0 to 100, or nothing for the computed one. Both are "
                           "kept."),
         .label = tr("&Severity"),
         .text = common(ids,
                        [this](const secret::SecretId &id) {
                            const auto severity = m_seams.record(id).triage.severity;
                            return severity ? QString::number(*severity) : QString();
                        }),
         .button = tr("Set severity"),
         .isLong = false,
         .isRequired = false,
         .problem = {}},
        [this, ids](const QString &text) {
            bool isNumber = false;
            const uint number = text.toUInt(&isNumber);
            if (!text.isEmpty() && (!isNumber || number > 100)) {
                Q_EMIT message(tr("Severity is a number from 0 to 100; nothing was changed."));
                return;
            }
            const std::optional<std::uint8_t> severity
                = text.isEmpty() ? std::nullopt : std::optional(static_cast<std::uint8_t>(number));
            apply(ids,
                  {.text = tr("Set severity"),
                   .kind = finding::EventKind::SeveritySet,
                   .detail = {},
                   .apply = [severity](finding::Triage &triage,
                                       const finding::Evidence &) { triage.severity = severity; }},
                  false);
        });
}

} // namespace rekey::ui
