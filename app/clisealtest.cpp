// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cliseal.h"

#include "app/cliopenstore.h"
#include "core/base/text.h"
#include "core/seal/testing/sealtest.h"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <format>
#include <iostream>
#include <thread>

namespace rekey::app {

namespace {

using nlohmann::ordered_json;
using seal::Delivered;
using seal::SealRecord;
using seal::TestCall;
using seal::TestOutcome;
using secret::SecretBytes;

/// At most two requests a second, as with any other question to an API.
constexpr auto kPace = std::chrono::milliseconds(500);

Result<SecretBytes> readFile(const std::string &path)
{
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail(ErrorKind::NotFound, "the file cannot be read", path);
    auto text = readValue(fd);
    ::close(fd);
    return text;
}

/// Of the files themselves, and of the folders those that hold something delivered. Errors:
/// NotFound.
Result<std::vector<Delivered>> readDeliveries(const std::vector<std::string> &paths)
{
    std::vector<Delivered> found;
    for (const std::string &path : paths) {
        std::error_code code;
        if (!std::filesystem::is_directory(path, code)) {
            auto text = readFile(path);
            auto delivered = text ? seal::readDelivery(*text) : std::unexpected(text.error());
            if (!delivered)
                return fail(delivered.error().kind, delivered.error().detail, path);
            found.push_back(std::move(*delivered));
            continue;
        }
        std::vector<std::string> files;
        for (const auto &entry : std::filesystem::directory_iterator(path, code)) {
            const std::string ending = entry.path().extension();
            if (entry.is_regular_file(code)
                && (ending == ".env" || ending == ".yaml" || ending == ".json"))
                files.push_back(entry.path().string());
        }
        std::ranges::sort(files);
        for (const std::string &file : files) {
            const auto text = readFile(file);
            if (!text)
                continue;
            if (auto delivered = seal::readDelivery(*text))
                found.push_back(std::move(*delivered));
        }
    }
    return found;
}

/// One seal on its way to the proxy.
struct Trial
{
    std::uint32_t number = 0;
    TestCall call;
    const SecretBytes *proof = nullptr; ///< null: none is needed
};

/// The whole of `seal test`, step by step.
class SealTests
{
public:
    SealTests(const SealCommand &command, store::Store &store)
        : m_command(command)
        , m_store(store)
    {
    }

    int run()
    {
        if (auto read = readAll(); !read)
            return fails(read.error());
        for (const std::uint32_t number : m_numbers)
            plan(number);
        if (m_command.isDryRun)
            return printPlan();
        int exit = m_hasGap ? ExitIncomplete : ExitNothing;
        for (const Trial &trial : m_trials) {
            if (!isAllowed(trial)) {
                exit = ExitPolicy;
                continue;
            }
            const auto outcome = send(trial);
            if (!outcome)
                return fails(outcome.error());
            if (outcome->cause != seal::TestCause::Good && exit != ExitPolicy)
                exit = ExitRemote;
        }
        if (m_command.json)
            std::cout << m_list.dump(1, ' ', false, ordered_json::error_handler_t::replace) << '\n';
        return exit;
    }

private:
    Result<void> readAll()
    {
        auto seals = keptRegister(m_store);
        if (!seals)
            return std::unexpected(seals.error());
        m_seals = std::move(*seals);
        auto deliveries = readDeliveries(m_command.from);
        if (!deliveries)
            return std::unexpected(deliveries.error());
        m_deliveries = std::move(*deliveries);
        auto numbers = namedSeals(m_seals, m_command.words);
        if (!numbers)
            return std::unexpected(numbers.error());
        m_numbers = std::move(*numbers);
        if (m_command.words.empty())
            takeThoseDelivered();
        if (m_numbers.empty())
            return fail(ErrorKind::NotFound, "no seal of this store is delivered there");
        if (!m_command.from.empty())
            return {};
        if (m_numbers.size() > 1)
            return fail(ErrorKind::Invalid,
                        "one bearer is read from standard input or --bearer-fd, so name one seal, "
                        "or give --from with the files they were delivered in");
        return {};
    }

    void takeThoseDelivered()
    {
        for (const auto &[number, record] : m_seals.records()) {
            if (record.retiredAt == 0
                && std::ranges::any_of(m_deliveries, [&](const Delivered &delivered) {
                       return isFor(delivered, record);
                   }))
                m_numbers.push_back(number);
        }
    }

    [[nodiscard]] seal::HarmlessRequest requestFor(const SealRecord &record) const
    {
        seal::HarmlessRequest request = harmlessRequestOf(record);
        if (!m_command.path.empty())
            request = {"GET", request.host, m_command.path, {}};
        if (!m_command.method.empty())
            request.method = m_command.method;
        if (!m_command.hosts.empty())
            request.host = m_command.hosts.front();
        else if (request.host.empty())
            request.host = record.destinations.substr(0, record.destinations.find(' '));
        return request;
    }

    /// Says why a seal cannot be tried.
    void leaveOut(const SealRecord &record, const std::string &why)
    {
        m_hasGap = true;
        say("not tested: " + record.label() + " " + escapeControl(record.consumer.name) + ": "
            + why);
    }

