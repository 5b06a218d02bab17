// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/seal/oauth/redirect.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace rekey::seal {

/// A port on 127.0.0.1 that waits for a browser to come back (RFC 8252 7.3). It takes requests from
/// anybody on the machine, so it is open only while it is waited for: until close(), until an
/// answer was taken, or for ten minutes. Bounded in bytes, connections and time for each. Runs in
/// the event loop of its thread and never blocks.
class LoopbackReturn
{
public:
    static constexpr std::int64_t kWaitMs = std::int64_t{10} * 60 * 1000;
    static constexpr int kMostConnections = 16;

    /// What came, or why it is nothing; true: it was waited for, and the port closes. The page in
    /// the browser says which. Must not destroy the object.
    using Taker = std::function<bool(Result<RedirectQuery> query)>;

    LoopbackReturn();
    /// Closes the port.
    ~LoopbackReturn();
    LoopbackReturn(const LoopbackReturn &) = delete;
    LoopbackReturn &operator=(const LoopbackReturn &) = delete;

    /// Port 0: any that is free. `timedOut` is called once when nobody came; the port is closed by
    /// then. `taker` hears only of requests for `path`. Errors: Io (the port is taken).
    [[nodiscard]] Result<std::uint16_t> listen(std::uint16_t port, std::string path, Taker taker,
                                               std::function<void()> timedOut,
                                               std::int64_t waitMs = kWaitMs);
    void close();
    [[nodiscard]] bool isListening() const;
    /// 0 when it does not listen.
    [[nodiscard]] std::uint16_t port() const;

private:
    struct Server;
    std::unique_ptr<Server> m_server;
};

inline constexpr std::string_view kReturnPath = "/callback";
/// "http://127.0.0.1:PORT/callback".
[[nodiscard]] std::string returnUrl(std::string_view host, std::uint16_t port);
/// One that nobody listens on now, to be written into a service's configuration. Errors: Io.
[[nodiscard]] Result<std::uint16_t> freeLoopbackPort();

} // namespace rekey::seal
