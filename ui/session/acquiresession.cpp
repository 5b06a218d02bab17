// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/acquiresession.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QPointer>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace rekey::ui {

namespace {

std::int64_t now()
{
    return QDateTime::currentSecsSinceEpoch();
}

QUrl urlOf(const std::string &text)
{
    return QUrl(QString::fromStdString(text), QUrl::StrictMode);
}

Result<seal::MadeSeal> sealFor(const AcquireOrder &order, const DirectSignIn &direct,
                               seal::GrantedToken token)
{
    if (!order.replaces)
        return seal::sealGranted(std::move(token), direct.provider, direct.hosts, order.consumer,
                                 order.profile, now());
    auto again = seal::sealGrantedAgain(std::move(token), *order.replaces, order.profile, now());
    if (!again)
        return std::unexpected(again.error());
    return seal::MadeSeal{std::move(*again), {}};
}

/// Until the next question may be asked; false when it was stopped.
bool waitUntil(std::int64_t seconds, std::stop_token stop)
{
    std::mutex mutex;
    std::condition_variable_any changed;
    std::unique_lock lock(mutex);
    while (!stop.stop_requested() && now() < seconds)
        changed.wait_for(lock, stop, std::chrono::milliseconds(250), [] { return false; });
    return !stop.stop_requested();
}

} // namespace

AcquireSession::AcquireSession(TransportMaker transport, provider::NetworkSettings network,
                               QObject *parent)
    : QObject(parent)
    , m_transport(std::move(transport))
    , m_network(std::move(network))
{
    m_pool.setMaxThreadCount(1);
}

AcquireSession::~AcquireSession()
{
    cancel();
    m_pool.waitForDone();
}

void AcquireSession::cancel()
{
    ++m_generation;
    m_isRefreshing = false;
    m_return.close();
    m_stop.request_stop();
    m_stop = {};
}

/// Not from within what calls: the port's own functions are on the stack there.
void AcquireSession::later(std::function<void()> act)
{
    QMetaObject::invokeMethod(
        this,
        [this, generation = m_generation, act = std::move(act)] {
            if (generation == m_generation)
                act();
        },
        Qt::QueuedConnection);
}

void AcquireSession::finish(Sealed result)
{
    m_return.close();
    m_isRefreshing = false;
    if (result)
        Q_EMIT sealed(std::make_shared<seal::MadeSeal>(std::move(*result)));
    else
        Q_EMIT failed(result.error());
}

/// Listens; `taker` makes of an answer what is to be done then.
bool AcquireSession::await(std::uint16_t port, Taker taker)
{
    const auto number = m_return.listen(
        port, std::string(seal::kReturnPath),
        [this, taker = std::move(taker)](const Result<seal::RedirectQuery> &query) {
            auto next = query ? taker(*query) : std::unexpected(query.error());
            if (!next) {
                later([this, why = next.error()] { Q_EMIT refused(why); });
                return false;
            }
            later(std::move(*next));
            return true;
        },
        [this] {
            Q_EMIT failed({ErrorKind::Cancelled,
                           "nobody came back within ten minutes; the port is closed, start again",
                           {}});
        });
    if (!number)
        later([this, why = number.error()] { Q_EMIT failed(why); });
    return number.has_value();
}

void AcquireSession::signInByService(const AcquireOrder &order, const seal::SsoService &service)
{
    cancel();
    auto flow = std::make_shared<const seal::SsoFlow>(service);
    const auto taker
        = [this, flow, order](const seal::RedirectQuery &query) -> Result<std::function<void()>> {
        auto grant = flow->take(query);
        if (!grant)
            return std::unexpected(grant.error());
        seal::SealRecord record = order.replaces
            ? seal::renewed(*order.replaces, *grant, now())
            : seal::recordOf(*grant, flow->service(), order.consumer, order.profile, now());
        return [this, record = std::move(record)] { finish(seal::MadeSeal{record, {}}); };
    };
    if (await(order.port, taker))
        Q_EMIT browserNeeded(urlOf(flow->startUrl()));
}

void AcquireSession::signInDirectly(const AcquireOrder &order, DirectSignIn direct)
{
    cancel();
    if (direct.isDevice)
        byDevice(order, direct);
    else
        byCode(order, direct);
}

