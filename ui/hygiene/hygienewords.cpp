// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hygiene/hygienewords.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <map>
#include <vector>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

using finding::TokenFlag;

struct HygieneWords
{
    Q_DECLARE_TR_FUNCTIONS(rekey::ui::HygieneWords)
};

QString text(const std::string &text)
{
    return QString::fromStdString(text);
}

/// "- deploy key (GitHub, id 17), last used 1/2/2024: Unused 90 days".
QString tokenLine(const FlaggedToken &flagged, int unusedDays)
{
    const finding::InventoryToken &token = *flagged.token;
    QStringList facts;
    if (!token.provider.empty())
        facts.append(text(token.provider));
    if (!token.id.empty() && !token.name.empty())
        facts.append(HygieneWords::tr("id %1").arg(text(token.id)));
    QString line = u"- "_s + text(token.name.empty() ? token.id : token.name);
    if (!facts.isEmpty())
        line += u" ("_s + facts.join(u", "_s) + u')';
    if (token.created.isKnown && token.created.at != 0)
        line += HygieneWords::tr(", created %1").arg(dateWord(token.created));
    if (token.lastUsed.isNever())
        line += HygieneWords::tr(", never used");
    else if (token.lastUsed.isKnown)
        line += HygieneWords::tr(", last used %1").arg(dateWord(token.lastUsed));
    QStringList flags;
    for (std::size_t i = 0; i < finding::kTokenFlags; ++i) {
        if (flagged.flags.has(static_cast<TokenFlag>(i)))
            flags.append(flagWord(static_cast<TokenFlag>(i), unusedDays));
    }
    return flags.isEmpty() ? line : line + u": "_s + flags.join(u", "_s);
}

QString letter(const std::string &creator, const std::vector<const FlaggedToken *> &tokens,
               int unusedDays, const QDate &due)
{
    bool isOrphaned = false;
    bool isLeaked = false;
    QStringList lines;
    for (const FlaggedToken *token : tokens) {
        isOrphaned = isOrphaned || token->flags.has(TokenFlag::Orphaned);
        isLeaked = isLeaked || token->flags.has(TokenFlag::Leaked);
        lines.append(tokenLine(*token, unusedDays));
    }
    const QString to = creator.empty() ? HygieneWords::tr("whoever owns these tokens")
        : isOrphaned ? HygieneWords::tr("whoever took over from %1").arg(text(creator))
                     : text(creator);
    QString out = HygieneWords::tr("To: %1").arg(to) + u'\n'
        + HygieneWords::tr("Subject: access tokens to look at (%n)", nullptr,
                           static_cast<int>(tokens.size()))
        + u"\n\n"_s + HygieneWords::tr("Our list of access tokens shows:") + u"\n\n"_s
        + lines.join(u'\n') + u"\n\n"_s;
    if (isLeaked)
        out += HygieneWords::tr("Those marked as leaked were found by a scan: replace and revoke "
                                "them first.")
            + u'\n';
    return out
        + HygieneWords::tr("Please delete what is not needed, or tell us what needs it, until %1. "
                           "Nothing is switched off without a plan. Do not send a token in your "
                           "answer.")
              .arg(QLocale().toString(due, QLocale::LongFormat))
        + u'\n';
}

} // namespace

QString flagWord(TokenFlag flag, int unusedDays)
{
    switch (flag) {
    case TokenFlag::Leaked:
        return HygieneWords::tr("Leaked");
    case TokenFlag::Orphaned:
        return HygieneWords::tr("Orphaned");
    case TokenFlag::Unused:
        return HygieneWords::tr("Unused %n days", nullptr, unusedDays);
    case TokenFlag::NeverUsed:
        return HygieneWords::tr("Never used");
    case TokenFlag::NoExpiry:
        return HygieneWords::tr("No expiry");
    case TokenFlag::Admin:
        return HygieneWords::tr("Admin");
    }
    return {};
}

Tone flagTone(TokenFlag flag)
{
    switch (flag) {
    case TokenFlag::Leaked:
        return Tone::Danger;
    case TokenFlag::Orphaned:
    case TokenFlag::Admin:
        return Tone::Warning;
    case TokenFlag::Unused:
    case TokenFlag::NeverUsed:
        return Tone::Info;
    case TokenFlag::NoExpiry:
        break;
    }
    return Tone::Neutral;
}

