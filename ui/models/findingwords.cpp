// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/findingwords.h"

#include "core/base/text.h"

#include <QCoreApplication>

#include <algorithm>

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
    return dots == std::string_view::npos ? escapedText(tail)
                                          : FindingWords::tr("ends %1").arg(escapedText(tail));
}

QString facetTitle(FilterWord word)
{
    switch (word) {
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
    case FilterWord::Verdict:
        return verdictWord(choiceOf<Verdict>(word, value));
    case FilterWord::Certainty:
        return confidenceWord(choiceOf<finding::Confidence>(word, value));
    case FilterWord::In:
        return reachWord(choiceOf<Reach>(word, value));
    default:
        return escapedText(label);
    }
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
