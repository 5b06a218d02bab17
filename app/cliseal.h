// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/clioptions.h"
#include "app/clisealacquire.h"
#include "core/seal/delivery.h"
#include "core/seal/keptseals.h"
#include "core/seal/proxysecret.h"
#include "core/seal/sealing.h"
#include "core/store/store.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rekey::app {

/// One of several processors, with what its options said.
struct SealPart
{
    seal::ProcessorKind kind = seal::ProcessorKind::Inject;
    std::optional<std::string> format;
    std::optional<std::string> destination;
    std::vector<std::pair<std::string, std::string>> fields;
};

/// `rekey-cli seal`. A value comes from standard input, a descriptor or the store, never from the
/// command line.
struct SealCommand
{
    enum class Verb : std::uint8_t
    {
        Make,
        Again,
        List,
        Snippet,
        Retire,
        Rotated,
        Acquire,
        Refresh,
        Test,
        Presets,
        ProfileAdd,
        ProfileList,
        ProfileRemove,
    };
    Verb verb = Verb::List;
    std::vector<std::string> words; ///< consumers, seals, findings or the profile's name
    StoreAccess access;
    bool isDryRun = false;
    bool json = false;

    std::string profile;
    std::string proxy;
    std::string key;
    std::string colour;
    std::string deployed;

    std::string preset;
    std::optional<seal::ProcessorKind> processor;
    SealPart whole; ///< without its kind: of the preset or the processor
    std::vector<SealPart> parts; ///< any: they make a processor of several
    std::vector<std::string> hosts;
    std::string pattern;
    std::string anyHostReason;
    seal::AuthorizerKind authorizer = seal::AuthorizerKind::Bearer;
    std::vector<std::string> orgs; ///< of Fly, for AuthorizerKind::FlySrc
    std::vector<std::string> apps;
    bool hasNoAuthConsent = false;
    bool marksConsumers = false;
    std::string owner; ///< of the consumers
    std::string place;

    std::string id; ///< finding whose value is sealed
    int valueFd = -1; ///< -1: standard input
    seal::DeliveryForm form = seal::DeliveryForm::Environment;
    std::string output; ///< folder
    bool showsBearers = false;
    std::optional<seal::SnippetLanguage> language;
    AcquireChoices acquire;

    std::vector<std::string> from; ///< files that were delivered, or folders of them
    std::string method; ///< of a test that is typed
    std::string path;
};

[[nodiscard]] Result<SealCommand> parseSeal(std::vector<std::string> arguments);
[[nodiscard]] VerbWords sealWords();
[[nodiscard]] std::string sealUsage();
[[nodiscard]] int runSealCommand(const SealCommand &command);

using seal::keep;
using seal::keptProfile;
using seal::keptRegister;

/// The seals of these names: "L-0007" or "7". Errors: NotFound.
[[nodiscard]] Result<std::vector<std::uint32_t>> namedSeals(const seal::SealRegister &seals,
                                                            const std::vector<std::string> &names);
[[nodiscard]] std::int64_t secondsNow();

[[nodiscard]] int makeSeals(const SealCommand &command, store::Store &store);
[[nodiscard]] int makeSealsAgain(const SealCommand &command, store::Store &store);
[[nodiscard]] int acquireSeal(const SealCommand &command, store::Store &store);
[[nodiscard]] int refreshSeals(const SealCommand &command, store::Store &store);
/// Hands new seals over as the command says, and keeps them.
[[nodiscard]] int keepNewSeals(const SealCommand &command, store::Store &store,
                               std::vector<seal::MadeSeal> made);
/// Hands one over; says what went wrong.
[[nodiscard]] bool deliverSeal(const SealCommand &command, const seal::SealRecord &record,
                               const secret::SecretBytes &bearer);
[[nodiscard]] int testSeals(const SealCommand &command, store::Store &store);

/// All that a descriptor gives (-1: standard input, unless that is a terminal), without the line
/// break at its end. Errors: Invalid, Io, TooBig.
[[nodiscard]] Result<secret::SecretBytes> readValue(int fd);

} // namespace rekey::app
