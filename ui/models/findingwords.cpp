// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/findingwords.h"

#include "core/base/text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

using finding::FilterWord;
using finding::Verdict;
using sources::Reach;

struct FindingWords
{
    Q_DECLARE_TR_FUNCTIONS(rekey::ui::FindingWords)
};

template <typename Enum> Enum choiceOf(FilterWord word, const std::string &value)
{
    const auto choices = finding::filterChoices(word);
    return static_cast<Enum>(std::ranges::find(choices, value) - choices.begin());
}

/// Of a value of the filter's word.
QString rotationStateWord(const std::string &name)
{
    if (name == "open")
        return FindingWords::tr("Not at its end");
    if (name == finding::rotationStateName(finding::RotationState::Running))
        return FindingWords::tr("Running");
    if (name == finding::rotationStateName(finding::RotationState::Stopped))
        return FindingWords::tr("Stopped");
    if (name == finding::rotationStateName(finding::RotationState::Done))
        return FindingWords::tr("Done");
    if (name == finding::rotationStateName(finding::RotationState::RolledBack))
        return FindingWords::tr("Rolled back");
    if (name == finding::rotationStateName(finding::RotationState::GivenUp))
        return FindingWords::tr("Given up");
    return escapedText(name);
}

} // namespace

QString escapedText(std::string_view text)
{
    const std::string safe = escapeControl(text);
    return QString::fromUtf8(safe.data(), static_cast<qsizetype>(safe.size()));
}

QString verdictWord(Verdict verdict)
{
    switch (verdict) {
    case Verdict::NotChecked:
        return FindingWords::tr("Not checked");
    case Verdict::Live:
        return FindingWords::tr("Live");
    case Verdict::LiveLimited:
        return FindingWords::tr("Limited");
    case Verdict::Disabled:
        return FindingWords::tr("Disabled");
    case Verdict::Dead:
        return FindingWords::tr("Dead");
    case Verdict::NotASecret:
        return FindingWords::tr("Not a secret");
    case Verdict::Unknown:
        return FindingWords::tr("Unknown");
    case Verdict::NoChecker:
        return FindingWords::tr("No checker");
    }
    return {};
}

QString confidenceWord(finding::Confidence confidence)
{
    switch (confidence) {
    case finding::Confidence::Low:
        return FindingWords::tr("Low");
    case finding::Confidence::Medium:
        return FindingWords::tr("Medium");
    case finding::Confidence::High:
        return FindingWords::tr("High");
    }
    return {};
}

QString reachWord(Reach reach)
{
    switch (reach) {
    case Reach::Head:
        return FindingWords::tr("HEAD");
    case Reach::Branch:
        return FindingWords::tr("Branch");
    case Reach::Tag:
        return FindingWords::tr("Tag");
    case Reach::History:
        return FindingWords::tr("History");
    case Reach::Stash:
        return FindingWords::tr("Stash");
    case Reach::Reflog:
        return FindingWords::tr("Reflog");
    case Reach::Unreachable:
        return FindingWords::tr("Unreachable");
    case Reach::Index:
        return FindingWords::tr("Staged");
    case Reach::Worktree:
        return FindingWords::tr("Working tree");
    case Reach::File:
        return FindingWords::tr("File");
    case Reach::Text:
        return FindingWords::tr("Text");
    }
    return {};
}

QString reachPhrase(Reach reach)
{
    switch (reach) {
    case Reach::Head:
        return FindingWords::tr("in HEAD");
    case Reach::Branch:
        return FindingWords::tr("in another branch");
    case Reach::Tag:
        return FindingWords::tr("in a tag");
    case Reach::History:
        return FindingWords::tr("in history only");
    case Reach::Stash:
        return FindingWords::tr("in a stash");
    case Reach::Reflog:
        return FindingWords::tr("in the reflog only");
    case Reach::Unreachable:
        return FindingWords::tr("unreachable");
    case Reach::Index:
        return FindingWords::tr("staged");
    case Reach::Worktree:
        return FindingWords::tr("in the working tree");
    case Reach::File:
        return FindingWords::tr("in a file");
    case Reach::Text:
        return FindingWords::tr("in text");
    }
    return {};
}

