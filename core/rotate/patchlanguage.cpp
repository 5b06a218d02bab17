// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/patchlanguage.h"

#include "core/rules/tablereader.h"

#include <re2/re2.h>

#include <algorithm>
#include <utility>

namespace rekey::rotate {

namespace {

using rules::TableReader;
using Need = TableReader::Need;

std::string pattern(TableReader &reader, std::string_view key, Need need = Need::Optional)
{
    std::string text = reader.text(key, need);
    if (!text.empty() && !RE2(text, RE2::Quiet).ok())
        reader.refuse(key, "RE2 does not take this expression");
    return text;
}

template <typename T, typename Read>
void readAll(TableReader &root, const LanguageFile &file, std::string_view key, const Read &read,
             std::vector<T> &into, std::optional<Error> &error)
{
    for (const toml::table *one : root.tables(key)) {
        TableReader reader(*one, file.name, "[[" + std::string(key) + "]]");
        into.push_back(read(reader));
        reader.finish();
        if (reader.error() && !error)
            error = reader.error();
    }
}

LiteralRule literalFrom(TableReader &reader)
{
    LiteralRule rule;
    rule.open = reader.text("open", Need::Required);
    rule.close = reader.text("close", Need::Required);
    rule.escape = reader.text("escape", Need::Optional, 1);
    rule.join = reader.text("join");
    rule.splice = reader.text("splice");
    rule.isMultiline = reader.flag("multiline", false);
    rule.isByHand = reader.flag("by_hand", false);
    if ((rule.join.empty() ? 0 : 1) + (rule.splice.empty() ? 0 : 1) + (rule.isByHand ? 1 : 0) != 1)
        reader.refuse("open", "a literal has join, splice or by_hand");
    return rule;
}

PatchStyle styleFrom(TableReader &reader)
{
    PatchStyle style;
    style.id = reader.text("id", Need::Required);
    style.read = reader.text("read", Need::Required);
    style.import = reader.text("import");
    style.imported = pattern(reader, "imported");
    return style;
}

PatchRefusal refusalFrom(TableReader &reader)
{
    return {pattern(reader, "line"), pattern(reader, "after"), reader.text("why", Need::Required)};
}

PatchExample exampleFrom(TableReader &reader)
{
    PatchExample example;
    example.file = reader.text("file", Need::Required);
    example.style = reader.text("style");
    if (example.style.empty())
        example.style = "env";
    example.before = reader.text("before", Need::Required);
    example.after = reader.text("after");
    if (example.after.empty())
        example.after = example.before;
    return example;
}

} // namespace

const PatchStyle *PatchLanguage::style(std::string_view wanted) const
{
    const auto found = std::ranges::find(styles, wanted, &PatchStyle::id);
    return found == styles.end() ? nullptr : &*found;
}

Result<PatchLanguage> readLanguage(const LanguageFile &file)
{
    const auto table = rules::tablesOf(file.text, file.name, "a language");
    if (!table)
        return std::unexpected(table.error());
    TableReader root(*table, file.name, "the file");
    PatchLanguage language;
    if (const toml::table *head = root.table("language", Need::Required)) {
        TableReader reader(*head, file.name, "[language]");
        language.id = reader.text("id", Need::Required);
        language.name = reader.text("name", Need::Required);
        language.order = reader.count("order", 100, 0, 1000);
        language.paths = reader.texts("paths", Need::Required);
        for (const std::string &path : language.paths) {
            if (!RE2(path, RE2::Quiet).ok())
                reader.refuse("paths", "RE2 does not take this expression");
        }
        language.lineComments = reader.texts("line_comments");
        language.blockComments = reader.texts("block_comments");
        if (language.blockComments.size() % 2 != 0)
            reader.refuse("block_comments", "an opening needs its closing");
        language.needsSpaceBeforeComment = reader.flag("space_before_comment", false);
        language.canTouch = reader.flag("can_touch", false);
        language.prefixes = reader.texts("prefixes");
        language.bare = reader.text("bare");
        language.header = pattern(reader, "header");
        language.byHand = reader.text("by_hand");
        reader.finish();
        if (reader.error())
            return std::unexpected(*reader.error());
    }
    std::optional<Error> error;
    readAll(root, file, "literal", literalFrom, language.literals, error);
    readAll(root, file, "style", styleFrom, language.styles, error);
    readAll(root, file, "refuse", refusalFrom, language.refusals, error);
    readAll(root, file, "example", exampleFrom, language.examples, error);
    root.finish();
    if (root.error() || error)
        return std::unexpected(root.error() ? *root.error() : *error);
    if (language.byHand.empty() && language.style("env") == nullptr)
        return fail(ErrorKind::Malformed, "a language needs a [[style]] env",
                    std::string(file.name));
    // `"""` has to be looked for before `"`.
    std::ranges::stable_sort(language.literals, std::ranges::greater(),
                             [](const LiteralRule &rule) { return rule.open.size(); });
    return language;
}

const std::vector<PatchLanguage> &builtinLanguages()
{
    static const std::vector<PatchLanguage> languages = [] {
        std::vector<PatchLanguage> all;
        for (const LanguageFile &file : builtinLanguageFiles()) {
            if (auto one = readLanguage(file))
                all.push_back(*std::move(one));
        }
        std::ranges::stable_sort(all, {}, &PatchLanguage::order);
        return all;
    }();
    return languages;
}

const PatchLanguage *languageOf(std::span<const PatchLanguage> languages, std::string_view path)
{
    const auto found = std::ranges::find_if(languages, [path](const PatchLanguage &language) {
        return std::ranges::any_of(language.paths, [path](const std::string &expression) {
            return RE2::PartialMatch({path.data(), path.size()}, RE2(expression, RE2::Quiet));
        });
    });
    return found == languages.end() ? nullptr : &*found;
}

} // namespace rekey::rotate
