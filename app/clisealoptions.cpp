// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cliseal.h"
#include "app/optionparser.h"

#include <utility>

namespace rekey::app {

namespace {

using Verb = SealCommand::Verb;

struct VerbForm
{
    const char *words;
    Verb verb;
    const char *argument; ///< what has to stand behind it; null: nothing may
};

constexpr VerbForm kForms[] = {
    {"make", Verb::Make, "the consumers' names"},
    {"again", Verb::Again, "the seals, such as L-0007"},
    {"list", Verb::List, nullptr},
    {"snippet", Verb::Snippet, "a seal, such as L-0007"},
    {"retire", Verb::Retire, "the seals, such as L-0007"},
    {"rotated", Verb::Rotated, "the findings, such as S-0421"},
    {"acquire", Verb::Acquire, "the consumer's name"},
    {"refresh", Verb::Refresh, "the seals, such as L-0007"},
    {"test", Verb::Test, "the seals, such as L-0007, or --from FOLDER"},
    {"presets", Verb::Presets, nullptr},
    {"profile list", Verb::ProfileList, nullptr},
    {"profile add", Verb::ProfileAdd, "a name"},
    {"profile remove", Verb::ProfileRemove, "a name"},
};

/// Takes a name of a kind.
template <typename Target, typename Read>
Options::Action named(std::string option, Read read, Target &target)
{
    return [option = std::move(option), read, &target](const std::string &value) -> Result<void> {
        const auto known = read(value);
        if (!known)
            return fail(ErrorKind::Invalid,
                        "--" + option + " does not know \"" + value + "\"; see --help");
        target = *known;
        return {};
    };
}

void addProfileOptions(Options &options, SealCommand &command)
{
    options.value("profile", into(command.profile));
    options.value("proxy", into(command.proxy));
    options.value("key", into(command.key));
    options.value("colour", into(command.colour));
    options.value("deployed", into(command.deployed));
}

void addPolicyOptions(Options &options, SealCommand &command)
{
    options.value("preset", into(command.preset));
    options.value("processor", named("processor", seal::processorFromName, command.processor));
    options.value("part", [&](const std::string &value) -> Result<void> {
        command.parts.emplace_back();
        return named("part", seal::processorFromName, command.parts.back().kind)(value);
    });
    // What these say is about the part before them.
    const auto part = [&command]() -> SealPart & {
        return command.parts.empty() ? command.whole : command.parts.back();
    };
    options.value("fmt", [part](const std::string &value) -> Result<void> {
        part().format = value;
        return {};
    });
    options.value("dst", [part](const std::string &value) -> Result<void> {
        part().destination = value;
        return {};
    });
    options.value("field", [part](const std::string &value) -> Result<void> {
        const std::size_t sign = value.find('=');
        if (sign == std::string::npos)
            return fail(ErrorKind::Invalid, "--field is NAME=TEXT, not \"" + value + '"');
        part().fields.emplace_back(value.substr(0, sign), value.substr(sign + 1));
        return {};
    });
    options.value("host", into(command.hosts));
    options.value("pattern", into(command.pattern));
    options.value("any-host", into(command.anyHostReason));
    options.value("auth", named("auth", seal::authorizerFromName, command.authorizer));
    options.value("fly-org", into(command.orgs));
    options.value("fly-app", into(command.apps));
    options.flag("anybody", [&] { command.hasNoAuthConsent = true; });
    options.flag("mark-consumers", [&] { command.marksConsumers = true; });
    options.value("owner", into(command.owner));
    options.value("place", into(command.place));
}

void addTestOptions(Options &options, SealCommand &command)
{
    options.value("from", into(command.from));
    options.value("method", into(command.method));
    options.value("path", into(command.path));
}

void addOptions(Options &options, SealCommand &command)
{
    addStoreOptions(options, command.access);
    addProfileOptions(options, command);
    addPolicyOptions(options, command);
    addAcquireOptions(options, command.acquire);
    addTestOptions(options, command);
    options.value("id", into(command.id));
    options.value("value-fd", fdInto("value-fd", command.valueFd));
    options.value("form", named("form", seal::formFromName, command.form));
    options.value("output", into(command.output));
    options.flag("show-bearers", [&] { command.showsBearers = true; });
    options.value("language", named("language", seal::languageFromName, command.language));
    options.flag("dry-run", [&] { command.isDryRun = true; });
    options.flag("json", [&] { command.json = true; });
}

Result<void> takeVerb(std::vector<std::string> words, SealCommand &command)
{
    std::string verb = words.empty() ? "list" : words.front();
    std::size_t used = words.empty() ? 0 : 1;
    if (verb == "profile") {
        verb += ' ' + (words.size() > 1 ? words[1] : std::string("list"));
        used = std::min<std::size_t>(words.size(), 2);
    }
    for (const VerbForm &form : kForms) {
        if (verb != form.words)
            continue;
        command.verb = form.verb;
        command.words.assign(words.begin() + static_cast<std::ptrdiff_t>(used), words.end());
        const bool isNamed = (form.verb == Verb::Acquire && !command.acquire.replaces.empty())
            || (form.verb == Verb::Test && !command.from.empty());
        if (form.argument != nullptr && command.words.empty() && !isNamed)
            return fail(ErrorKind::Invalid, "seal " + verb + " needs " + form.argument);
        if (form.argument == nullptr && !command.words.empty())
            return fail(ErrorKind::Invalid,
                        "seal " + verb + " does not take \"" + command.words.front() + '"');
        return {};
    }
    return fail(ErrorKind::Invalid,
                "seal knows make, again, acquire, refresh, test, list, snippet, retire, rotated, "
                "presets and profile list, add, remove, not \""
                    + verb + '"');
}

Result<void> checkMake(const SealCommand &command)
{
    const bool isMaking = command.verb == Verb::Make;
    if (isMaking && command.profile.empty())
        return fail(ErrorKind::Invalid, "seal make needs --profile NAME");
    const bool isSeveral = command.processor == seal::ProcessorKind::Multi;
    if (!command.parts.empty()
        && (!command.preset.empty() || (command.processor && !isSeveral) || command.whole.format
            || command.whole.destination || !command.whole.fields.empty()))
        return fail(ErrorKind::Invalid,
                    "--part stands in place of --preset and --processor, and before the --fmt, "
                    "--dst and --field that are about it");
    if (command.parts.empty() && isSeveral)
        return fail(ErrorKind::Invalid,
                    "several at once are given by --part KIND, each with its "
                    "own --fmt, --dst and --field behind it");
    if (isMaking && command.preset.empty() && command.id.empty() && !command.processor
        && command.parts.empty())
        return fail(ErrorKind::Invalid, "seal make needs --preset, --processor or --part");
    if (!command.id.empty() && command.valueFd >= 0)
        return fail(ErrorKind::Invalid, "--id and --value-fd exclude each other");
    if (!command.isDryRun && command.output.empty() && !command.showsBearers)
        return fail(
            ErrorKind::Invalid,
            "say where tokens and bearers go, for they are given out once: --output FOLDER, "
            "or --show-bearers for standard output");
    return {};
}

} // namespace

VerbWords sealWords()
{
    SealCommand command;
    Options options;
    addOptions(options, command);
    return {"seal",
            {"make", "again", "acquire", "refresh", "test", "list", "snippet", "retire", "rotated",
             "presets", "profile"},
            options.names()};
}

Result<SealCommand> parseSeal(std::vector<std::string> arguments)
{
    SealCommand command;
    Options options;
    addOptions(options, command);
    auto words = options.parse(std::move(arguments));
    if (!words)
        return std::unexpected(words.error());
    if (auto taken = takeVerb(std::move(*words), command); !taken)
        return std::unexpected(taken.error());
    if (command.verb == Verb::Make || command.verb == Verb::Again) {
        if (auto checked = checkMake(command); !checked)
            return std::unexpected(checked.error());
    }
    if (command.verb == Verb::Acquire || command.verb == Verb::Refresh) {
        if (auto checked = checkAcquire(command); !checked)
            return std::unexpected(checked.error());
    }
    if (!command.from.empty() && command.acquire.bearerFd >= 0)
        return fail(ErrorKind::Invalid, "--from and --bearer-fd exclude each other");
    if (command.verb == Verb::ProfileAdd && (command.proxy.empty() || command.key.empty()))
        return fail(ErrorKind::Invalid,
                    "seal profile add needs --proxy URL and --key, the public seal key");
    return command;
}

std::string sealUsage()
{
    return R"(  rekey-cli seal profile add NAME --proxy http://HOST:PORT --key HEX [--colour grey|green|amber|
                       red|blue] [--deployed DATE]      a tokenizer deployment and its public key
  rekey-cli seal profile list [--json] | remove NAME
  rekey-cli seal presets [--json]    how values of known providers are sealed
  rekey-cli seal make --profile NAME CONSUMER...      one seal and one bearer for each consumer
      --preset ID         or --processor inject|inject_hmac|inject_body|oauth2|oauth2_body|sigv4|
                          jwt|client_credentials|github_app with --fmt, --dst, --field NAME=TEXT
      --part KIND         one of several processors that the value goes into, in this order; each
                          with its own --fmt, --dst and --field behind it
      --host HOST         may be given again; or --pattern '^...$'; or --any-host REASON
      --auth bearer|macaroon|fly_src|none     with --fly-org, --fly-app; none needs --anybody
      --id S-0421         seal the finding's value; else standard input, or --value-fd N
      --owner, --place, --mark-consumers      noted of the consumers; named in the proxy's log
      --output FOLDER     a file (mode 0600) for each; --form env|k8s|fly|json
      --show-bearers      or print them, once
  rekey-cli seal again L-0007... [--output FOLDER]    for a new value; consumers keep their bearer
  rekey-cli seal acquire --profile NAME --provider ID CONSUMER     signs in by OAuth in a browser
                       and seals the token at once; also with --output or --show-bearers
      --service URL       an ssokenizer signs in and seals: no token is ever here; --provider is its
                          name there. Without: directly, the weaker way, with --client-id ID
      --client-secret-fd N, --scope S, --host H (where the token may go), --device (on another device)
      --provider https://ISSUER    any OpenID provider; --base-url URL for a server of your own
      --port N            of the return URL, where that is registered with its port
      --replace L-0007    instead of a consumer: into its seal, and it keeps its bearer
      --yes-host HOST     the provider's host may be asked; --ca-file PEM, --allow-private NAME=HOST
  rekey-cli seal refresh L-0007... --bearer-fd N --yes-host PROXY --yes-host SERVICE [--output FOLDER]
                       a new token for seals of an ssokenizer; the bearer may come on standard input
  rekey-cli seal test L-0007... --from FOLDER|FILE    tries each through its proxy with a harmless
                       request; the bearers come from the files of seal make, or one from
                       --bearer-fd N or standard input
      --yes-host HOST     the proxy and the API behind it may be asked; without, nothing is sent
      --path /v1/me       where none is known, with --method GET|OPTIONS|POST and --host HOST
  rekey-cli seal rotated S-0421...   the finding's value is no longer good: its seals are outdated
  rekey-cli seal list [--json] | retire L-0007...
  rekey-cli seal snippet L-0007 [--language curl|python|node|go|ruby]
)";
}

} // namespace rekey::app