QString maskPhrase(std::string_view masked)
{
    const std::size_t dots = masked.rfind("....");
    const std::string_view tail = dots == std::string_view::npos ? masked : masked.substr(dots + 4);
    if (tail.empty())
        return FindingWords::tr("hidden value");
    if (dots == std::string_view::npos)
        return escapedText(tail);
    // Spelled, so that it is not read as a word or a number.
    const QString end = escapedText(tail);
    QStringList letters;
    for (const QChar letter : end)
        letters.append(QString(letter));
    return FindingWords::tr("ends %1").arg(end.size() <= 8 ? letters.join(u' ') : end);
}

QString decisionWord(finding::Decision decision)
{
    switch (decision) {
    case finding::Decision::New:
        return FindingWords::tr("New");
    case finding::Decision::Confirmed:
        return FindingWords::tr("Confirmed");
    case finding::Decision::Rotating:
        return FindingWords::tr("Rotating");
    case finding::Decision::Reopened:
        return FindingWords::tr("Reopened");
    case finding::Decision::Closed:
        return FindingWords::tr("Closed");
    }
    return {};
}

QString closeReasonWord(finding::CloseReason reason)
{
    switch (reason) {
    case finding::CloseReason::None:
        return {};
    case finding::CloseReason::Rotated:
        return FindingWords::tr("Rotated");
    case finding::CloseReason::Revoked:
        return FindingWords::tr("Revoked");
    case finding::CloseReason::FalsePositive:
        return FindingWords::tr("False positive");
    case finding::CloseReason::TestValue:
        return FindingWords::tr("Test value");
    case finding::CloseReason::Accepted:
        return FindingWords::tr("Accepted");
    case finding::CloseReason::ServiceGone:
        return FindingWords::tr("Service gone");
    }
    return {};
}

QString decisionText(finding::Decision decision, finding::CloseReason reason)
{
    const QString why = closeReasonWord(reason);
    return why.isEmpty() ? decisionWord(decision) : why;
}

QString severityWord(finding::SeverityBand band)
{
    switch (band) {
    case finding::SeverityBand::Critical:
        return FindingWords::tr("Critical");
    case finding::SeverityBand::High:
        return FindingWords::tr("High");
    case finding::SeverityBand::Medium:
        return FindingWords::tr("Medium");
    case finding::SeverityBand::Low:
        return FindingWords::tr("Low");
    }
    return {};
}

QString scopeRiskWord(finding::ScopeRisk risk)
{
    switch (risk) {
    case finding::ScopeRisk::Admin:
        return FindingWords::tr("Admin");
    case finding::ScopeRisk::CanGainMore:
        return FindingWords::tr("Can gain more");
    case finding::ScopeRisk::Risky:
        return FindingWords::tr("Risky");
    case finding::ScopeRisk::ReadOnly:
        return FindingWords::tr("Read only");
    }
    return {};
}

QString rotationPhrase(const finding::FindingRotation &rotation)
{
    const QString run = escapedText(rotation.run);
    const QString count = QLocale().toString(rotation.steps);
    const auto at = [&](const QString &text, std::uint32_t step) {
        return text.arg(run, QLocale().toString(step), count);
    };
    switch (rotation.state) {
    case finding::RotationState::Done:
        return FindingWords::tr("%1 done").arg(run);
    case finding::RotationState::RolledBack:
        return FindingWords::tr("%1 rolled back").arg(run);
    case finding::RotationState::GivenUp:
        return FindingWords::tr("%1 given up").arg(run);
    case finding::RotationState::Running:
        return at(FindingWords::tr("%1 running, step %2 of %3"),
                  std::min(rotation.stepsDone + 1, rotation.steps));
    case finding::RotationState::Stopped:
        return rotation.stepsDone == 0
            ? at(FindingWords::tr("%1 stopped before step %2 of %3"), 1)
            : at(FindingWords::tr("%1 stopped after step %2 of %3"), rotation.stepsDone);
    }
    return {};
}

