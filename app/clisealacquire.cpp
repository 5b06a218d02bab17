// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clisealacquire.h"

#include "app/cliopenstore.h"
#include "app/cliseal.h"
#include "core/base/listed.h"
#include "core/base/text.h"
#include "core/provider/networktransport.h"
#include "core/seal/oauth/acquire.h"
#include "core/seal/oauth/exchange.h"
#include "core/seal/oauth/loopbackreturn.h"

#include <QEventLoop>

#include <algorithm>
#include <chrono>
#include <format>
#include <iostream>
#include <thread>

namespace rekey::app {

namespace {

using secret::SecretBytes;

Result<void> agree(const AcquireChoices &choices, const std::vector<std::string> &hosts,
                   std::string_view what)
{
    std::vector<std::string> open;
    std::ranges::copy_if(hosts, std::back_inserter(open), [&](const std::string &host) {
        return !std::ranges::contains(choices.yesHosts, host);
    });
    if (open.empty())
        return {};
    return fail(ErrorKind::Denied,
                std::format("nothing was sent: {} would be {}; if that is what you want, add "
                            "--yes-host for each",
                            escapeControl(listed(open)), what));
}

Result<provider::NetworkSettings> networkOf(const AcquireChoices &choices)
{
    provider::NetworkSettings settings;
    settings.allowed = choices.allowed;
    if (choices.authorities.empty())
        return settings;
    auto authorities = provider::readAuthorities(choices.authorities);
    if (!authorities)
        return std::unexpected(authorities.error());
    settings.authorities = std::move(*authorities);
    return settings;
}

/// Listens, has `start` say what to open, and waits for what `take` makes of an answer; refused
/// ones are said, and waiting goes on.
template <typename T, typename Take>
Result<T> awaitReturn(std::uint16_t port, const std::function<Result<void>(std::uint16_t)> &start,
                      Take take)
{
    seal::LoopbackReturn returns;
    QEventLoop loop;
    std::optional<Result<T>> result;
    const auto number = returns.listen(
        port, std::string(seal::kReturnPath),
        [&](Result<seal::RedirectQuery> query) {
            Result<T> taken = query ? take(*query) : std::unexpected(query.error());
            if (!taken) {
                say("refused: " + taken.error().detail + ". Still waiting.");
                return false;
            }
            result = std::move(taken);
            loop.quit();
            return true;
        },
        [&] {
            result = fail(ErrorKind::Cancelled, "nobody came back within ten minutes");
            loop.quit();
        });
    if (!number)
        return std::unexpected(number.error());
    if (auto started = start(*number); !started)
        return std::unexpected(started.error());
    loop.exec();
    return std::move(*result);
}

/// Everything of one `seal acquire`.
class Acquiring
{
public:
    Acquiring(const SealCommand &command, store::Store &store)
        : m_command(command)
        , m_choices(command.acquire)
        , m_store(store)
    {
    }

    int run()
    {
        auto done = prepare();
        if (!done)
            return fails(done.error());
        return m_choices.service.empty() ? runDirect() : runService();
    }

private:
    Result<void> prepare()
    {
        auto seals = keptRegister(m_store);
        if (!seals)
            return std::unexpected(seals.error());
        m_seals = std::move(*seals);
        std::string name = m_command.profile;
        if (!m_choices.replaces.empty()) {
            const auto numbers = namedSeals(m_seals, {m_choices.replaces});
            if (!numbers)
                return std::unexpected(numbers.error());
            m_replaced = *m_seals.find(numbers->front());
            name = name.empty() ? m_replaced->profile : name;
            m_consumer = m_replaced->consumer;
            if (m_choices.service.empty() && m_replaced->policy.empty())
                return fail(ErrorKind::Invalid,
                            "a service sealed it; acquire it with --service again, or use seal "
                            "refresh",
                            m_replaced->label());
        } else {
            m_consumer = {m_command.words.front(), m_command.owner, m_command.place};
        }
        auto profile = keptProfile(m_store, name);
        if (!profile)
            return std::unexpected(profile.error());
        m_profile = std::move(*profile);
        return {};
    }

