// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/authorize.h"
#include "core/seal/broker/opener.h"
#include "core/seal/broker/outgoing.h"
#include "core/seal/broker/processing.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace rekey::broker {

/// One secret of a request, opened and allowed.
struct Use
{
    std::shared_ptr<const Opened> opened;
    Parameters parameters;
    Proof proof;
};

/// Rules beyond those that are sealed; asked once a secret's authorizer has said yes.
using Policy = std::function<Outcome<void>(const Request &, const Use &)>;

/// What a request goes through before it is sent, in the protocol's order: each of its secrets is
/// decoded, opened, read, authorised, held against its hosts and built; then they run one after
/// the other. The first failure decides the answer.
class Exchange
{
public:
    // A request costs no more than so much, whatever its client seals for itself.
    static constexpr std::size_t kMostSecrets = 16;
    static constexpr std::size_t kMostProofs = 32;
    static constexpr std::size_t kMostProcessors = 32;
    static constexpr std::size_t kMostSignatures = 4; ///< with a private key

    /// `request` and the opener outlive it. `now` is in seconds since 1970 UTC.
    Exchange(const Request &request, std::int64_t now)
        : m_request(request)
        , m_now(now)
    {
    }

    /// The first part. Keeps what was reached, for the log, also when it refuses.
    [[nodiscard]] Outcome<void> admit(Opener &opener, const Policy &policy);
    [[nodiscard]] const std::vector<Use> &uses() const { return m_uses; }
    [[nodiscard]] BodyNeeds bodyNeeds() const;

    /// The second part. `framing` and `length` say how the client sends its body; `body` is there
    /// when bodyNeeds() needs all of it.
    [[nodiscard]] Outcome<void> run(Framing framing, std::uint64_t length,
                                    std::optional<secret::SecretBytes> body);
    [[nodiscard]] const Outgoing &outgoing() const { return m_outgoing; }

    /// Whose answer is to be sealed; null when none is.
    [[nodiscard]] const Opened *answerSealedFor() const;

private:
    [[nodiscard]] Outcome<void> checkLoad() const;
    [[nodiscard]] Outcome<void> admitOne(std::string_view line, Opener &opener,
                                         const Policy &policy);

    const Request &m_request;
    std::int64_t m_now;
    std::vector<Use> m_uses;
    Outgoing m_outgoing;
};

} // namespace rekey::broker
