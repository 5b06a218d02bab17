// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/rules/loader.h"
#include "core/seal/proxysecret.h"
#include "core/secret/secretbytes.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rekey::seal {

/// What is done to a value before it is put in.
enum class ValueEncoding : std::uint8_t
{
    Plain,
    Base64, ///< user and password for "Basic %s"
    JsonText, ///< as it stands in a JSON file: its escapes are undone
};

/// How the sealed value is made of what a finding holds: text with "{value}" for the finding's
/// value and "{name}" for a companion's.
struct ValueRecipe
{
    std::string text = "{value}";
    ValueEncoding encoding = ValueEncoding::Plain;

    friend bool operator==(const ValueRecipe &, const ValueRecipe &) = default;
};

/// A request that changes nothing and says whether the credential works.
struct HarmlessRequest
{
    std::string method = "GET";
    std::string host;
    std::string path; ///< with query
    std::vector<std::string> headers; ///< "Name: value"

    friend bool operator==(const HarmlessRequest &, const HarmlessRequest &) = default;
};

/// How one kind of credential is sealed: the `[[seal]]` section of a provider file (format:
/// resources/providers/README.md).
struct Preset
{
    std::string id;
    std::string name;
    std::string provider; ///< id of the file's provider
    std::vector<std::string> detectors; ///< ids; the first preset that names one is proposed
    ProcessorKind processor = ProcessorKind::Inject;
    std::string format;
    std::string destination;
    ValueRecipe value;
    /// Members that are no secrets, by JSON name; a text may hold "{companion}". An empty text is
    /// to be asked for.
    std::vector<std::pair<std::string, std::string>> fields;
    std::vector<std::string> hosts;
    HarmlessRequest test; ///< without host: there is none
    std::string note; ///< for people
};

/// Reads the presets of one provider file. Errors: Malformed with file, line and the preset's id;
/// also for a preset that would be refused when sealed.
[[nodiscard]] Result<std::vector<Preset>> parsePresets(const rules::RuleFile &file);

/// Those that come with the program, by id; the build has checked them.
[[nodiscard]] std::span<const Preset> builtinPresets();
/// Null when there is none.
[[nodiscard]] const Preset *presetFor(std::string_view detector);
[[nodiscard]] const Preset *presetById(std::string_view id);

/// The policy of a preset: no value, no authorizer's digest; fields with companions are empty.
[[nodiscard]] ProxySecret policyOf(const Preset &preset);

/// A member that is no secret, by its JSON name. False when the processor has none of that name.
bool setField(Processor &processor, std::string_view name, std::string_view text);
/// Names of such members, in the JSON's order.
[[nodiscard]] std::vector<std::string_view> fieldNames(ProcessorKind kind);
[[nodiscard]] std::string fieldText(const Processor &processor, std::string_view name);

/// Gives the plaintext of a finding's value ("value") or of a companion.
using ValueReader = std::function<Result<secret::SecretBytes>(std::string_view name)>;

/// Errors: those of the reader; Malformed (the JSON escapes are none).
[[nodiscard]] Result<secret::SecretBytes> makeValue(const ValueRecipe &recipe,
                                                    const ValueReader &read);
/// Puts the text of each field of a preset that names companions.
[[nodiscard]] Result<void> fillFields(Processor &processor, const Preset &preset,
                                      const ValueReader &read);
/// Puts the one value that is missing, of several processors into each. Errors: Invalid (or more).
[[nodiscard]] Result<void> fillValue(Processor &processor, secret::SecretBytes value);

} // namespace rekey::seal
