// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/words.h"

#include "core/base/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <set>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

using finding::Place;
using sources::Reach;

constexpr std::size_t kShortIdLength = 7;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(rekey::ui::Words)
};

QString counted(std::size_t count, const QString &one, const QString &many)
{
    return count == 1 ? one : many.arg(QLocale().toString(static_cast<qulonglong>(count)));
}

/// How many different refs the places name; `more` when a place's own list was cut short.
struct RefCount
{
    std::set<std::string_view> names;
    bool more = false;

    void add(const std::vector<std::string> &refs)
    {
        names.insert(refs.begin(), refs.end());
        more = more || refs.size() >= sources::kMaxRefs;
    }
};

QString branchCount(const RefCount &refs)
{
    const auto count = static_cast<qulonglong>(refs.names.size());
    if (refs.more)
        return Words::tr("%1 or more branches").arg(QLocale().toString(count));
    return counted(count, Words::tr("1 branch"), Words::tr("%1 branches"));
}

QString tagCount(const RefCount &refs)
{
    const auto count = static_cast<qulonglong>(refs.names.size());
    if (refs.more)
        return Words::tr("%1 or more tags").arg(QLocale().toString(count));
    return counted(count, Words::tr("1 tag"), Words::tr("%1 tags"));
}

QString nearestSentence(Reach reach)
{
    switch (reach) {
    case Reach::Head:
        return Words::tr("In HEAD.");
    case Reach::Branch:
        return Words::tr("Not in HEAD, but at the tip of another branch.");
    case Reach::Tag:
        return Words::tr("Not in HEAD, but in what a tag names.");
    case Reach::History:
        return Words::tr("Only in history: no branch or tag holds it at its tip.");
    case Reach::Stash:
        return Words::tr("Only in a stash.");
    case Reach::Reflog:
        return Words::tr("Only in commits that a reflog still names.");
    case Reach::Unreachable:
        return Words::tr("In the object database, named by nothing.");
    case Reach::Index:
        return Words::tr("Staged, not committed.");
    case Reach::Worktree:
        return Words::tr("In the working tree, not committed.");
    case Reach::File:
        return Words::tr("In a plain file.");
    case Reach::Text:
        return Words::tr("In text that was given, not in a file.");
    }
    return {};
}

/// Of how many of the repositories that hold it HEAD still does; empty when there is but one.
QString headSentence(std::span<const Place> places)
{
    std::set<std::uint32_t> repositories;
    std::set<std::uint32_t> heads;
    for (const Place &place : places) {
        if (place.reach >= Reach::File)
            continue;
        repositories.insert(place.source);
        if (place.reach == Reach::Head)
            heads.insert(place.source);
    }
    if (repositories.size() < 2 || heads.empty())
        return {};
    return Words::tr("In HEAD of %L1 of %L2 repositories.")
        .arg(heads.size())
        .arg(repositories.size());
}

QString refsSentence(std::span<const Place> places)
{
    RefCount branches;
    RefCount tags;
    for (const Place &place : places) {
        branches.add(place.branches);
        tags.add(place.tags);
    }
    QStringList parts;
    if (!branches.names.empty())
        parts.append(branchCount(branches));
    if (!tags.names.empty())
        parts.append(tagCount(tags));
    if (parts.isEmpty())
        return {};
    const QString list = parts.join(Words::tr(", "));
    return places.front().reach == Reach::Head ? Words::tr("Also in %1.").arg(list)
                                               : Words::tr("In %1.").arg(list);
}

QString countSentence(std::span<const Place> places)
{
    std::set<std::pair<std::uint32_t, std::string_view>> files;
    for (const Place &place : places)
        files.emplace(place.source, place.path);
    return Words::tr("%1 in %2.")
        .arg(placeCount(places.size()),
             counted(files.size(), Words::tr("1 file"), Words::tr("%1 files")));
}

QString exposedText(std::int64_t fromUtc, std::int64_t toUtc)
{
    constexpr std::int64_t kDaySeconds = std::int64_t{24} * 60 * 60;
    const std::int64_t days = (toUtc - fromUtc) / kDaySeconds;
    if (days < 1)
        return Words::tr("less than a day");
    return counted(static_cast<std::size_t>(days), Words::tr("1 day"), Words::tr("%1 days"));
}

/// The last removal, when every place that a commit made has one; null otherwise.
const Place *lastRemoved(std::span<const Place> places)
{
    const Place *last = nullptr;
    for (const Place &place : places) {
        if (place.isInHead() || place.reach == Reach::Branch)
            return nullptr;
        if (place.reach > Reach::History)
            continue; // commits that no branch leads to came and went by other means
        if (place.removedCommit.empty() || place.removedDate == 0)
            return nullptr;
        if (last == nullptr || last->removedDate < place.removedDate)
            last = &place;
    }
    return last;
}