    int runService()
    {
        const auto service = seal::SsoService::make(m_choices.service, m_choices.provider);
        if (!service)
            return fails(service.error());
        const seal::SsoFlow flow(*service);
        if (m_command.isDryRun) {
            say("would open " + service->url + "/" + service->provider + "/start");
            return ExitNothing;
        }
        auto grant = awaitReturn<seal::SealedGrant>(
            port(),
            [&](std::uint16_t number) -> Result<void> {
                say("the service's configuration needs:\n"
                    + service->yaml(seal::returnUrl("127.0.0.1", number)));
                say("open in a browser of this machine: " + flow.startUrl());
                return {};
            },
            [&](const seal::RedirectQuery &query) { return flow.take(query); });
        if (!grant)
            return fails(grant.error());
        return keep(
            {seal::recordOf(std::move(*grant), *service, m_consumer, *m_profile, secondsNow()),
             {}});
    }

    [[nodiscard]] std::uint16_t port() const { return static_cast<std::uint16_t>(m_choices.port); }

    /// One of ours, at its own server if that was said, or what an issuer says of itself.
    Result<seal::OAuthProvider> findProvider(provider::Transport &transport)
    {
        if (m_choices.provider.contains("://")) {
            auto agreed
                = agree(m_choices, {seal::authorityOf(m_choices.provider)}, "asked what it has");
            return agreed ? seal::discover(transport, m_choices.provider, {})
                          : std::unexpected(agreed.error());
        }
        const seal::OAuthProvider *known = seal::oauthProviderById(m_choices.provider);
        if (known == nullptr) {
            std::vector<std::string> ids;
            for (const seal::OAuthProvider &one : seal::builtinOAuthProviders())
                ids.push_back(one.id);
            return fail(ErrorKind::NotFound,
                        "nothing is known of how this provider signs people in; known are "
                            + listed(ids) + ", and any OpenID provider by its issuer's URL",
                        m_choices.provider);
        }
        return m_choices.baseUrl.empty() ? Result<seal::OAuthProvider>(*known)
                                         : known->at(m_choices.baseUrl);
    }

    Result<seal::OAuthClient> client(const seal::OAuthProvider &provider) const
    {
        seal::OAuthClient made;
        made.id = m_choices.clientId;
        made.scopes = m_choices.scopes.empty() ? provider.scopes : m_choices.scopes;
        if (m_choices.clientSecretFd < 0)
            return made;
        auto read = readValue(m_choices.clientSecretFd);
        if (!read)
            return std::unexpected(read.error());
        made.secret = std::move(*read);
        return made;
    }

    int runDirect()
    {
        auto settings = networkOf(m_choices);
        if (!settings)
            return fails(settings.error());
        provider::NetworkTransport transport(std::move(*settings));
        const auto provider = findProvider(transport);
        if (!provider)
            return fails(provider.error());
        if (auto agreed = agree(m_choices, provider->askedHosts(), "asked for a token"); !agreed)
            return fails(agreed.error());
        if (!m_replaced && hosts(*provider).empty())
            return fails({ErrorKind::Invalid, "say with --host where the token may be sent", {}});
        auto own = client(*provider);
        if (!own)
            return fails(own.error());
        if (!provider->note.empty())
            say("note: " + provider->note);
        if (m_command.isDryRun) {
            say("would ask " + listed(provider->askedHosts()));
            return ExitNothing;
        }
        auto granted = m_choices.isDevice ? byDevice(transport, *provider, std::move(*own))
                                          : byCode(transport, *provider, std::move(*own));
        if (!granted)
            return fails(granted.error());
        return sealToken(std::move(*granted), *provider);
    }

