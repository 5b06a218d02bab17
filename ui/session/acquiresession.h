// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/oauth/acquire.h"
#include "core/seal/oauth/exchange.h"
#include "core/seal/oauth/loopbackreturn.h"

#include <QObject>
#include <QThreadPool>
#include <QUrl>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace rekey::ui {

/// For whom something is acquired.
struct AcquireOrder
{
    seal::Profile profile;
    seal::Consumer consumer;
    std::optional<seal::SealRecord> replaces; ///< its consumer keeps the bearer
    std::uint16_t port = 0; ///< of the return URL; 0: any
};

/// How it is acquired without a service.
struct DirectSignIn
{
    seal::OAuthProvider provider;
    std::shared_ptr<seal::OAuthClient> client;
    std::vector<std::string> hosts; ///< where the token may be sent
    bool isDevice = false;
};

/// One sign-in at a time, from the browser that is opened to the seal. A token that is acquired
/// directly is sealed on the thread that received it and wiped there; this thread never has it.
/// Asks only after the person said so: each start is a yes to that provider for this sign-in. GUI
/// thread, which it never blocks but in the destructor.
class AcquireSession final : public QObject
{
    Q_OBJECT

public:
    using TransportMaker
        = std::function<std::unique_ptr<provider::Transport>(const provider::NetworkSettings &)>;

    /// Without a maker only services can sign in.
    AcquireSession(TransportMaker transport, provider::NetworkSettings network,
                   QObject *parent = nullptr);
    /// Closes the port, stops what is asked and waits for it.
    ~AcquireSession() override;

    /// Each ends in sealed() or failed(), unless it is cancelled; opens a browser on the way.
    void signInByService(const AcquireOrder &order, const seal::SsoService &service);
    void signInDirectly(const AcquireOrder &order, DirectSignIn direct);
    /// Ends in discovered() or failed().
    void discover(const std::string &issuer);
    /// Ends in sealed() or failed(). Its answer is not to be lost: the service may have spent the
    /// old refresh token by then, so whoever lets go of the session while isRefreshing() waits.
    void refresh(const seal::SealRecord &record, const seal::Profile &profile,
                 std::shared_ptr<const secret::SecretBytes> bearer);
    [[nodiscard]] bool isRefreshing() const { return m_isRefreshing; }
    /// Blocks until the service has answered or the transport's time is over; what came of it was
    /// signalled when this returns.
    void awaitRefresh();
    /// The port is closed when this returns.
    void cancel();
    /// 0 when no browser is waited for.
    [[nodiscard]] std::uint16_t port() const { return m_return.port(); }

Q_SIGNALS:
    void browserNeeded(const QUrl &url);
    /// To be typed at the address, on any device.
    void codeGiven(const QString &code, const QUrl &url);
    /// A browser is back; the provider is asked for the token.
    void asking();
    /// What came was not it; it still waits.
    void refused(const rekey::Error &why);
    void failed(const rekey::Error &why);
    void discovered(const std::shared_ptr<const rekey::seal::OAuthProvider> &provider);
    /// Without a number unless it replaces one.
    void sealed(const std::shared_ptr<rekey::seal::MadeSeal> &seal);

private:
    using Taker = std::function<Result<std::function<void()>>(const seal::RedirectQuery &)>;
    using Sealed = Result<seal::MadeSeal>;

    [[nodiscard]] bool await(std::uint16_t port, Taker taker);
    void byCode(const AcquireOrder &order, const DirectSignIn &direct);
    void byDevice(const AcquireOrder &order, const DirectSignIn &direct);
    void run(std::function<Sealed(provider::Transport &, std::stop_token)> work,
             const provider::NetworkSettings &network);
    void later(std::function<void()> act);
    void finish(Sealed result);

    TransportMaker m_transport;
    provider::NetworkSettings m_network;
    seal::LoopbackReturn m_return;
    std::stop_source m_stop;
    int m_generation = 0; ///< what an earlier one brings is dropped
    bool m_isRefreshing = false;
    QThreadPool m_pool;
};

} // namespace rekey::ui
