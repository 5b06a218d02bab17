// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/preset.h"

#include "core/rules/tablereader.h"
#include "core/seal/base64.h"
#include "core/seal/check.h"
#include "core/seal/jsonreader.h"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace rekey::seal {

namespace {

using rules::TableReader;
using Need = TableReader::Need;

const std::map<std::string, ValueEncoding, std::less<>> kEncodings
    = {{"plain", ValueEncoding::Plain},
       {"base64", ValueEncoding::Base64},
       {"json-text", ValueEncoding::JsonText}};

void readTest(TableReader &reader, HarmlessRequest &test)
{
    const std::string request = reader.text("test");
    test.host = reader.text("test_host");
    test.headers = reader.texts("test_headers");
    if (request.empty())
        return;
    const std::size_t blank = request.find(' ');
    if (blank == std::string::npos || blank + 1 >= request.size() || request[blank + 1] != '/') {
        reader.refuse("test", "is a method and a path: \"GET /v1/me\"");
        return;
    }
    test.method = request.substr(0, blank);
    test.path = request.substr(blank + 1);
}

void readHeader(TableReader &reader, Preset &preset)
{
    const std::string processor = reader.text("processor", Need::Required);
    const auto kind = processorFromName(processor);
    if (!kind || kind == ProcessorKind::Multi)
        reader.refuse("processor", "is no processor that a preset can have");
    else
        preset.processor = *kind;
    preset.format = reader.text("fmt");
    preset.destination = reader.text("dst");
    if (std::string text = reader.text("value"); !text.empty())
        preset.value.text = std::move(text);
    const std::string encoding = reader.text("encode");
    const auto known = kEncodings.find(encoding);
    if (known != kEncodings.end())
        preset.value.encoding = known->second;
    else if (!encoding.empty())
        reader.refuse("encode", "is one of plain, base64, json-text");
}

void readFields(TableReader &reader, const std::string &file, Preset &preset)
{
    const toml::table *fields = reader.table("fields");
    if (fields == nullptr)
        return;
    TableReader inner(*fields, file, "fields of " + preset.id);
    for (const std::string_view name : fieldNames(preset.processor)) {
        if (fields->contains(name))
            preset.fields.emplace_back(name, inner.text(name));
    }
    inner.finish();
    if (inner.error())
        reader.refuse("fields", inner.error()->detail);
}

/// Refused when what it makes would be refused: fields that are still to come count as given.
std::optional<std::string> problemOf(const Preset &preset)
{
    ProxySecret secret = policyOf(preset);
    secret.authorizer = BearerAuth{std::vector<std::byte>(32)};
    for (const std::string_view name : fieldNames(preset.processor)) {
        if (fieldText(secret.processor, name).empty())
            setField(secret.processor, name, "1");
    }
    const std::vector<Remark> remarks = remarksOn(secret, {}, Depth::Policy);
    if (!remarks.empty() && remarks.front().isRefusal)
        return remarks.front().text;
    if (!preset.test.path.empty() && !std::ranges::contains(preset.hosts, preset.test.host))
        return "the host of the test is not among the hosts";
    return std::nullopt;
}

Result<Preset> readPreset(const toml::table &table, const std::string &file,
                          const std::string &provider)
{
    TableReader reader(table, file, "[[seal]]");
    Preset preset;
    preset.provider = provider;
    preset.id = reader.text("id", Need::Required);
    reader.setLabel("[[seal]] " + preset.id);
    preset.name = reader.text("name", Need::Required);
    preset.detectors = reader.texts("detectors");
    readHeader(reader, preset);
    readFields(reader, file, preset);
    preset.hosts = reader.texts("hosts", Need::Required);
    readTest(reader, preset.test);
    if (preset.test.host.empty() && !preset.test.path.empty() && !preset.hosts.empty())
        preset.test.host = preset.hosts.front();
    preset.note = reader.text("note");
    reader.skip("references");
    if (!preset.id.starts_with(provider))
        reader.refuse("id", "begins with the provider's id");
    reader.finish();
    if (reader.error())
        return std::unexpected(*reader.error());
    if (auto problem = problemOf(preset))
        return fail(ErrorKind::Malformed, "[[seal]] " + preset.id + ": " + *problem, file);
    return preset;
}

/// Calls `piece` for each part of a recipe, in turn: literal text, or a name in braces.
template <typename Piece> Result<void> eachPiece(std::string_view text, Piece piece)
{
    while (!text.empty()) {
        const std::size_t open = text.find('{');
        const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
        const bool isName = close != std::string_view::npos;
        if (open != 0) {
            if (auto taken = piece(text.substr(0, isName ? open : text.size()), false); !taken)
                return taken;
        }
        if (!isName)
            return {};
        if (auto taken = piece(text.substr(open + 1, close - open - 1), true); !taken)
            return taken;
        text.remove_prefix(close + 1);
    }
    return {};
}

/// The parts of a recipe joined in locked memory.
Result<secret::SecretBytes> joined(std::string_view text, const ValueReader &read)
{
    std::vector<secret::SecretBytes> parts;
    std::size_t size = 0;
    auto taken = eachPiece(text, [&](std::string_view piece, bool isName) -> Result<void> {
        auto part = isName ? read(piece)
                           : Result<secret::SecretBytes>(secret::SecretBytes::copyOf(piece));
        if (!part)
            return std::unexpected(part.error());
        size += part->size();
        parts.push_back(std::move(*part));
        return {};
    });
    if (!taken)
        return std::unexpected(taken.error());
    secret::SecretBytes whole(size);
    std::size_t at = 0;
    for (const secret::SecretBytes &part : parts) {
        std::ranges::copy(part.bytes(), whole.bytes().subspan(at).begin());
        at += part.size();
    }
    return whole;
}

} // namespace

