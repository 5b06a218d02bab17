// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/finding.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::finding {

/// What a person says of a finding; apart from what the provider says (Verdict).
enum class Decision : std::uint8_t
{
    New,
    Confirmed,
    Rotating,
    Reopened,
    Closed,
};

/// "new", "confirmed", "rotating", "reopened", "closed".
[[nodiscard]] std::string_view decisionName(Decision decision);
[[nodiscard]] std::optional<Decision> decisionFromName(std::string_view name);

/// Why a finding is closed; None for every decision but Closed.
enum class CloseReason : std::uint8_t
{
    None,
    Rotated, ///< replaced by a new key; offered only after a Dead verdict
    Revoked, ///< without a successor; offered only after a Dead verdict
    FalsePositive,
    TestValue,
    Accepted, ///< until a date
    ServiceGone,
};

/// "", "rotated", "revoked", "false-positive", "test", "accepted", "gone".
[[nodiscard]] std::string_view closeReasonName(CloseReason reason);
[[nodiscard]] std::optional<CloseReason> closeReasonFromName(std::string_view name);

/// What people decided and noted about one finding. Plain text; must never hold the value.
struct Triage
{
    Decision decision = Decision::New;
    CloseReason closeReason = CloseReason::None;
    std::int64_t acceptedUntil = 0; ///< seconds since 1970 UTC; only with CloseReason::Accepted
    std::string why; ///< in the person's words; may be empty unless `isOverride`
    bool isOverride = false; ///< closed as rotated or revoked without a Dead verdict
    std::string decidedBy;
    std::int64_t decidedAt = 0; ///< seconds since 1970 UTC; 0 while New
    std::string owner;
    std::vector<std::string> tags; ///< sorted, without '#', each once
    std::string note;
    std::string incident; ///< id of an Incident; empty for none
    std::optional<std::uint8_t> severity; ///< 0-100, set by hand over the computed one

    friend bool operator==(const Triage &, const Triage &) = default;
};

/// Why a triage cannot be kept as it is.
enum class TriageProblem : std::uint8_t
{
    None,
    NeedsCloseReason, ///< Closed without a reason, or a reason without Closed
    NeedsDate, ///< Accepted without a date in the future
    NeedsDeadVerdict, ///< Rotated or Revoked while the provider has not said Dead: override needed
    NeedsWhy, ///< an override without words
};

/// Checks a decision before it is taken. `now` is in seconds since 1970 UTC.
[[nodiscard]] TriageProblem problemOf(const Triage &triage, Verdict verdict, std::int64_t now);

/// True when a closed finding opens again because it was seen in a place that was not known:
/// every closed one but a false positive or a test value (those are about the value itself).
[[nodiscard]] bool reopensOnNewPlace(const Triage &triage);
/// True when a closed finding opens again because the provider now says this.
[[nodiscard]] bool reopensOnVerdict(const Triage &triage, Verdict verdict);
/// True when an accepted finding's time is over.
[[nodiscard]] bool reopensAt(const Triage &triage, std::int64_t now);

/// One check of a secret, as it may be shown and exported: no value, no header, no body.
struct Evidence
{
    Verdict verdict = Verdict::NotChecked;
    std::string reason; ///< one plain sentence; may be empty
    std::int64_t checkedAt = 0; ///< seconds since 1970 UTC; 0: never asked
    std::string host;
    std::string request; ///< "GET /user"
    std::int32_t status = 0; ///< HTTP status or the protocol's own code; 0: no answer
    std::int64_t durationMs = 0;
    std::string answerDigest; ///< hex BLAKE2b-256 of the answer's body

    friend bool operator==(const Evidence &, const Evidence &) = default;
};

/// What another tool or platform says of a secret. A dated claim, never our verdict.
struct Claim
{
    std::string tool; ///< "gitleaks", "github" ...
    std::string rule; ///< its name for the type
    Verdict verdict = Verdict::NotChecked; ///< what it claims
    std::int64_t date = 0; ///< seconds since 1970 UTC; 0 unknown
    std::string words; ///< its own, for people; may be empty

    friend bool operator==(const Claim &, const Claim &) = default;
};

enum class ScopeRisk : std::uint8_t
{
    ReadOnly,
    Risky,
    CanGainMore,
    Admin,
};

/// "read-only", "risky", "can-gain-more", "admin".
[[nodiscard]] std::string_view scopeRiskName(ScopeRisk risk);

struct Scope
{
    std::string name; ///< the provider's word
    ScopeRisk risk = ScopeRisk::ReadOnly;

    friend bool operator==(const Scope &, const Scope &) = default;
};

/// Whose a secret is and what it may do, as the provider told.
struct Access
{
    std::string account;
    std::string identity; ///< user, service account or key name
    std::string owner; ///< person or mail address, when the provider names one
    std::int64_t createdAt = 0; ///< all times in seconds since 1970 UTC, 0 unknown
    std::int64_t lastUsedAt = 0;
    std::int64_t expiresAt = 0;
    std::vector<Scope> scopes;
    std::vector<std::string> resources;
    std::vector<std::string> unseen; ///< what could not be seen, one sentence each
    std::int64_t readAt = 0;

    [[nodiscard]] std::optional<ScopeRisk> highestRisk() const;
    friend bool operator==(const Access &, const Access &) = default;
};

/// All that is kept of a finding beside what a scan says of it.
struct Record
{
    secret::SecretId id;
    Triage triage;
    Evidence evidence; ///< of the last check
    std::optional<Access> access;
    std::vector<Claim> claims; ///< at most one for each tool, by tool name
    bool isValueAbsent = false; ///< imported from a redacted report; may be found in the source
    std::uint64_t version = 0; ///< raised by the keeper with each change; 0: not kept yet

    friend bool operator==(const Record &, const Record &) = default;
};

/// A case that holds secrets.
struct Incident
{
    struct Task
    {
        std::string text;
        bool isDone = false;

        friend bool operator==(const Task &, const Task &) = default;
    };

    std::string id; ///< "INC-1", given by the keeper
    std::string name;
    std::string owner;
    std::string note;
    std::string nextStep;
    std::vector<Task> tasks;
    std::int64_t openedAt = 0; ///< seconds since 1970 UTC
    std::int64_t closedAt = 0; ///< 0 while open
    std::uint64_t version = 0;

    friend bool operator==(const Incident &, const Incident &) = default;
};

} // namespace rekey::finding
