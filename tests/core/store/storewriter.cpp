// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store.h"
#include "tests/support/storerig.h"

#include <QCoreApplication>

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <format>

using namespace rekey;

namespace {

/// In one system call, so that a kill leaves a whole line or none.
void say(const std::string &line)
{
    if (::write(STDOUT_FILENO, line.data(), line.size()) < 0)
        std::exit(EXIT_FAILURE);
}

/// Decides on all findings in one change, which is one entry of the timeline.
bool decideAll(store::Store &store, std::map<std::uint32_t, std::uint64_t> &versions)
{
    std::vector<finding::TriageChange> changes;
    for (const auto &[number, version] : versions) {
        changes.push_back(test::decide(test::fakeId(number), version, finding::Decision::Rotating));
        changes.back().triage.note = std::to_string(version + 1);
        changes.back().event.at = 1; // told of all alike
    }
    const auto outcomes = store.change(changes);
    if (!outcomes)
        return false;
    auto outcome = outcomes->begin();
    std::string lines;
    for (auto &[number, version] : versions) {
        if (!outcome->isKept)
            return false;
        version = (outcome++)->record.version;
        lines += std::format("{} {}\n", number, version);
    }
    say(lines);
    return true;
}

/// Decides on findings in turn for ever, then on all at once, and says each decision that is kept:
/// "NUMBER VERSION".
int decide(store::Store &store)
{
    std::map<std::uint32_t, std::uint64_t> versions;
    const auto all = test::loaded(store);
    for (const auto &kept : all)
        versions[kept.finding.number] = kept.record.version;
    say("ready\n");
    for (;;) {
        for (auto &[number, version] : versions) {
            auto change = test::decide(test::fakeId(number), version, finding::Decision::Confirmed);
            change.triage.note = std::to_string(version + 1);
            const auto outcome = store.change(std::span(&change, 1));
            if (!outcome || !outcome->front().isKept)
                return EXIT_FAILURE;
            version = outcome->front().record.version;
            say(std::format("{} {}\n", number, version));
        }
        if (!decideAll(store, versions))
            return EXIT_FAILURE;
    }
}

/// Rolls the key for ever, and says each time that it is done.
int roll(store::Store &store)
{
    say("ready\n");
    for (;;) {
        if (!store.roll())
            return EXIT_FAILURE;
        say("rolled\n");
    }
}

/// Keeps the same scan for ever, larger each time.
int keep(store::Store &store)
{
    say("ready\n");
    for (std::uint32_t count = 100;; count += 100) {
        if (!test::keepSome(store, count))
            return EXIT_FAILURE;
        say(std::format("{}\n", count));
    }
}

int show(store::Store &store)
{
    const bool isReadOnly = store.state() == finding::KeeperState::ReadOnly;
    say(std::format("{} {}\n", isReadOnly ? "read-only" : "open", test::loaded(store).size()));
    return EXIT_SUCCESS;
}

} // namespace

/// storewriter decide|roll|keep|show LOCATION: writes to a store until it is killed.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc != 3)
        return EXIT_FAILURE;
    store::StoreOptions options;
    options.actor = "ada";
    auto opened = store::openStore(store::StoreLocation::parse(argv[2]).value(), options);
    if (!opened || !(*opened)->unlock(test::passphrase())) {
        std::fputs(opened ? "cannot unlock\n" : opened.error().text().c_str(), stderr);
        return EXIT_FAILURE;
    }
    const std::string verb = argv[1];
    if (verb == "decide")
        return decide(**opened);
    if (verb == "roll")
        return roll(**opened);
    if (verb == "keep")
        return keep(**opened);
    return show(**opened);
}