    void plan(std::uint32_t number)
    {
        const SealRecord &record = *m_seals.find(number);
        const auto profile = keptProfile(m_store, record.profile);
        if (!profile)
            return leaveOut(record, profile.error().text());
        auto call = makeTestCall(record, *profile, requestFor(record), secondsNow());
        if (!call)
            return leaveOut(record,
                            call.error().kind == ErrorKind::NotFound
                                ? call.error().detail + " (--path, --method, --host)"
                                : call.error().detail);
        Trial trial{number, std::move(*call), nullptr};
        if (!trial.call.proofScheme.empty() && !m_command.isDryRun) {
            trial.proof = proofFor(record);
            if (trial.proof == nullptr)
                return;
        }
        m_trials.push_back(std::move(trial));
    }

    /// Null, and said why, when there is none.
    const SecretBytes *proofFor(const SealRecord &record)
    {
        if (m_command.from.empty()) {
            auto read = readValue(m_command.acquire.bearerFd);
            if (!read || read->isEmpty()) {
                leaveOut(record, read ? "the bearer is empty" : read.error().text());
                return nullptr;
            }
            m_given = std::move(*read);
            return &m_given;
        }
        const auto found = std::ranges::find_if(m_deliveries, [&](const Delivered &delivered) {
            return !delivered.bearer.isEmpty() && isFor(delivered, record);
        });
        if (found == m_deliveries.end()) {
            leaveOut(record, "no file of --from holds its bearer");
            return nullptr;
        }
        if (found->token != record.token)
            say("note: " + record.label() + " " + escapeControl(record.consumer.name)
                + ": the file holds an older token; the one in the register is tried");
        return &found->bearer;
    }

    [[nodiscard]] static std::string wordsOf(const Trial &trial)
    {
        return std::format("{} {} through {}{}", trial.call.method, escapeControl(trial.call.url()),
                           escapeControl(trial.call.proxyHost),
                           trial.call.isHarmless ? "" : " (a POST may change something)");
    }

    int printPlan()
    {
        for (const Trial &trial : m_trials) {
            const SealRecord &record = *m_seals.find(trial.number);
            if (m_command.json)
                m_list.push_back({{"id", record.label()},
                                  {"consumer", record.consumer.name},
                                  {"method", trial.call.method},
                                  {"url", trial.call.url()},
                                  {"proxy", trial.call.proxyHost},
                                  {"hosts", {trial.call.proxyHost, trial.call.apiHost}}});
            else
                std::cout << record.label() << "  " << escapeControl(record.consumer.name) << "  "
                          << wordsOf(trial) << '\n';
        }
        if (m_command.json)
            std::cout << m_list.dump(1, ' ', false, ordered_json::error_handler_t::replace) << '\n';
        return m_hasGap ? ExitIncomplete : ExitNothing;
    }

    [[nodiscard]] bool isAllowed(const Trial &trial)
    {
        std::string missing;
        for (const std::string &host : {trial.call.proxyHost, trial.call.apiHost}) {
            if (!std::ranges::contains(m_command.acquire.yesHosts, host))
                missing += " --yes-host " + escapeControl(host);
        }
        if (!missing.empty())
            say("nothing was sent for " + m_seals.find(trial.number)->label() + ": it would be "
                + wordsOf(trial)
                + ", with the sealed token and the bearer in the clear to the proxy; if that is "
                  "what you want, add"
                + missing);
        return missing.empty();
    }

    Result<TestOutcome> send(const Trial &trial)
    {
        if (m_hasSent)
            std::this_thread::sleep_for(kPace);
        m_hasSent = true;
        const SealRecord &record = *m_seals.find(trial.number);
        provider::NetworkTransport transport(seal::networkFor(trial.call));
        static const SecretBytes kNone;
        auto outcome
            = seal::sendTest(transport, trial.call, record,
                             trial.proof == nullptr ? kNone : *trial.proof, secondsNow(), {});
        if (!outcome)
            return outcome;
        print(record, *outcome);
        m_seals.tested(trial.number, outcome->test);
        if (auto kept = keep(m_store, m_seals); !kept)
            return std::unexpected(kept.error());
        return outcome;
    }

    void print(const SealRecord &record, const TestOutcome &outcome)
    {
        if (m_command.json)
            m_list.push_back({{"id", record.label()},
                              {"consumer", record.consumer.name},
                              {"status", outcome.test.status},
                              {"cause", seal::causeName(outcome.cause)},
                              {"words", outcome.test.words}});
        else
            std::cout << std::format("{}  {:>3}  {:<16}  {}: {}\n", record.label(),
                                     outcome.test.status, seal::causeName(outcome.cause),
                                     escapeControl(record.consumer.name),
                                     escapeControl(outcome.test.words));
    }

    const SealCommand &m_command;
    store::Store &m_store;
    seal::SealRegister m_seals;
    std::vector<Delivered> m_deliveries;
    SecretBytes m_given;
    std::vector<std::uint32_t> m_numbers;
    std::vector<Trial> m_trials;
    ordered_json m_list = ordered_json::array();
    bool m_hasGap = false; ///< a seal was left out
    bool m_hasSent = false;
};

} // namespace

int testSeals(const SealCommand &command, store::Store &store)
{
    return SealTests(command, store).run();
}

} // namespace rekey::app