QString facetTitle(FilterWord word)
{
    switch (word) {
    case FilterWord::Severity:
        return FindingWords::tr("Severity");
    case FilterWord::Decision:
        return FindingWords::tr("Decision");
    case FilterWord::Owner:
        return FindingWords::tr("Owner");
    case FilterWord::Tag:
        return FindingWords::tr("Tag");
    case FilterWord::Incident:
        return FindingWords::tr("Incident");
    case FilterWord::Seal:
        return FindingWords::tr("Seal");
    case FilterWord::Rotation:
        return FindingWords::tr("Rotation");
    case FilterWord::Tool:
        return FindingWords::tr("Found by");
    case FilterWord::Verdict:
        return FindingWords::tr("Verdict");
    case FilterWord::Certainty:
        return FindingWords::tr("Confidence");
    case FilterWord::In:
        return FindingWords::tr("Reach");
    case FilterWord::Provider:
        return FindingWords::tr("Provider");
    case FilterWord::Type:
        return FindingWords::tr("Type");
    case FilterWord::Source:
        return FindingWords::tr("Source");
    case FilterWord::Author:
        return FindingWords::tr("Author");
    default:
        return {};
    }
}

QString facetLabel(FilterWord word, const std::string &value, const std::string &label)
{
    switch (word) {
    case FilterWord::Severity:
        return severityWord(choiceOf<finding::SeverityBand>(word, value));
    case FilterWord::Scope:
        return scopeRiskWord(choiceOf<finding::ScopeRisk>(word, value));
    case FilterWord::Decision:
        if (const auto decision = finding::decisionFromName(value))
            return decisionWord(*decision);
        return closeReasonWord(
            finding::closeReasonFromName(value).value_or(finding::CloseReason::None));
    case FilterWord::Verdict:
        return verdictWord(choiceOf<Verdict>(word, value));
    case FilterWord::Certainty:
        return confidenceWord(choiceOf<finding::Confidence>(word, value));
    case FilterWord::In:
        return reachWord(choiceOf<Reach>(word, value));
    case FilterWord::Rotation:
        return rotationStateWord(value);
    default:
        return escapedText(label);
    }
}

QString groupTitle(finding::GroupKey key)
{
    using finding::GroupKey;
    switch (key) {
    case GroupKey::None:
        return {};
    case GroupKey::Provider:
        return FindingWords::tr("Provider");
    case GroupKey::Type:
        return FindingWords::tr("Type");
    case GroupKey::File:
        return FindingWords::tr("File name");
    case GroupKey::Repo:
        return FindingWords::tr("Repo");
    case GroupKey::Author:
        return FindingWords::tr("Author");
    case GroupKey::Account:
        return FindingWords::tr("Account");
    case GroupKey::Verdict:
        return FindingWords::tr("Verdict");
    case GroupKey::Decision:
        return FindingWords::tr("Decision");
    case GroupKey::Incident:
        return FindingWords::tr("Incident");
    case GroupKey::Age:
        return FindingWords::tr("Age");
    case GroupKey::Severity:
        return FindingWords::tr("Severity");
    }
    return {};
}

QString groupLabel(const finding::FindingIndex &index, const finding::RowGroup &group)
{
    using finding::GroupKey;
    const std::string value = finding::RowGroups::value(index, group);
    switch (group.key) {
    case GroupKey::Verdict:
        return facetLabel(FilterWord::Verdict, value, {});
    case GroupKey::Decision:
        return facetLabel(FilterWord::Decision, value, {});
    case GroupKey::Severity:
        return facetLabel(FilterWord::Severity, value, {});
    case GroupKey::Age: {
        const std::array labels
            = {FindingWords::tr("No date"),         FindingWords::tr("Over 2 years"),
               FindingWords::tr("1 to 2 years"),    FindingWords::tr("90 days to 1 year"),
               FindingWords::tr("30 to 90 days"),   FindingWords::tr("7 to 30 days"),
               FindingWords::tr("Less than 7 days")};
        return labels[std::min<std::size_t>(group.code, labels.size() - 1)];
    }
    case GroupKey::Author:
        if (value.empty())
            return FindingWords::tr("No author");
        break;
    case GroupKey::Account:
        if (value.empty())
            return FindingWords::tr("No account known");
        break;
    case GroupKey::Incident:
        if (value.empty())
            return FindingWords::tr("No incident");
        break;
    default:
        if (value.empty())
            return FindingWords::tr("None");
        break;
    }
    return escapedText(finding::RowGroups::label(index, group));
}

