// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rotate/run.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace rekey::test {

/// Thrown where the process would have been killed.
struct Killed
{
};

/// What outlives a process: a provider's keys, a store, consumers and a journal. Every port call
/// can be the last one: the `killAt`-th is, before it does its work or after it.
struct World
{
    struct Key
    {
        std::string value;
        bool isActive = true;
        std::int64_t lastUsedAt = 0;
    };

    std::map<std::string, Key> keys; ///< at the provider
    std::size_t keysPerOwner = 0;
    bool isMinting = false; ///< values are made here, as for databases
    bool makesHalves = false; ///< a key lets in before it is whole
    bool losesUse = false; ///< the provider's words for the last use cannot be read
    std::map<std::string, std::string> more; ///< what comes with a value that is changed in place
    bool doesDeleteLie = false; ///< says a key is gone and goes on taking it
    std::map<std::string, std::string> liars; ///< keys that were "deleted"
    std::map<std::string, std::string> kept; ///< key id to value, in the store
    std::string oldValue;
    std::map<std::string, std::string> consumers; ///< name to the value it uses
    std::vector<rotate::Entry> journal;
    std::string signer; ///< id of the key that signs for lack of an administrator's; empty: the old
    std::map<std::string, std::string> confirmed; ///< consumer to the key it was seen with
    std::string unreachable; ///< consumer that gets nothing
    std::string unknown; ///< consumer that nobody said a way to
    std::string fillsStoreAt; ///< name of the call after which the store takes nothing
    bool isStoreFull = false;
    bool hidesIds = false; ///< lists keys under other names than those the plan knows
    std::vector<std::string> removals; ///< "PHASE ID": what the journal said last
    std::vector<std::string> signers; ///< "CALL by ID" of each call
    std::vector<std::string> givenBack; ///< consumers, with "?": may have the new value
    bool isConfirmedByHand = false; ///< by `confirmed`, else whoever has a value that works is
    std::vector<std::string> idempotencyKeys; ///< of every attempt to make a key
    std::int64_t now = 1'700'000'000;
    int made = 0;

    int calls = 0;
    int killAt = -1;
    bool killsAfter = false;
    std::string failsAt; ///< name of the call that fails
    bool failsAfterDoing = false;

    void before()
    {
        if (calls == killAt && !killsAfter)
            throw Killed();
    }
    void after()
    {
        if (calls++ == killAt && killsAfter)
            throw Killed();
    }
    [[nodiscard]] bool lets(const std::string &id, const std::string &value) const
    {
        const auto key = keys.find(id);
        const auto liar = liars.find(id);
        return (key != keys.end() && key->second.isActive && key->second.value == value)
            || (liar != liars.end() && liar->second == value);
    }
    [[nodiscard]] bool works(const std::string &value) const
    {
        return std::ranges::any_of(keys,
                                   [&](const auto &key) {
                                       return key.second.isActive && key.second.value == value;
                                   })
            || std::ranges::any_of(liars, [&](const auto &liar) { return liar.second == value; });
    }
};

class FakeService final : public rotate::KeyService
{
public:
    explicit FakeService(World &world)
        : m_world(world)
    {
    }