    Result<seal::GrantedToken> byCode(provider::Transport &transport,
                                      const seal::OAuthProvider &provider, seal::OAuthClient own)
    {
        std::optional<seal::CodeFlow> flow;
        const auto start = [&](std::uint16_t number) -> Result<void> {
            auto begun = seal::CodeFlow::begin(provider, std::move(own),
                                               seal::returnUrl(provider.loopbackHost, number));
            if (!begun)
                return std::unexpected(begun.error());
            flow.emplace(std::move(*begun));
            say("return URL: " + seal::returnUrl(provider.loopbackHost, number));
            say("open in a browser of this machine: " + flow->authorizationUrl());
            return {};
        };
        auto code = awaitReturn<SecretBytes>(
            port(), start, [&](const seal::RedirectQuery &query) { return flow->take(query); });
        if (!code)
            return std::unexpected(code.error());
        return seal::exchangeCode(transport, *flow, *code, secondsNow(), {});
    }

    static Result<seal::GrantedToken> byDevice(provider::Transport &transport,
                                               const seal::OAuthProvider &provider,
                                               seal::OAuthClient own)
    {
        auto code = seal::askForCode(transport, provider, own, secondsNow(), {});
        if (!code)
            return std::unexpected(code.error());
        say("on any device open " + escapeControl(code->url) + " and type " + code->userCode);
        seal::DeviceFlow flow(provider, std::move(own), std::move(*code), secondsNow());
        for (;;) {
            const std::int64_t wait = flow.nextAt() - secondsNow();
            std::this_thread::sleep_for(std::chrono::seconds(std::max<std::int64_t>(wait, 0)));
            auto granted = seal::poll(transport, flow, secondsNow(), {});
            if (!granted)
                return std::unexpected(granted.error());
            if (*granted)
                return std::move(**granted);
        }
    }

    [[nodiscard]] std::vector<std::string> hosts(const seal::OAuthProvider &provider) const
    {
        return m_command.hosts.empty() ? provider.hosts : m_command.hosts;
    }

    int sealToken(seal::GrantedToken granted, const seal::OAuthProvider &provider)
    {
        if (granted.hadRefresh)
            say("note: the provider's refresh token was not kept; acquire it anew with --replace "
                "when it expires");
        if (m_replaced) {
            auto again
                = seal::sealGrantedAgain(std::move(granted), *m_replaced, *m_profile, secondsNow());
            return again ? keep({std::move(*again), {}}) : fails(again.error());
        }
        auto made = seal::sealGranted(std::move(granted), provider, hosts(provider), m_consumer,
                                      *m_profile, secondsNow());
        return made ? keep(std::move(*made)) : fails(made.error());
    }

    int keep(seal::MadeSeal made)
    {
        if (!m_replaced) {
            std::vector<seal::MadeSeal> list;
            list.push_back(std::move(made));
            return keepNewSeals(m_command, m_store, std::move(list));
        }
        if (!deliverSeal(m_command, made.record, made.bearer))
            return ExitIncomplete;
        m_seals.replace(m_replaced->number, std::move(made.record));
        const auto kept = app::keep(m_store, m_seals);
        return kept ? static_cast<int>(ExitNothing) : fails(kept.error());
    }