void AcquireSession::byCode(const AcquireOrder &order, const DirectSignIn &direct)
{
    auto flow = std::make_shared<std::optional<seal::CodeFlow>>();
    const auto taker = [this, flow, order,
                        direct](const seal::RedirectQuery &query) -> Result<std::function<void()>> {
        auto code = (*flow)->take(query);
        if (!code)
            return std::unexpected(code.error());
        auto shared = std::make_shared<const secret::SecretBytes>(std::move(*code));
        return [this, flow, order, direct, shared] {
            Q_EMIT asking();
            run(
                [flow, order, direct, shared](provider::Transport &transport,
                                              std::stop_token stop) -> Sealed {
                    auto token
                        = seal::exchangeCode(transport, **flow, *shared, now(), std::move(stop));
                    if (!token)
                        return std::unexpected(token.error());
                    return sealFor(order, direct, std::move(*token));
                },
                m_network);
        };
    };
    if (!await(order.port, taker))
        return;
    auto begun = seal::CodeFlow::begin(direct.provider, std::move(*direct.client),
                                       seal::returnUrl(direct.provider.loopbackHost, port()));
    if (!begun) {
        cancel();
        return later([this, why = begun.error()] { Q_EMIT failed(why); });
    }
    flow->emplace(std::move(*begun));
    Q_EMIT browserNeeded(urlOf((*flow)->authorizationUrl()));
}

void AcquireSession::byDevice(const AcquireOrder &order, const DirectSignIn &direct)
{
    const auto tell = [this, guard = QPointer<AcquireSession>(this),
                       generation = m_generation](const QString &code, const QUrl &url) {
        QMetaObject::invokeMethod(
            this,
            [this, guard, generation, code, url] {
                if (guard && generation == m_generation)
                    Q_EMIT codeGiven(code, url);
            },
            Qt::QueuedConnection);
    };
    run(
        [order, direct, tell](provider::Transport &transport, std::stop_token stop) -> Sealed {
            auto code = seal::askForCode(transport, direct.provider, *direct.client, now(), stop);
            if (!code)
                return std::unexpected(code.error());
            tell(QString::fromStdString(code->userCode),
                 urlOf(code->urlWithCode.empty() ? code->url : code->urlWithCode));
            seal::DeviceFlow flow(direct.provider, std::move(*direct.client), std::move(*code),
                                  now());
            while (waitUntil(flow.nextAt(), stop)) {
                auto token = seal::poll(transport, flow, now(), stop);
                if (!token)
                    return std::unexpected(token.error());
                if (*token)
                    return sealFor(order, direct, std::move(**token));
            }
            return fail(ErrorKind::Cancelled, "the sign-in was stopped");
        },
        m_network);
}

void AcquireSession::run(std::function<Sealed(provider::Transport &, std::stop_token)> work,
                         const provider::NetworkSettings &network)
{
    if (!m_transport)
        return later([this] {
            Q_EMIT failed({ErrorKind::Unsupported, "nobody can be asked from here", {}});
        });
    m_pool.start([this, work = std::move(work), network, transport = m_transport,
                  stop = m_stop.get_token(), generation = m_generation] {
        const auto way = transport(network);
        auto result = std::make_shared<Sealed>(work(*way, stop));
        QMetaObject::invokeMethod(
            this,
            [this, result, generation] {
                if (generation == m_generation)
                    finish(std::move(*result));
            },
            Qt::QueuedConnection);
    });
}

void AcquireSession::discover(const std::string &issuer)
{
    cancel();
    if (!m_transport)
        return;
    m_pool.start([this, issuer, network = m_network, transport = m_transport,
                  stop = m_stop.get_token(), generation = m_generation] {
        const auto way = transport(network);
        auto found
            = std::make_shared<Result<seal::OAuthProvider>>(seal::discover(*way, issuer, stop));
        QMetaObject::invokeMethod(
            this,
            [this, found, generation] {
                if (generation != m_generation)
                    return;
                if (*found)
                    Q_EMIT discovered(
                        std::make_shared<const seal::OAuthProvider>(std::move(**found)));
                else
                    Q_EMIT failed(found->error());
            },
            Qt::QueuedConnection);
    });
}

void AcquireSession::refresh(const seal::SealRecord &record, const seal::Profile &profile,
                             std::shared_ptr<const secret::SecretBytes> bearer)
{
    cancel();
    m_isRefreshing = m_transport != nullptr;
    run(
        [record, profile, bearer = std::move(bearer)](provider::Transport &transport,
                                                      std::stop_token stop) -> Sealed {
            auto again
                = seal::refreshSeal(transport, record, profile, *bearer, now(), std::move(stop));
            if (!again)
                return std::unexpected(again.error());
            return seal::MadeSeal{std::move(*again), {}};
        },
        seal::networkToProxy(profile));
}

void AcquireSession::awaitRefresh()
{
    if (!m_isRefreshing)
        return;
    m_pool.waitForDone();
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);
}

} // namespace rekey::ui
