// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/loginkeys.h"

#include "core/base/text.h"
#include "core/provider/databasetarget.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <format>
#include <utility>

namespace rekey::rotate {

namespace {

using finding::Verdict;
using provider::DatabaseKind;
using provider::Parts;
using secret::SecretBytes;

constexpr const char *kAdmin = "admin";
constexpr const char *kAdminUser = "admin_user";

/// As a Redis server lists a password.
std::string redisIdOf(const SecretBytes &password)
{
    std::array<std::byte, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(reinterpret_cast<unsigned char *>(digest.data()),
                       reinterpret_cast<const unsigned char *>(password.bytes().data()),
                       password.size());
    return "#" + toHex(digest);
}

bool needsAdmin(const Plan &plan)
{
    return plan.method != Method::SelfRotate;
}

} // namespace

LoginKeys::LoginKeys(const provider::LoginCheck &login, provider::DatabaseSettings settings,
                     KeyAccess access)
    : m_login(login)
    , m_access(std::move(access))
    , m_target(provider::targetOf(m_login, m_access.own))
    , m_allowed(settings.allowed)
    , m_keys(admin(settings), [this]() -> Result<SecretBytes> {
        const SecretBytes *password = part(kAdmin);
        if (password == nullptr)
            return fail(ErrorKind::Invalid, "this needs an administrator's password", kAdmin);
        return SecretBytes::copyOf(password->bytes());
    })
{
}

DatabaseAdmin LoginKeys::admin(const provider::DatabaseSettings &settings) const
{
    DatabaseAdmin admin{m_target, settings, m_access.oldKey, m_access.stop};
    const SecretBytes *user = part(kAdminUser);
    admin.target.user = user == nullptr ? std::string() : std::string(user->view());
    return admin;
}

const SecretBytes *LoginKeys::part(const std::string &name) const
{
    const auto given = m_access.given.find(name);
    return given == m_access.given.end() ? nullptr : &given->second;
}

std::string LoginKeys::keyIdOf(const provider::LoginCheck &login, std::string_view user)
{
    const std::string name(provider::urlDecoded(user).view());
    if (login.kind == DatabaseKind::Redis && name.empty())
        return "default";
    return login.kind == DatabaseKind::MySql && !name.empty() ? name + "@%" : name;
}

KeyCalls LoginKeys::calls(DatabaseKind kind)
{
    switch (kind) {
    case DatabaseKind::PostgreSql:
        return {"CREATE ROLE rekey_... LOGIN IN ROLE of the old one", "ALTER ROLE ... NOLOGIN",
                "ALTER ROLE ... NOLOGIN PASSWORD NULL, its sessions are ended",
                "ALTER ROLE ... PASSWORD, logged in with the old password", "a login"};
    case DatabaseKind::MySql:
        return {"CREATE USER rekey_..., with the grants of the old one",
                "ALTER USER ... ACCOUNT LOCK", "DROP USER, its sessions are ended",
                "ALTER USER ... IDENTIFIED BY, logged in with the old password", "a login"};
    case DatabaseKind::Redis:
        return {"ACL SETUSER ... #HASH, a second password",
                "ACL SETUSER ... !HASH, which can be given back",
                "ACL SETUSER ... !HASH",
                {},
                "a login"};
    case DatabaseKind::RabbitMq:
        break;
    }
    return {};
}

RunbookFacts LoginKeys::facts(const provider::LoginCheck &login, const Plan &plan,
                              const provider::Service &service)
{
    RunbookFacts facts{.providerName = service.name,
                       .console = service.console,
                       .permissions = {},
                       .limits = service.limits,
                       .notes = {},
                       .references = service.references};
    if (!needsAdmin(plan))
        return facts;
    switch (login.kind) {
    case DatabaseKind::PostgreSql:
        facts.permissions = {"CREATEROLE, and ADMIN OPTION on the role that is rotated"};
        break;
    case DatabaseKind::MySql:
        facts.permissions = {"CREATE USER, and the account's own rights with GRANT OPTION"};
        break;
    case DatabaseKind::Redis:
        facts.permissions = {"ACL GETUSER, SETUSER and SAVE or CONFIG REWRITE"};
        break;
    case DatabaseKind::RabbitMq:
        break;
    }
    facts.reads = {"the account's passwords or successors, as the administrator"};
    const bool isOtherAccount
        = login.kind == DatabaseKind::PostgreSql || login.kind == DatabaseKind::MySql;
    if (isOtherAccount && plan.method != Method::RevokeNow)
        facts.notes = {"The successor is an account of its own: whoever uses the password takes "
                       "its name too. To keep the name, choose self-rotate."};
    return facts;
}

Parts LoginKeys::partsOf(const std::string &keyId, const SecretBytes &value) const
{
    Parts parts = provider::copyOf(m_access.own);
    parts.insert_or_assign("secret", SecretBytes::copyOf(value.bytes()));
    const bool isOtherAccount = m_login.kind != DatabaseKind::Redis && keyId != m_access.oldKey;
    if (isOtherAccount && parts.contains("user"))
        parts.insert_or_assign("user", SecretBytes::copyOf(keyId.substr(0, keyId.rfind('@'))));
    return parts;
}

std::vector<std::string> LoginKeys::missingParts(const Plan &plan) const
{
    std::vector<std::string> missing;
    for (const char *name : {kAdmin, kAdminUser}) {
        if (needsAdmin(plan) && part(name) == nullptr)
            missing.emplace_back(name);
    }
    return missing;
}

Result<std::map<std::string, std::string>> LoginKeys::learn(const Plan &)
{
    return {};
}

bool LoginKeys::leansOnOldKey(const Plan &) const
{
    return false;
}

Result<void> LoginKeys::canSign(const Plan &plan) const
{
    if (const auto known = hosts(plan); !known)
        return std::unexpected(known.error());
    if (!provider::isAllowed(m_allowed, m_target.host))
        return fail(ErrorKind::Denied,
                    std::format("the host was read from the same file as the password, which goes "
                                "there only when a rule allows it by name: --allow-private "
                                "NAME={0}, or Settings > Network, NAME={0}",
                                m_target.host),
                    m_target.authority());
    return m_keys.canSign(plan);
}

bool LoginKeys::readsKeys(const Plan &plan) const
{
    return needsAdmin(plan);
}

Result<std::vector<std::string>> LoginKeys::hosts(const Plan &) const
{
    if (m_target.host.empty())
        return fail(ErrorKind::Invalid,
                    "the password's host is not known, so it cannot be changed from here: change "
                    "it at the server");
    return std::vector<std::string>{m_target.authority()};
}

Result<void> LoginKeys::mayAsk() const
{
    if (!m_agreed || std::ranges::contains(*m_agreed, m_target.authority()))
        return {};
    return fail(ErrorKind::Denied, "nothing was sent: this host is no part of what was agreed to",
                m_target.authority());
}

Result<std::vector<std::string>> LoginKeys::look(const Plan &plan, bool)
{
    if (!readsKeys(plan))
        return std::vector<std::string>();
    const auto keys = list();
    if (!keys)
        return std::unexpected(keys.error());
    std::vector<std::string> lines;
    for (const KeyInfo &key : *keys)
        lines.push_back(std::format("{} is {}{}.", escapeControl(key.id),
                                    key.isActive ? "on" : "off",
                                    key.id == plan.oldKey ? ": the one to be rotated" : ""));
    if (!std::ranges::contains(*keys, plan.oldKey, &KeyInfo::id))
        return fail(ErrorKind::Invalid,
                    m_login.kind == DatabaseKind::MySql
                        ? "the server has no such account: plan it with the name that it has "
                          "there, NAME@HOST (--key)"
                        : "the server does not know this password: it may have been changed since",
                    plan.oldKey);
    return lines;
}

SecretBytes LoginKeys::plain(const SecretBytes &value) const
{
    return m_login.isUrlEncoded ? provider::urlDecoded(value.view())
                                : SecretBytes::copyOf(value.bytes());
}

/// Redis names a password by its hash, which tells a weak one to whoever sees a plan: there the old
/// one goes by its account.
std::string LoginKeys::serverId(const std::string &id) const
{
    const auto old = m_access.own.find("secret");
    if (m_login.kind != DatabaseKind::Redis || id != m_access.oldKey || old == m_access.own.end())
        return id;
    return redisIdOf(plain(old->second));
}

Result<std::vector<KeyInfo>> LoginKeys::list()
{
    return mayAsk().and_then([this] { return m_keys.list(); }).transform([this](auto keys) {
        for (KeyInfo &key : keys) {
            if (key.id == serverId(m_access.oldKey))
                key.id = m_access.oldKey;
        }
        return keys;
    });
}

Result<std::int64_t> LoginKeys::lastUse(const std::string &id)
{
    return m_keys.lastUse(id);
}

Result<NewKey> LoginKeys::create(const std::string &idempotencyKey, const SecretBytes &minted)
{
    return mayAsk().and_then([&] { return m_keys.create(idempotencyKey, minted); });
}

Result<void> LoginKeys::setActive(const std::string &id, bool isActive)
{
    return mayAsk().and_then([&] { return m_keys.setActive(serverId(id), isActive); });
}

Result<void> LoginKeys::remove(const std::string &id)
{
    return mayAsk().and_then([&] { return m_keys.remove(serverId(id)); });
}

Result<NewKey> LoginKeys::selfRotate(const SecretBytes &old, const SecretBytes &minted)
{
    return mayAsk().and_then([&] { return m_keys.selfRotate(plain(old), minted); });
}

Result<Verdict> LoginKeys::prove(const std::string &id, const SecretBytes &value)
{
    auto verdict = mayAsk().and_then([&] { return m_keys.prove(serverId(id), plain(value)); });
    const auto old = m_access.own.find("secret");
    if (verdict && old != m_access.own.end() && value.equals(old->second)) {
        if (auto kept = keepEvidence(*verdict, id); !kept)
            return std::unexpected(kept.error());
    }
    return verdict;
}

/// What is learned of the old key is the finding's evidence too.
Result<void> LoginKeys::keepEvidence(Verdict verdict, const std::string &id) const
{
    if (!m_access.learned)
        return {};
    finding::Evidence evidence;
    evidence.verdict = verdict;
    evidence.host = m_target.authority();
    evidence.request = std::format("a login to {} as {}", provider::databaseName(m_login.kind), id);
    evidence.checkedAt = m_access.now();
    return m_access.learned(evidence);
}

} // namespace rekey::rotate