    const SealCommand &m_command;
    const AcquireChoices &m_choices;
    store::Store &m_store;
    seal::SealRegister m_seals;
    std::optional<seal::SealRecord> m_replaced;
    std::optional<seal::Profile> m_profile;
    seal::Consumer m_consumer;
};

/// Asks the service through the proxy for one seal.
Result<seal::SealRecord> refreshOne(const SealCommand &command, const store::Store &store,
                                    const seal::SealRecord &record, const SecretBytes &bearer)
{
    const auto profile = keptProfile(store, record.profile);
    const auto service = seal::serviceOf(record);
    if (!profile || !service)
        return std::unexpected(profile ? service.error() : profile.error());
    const auto agreed
        = agree(command.acquire, seal::refreshHosts(*service, *profile),
                "asked for a new token, with the seal and the bearer in the clear to the proxy");
    if (!agreed)
        return std::unexpected(agreed.error());
    provider::NetworkTransport transport(seal::networkToProxy(*profile));
    return seal::refreshSeal(transport, record, *profile, bearer, secondsNow(), {});
}

} // namespace

void addAcquireOptions(Options &options, AcquireChoices &choices)
{
    options.value("service", into(choices.service));
    options.value("provider", into(choices.provider));
    options.value("base-url", into(choices.baseUrl));
    options.value("client-id", into(choices.clientId));
    options.value("client-secret-fd", fdInto("client-secret-fd", choices.clientSecretFd));
    options.value("scope", into(choices.scopes));
    options.value("port", [&](const std::string &value) {
        constexpr std::size_t kMostPort = 65535;
        return number("port", value, kMostPort, choices.port);
    });
    options.flag("device", [&] { choices.isDevice = true; });
    options.value("replace", into(choices.replaces));
    options.value("bearer-fd", fdInto("bearer-fd", choices.bearerFd));
    options.value("yes-host", into(choices.yesHosts));
    options.value("allow-private",
                  pairInto("allow-private", [&](std::string name, std::string host) {
                      choices.allowed.push_back({std::move(name), std::move(host)});
                      return Result<void>();
                  }));
    options.value("ca-file", into(choices.authorities));
}

Result<void> checkAcquire(const SealCommand &command)
{
    const AcquireChoices &choices = command.acquire;
    if (!command.isDryRun && command.output.empty() && !command.showsBearers)
        return fail(ErrorKind::Invalid,
                    "say where the sealed token goes: --output FOLDER, or --show-bearers for "
                    "standard output");
    if (command.verb == SealCommand::Verb::Refresh)
        return {};
    if (choices.provider.empty())
        return fail(ErrorKind::Invalid, "seal acquire needs --provider");
    if (command.profile.empty() && choices.replaces.empty())
        return fail(ErrorKind::Invalid, "seal acquire needs --profile NAME");
    if (command.words.size() > 1 || (!command.words.empty() && !choices.replaces.empty()))
        return fail(ErrorKind::Invalid,
                    "seal acquire seals for one consumer: each signs in for itself");
    if (!choices.service.empty() && choices.isDevice)
        return fail(ErrorKind::Invalid, "--service and --device exclude each other");
    if (choices.service.empty() && choices.clientId.empty())
        return fail(ErrorKind::Invalid,
                    "without --service give --client-id, as it is registered at the provider");
    return {};
}

int acquireSeal(const SealCommand &command, store::Store &store)
{
    return Acquiring(command, store).run();
}

int refreshSeals(const SealCommand &command, store::Store &store)
{
    auto seals = keptRegister(store);
    if (!seals)
        return fails(seals.error());
    const auto numbers = namedSeals(*seals, command.words);
    if (!numbers)
        return fails(numbers.error());
    if (command.isDryRun) {
        for (const std::uint32_t number : *numbers) {
            if (const auto service = seal::serviceOf(*seals->find(number)); service)
                say("would ask " + service->url + " for " + seals->find(number)->label());
            else
                return fails(service.error());
        }
        return ExitNothing;
    }
    auto bearer = readValue(command.acquire.bearerFd);
    if (!bearer)
        return fails(bearer.error());
    for (const std::uint32_t number : *numbers) {
        auto again = refreshOne(command, store, *seals->find(number), *bearer);
        if (!again)
            return fails(again.error());
        // Kept before it is handed over: the old refresh token may be spent by now.
        const seal::SealRecord record = *again;
        seals->replace(number, std::move(*again));
        if (auto kept = keep(store, *seals); !kept)
            return fails(kept.error());
        if (!deliverSeal(command, record, {}))
            return ExitIncomplete;
    }
    return ExitNothing;
}

} // namespace rekey::app