QString introducedSentence(std::span<const Place> places)
{
    const Place *first = nullptr;
    for (const Place &place : places) {
        if (place.date != 0 && !place.commit.empty() && (!first || place.date < first->date))
            first = &place;
    }
    if (!first)
        return {};
    if (const Place *last = lastRemoved(places); last && last->removedDate >= first->date)
        return Words::tr("Added %1 in %2, removed %3 in %4: exposed %5.")
            .arg(dayText(first->date), shortCommit(first->commit), dayText(last->removedDate),
                 shortCommit(last->removedCommit), exposedText(first->date, last->removedDate));
    if (first->author.empty())
        return Words::tr("Introduced %1 in %2.")
            .arg(dayText(first->date), shortCommit(first->commit));
    return Words::tr("Introduced %1 in %2 by %3.")
        .arg(dayText(first->date), shortCommit(first->commit), shown(first->author));
}

} // namespace

QString shown(std::string_view text)
{
    const std::string safe = escapeControl(text);
    return QString::fromUtf8(safe.data(), static_cast<qsizetype>(safe.size()));
}

QString shownLines(std::string_view text)
{
    QStringList lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.append(shown(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines.join(u'\n');
}

QString reachTitle(Reach reach)
{
    switch (reach) {
    case Reach::Head:
        return Words::tr("HEAD");
    case Reach::Branch:
        return Words::tr("Other branches");
    case Reach::Tag:
        return Words::tr("Tags");
    case Reach::History:
        return Words::tr("History only");
    case Reach::Stash:
        return Words::tr("Stash");
    case Reach::Reflog:
        return Words::tr("Reflog");
    case Reach::Unreachable:
        return Words::tr("Unreachable objects");
    case Reach::Index:
        return Words::tr("Staged");
    case Reach::Worktree:
        return Words::tr("Working tree");
    case Reach::File:
        return Words::tr("Files");
    case Reach::Text:
        return Words::tr("Text");
    }
    return {};
}

QString shortCommit(std::string_view id)
{
    return shown(id.substr(0, kShortIdLength));
}

QString dayText(std::int64_t secondsUtc)
{
    if (secondsUtc == 0)
        return {};
    return QLocale().toString(QDateTime::fromSecsSinceEpoch(secondsUtc).date(),
                              QLocale::ShortFormat);
}

QString placeName(const Place &place)
{
    if (!place.path.empty())
        return shown(place.path);
    return place.reach == Reach::Text ? Words::tr("Pasted text") : Words::tr("Path not known yet");
}

QString placeCount(std::size_t count)
{
    return counted(count, Words::tr("1 place"), Words::tr("%1 places"));
}

QString placesSentence(std::span<const Place> places)
{
    if (places.empty())
        return Words::tr("No place is known yet.");
    const bool first
        = std::ranges::any_of(places, [](const Place &place) { return place.isInHead(); });
    QStringList parts;
    const auto nearest = std::ranges::min_element(places, {}, [first](const Place &place) {
        return std::pair(first && !place.isInHead(), place.reach);
    });
    const QString heads = headSentence(places);
    parts.append(heads.isEmpty() ? nearestSentence(nearest->reach) : heads);
    parts.append(refsSentence(places));
    parts.append(countSentence(places));
    parts.append(introducedSentence(places));
    parts.removeAll(QString());
    return parts.join(u' ');
}

bool anyInGit(std::span<const Place> places)
{
    return std::ranges::any_of(places,
                               [](const Place &place) { return place.reach < Reach::File; });
}

bool rescanHelps(const Error &error, const Place &place)
{
    return error.kind == ErrorKind::NotFound && place.reach != Reach::Text;
}

QString contextErrorText(const Error &error, const Place &place)
{
    if (error.kind == ErrorKind::NotFound && place.reach == Reach::Text)
        return Words::tr("The text this was found in is not kept, so there is nothing to show "
                         "around it.");
    const QString path = place.path.empty() ? Words::tr("This file") : shown(place.path);
    switch (error.kind) {
    case ErrorKind::NotFound:
        return Words::tr("%1 has changed or gone since the scan, so this place cannot be shown as "
                         "it was found. Scan again to see what is there now.")
            .arg(path);
    case ErrorKind::Denied:
        return Words::tr("The system refused to open %1. Check who may read it, then scan again.")
            .arg(path);
    default:
        return Words::tr("%1 could not be read: %2").arg(path, shown(error.detail));
    }
}

} // namespace rekey::ui