    Result<std::vector<rotate::KeyInfo>> list() override
    {
        return call<std::vector<rotate::KeyInfo>>("list", [this] {
            std::vector<rotate::KeyInfo> all;
            for (const auto &[id, key] : m_world.keys)
                all.push_back(
                    {m_world.hidesIds ? "..." + id.substr(id.size() - 4) : id, key.isActive});
            return all;
        });
    }
    std::optional<secret::SecretBytes> mint() override
    {
        if (!m_world.isMinting)
            return std::nullopt;
        return secret::SecretBytes::copyOf("minted-" + std::to_string(++m_world.made));
    }
    bool makesWhole() const override { return !m_world.makesHalves; }
    bool namesKeys() const override { return !m_world.hidesIds; }
    void signWith(const std::string &keyId, const secret::SecretBytes &) override
    {
        m_world.signer = keyId;
    }
    Result<std::int64_t> lastUse(const std::string &id) override
    {
        if (m_world.losesUse)
            return fail(ErrorKind::Malformed, "the provider's words cannot be read");
        return call<std::int64_t>("lastUse", [&] {
            const auto key = m_world.keys.find(id);
            return key == m_world.keys.end() ? 0 : key->second.lastUsedAt;
        });
    }
    Result<rotate::NewKey> create(const std::string &idempotencyKey,
                                  const secret::SecretBytes &minted) override
    {
        m_world.idempotencyKeys.push_back(idempotencyKey);
        if (m_world.keysPerOwner != 0 && m_world.keys.size() >= m_world.keysPerOwner)
            return fail(ErrorKind::Invalid, "no free key slot");
        return call<rotate::NewKey>("create", [&] {
            const std::string id = "KEY" + std::to_string(++m_world.made);
            m_world.keys[id]
                = {minted.isEmpty() ? "value-of-" + id : std::string(minted.view()), true, 0};
            return rotate::NewKey{id, secret::SecretBytes::copyOf(m_world.keys[id].value), {}};
        });
    }
    Result<void> setActive(const std::string &id, bool isActive) override
    {
        const auto done = call<bool>("setActive", [&] {
            if (const auto key = m_world.keys.find(id); key != m_world.keys.end())
                key->second.isActive = isActive;
            return true;
        });
        return done ? Result<void>() : std::unexpected(done.error());
    }
    Result<void> remove(const std::string &id) override
    {
        const std::string phase = m_world.journal.empty()
            ? std::string()
            : std::string(rotate::phaseName(m_world.journal.back().phase));
        m_world.removals.push_back(phase + ' ' + id);
        const auto done = call<bool>("remove", [&] {
            const auto key = m_world.keys.find(id);
            if (key != m_world.keys.end() && m_world.doesDeleteLie)
                m_world.liars[id] = key->second.value;
            m_world.keys.erase(id);
            return true;
        });
        return done ? Result<void>() : std::unexpected(done.error());
    }
    Result<rotate::NewKey> selfRotate(const secret::SecretBytes &old,
                                      const secret::SecretBytes &minted) override
    {
        return call<rotate::NewKey>("selfRotate", [&] {
            for (auto &[id, key] : m_world.keys) {
                if (key.value == old.view())
                    key.value = minted.isEmpty() ? "value-" + std::to_string(++m_world.made)
                                                 : std::string(minted.view());
            }
            rotate::NewKey made{m_world.keys.begin()->first,
                                secret::SecretBytes::copyOf(m_world.keys.begin()->second.value),
                                {}};
            for (const auto &[name, value] : m_world.more)
                made.more.emplace(name, secret::SecretBytes::copyOf(value));
            return made;
        });
    }
    Result<finding::Verdict> prove(const std::string &id, const secret::SecretBytes &value) override
    {
        return call<finding::Verdict>("prove", [&] {
            return m_world.lets(id, std::string(value.view())) ? finding::Verdict::Live
                                                               : finding::Verdict::Dead;
        });
    }

private:
    template <typename T, typename Work> Result<T> call(std::string_view name, Work work)
    {
        m_world.before();
        m_world.signers.push_back(std::string(name) + " by " + m_world.signer);
        const bool fails = m_world.failsAt == name;
        if (fails && !m_world.failsAfterDoing) {
            m_world.after();
            return fail(ErrorKind::Io, "the provider could not be reached");
        }
        T result = work();
        m_world.isStoreFull = m_world.isStoreFull || m_world.fillsStoreAt == name;
        m_world.after();
        if (fails)
            return fail(ErrorKind::Io, "the connection was lost");
        return result;
    }

    World &m_world;
};

