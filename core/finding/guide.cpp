// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/guide.h"

#include "core/rules/tablereader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace rekey::finding {

namespace {

using rules::TableReader;
using Need = TableReader::Need;

constexpr std::array kLanguages = {"python", "javascript", "go", "ruby", "java"};

std::optional<Verdict> verdictNamed(std::string_view name)
{
    for (const Verdict verdict :
         {Verdict::NotChecked, Verdict::Live, Verdict::LiveLimited, Verdict::Disabled,
          Verdict::Dead, Verdict::NotASecret, Verdict::Unknown, Verdict::NoChecker}) {
        if (verdictName(verdict) == name)
            return verdict;
    }
    return std::nullopt;
}

GuideStep stepFrom(TableReader &reader)
{
    GuideStep step;
    step.id = reader.text("id", Need::Required);
    step.title = reader.text("title", Need::Required);
    step.text = reader.text("text", Need::Required);
    step.checks = reader.texts("checks");
    step.proof = reader.text("proof");
    for (const std::string &name : reader.texts("verdicts")) {
        if (const auto verdict = verdictNamed(name))
            step.verdicts.push_back(*verdict);
        else
            reader.refuse("verdicts", "no verdict is called " + name);
    }
    step.isFedByPlaces = reader.flag("fed_by_places", false);
    step.hasSnippets = reader.flag("snippets", false);
    reader.finish();
    return step;
}

bool isFor(const Guide &guide, std::string_view provider)
{
    return std::ranges::find(guide.providers, provider) != guide.providers.end();
}

template <typename T, typename Read>
std::vector<T> readable(std::span<const GuideFile> files, Read read)
{
    std::vector<T> all;
    for (const GuideFile &file : files) {
        if (auto one = read(file))
            all.push_back(std::move(*one));
    }
    return all;
}

} // namespace

bool GuideStep::isFor(Verdict verdict) const
{
    return verdicts.empty() || std::ranges::find(verdicts, verdict) != verdicts.end();
}

Result<Guide> readGuide(const GuideFile &file)
{
    const auto table = rules::tablesOf(file.text, file.name, "a guide");
    if (!table)
        return std::unexpected(table.error());
    TableReader root(*table, file.name, "the file");
    Guide guide;
    if (const toml::table *head = root.table("guide", Need::Required)) {
        TableReader reader(*head, file.name, "[guide]");
        guide.id = reader.text("id", Need::Required);
        guide.title = reader.text("title", Need::Required);
        guide.providers = reader.texts("providers");
        guide.references = reader.texts("references");
        reader.finish();
        if (reader.error())
            return std::unexpected(*reader.error());
    }
    std::set<std::string> ids;
    for (const toml::table *one : root.tables("step")) {
        TableReader reader(*one, file.name, "[[step]]");
        guide.steps.push_back(stepFrom(reader));
        if (!ids.insert(guide.steps.back().id).second)
            reader.refuse("id", "another step has this id");
        if (reader.error())
            return std::unexpected(*reader.error());
    }
    root.finish();
    if (root.error())
        return std::unexpected(*root.error());
    if (guide.steps.empty())
        return fail(ErrorKind::Malformed, "a guide needs a [[step]]", std::string(file.name));
    return guide;
}

Result<SnippetStore> readSnippets(const GuideFile &file)
{
    const auto table = rules::tablesOf(file.text, file.name, "a guide");
    if (!table)
        return std::unexpected(table.error());
    TableReader root(*table, file.name, "the file");
    SnippetStore store;
    if (const toml::table *head = root.table("store", Need::Required)) {
        TableReader reader(*head, file.name, "[store]");
        store.id = reader.text("id", Need::Required);
        store.title = reader.text("title", Need::Required);
        store.note = reader.text("note", Need::Required);
        store.order = reader.count("order", 100, 0, 1000);
        store.references = reader.texts("references");
        reader.finish();
        if (reader.error())
            return std::unexpected(*reader.error());
    }
    for (const toml::table *one : root.tables("snippet")) {
        TableReader reader(*one, file.name, "[[snippet]]");
        SnippetStore::Snippet snippet{reader.text("language", Need::Required),
                                      reader.text("text", Need::Required)};
        if (std::ranges::find(kLanguages, snippet.language) == kLanguages.end())
            reader.refuse("language", "this language is not known");
        reader.finish();
        if (reader.error())
            return std::unexpected(*reader.error());
        store.snippets.push_back(std::move(snippet));
    }
    root.finish();
    if (root.error())
        return std::unexpected(*root.error());
    return store;
}

const std::vector<Guide> &builtinGuides()
{
    static const std::vector<Guide> guides = readable<Guide>(builtinGuideFiles(), readGuide);
    return guides;
}

const std::vector<SnippetStore> &builtinSnippets()
{
    static const std::vector<SnippetStore> stores = [] {
        auto all = readable<SnippetStore>(builtinSnippetFiles(), readSnippets);
        std::ranges::sort(all, {}, &SnippetStore::order);
        return all;
    }();
    return stores;
}

std::vector<GuideStep> guideSteps(std::span<const Guide> guides, std::string_view provider,
                                  Verdict verdict)
{
    std::vector<GuideStep> steps;
    for (const Guide &guide : guides) {
        if (guide.providers.empty())
            steps.insert(steps.end(), guide.steps.begin(), guide.steps.end());
    }
    for (const Guide &guide : guides) {
        if (!isFor(guide, provider))
            continue;
        for (const GuideStep &own : guide.steps) {
            const auto generic = std::ranges::find(steps, own.id, &GuideStep::id);
            if (generic != steps.end())
                *generic = own;
            else
                steps.push_back(own);
        }
    }
    std::erase_if(steps, [verdict](const GuideStep &step) { return !step.isFor(verdict); });
    return steps;
}

std::string snippetName(std::string_view provider)
{
    std::string name;
    for (const char c : provider)
        name += std::isalnum(static_cast<unsigned char>(c)) != 0
            ? static_cast<char>(std::toupper(static_cast<unsigned char>(c)))
            : '_';
    if (name.empty())
        return "API_TOKEN";
    if (std::isdigit(static_cast<unsigned char>(name.front())) != 0)
        name.insert(0, "API_");
    return name + "_TOKEN";
}

} // namespace rekey::finding
