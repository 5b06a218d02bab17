// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/store.h"
#include "tests/core/finding/fakefindings.h"
#include "tests/support/madeup.h"
#include "tests/support/postgresserver.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <memory>
#include <string>

namespace rekey::test {

/// A keyring in plain memory.
class FakeKeyring final : public store::Keyring
{
public:
    Result<secret::SecretBytes> read(const std::string &name) override
    {
        const auto found = keys.find(name);
        if (found == keys.end())
            return fail(ErrorKind::NotFound, "no such key");
        return secret::SecretBytes::copyOf(found->second);
    }
    Result<void> write(const std::string &name, const secret::SecretBytes &key) override
    {
        keys[name] = std::string(key.view());
        return {};
    }
    Result<void> remove(const std::string &name) override
    {
        keys.erase(name);
        return {};
    }

    std::map<std::string, std::string> keys;
};

inline secret::SecretBytes passphrase(std::string_view text = "open sesame")
{
    return secret::SecretBytes::copyOf(text);
}

/// What Argon2id allows at least: tests need not wait.
inline constexpr store::KeyCost kQuickCost{1, 8192};

/// Makes and opens stores of one kind: "sqlite", "memory" or "postgresql".
class StoreRig
{
public:
    explicit StoreRig(const QString &kind)
    {
        if (kind == QStringLiteral("sqlite"))
            location = store::StoreLocation::file(
                folder.filePath(QStringLiteral("home/store.db")).toStdString());
        else if (kind == QStringLiteral("postgresql"))
            location = store::StoreLocation::parse(server().newDatabase().toStdString()).value();
        options.actor = "ada";
        options.now = [this] { return nowMs; };
    }

    /// One for the whole test program.
    static PostgresServer &server()
    {
        static PostgresServer started;
        return started;
    }
    /// Why this kind cannot be tested here; empty when it can.
    static QString problem(const QString &kind)
    {
        return kind == QStringLiteral("postgresql") ? server().problem() : QString();
    }

    static store::Protection protection(std::string_view words = "open sesame")
    {
        store::Protection made;
        made.passphrase = passphrase(words);
        made.cost = kQuickCost;
        return made;
    }

    std::unique_ptr<store::Store> create()
    {
        auto made = store::createStore(location, options, protection());
        if (!made)
            qFatal("%s", made.error().text().c_str());
        return std::move(*made);
    }
    /// Unlocked.
    std::unique_ptr<store::Store> open(const store::StoreOptions &with)
    {
        auto opened = store::openStore(location, with);
        if (!opened)
            qFatal("%s", opened.error().text().c_str());
        if (auto unlocked = (*opened)->unlock(passphrase()); !unlocked)
            qFatal("%s", unlocked.error().text().c_str());
        return std::move(*opened);
    }
    std::unique_ptr<store::Store> open() { return open(options); }

    QTemporaryDir folder;
    store::StoreLocation location;
    store::StoreOptions options;
    std::int64_t nowMs = 1'760'000'000'000;
};

/// The value of a fake finding, made up.
inline std::string fakeValue(std::uint32_t number)
{
    return "made-up-" + std::to_string(mix(number));
}

/// Findings 1 to count with values under `vault`, places in sources 0 to 2.
inline std::vector<finding::Finding> valuedFindings(std::uint32_t count, const secret::Vault &vault)
{
    std::vector<finding::Finding> findings = manyFindings(1, count);
    for (finding::Finding &finding : findings)
        finding.value = vault.seal(fakeValue(finding.number));
    return findings;
}

inline finding::SourceRecord fakeSource(const std::string &path)
{
    finding::SourceRecord source;
    source.kind = "folder";
    source.path = path;
    source.title = path;
    source.coverage.source = path;
    source.coverage.skips.push_back({"big.bin", "too big"});
    return source;
}

/// Three sources and the findings in them.
inline Result<finding::KeepOutcome> keepSome(finding::Keeper &keeper, std::uint32_t count)
{
    const secret::Vault vault;
    std::vector<std::uint32_t> sources;
    for (const char *path : {"/one", "/two", "/three"})
        sources.push_back(keeper.keepSource(fakeSource(path)).value());
    return keeper.keep(valuedFindings(count, vault), sources, vault, true);
}

inline std::vector<finding::KeptFinding> loaded(const finding::Keeper &keeper)
{
    std::vector<finding::KeptFinding> all;
    auto done = keeper.load(
        [&](std::vector<finding::KeptFinding> batch) {
            std::ranges::move(batch, std::back_inserter(all));
        },
        {});
    if (!done)
        qFatal("%s", done.error().text().c_str());
    return all;
}

inline finding::TriageChange decide(const secret::SecretId &id, std::uint64_t version,
                                    finding::Decision decision)
{
    finding::TriageChange change;
    change.id = id;
    change.version = version;
    change.triage.decision = decision;
    if (decision == finding::Decision::Closed)
        change.triage.closeReason = finding::CloseReason::Rotated;
    change.event.kind = finding::EventKind::Decided;
    change.event.to = finding::decisionName(decision);
    return change;
}

} // namespace rekey::test