QString adviceWord(finding::TokenAdvice advice)
{
    switch (advice) {
    case finding::TokenAdvice::Revoke:
        return HygieneWords::tr("Revoke");
    case finding::TokenAdvice::TellOwner:
        return HygieneWords::tr("Tell the owner");
    case finding::TokenAdvice::Nothing:
        break;
    }
    return {};
}

QString dayWord(std::int64_t seconds)
{
    const QDate day = QDateTime::fromSecsSinceEpoch(seconds, QTimeZone::UTC).date();
    return QLocale().toString(day, QLocale::ShortFormat);
}

QString dateWord(const finding::TokenDate &date)
{
    if (!date.isKnown)
        return {};
    return date.isNever() ? HygieneWords::tr("Never") : dayWord(date.at);
}

QString careWord(const finding::TokenCare &care, std::int64_t now)
{
    QStringList words;
    if (care.exemptAt != 0)
        words.append(HygieneWords::tr("Exempt: %1").arg(text(care.exemptWhy)));
    if (care.snoozedUntil > now)
        words.append(HygieneWords::tr("Snoozed until %1").arg(dayWord(care.snoozedUntil)));
    if (care.followUpAt != 0)
        words.append(HygieneWords::tr("Told %1 and %2")
                         .arg(dayWord(care.noticeAt), dayWord(care.followUpAt)));
    else if (care.noticeAt != 0)
        words.append(HygieneWords::tr("Told %1").arg(dayWord(care.noticeAt)));
    if (care.noticeAt != 0 && care.followUpDue != 0)
        words.append(care.followUpDue <= now
                         ? HygieneWords::tr("follow-up due since %1").arg(dayWord(care.followUpDue))
                         : HygieneWords::tr("follow up %1").arg(dayWord(care.followUpDue)));
    return words.join(u", "_s);
}

QString proofWord(finding::LeakProof proof)
{
    switch (proof) {
    case finding::LeakProof::Value:
        return HygieneWords::tr("The list held the value that a scan found.");
    case finding::LeakProof::KeyId:
        return HygieneWords::tr("Its id stands beside a secret that a scan found.");
    case finding::LeakProof::Ending:
        return HygieneWords::tr("A scan found a secret of this provider with the same ending.");
    case finding::LeakProof::None:
        break;
    }
    return {};
}

QString noticeText(std::span<const FlaggedToken> tokens, int unusedDays, const QDate &due)
{
    std::map<std::string, std::vector<const FlaggedToken *>> byCreator;
    for (const FlaggedToken &token : tokens)
        byCreator[token.token->creator].push_back(&token);
    QStringList letters;
    for (const auto &[creator, theirs] : byCreator)
        letters.append(letter(creator, theirs, unusedDays, due));
    return letters.join(u"\n----\n\n"_s);
}

Chart noticeChart(const finding::NoticeCounts &counts)
{
    const auto number = [](std::size_t count) { return QLocale().toString(qulonglong(count)); };
    Chart chart{
        u"notices"_s,
        HygieneWords::tr("What notices led to"),
        HygieneWords::tr("Tokens whose owner was told: %n", nullptr, static_cast<int>(counts.told)),
        HygieneWords::tr("No owner was told yet. Draft a notice, and this shows how many "
                         "tokens went after it."),
        {{HygieneWords::tr("Closed"), {Tone::Good, Qt::SolidPattern}},
         {HygieneWords::tr("Open"), {Tone::Neutral, Qt::Dense6Pattern}}},
        {},
        HygieneWords::tr("Tokens")};
    if (counts.told == 0)
        return chart;
    const auto add = [&](const QString &label, std::size_t count, int series) {
        const int share = static_cast<int>(count * 100 / counts.told);
        ChartBar bar{label,
                     HygieneWords::tr("%1 (%2%)").arg(number(count)).arg(share),
                     HygieneWords::tr("%1 of %2 tokens").arg(number(count), number(counts.told)),
                     {},
                     {}};
        if (count > 0)
            bar.parts.push_back({series, static_cast<double>(count), {}});
        chart.bars.push_back(std::move(bar));
    };
    add(HygieneWords::tr("Closed after first notice"), counts.closedAfterNotice, 0);
    add(HygieneWords::tr("Closed after follow-up"), counts.closedAfterFollowUp, 0);
    add(HygieneWords::tr("Still open"), counts.open, 1);
    return chart;
}

} // namespace rekey::ui
