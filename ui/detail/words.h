// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/finding/finding.h"

#include <QString>

#include <cstdint>
#include <span>
#include <string_view>

namespace rekey::ui {

/// Text from a scanned source made safe to show: control and bidi characters are escapes.
[[nodiscard]] QString shown(std::string_view text);

/// The same for a text of several lines, whose line breaks stay.
[[nodiscard]] QString shownLines(std::string_view text);

/// Name of a reach as a group of places, such as "History only".
[[nodiscard]] QString reachTitle(sources::Reach reach);

/// First characters of a commit or object id.
[[nodiscard]] QString shortCommit(std::string_view id);

/// Day in the user's locale and time zone; empty for 0.
[[nodiscard]] QString dayText(std::int64_t secondsUtc);

/// The path, or what stands for it while there is none.
[[nodiscard]] QString placeName(const finding::Place &place);

/// Count with its noun, digits in the user's locale: "3 places".
[[nodiscard]] QString placeCount(std::size_t count);

/// Where a secret is and since when, in whole sentences: "In HEAD of 2 of 5 repositories. Also in
/// 14 branches, 3 tags. 3 places in 2 files. Introduced 2 Apr 2023 in abc1234 by Name.", or once it
/// is gone "Added 2 Apr 2023 in abc1234, removed 1 May 2023 in def5678: exposed 29 days." Never
/// empty.
[[nodiscard]] QString placesSentence(std::span<const finding::Place> places);

/// True when any place lies in a git repository, whose server may hold more than is seen here.
[[nodiscard]] bool anyInGit(std::span<const finding::Place> places);

/// Why a place cannot be shown and what to do, for people.
[[nodiscard]] QString contextErrorText(const Error &error, const finding::Place &place);

/// Another scan may help: the place is in something that can be read again.
[[nodiscard]] bool rescanHelps(const Error &error, const finding::Place &place);

} // namespace rekey::ui