class FakeCustody final : public rotate::Custody
{
public:
    explicit FakeCustody(World &world)
        : m_world(world)
    {
    }
    Result<secret::SecretBytes> oldValue(const std::string &) const override
    {
        return secret::SecretBytes::copyOf(m_world.oldValue);
    }
    Result<void> keep(const std::string &, const std::string &keyId,
                      const secret::SecretBytes &value) override
    {
        m_world.before();
        if (m_world.isStoreFull)
            return fail(ErrorKind::Io, "no space left on the device");
        m_world.kept[keyId] = value.view();
        m_world.after();
        return {};
    }
    Result<std::optional<secret::SecretBytes>> kept(const std::string &,
                                                    const std::string &keyId) const override
    {
        const auto found = m_world.kept.find(keyId);
        if (found == m_world.kept.end())
            return std::nullopt;
        return secret::SecretBytes::copyOf(found->second);
    }
    Result<void> drop(const std::string &, const std::string &keyId) override
    {
        m_world.before();
        m_world.kept.erase(keyId);
        m_world.after();
        return {};
    }

private:
    World &m_world;
};

class FakeHandover final : public rotate::Handover
{
public:
    explicit FakeHandover(World &world)
        : m_world(world)
    {
    }
    Result<void> deliver(const std::string &consumer, const std::string &,
                         const secret::SecretBytes &value) override
    {
        m_world.before();
        if (consumer == m_world.unreachable)
            return fail(ErrorKind::Io, "nobody is there");
        if (consumer == m_world.unknown)
            return fail(ErrorKind::Unsupported, "nobody said how the value gets there");
        m_world.consumers[consumer] = value.view();
        m_world.after();
        return {};
    }
    Result<void> giveBack(const std::string &consumer, const std::string &keyId,
                          const std::string &, const secret::SecretBytes &value,
                          bool mayHaveNew) override
    {
        m_world.givenBack.push_back(consumer + (mayHaveNew ? "?" : ""));
        return deliver(consumer, keyId, value);
    }
    Result<bool> isConfirmed(const std::string &consumer, const std::string &keyId) override
    {
        if (m_world.isConfirmedByHand)
            return m_world.confirmed[consumer] == keyId;
        return m_world.works(m_world.consumers[consumer]);
    }

private:
    World &m_world;
};

class FakeJournal final : public rotate::Journal
{
public:
    explicit FakeJournal(World &world)
        : m_world(world)
    {
    }
    Result<void> append(const std::string &, const rotate::Entry &entry) override
    {
        m_world.before();
        if (m_world.isStoreFull)
            return fail(ErrorKind::Io, "no space left on the device");
        // What is written is text; read back, it must be the same.
        m_world.journal.push_back(*rotate::parseEntry(rotate::entryJson(entry)));
        m_world.after();
        return {};
    }
    Result<std::vector<rotate::Entry>> entries(const std::string &) const override
    {
        return m_world.journal;
    }

private:
    World &m_world;
};

/// One process that works on a world; the next one knows nothing of it.
struct Process
{
    explicit Process(World &world)
        : service(world)
        , custody(world)
        , handover(world)
        , journal(world)
        , ports{service, custody, handover, journal, [&world] { return world.now; }}
    {
    }

    FakeService service;
    FakeCustody custody;
    FakeHandover handover;
    FakeJournal journal;
    rotate::RunPorts ports;
};

inline World oneKey()
{
    World world;
    world.keys["OLDKEY0001"] = {"old-value", true, 0};
    world.oldValue = "old-value";
    world.consumers = {{"billing", "old-value"}, {"reports", "old-value"}};
    return world;
}

inline rotate::PlanRequest requestFor(rotate::Method method)
{
    rotate::PlanRequest request;
    request.method = method;
    request.provider = "fake";
    request.oldKey = "OLDKEY0001";
    request.powers = {.canCreate = true,
                      .canDisable = true,
                      .canDelete = true,
                      .canSelfRotate = true,
                      .tellsLastUse = true,
                      .keysPerOwner = 2};
    request.calls
        = {"POST /keys", "POST /keys/{id}/off", "DELETE /keys/{id}", "POST /rotate", "GET /me"};
    request.consumers = {"billing", "reports"};
    return request;
}

} // namespace rekey::test
