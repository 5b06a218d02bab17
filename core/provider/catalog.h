// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/provider/reader.h"
#include "core/provider/request.h"
#include "core/rules/loader.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rekey::provider {

/// What an answer says of a key. There is no rest: what fits no signature is Unknown.
enum class Says : std::uint8_t
{
    Live,
    Limited, ///< accepted, yet not for this
    Disabled, ///< known, switched off or expired
    Dead, ///< refused in the provider's own words
    Unknown, ///< known to be unclear, with a reason of its own
};

struct Signature
{
    Says says = Says::Unknown;
    Condition condition;
    std::string reason; ///< one sentence for people; may be empty
    bool isOfThisKey = false; ///< Dead only: the words are said only of a key that was known there
    bool isOfKnownOnly
        = false; ///< Dead only: the words can mean something else, so they count only
                 ///< for a key that was let in there before; else `reason` says what
    bool isOfRotationOnly
        = false; ///< Dead only: they count only in a rotation, which has used the key from here a
                 ///< moment ago and then removed it; else `reason` says what
};

/// Where an answer tells whose a key is and what it may do.
struct AccessReaders
{
    std::optional<RequestSpec> request; ///< nothing: the check's own answer has it all
    Reader identity;
    Reader account;
    Reader owner;
    Reader created;
    Reader lastUsed;
    Reader expires;
    Reader scopes;
    Reader resources;
    std::vector<std::string> admin; ///< scope names, in falling risk; a star at the end stands for
    std::vector<std::string> canGainMore; ///< any rest. What is in no list is read-only when its
    std::vector<std::string> risky; ///< name says so, else risky
    std::vector<std::string> unseen; ///< what cannot be seen this way, one sentence each
};

/// How a key of some detectors is proven.
struct Check
{
    std::string provider;
    std::vector<std::string> detectors;
    std::string baseUrl; ///< as the provider's, unless it has its own
    std::string elsewhere; ///< where else such keys may belong; empty: nowhere but at baseUrl
    RequestSpec request;
    std::string control; ///< the part that is changed for the negative control: the secret one
    std::vector<Signature> signatures; ///< the first that holds counts
    std::optional<AccessReaders> access;
};

enum class DatabaseKind : std::uint8_t
{
    PostgreSql,
    MySql, ///< MariaDB too
    Redis, ///< Valkey too
    RabbitMq, ///< AMQP 0-9-1
};

/// How a password of some detectors is tried: by logging in where its companions say, and only when
/// a person asks for it.
struct LoginCheck
{
    std::string provider;
    std::vector<std::string> detectors;
    DatabaseKind kind = DatabaseKind::PostgreSql;
    bool isUrlEncoded = false; ///< the value stands in a URL
};

/// What can be done to a key at its provider.
enum class Does : std::uint8_t
{
    List,
    Create,
    Disable,
    Enable,
    Delete,
    Revoke, ///< for good, with the key itself or without any
    Rotate, ///< successor and end of the old one in one call
    Usage, ///< reads the provider's log of what the key did
};

/// "list", "create" ...: as in the files.
[[nodiscard]] std::string_view doesName(Does does);

/// Who may do it.
enum class By : std::uint8_t
{
    Itself, ///< the key signs for its own
    Admin, ///< another credential, in the part "admin" (and what else the request names)
    Anyone, ///< no credential
};

struct Act
{
    std::string provider;
    std::vector<std::string> detectors;
    std::string baseUrl;
    Does does = Does::List;
    By by = By::Admin;
    RequestSpec request;
    std::vector<Condition> done; ///< any of them: it worked
    std::map<std::string, Reader, std::less<>> gives; ///< "secret", "key_id" ...: what it answers
    std::string permission; ///< what the credential needs, in the provider's words
    std::string note; ///< one or two sentences for people
};

/// What a provider file says beside its detectors.
struct Service
{
    std::string id;
    std::string name;
    std::string console;
    std::string baseUrl; ///< empty: everybody has their own (Vault); needs an override
    std::string overrideHint; ///< how an own or another region's server's base URL looks
    bool isOnlyHere = false; ///< there are no other servers than that of baseUrl
    std::vector<std::string> limits;
    std::vector<std::string> references;
    std::vector<std::string> canaryAccounts; ///< whose keys alert whoever planted them
    std::vector<Check> checks;
    std::vector<LoginCheck> logins;
    std::vector<Act> acts;
};

/// The services of provider files. Immutable; any thread.
class Catalog
{
public:
    /// Reads the sections [api], [[check]], [[login]] and [[act]] of provider files (format:
    /// resources/providers/README.md). Errors: Malformed with file and line: an unknown key, a
    /// detector that is not there or has two checks, a signature that a status alone would meet, a
    /// placeholder that is no companion of the detector, a refusal that says dead without a word on
    /// whether such keys have other servers. What comes with the program
    /// (rules::builtinRuleFiles) was checked at build time.
    [[nodiscard]] static Result<Catalog> read(std::span<const rules::RuleFile> files);

    /// Sorted by id; those without any of the sections too.
    [[nodiscard]] const std::vector<Service> &services() const { return m_services; }
    [[nodiscard]] const Service *service(std::string_view id) const;
    /// The check for a detector; null when there is none.
    [[nodiscard]] const Check *checkFor(std::string_view detector) const;
    /// How its password is tried; null when there is no way.
    [[nodiscard]] const LoginCheck *loginFor(std::string_view detector) const;
    /// What can be done to keys of a detector, in the file's order.
    [[nodiscard]] std::vector<const Act *> actsFor(std::string_view detector) const;

private:
    std::vector<Service> m_services;
};

} // namespace rekey::provider