QString groupVerdictsText(std::span<const int> counts)
{
    QStringList parts;
    const auto add = [&](Verdict verdict, const QString &text) {
        const int count = counts[static_cast<std::size_t>(verdict)];
        if (count > 0)
            parts.append(text.arg(QLocale().toString(count)));
    };
    add(Verdict::Live, FindingWords::tr("%1 live"));
    add(Verdict::LiveLimited, FindingWords::tr("%1 limited"));
    add(Verdict::Unknown, FindingWords::tr("%1 unknown"));
    add(Verdict::Dead, FindingWords::tr("%1 dead"));
    return parts.join(u", "_s);
}

QString groupSentence(const finding::FindingIndex &index, const finding::RowGroup &group,
                      bool isOpen)
{
    std::array<int, 8> counts{};
    for (std::size_t i = 0; i < counts.size(); ++i)
        counts[i] = static_cast<int>(group.verdicts[i]);
    QStringList parts{
        FindingWords::tr("%1: %2").arg(groupTitle(group.key), groupLabel(index, group)),
        FindingWords::tr("%Ln findings", nullptr, static_cast<int>(group.size())),
        groupVerdictsText(counts), isOpen ? FindingWords::tr("open") : FindingWords::tr("closed"),
        FindingWords::tr("level %1").arg(group.level + 1)};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

QString filterProblemText(const finding::FilterProblem &problem)
{
    using Kind = finding::FilterProblem::Kind;
    const QString found = escapedText(problem.found);
    switch (problem.kind) {
    case Kind::None:
        return {};
    case Kind::UnknownWord:
        return FindingWords::tr("There is no word “%1:”.").arg(found);
    case Kind::OldWord:
        return FindingWords::tr("“%1:” is an old name; it is called “%2:” now.")
            .arg(found, escapedText(problem.suggestion));
    case Kind::BadSeverity:
        return FindingWords::tr("“%1” is not a severity such as >=60, 35..79 or critical.")
            .arg(found);
    case Kind::BadMoment:
        return FindingWords::tr("“%1” is not a time such as >90d, <2w, 2024-05 or never.")
            .arg(found);
    case Kind::UnknownValue:
        return FindingWords::tr("“%1” is not one of its values.").arg(found);
    case Kind::BadDate:
        return FindingWords::tr("“%1” is not a date such as 2024, 2024-05 or >2024-05-31.")
            .arg(found);
    case Kind::BadAge:
        return FindingWords::tr("“%1” is not an age such as >90d, <2w or 1y..2y.").arg(found);
    case Kind::BadCount:
        return FindingWords::tr("“%1” is not a number such as 3, >=3 or 2..5.").arg(found);
    case Kind::BadId:
        return FindingWords::tr("“%1” is not an id.").arg(found);
    case Kind::BadRegex:
        return FindingWords::tr("This expression cannot be used: %1.").arg(found);
    case Kind::MissingValue:
        return FindingWords::tr("A value is missing here.");
    case Kind::MissingTerm:
        return FindingWords::tr("Something to look for is missing here.");
    case Kind::OpenQuote:
        return FindingWords::tr("The closing quote is missing.");
    case Kind::OpenBracket:
        return FindingWords::tr("The closing bracket is missing.");
    case Kind::ExtraBracket:
        return FindingWords::tr("This bracket closes nothing.");
    case Kind::TooLong:
        return FindingWords::tr("The filter is too long.");
    case Kind::TooDeep:
        return FindingWords::tr("Too many brackets inside each other.");
    }
    return {};
}

} // namespace rekey::ui