Result<std::vector<Preset>> parsePresets(const rules::RuleFile &file)
{
    const toml::parse_result parsed = toml::parse(file.text, file.name);
    if (!parsed)
        return fail(ErrorKind::Malformed, std::string(parsed.error().description()), file.name);
    TableReader reader(parsed.table(), file.name, "the file");
    const toml::table *provider = reader.table("provider", Need::Required);
    const std::vector<const toml::table *> tables = reader.tables("seal");
    if (reader.error())
        return std::unexpected(*reader.error());
    const std::string id = TableReader(*provider, file.name, "[provider]").text("id");
    std::vector<Preset> presets;
    for (const toml::table *table : tables) {
        auto preset = readPreset(*table, file.name, id);
        if (!preset)
            return std::unexpected(preset.error());
        presets.push_back(std::move(*preset));
    }
    return presets;
}

std::span<const Preset> builtinPresets()
{
    static const std::vector<Preset> presets = [] {
        std::vector<Preset> all;
        for (const rules::RuleFile &file : rules::builtinRuleFiles()) {
            if (!file.text.contains("[[seal]]"))
                continue;
            auto read = parsePresets(file);
            if (!read)
                std::abort(); // the build checks these files
            std::ranges::move(*read, std::back_inserter(all));
        }
        std::ranges::sort(all, {}, &Preset::id);
        return all;
    }();
    return presets;
}

const Preset *presetFor(std::string_view detector)
{
    const auto presets = builtinPresets();
    const auto found = std::ranges::find_if(presets, [&](const Preset &preset) {
        return std::ranges::contains(preset.detectors, detector);
    });
    return found == presets.end() ? nullptr : &*found;
}

const Preset *presetById(std::string_view id)
{
    const auto presets = builtinPresets();
    const auto found = std::ranges::find(presets, id, &Preset::id);
    return found == presets.end() ? nullptr : &*found;
}

ProxySecret policyOf(const Preset &preset)
{
    ProxySecret secret;
    secret.processor = makeProcessor(preset.processor);
    secret.authorizer = BearerAuth();
    secret.destinations.hosts = preset.hosts;
    if (auto *inject = std::get_if<Inject>(&secret.processor.kind)) {
        inject->format.value = preset.format;
        inject->destination.value = preset.destination;
    }
    if (auto *inject = std::get_if<InjectHmac>(&secret.processor.kind)) {
        inject->format.value = preset.format;
        inject->destination.value = preset.destination;
    }
    for (const auto &[name, text] : preset.fields) {
        if (!text.contains('{'))
            setField(secret.processor, name, text);
    }
    return secret;
}

Result<secret::SecretBytes> makeValue(const ValueRecipe &recipe, const ValueReader &read)
{
    auto value = joined(recipe.text, read);
    if (!value || recipe.encoding == ValueEncoding::Plain)
        return value;
    return recipe.encoding == ValueEncoding::Base64 ? encodedBase64(*value) : unescapedJson(*value);
}

Result<void> fillFields(Processor &processor, const Preset &preset, const ValueReader &read)
{
    for (const auto &[name, text] : preset.fields) {
        if (!text.contains('{'))
            continue;
        auto value = joined(text, read);
        if (!value)
            return std::unexpected(value.error());
        setField(processor, name, value->view());
    }
    return {};
}

Result<void> fillValue(Processor &processor, secret::SecretBytes value)
{
    const auto takesOne = [](const Processor &one) { return missingValues(one).size() == 1; };
    auto *several = std::get_if<Multi>(&processor.kind);
    const bool isFine = several == nullptr
        ? takesOne(processor)
        : !several->members.empty() && std::ranges::all_of(several->members, takesOne);
    if (!isFine)
        return fail(ErrorKind::Invalid,
                    "this secret does not take exactly one value; seal it again from its form");
    forEachValue(processor, [&](std::string_view name, secret::SecretBytes &target) {
        if (target.isEmpty() && name != "refresh_token")
            target = secret::SecretBytes::copyOf(value.bytes());
    });
    return {};
}

} // namespace rekey::seal
