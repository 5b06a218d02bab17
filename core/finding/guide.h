// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/finding/finding.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::finding {

/// One thing to do about a leaked secret.
struct GuideStep
{
    std::string id;
    std::string title;
    std::string text; ///< for people, one paragraph
    std::vector<std::string> checks; ///< to be ticked off
    std::string proof; ///< what belongs into the proof field
    std::vector<Verdict> verdicts; ///< only for these; empty: for all
    bool isFedByPlaces = false; ///< the files that hold the secret are checks too
    bool hasSnippets = false;

    [[nodiscard]] bool isFor(Verdict verdict) const;
};

/// A file of steps: the generic one, or one for some providers that replaces steps by their id.
struct Guide
{
    std::string id;
    std::string title;
    std::vector<std::string> providers; ///< empty: for every type
    std::vector<std::string> references;
    std::vector<GuideStep> steps;
};

/// How a program gets a secret from one kind of store, in several languages.
struct SnippetStore
{
    struct Snippet
    {
        std::string language; ///< "python", "javascript", "go", "ruby", "java"
        std::string text; ///< `{NAME}` stands for the secret's name
    };

    std::string id;
    std::string title;
    std::string note;
    std::uint32_t order = 0;
    std::vector<std::string> references;
    std::vector<Snippet> snippets;
};

struct GuideFile
{
    std::string_view name;
    std::string_view text;
};

/// Data of this program and of teams: no code, at most 1 MiB. Errors: Malformed, TooBig.
[[nodiscard]] Result<Guide> readGuide(const GuideFile &file);
[[nodiscard]] Result<SnippetStore> readSnippets(const GuideFile &file);

/// resources/guides and resources/guides/snippets, as built in; the tests read each of them.
[[nodiscard]] std::span<const GuideFile> builtinGuideFiles();
[[nodiscard]] std::span<const GuideFile> builtinSnippetFiles();
/// The readable ones of them, stores in their order. Made at the first call; any thread.
[[nodiscard]] const std::vector<Guide> &builtinGuides();
[[nodiscard]] const std::vector<SnippetStore> &builtinSnippets();

/// The generic steps with those of the provider in their places, for this verdict.
[[nodiscard]] std::vector<GuideStep> guideSteps(std::span<const Guide> guides,
                                                std::string_view provider, Verdict verdict);
/// "GITHUB_TOKEN": what a secret of this provider may be called in an environment.
[[nodiscard]] std::string snippetName(std::string_view provider);

enum class FixState : std::uint8_t
{
    Open,
    Doing,
    Done,
    NotNeeded,
};

/// "open", "doing", "done", "not-needed".
[[nodiscard]] std::string_view fixStateName(FixState state);

/// How far one step is. Plain text; must never hold the value.
struct FixStep
{
    FixState state = FixState::Open;
    std::string note;
    std::string proof;
    std::vector<std::string> ticked; ///< checks, by their text

    friend bool operator==(const FixStep &, const FixStep &) = default;
};

/// By GuideStep::id.
using FixProgress = std::map<std::string, FixStep>;

/// As kept by Keeper::setProperty in this room, by the id's hex digits.
inline constexpr std::string_view kFixRoom = "fix";
/// Empty when nothing was done.
[[nodiscard]] std::string writeFixProgress(const FixProgress &progress);
/// What cannot be read counts as not begun.
[[nodiscard]] FixProgress readFixProgress(std::string_view text);

} // namespace rekey::finding
