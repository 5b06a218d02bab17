// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::rotate {

/// How one kind of literal is written in a language, and how a value in it is replaced.
struct LiteralRule
{
    std::string open;
    std::string close;
    std::string escape; ///< one character; empty: there is none
    std::string join; ///< between the literal's rest and the read: " + "
    std::string splice; ///< instead: takes the value's place within the literal; @READ@
    bool isMultiline = false;
    bool isByHand = false; ///< what reads it is not known
};

/// Where a program reads the value from.
struct PatchStyle
{
    std::string id; ///< "env", "aws"
    std::string read; ///< expression; @NAME@ is the variable's or the secret's name
    std::string import; ///< line that it needs; empty: none
    std::string imported; ///< RE2 over the file: the line is there already
};

/// A line on which nothing is replaced, or a text after which nothing is.
struct PatchRefusal
{
    std::string line; ///< RE2, one of these two
    std::string after;
    std::string why; ///< one sentence
};

struct PatchExample
{
    std::string file;
    std::string style;
    std::string before; ///< with @VALUE@
    std::string after; ///< the same text: nothing can be replaced
};

/// How literals of a language are replaced by a read; data, no code.
struct PatchLanguage
{
    std::string id;
    std::string name;
    std::uint32_t order = 100; ///< the lowest that fits a file is taken
    std::vector<std::string> paths; ///< RE2 over the path, with '/'
    std::vector<std::string> lineComments;
    std::vector<std::string> blockComments; ///< opening and closing in turn
    bool needsSpaceBeforeComment = false;
    bool canTouch = false; ///< literals may stand side by side, or right behind a word
    std::vector<std::string> prefixes; ///< letters that may stand right before a literal
    std::vector<LiteralRule> literals;
    std::string bare; ///< takes the place of a value outside of literals; empty: by hand
    std::string header; ///< RE2 at the file's begin: imports come after it
    std::vector<PatchRefusal> refusals;
    std::vector<PatchStyle> styles;
    std::string byHand; ///< why nothing is replaced in such files; empty: something is
    std::vector<PatchExample> examples;

    [[nodiscard]] const PatchStyle *style(std::string_view wanted) const;
};

struct LanguageFile
{
    std::string_view name;
    std::string_view text;
};

/// Errors: Malformed, TooBig.
[[nodiscard]] Result<PatchLanguage> readLanguage(const LanguageFile &file);
/// resources/switching, as built in; a test reads each of them and tries its examples.
[[nodiscard]] std::span<const LanguageFile> builtinLanguageFiles();
/// The readable ones in their order. Made at the first call; any thread.
[[nodiscard]] const std::vector<PatchLanguage> &builtinLanguages();
/// The first that fits the path; null: none does.
[[nodiscard]] const PatchLanguage *languageOf(std::span<const PatchLanguage> languages,
                                              std::string_view path);

} // namespace rekey::rotate
