// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clifindings.h"
#include "app/cliopenstore.h"
#include "app/cliseal.h"
#include "core/base/text.h"
#include "core/seal/hostrule.h"
#include "core/seal/jsonwriter.h"
#include "core/seal/sealing.h"

#include <nlohmann/json.hpp>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <span>

namespace rekey::app {

namespace {

using seal::MadeSeal;
using seal::ProxySecret;
using secret::SecretBytes;

constexpr std::size_t kMostValueBytes = std::size_t{64} * 1024;

/// Where the value comes from, and what is known of it.
struct ValueSource
{
    seal::SealedFrom from;
    std::string detector;
    seal::ValueReader read;
};

Result<ValueSource> sourceOf(const SealCommand &command, const store::Store &store)
{
    ValueSource source;
    if (command.id.empty()) {
        source.read = [fd = command.valueFd](std::string_view) { return readValue(fd); };
        return source;
    }
    const auto findings = namedFindings(store, {command.id});
    if (!findings)
        return std::unexpected(findings.error());
    const finding::Finding &found = findings->front().finding;
    source.from = {found.id, found.label(), found.type, found.masked};
    source.detector = found.rule;
    source.read = [&store, id = found.id](std::string_view name) {
        return store.value(id, name == "value" ? std::string_view() : name);
    };
    return source;
}

/// From standard input comes what is put in, not its parts.
seal::ValueRecipe recipeFor(const SealCommand &command, const seal::Preset *preset)
{
    if (preset == nullptr)
        return {};
    return command.id.empty() ? seal::ValueRecipe{"{value}", preset->value.encoding}
                              : preset->value;
}

Result<const seal::Preset *> presetOf(const SealCommand &command, const ValueSource &source)
{
    if (!command.preset.empty()) {
        const seal::Preset *preset = seal::presetById(command.preset);
        if (preset == nullptr)
            return fail(ErrorKind::NotFound, "no preset has this id; see rekey-cli seal presets",
                        command.preset);
        return preset;
    }
    if (command.processor || !command.parts.empty())
        return nullptr;
    const seal::Preset *preset = seal::presetFor(source.detector);
    if (preset == nullptr)
        return fail(ErrorKind::NotFound,
                    "no preset is known for this kind of value; give --preset or --processor",
                    source.from.label);
    return preset;
}

Result<void> fillPart(seal::Processor &processor, const SealPart &part)
{
    const auto pin = [&](auto &inject) {
        if (part.format)
            inject.format.value = *part.format;
        if (part.destination)
            inject.destination.value = *part.destination;
    };
    if (auto *inject = std::get_if<seal::Inject>(&processor.kind))
        pin(*inject);
    if (auto *inject = std::get_if<seal::InjectHmac>(&processor.kind))
        pin(*inject);
    for (const auto &[name, text] : part.fields) {
        if (!seal::setField(processor, name, text))
            return fail(ErrorKind::Invalid, "this processor has no such member", name);
    }
    return {};
}

Result<seal::Processor> processorOf(std::span<const SealPart> parts)
{
    seal::Multi several;
    for (const SealPart &part : parts) {
        several.members.push_back(seal::makeProcessor(part.kind));
        if (auto filled = fillPart(several.members.back(), part); !filled)
            return std::unexpected(filled.error());
    }
    return seal::Processor{std::move(several)};
}

Result<ProxySecret> policyOf(const SealCommand &command, const seal::Preset *preset,
                             const ValueSource &source)
{
    ProxySecret secret;
    if (preset != nullptr) {
        secret = seal::policyOf(*preset);
        if (!command.id.empty()) {
            if (auto filled = seal::fillFields(secret.processor, *preset, source.read); !filled)
                return std::unexpected(filled.error());
        }
    } else if (!command.parts.empty()) {
        auto several = processorOf(command.parts);
        if (!several)
            return std::unexpected(several.error());
        secret.processor = std::move(*several);
    } else {
        secret.processor = seal::makeProcessor(*command.processor);
    }
    if (auto filled = fillPart(secret.processor, command.whole); !filled)
        return std::unexpected(filled.error());
    if (!command.hosts.empty())
        secret.destinations.hosts = command.hosts;
    if (!command.pattern.empty() || !command.anyHostReason.empty())
        secret.destinations = {std::nullopt, command.pattern};
    switch (command.authorizer) {
    case seal::AuthorizerKind::Bearer:
        secret.authorizer = seal::BearerAuth();
        break;
    case seal::AuthorizerKind::Macaroon:
        secret.authorizer = seal::MacaroonAuth();
        break;
    case seal::AuthorizerKind::FlySrc:
        secret.authorizer = seal::FlySrcAuth{
            command.orgs.empty() ? std::nullopt : std::optional(command.orgs),
            command.apps.empty() ? std::nullopt : std::optional(command.apps), std::nullopt};
        break;
    case seal::AuthorizerKind::FlyioMacaroon:
        return fail(ErrorKind::Unsupported,
                    "--auth flyio_macaroon has more to say than fits here; seal it in the window");
    case seal::AuthorizerKind::None:
        secret.authorizer = seal::NoAuth{};
        break;
    }
    return secret;
}

/// Warnings on standard error; true when nothing is refused.
bool tellRemarks(const std::vector<seal::Remark> &remarks)
{
    bool isFine = true;
    for (const seal::Remark &remark : remarks) {
        say((remark.isRefusal ? "refused: " : "note: ") + remark.text);
        isFine = isFine && !remark.isRefusal;
    }
    return isFine;
}

std::string extension(seal::DeliveryForm form)
{
    return form == seal::DeliveryForm::Json      ? ".json"
        : form == seal::DeliveryForm::Kubernetes ? ".yaml"
                                                 : ".env";
}

/// Into a file of its own, or standard output. Says what to type next.
bool deliver(const SealCommand &command, const seal::SealRecord &record, const SecretBytes &bearer)
{
    const SecretBytes text = seal::deliveryText(command.form, record, bearer);
    const auto content = [&](std::ostream &out) { out << text.view(); };
    if (command.output.empty())
        return writeOutput({}, content);
    std::error_code code;
    std::filesystem::create_directories(command.output, code);
    const std::string file
        = command.output + "/" + seal::variableName(record.consumer.name) + extension(command.form);
    if (!writeOutput(file, content))
        return false;
    const std::string next = seal::deliveryCommand(command.form, record, file);
    say(escapeControl(record.consumer.name) + ": " + escapeControl(file)
        + (next.empty() ? "" : ", then: " + escapeControl(next)));
    return true;
}

void warnOfSize(const seal::SealRecord &record)
{
    if (record.token.size() > seal::kWarnTokenBytes)
        say("note: the token of " + escapeControl(record.consumer.name) + " has "
            + std::to_string(record.token.size())
            + " bytes; proxies on the way may drop headers of 8 KiB");
}

int keepMade(const SealCommand &command, store::Store &store, std::vector<MadeSeal> made)
{
    auto seals = keptRegister(store);
    if (!seals)
        return fails(seals.error());
    std::vector<finding::Event> events;
    for (MadeSeal &seal : made) {
        warnOfSize(seal.record);
        if (!deliver(command, seal.record, seal.bearer))
            return ExitIncomplete;
        finding::Event event;
        event.finding = seal.record.source.finding;
        event.kind = finding::EventKind::Sealed;
        event.to = seal.record.consumer.name;
        event.detail = seal.record.profile + " " + seal.record.fingerprint;
        if (!seal.record.source.label.empty())
            events.push_back(std::move(event));
        const std::uint32_t number = seals->add(std::move(seal.record));
        say(seals->find(number)->label() + " " + seals->find(number)->fingerprint);
    }
    if (auto kept = keep(store, *seals); !kept)
        return fails(kept.error());
    const auto noted = store.note(events);
    return noted ? static_cast<int>(ExitNothing) : fails(noted.error());
}

} // namespace

Result<SecretBytes> readValue(int fd)
{
    if (fd < 0 && ::isatty(STDIN_FILENO) == 1)
        return fail(
            ErrorKind::Invalid,
            "this comes from a pipe or file on standard input, or by --value-fd, --bearer-fd, "
            "--id or --from; a terminal would show it");
    SecretBytes read(kMostValueBytes + 1);
    std::size_t size = 0;
    while (size < read.size()) {
        const ssize_t count
            = ::read(fd < 0 ? STDIN_FILENO : fd, read.bytes().data() + size, read.size() - size);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return fail(ErrorKind::Io,
                        std::string("the value cannot be read (") + std::strerror(errno) + ")");
        if (count == 0)
            break;
        size += static_cast<std::size_t>(count);
    }
    if (size > kMostValueBytes)
        return fail(ErrorKind::TooBig, "a value has up to 64 KiB");
    std::string_view text = read.view().substr(0, size);
    if (text.ends_with('\n'))
        text.remove_suffix(1);
    if (text.ends_with('\r'))
        text.remove_suffix(1);
    return SecretBytes::copyOf(text);
}

int keepNewSeals(const SealCommand &command, store::Store &store, std::vector<MadeSeal> made)
{
    return keepMade(command, store, std::move(made));
}

bool deliverSeal(const SealCommand &command, const seal::SealRecord &record,
                 const SecretBytes &bearer)
{
    return deliver(command, record, bearer);
}

int makeSeals(const SealCommand &command, store::Store &store)
{
    const auto profile = keptProfile(store, command.profile);
    if (!profile)
        return fails(profile.error());
    const auto source = sourceOf(command, store);
    if (!source)
        return fails(source.error());
    const auto preset = presetOf(command, *source);
    if (!preset)
        return fails(preset.error());
    auto secret = policyOf(command, *preset, *source);
    if (!secret)
        return fails(secret.error());
    seal::SealOrder order;
    order.source = source->from;
    order.recipe = recipeFor(command, *preset);
    if (*preset != nullptr)
        order.test = (*preset)->test;
    order.terms = {profile->deployed, command.anyHostReason, command.hasNoAuthConsent};
    order.marksConsumers = command.marksConsumers;
    order.now = secondsNow();
    if (command.isDryRun) {
        std::cout << seal::indentedJson(seal::redactedJson(*secret)) << '\n';
        return tellRemarks(remarksOn(*secret, order.terms, seal::Depth::Policy)) ? ExitNothing
                                                                                 : ExitPolicy;
    }
    auto value = seal::makeValue(order.recipe, source->read);
    if (!value)
        return fails(value.error());
    if (auto filled = seal::fillValue(secret->processor, std::move(*value)); !filled)
        return fails(filled.error());
    std::vector<seal::Consumer> consumers;
    for (const std::string &name : command.words)
        consumers.push_back({name, command.owner, command.place});
    auto made = seal::sealForEach(*secret, consumers, *profile, order);
    if (!made) {
        say("refused: " + made.error().text());
        return ExitPolicy;
    }
    std::ignore = tellRemarks(remarksOn(*secret, order.terms, seal::Depth::Policy));
    return keepMade(command, store, std::move(*made));
}

int makeSealsAgain(const SealCommand &command, store::Store &store)
{
    auto seals = keptRegister(store);
    if (!seals)
        return fails(seals.error());
    const auto numbers = namedSeals(*seals, command.words);
    if (!numbers)
        return fails(numbers.error());
    const auto source = sourceOf(command, store);
    if (!source)
        return fails(source.error());
    std::optional<SecretBytes> given; // standard input is read once
    for (const std::uint32_t number : *numbers) {
        const seal::SealRecord &record = *seals->find(number);
        const auto profile
            = keptProfile(store, command.profile.empty() ? record.profile : command.profile);
        if (!profile)
            return fails(profile.error());
        const auto read = [&](std::string_view name) -> Result<SecretBytes> {
            if (!command.id.empty())
                return source->read(name);
            if (!given) {
                auto value = source->read(name);
                if (!value)
                    return value;
                given = std::move(*value);
            }
            return SecretBytes::copyOf(given->bytes());
        };
        const seal::ValueRecipe recipe = command.id.empty()
            ? seal::ValueRecipe{"{value}", record.recipe.encoding}
            : record.recipe;
        auto value = seal::makeValue(recipe, read);
        if (!value)
            return fails(value.error());
        auto again = seal::sealAgain(record, std::move(*value), *profile, secondsNow());
        if (!again)
            return fails(again.error());
        if (!command.id.empty())
            again->source = source->from;
        if (command.isDryRun) {
            say("would seal again for " + escapeControl(record.consumer.name));
            continue;
        }
        if (!deliver(command, *again, {}))
            return ExitIncomplete;
        seals->replace(number, std::move(*again));
    }
    const auto kept = keep(store, *seals);
    return kept ? static_cast<int>(ExitNothing) : fails(kept.error());
}

} // namespace rekey::app
