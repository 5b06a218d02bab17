// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/seal/broker/config.h"
#include "core/seal/broker/namelookup.h"
#include "core/seal/sealkey.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace rekey::broker {

/// A local proxy that speaks the tokenizer protocol: opens the sealed tokens of its clients'
/// requests, puts the credentials in and sends them on by TLS. Stricter than the protocol's own
/// proxy where that has gaps: see the README of this room. Listens, resolves, connects and waits in
/// run() alone, on the thread that calls it.
class Server
{
public:
    /// Binds the addresses, opens the audit log, reads certificates. Errors: Denied, Invalid, Io.
    [[nodiscard]] static Result<Server> open(const Config &config, std::vector<seal::OpenKey> keys,
                                             NameLookup lookup = systemLookup());

    ~Server();
    Server(Server &&other) noexcept;
    Server &operator=(Server &&other) noexcept;

    /// Whether a configuration can be used: certificates are read, and with keys the tokens that
    /// stand for others are opened. Errors: Invalid.
    [[nodiscard]] static Result<void> check(const Config &config, std::vector<seal::OpenKey> keys);

    /// What is listened on, with the ports that were found free.
    [[nodiscard]] std::vector<ListenAddress> addresses() const;

    /// Serves until stop(): then requests under way get the time the limits give them.
    void run();
    /// Any thread. A second call does not wait for anything.
    void stop();
    /// Any thread. Consumers, seals, exceptions and limits hold for the next request; addresses and
    /// the log's file stay. `done` is called on run()'s thread; the old rules hold when it gets an
    /// error.
    void reload(Config config, std::function<void(const Result<void> &)> done);
    /// What whoever runs it has to know: called on run()'s thread, before run() for what was found
    /// when it was opened.
    void onTrouble(std::function<void(const std::string &)> say);
    /// Has SIGTERM and SIGINT stop it; SIGHUP calls `onHangup` on run()'s thread.
    void watchSignals(std::function<void()> onHangup);

private:
    struct Parts;
    explicit Server(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace rekey::broker
