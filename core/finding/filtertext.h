// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/filter.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace rekey::finding {

/// A term that matches exactly this value: `type:="AWS key"`. Quotes where needed.
[[nodiscard]] std::string filterTerm(FilterWord word, std::string_view value);

/// `text` narrowed by `term`; the same term twice changes nothing, its opposite gives way to it.
[[nodiscard]] std::string filterWith(std::string_view text, std::string_view term);
/// `text` without what `term` matches; the opposite of filterWith.
[[nodiscard]] std::string filterExcluding(std::string_view text, std::string_view term);
/// `text` without its last term; empty when there was only one.
[[nodiscard]] std::string filterWithoutLastTerm(std::string_view text);

/// What may be completed at a place in a filter.
struct FilterCompletion
{
    FilterWord word = FilterWord::Any; ///< Any: a word is to be completed, else a value of `word`
    std::string prefix; ///< what is typed of it, without quotes
    std::size_t begin = 0; ///< byte range that the completion replaces
    std::size_t end = 0;
};

/// `cursor` is a byte offset; never fails, whatever the text.
[[nodiscard]] FilterCompletion filterCompletionAt(std::string_view text, std::size_t cursor);

/// The value as it may stand behind a word: quoted when it holds blanks, quotes, brackets, bars,
/// stars or begins like a range or an expression.
[[nodiscard]] std::string quotedFilterValue(std::string_view value);

} // namespace rekey::finding
