// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/rotationwork.h"

#include "core/base/listed.h"
#include "core/rotate/providerkeys.h"
#include "core/rotate/rotationbook.h"
#include "core/seal/succession.h"
#include "ui/session/secondperson.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <format>
#include <tuple>
#include <utility>

namespace rekey::ui {

namespace {

using finding::Keeper;
using provider::Parts;
using secret::SecretBytes;

std::int64_t secondsNow()
{
    using namespace std::chrono;
    return duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
}

} // namespace

rotate::AgreedPlan agreedPlanOf(const RotationOrder &order,
                                const std::map<std::string, std::string> &with,
                                const std::map<std::string, std::string> &baseUrls)
{
    rotate::RotationContext context = order.context;
    context.baseUrls = baseUrls;
    for (const auto &[name, text] : with)
        context.with.insert_or_assign(name, text);
    return rotate::agreedPlanOf(context, order.plan);
}

RotationWork::RotationWork(RotationOrder order, std::shared_ptr<const CheckRules> rules,
                           std::unique_ptr<provider::Transport> transport, const CheckSetup &setup,
                           Ledger &ledger, int generation, std::stop_token stop)
    : m_order(std::move(order))
    , m_rules(std::move(rules))
    , m_transport(std::move(transport))
    // Where a kept run asked before, it asks again.
    , m_baseUrls(m_order.run.empty() ? setup.baseUrls : m_order.context.baseUrls)
    , m_databases{.allowed = setup.network.allowed, .authorities = m_order.authorities}
    , m_ledger(ledger)
    , m_generation(generation)
    , m_stop(std::move(stop))
    , m_keeper(ledger, generation)
    , m_acts(m_rules->catalog, m_order.context.detector)
    , m_valuePart(rotate::ProviderKeys::valuePart(m_acts))
    , m_verifier(m_rules->catalog, m_rules->pack, *m_transport,
                 {.baseUrls = m_baseUrls, .areKnown = true})
    , m_custody(m_keeper, m_valuePart)
    , m_journal(m_keeper, m_order.finding)
    , m_handover(m_order.context, m_order.plan.oldKey,
                 {[this](const std::string &consumer, const std::string &keyId,
                         const std::string &formerId, const SecretBytes &value) {
                      return sealAgain(consumer, keyId, formerId, value);
                  },
                  [this](const std::string &consumer, const std::string &keyId) {
                      return isConfirmed(consumer, keyId);
                  }},
                 {"choose a file or a command for it below, or put it there and say that it works",
                  "choose a file or a command for it below, or put the old value there again and "
                  "say that it works"})
{
}

RotationWork::~RotationWork() = default;

template <typename T> Result<T> RotationWork::call(const std::function<Result<T>(Keeper &)> &work)
{
    return m_ledger.call<T>(m_generation, work);
}

Result<Parts> RotationWork::readOwn()
{
    if (!m_order.run.empty())
        return m_custody.oldParts(m_order.run, m_order.context.parts);
    return call<Parts>([&](Keeper &keeper) -> Result<Parts> {
        Parts parts;
        for (const std::string &name : m_order.context.parts) {
            auto value
                = keeper.value(m_order.finding, name == "secret" ? std::string_view() : name);
            if (!value)
                return std::unexpected(value.error());
            parts.emplace(name, *std::move(value));
        }
        return parts;
    });
}

void RotationWork::makeService(Parts given)
{
    for (const auto &[name, text] : m_order.context.with)
        given.try_emplace(name, SecretBytes::copyOf(text));
    m_service = rotate::keysFor(
        m_acts, *m_transport, m_databases,
        rotate::KeyAccess{m_order.plan.oldKey, provider::copyOf(m_own), std::move(given),
                          m_baseUrls, secondsNow,
                          [this](const Parts &parts) { return prove(parts); }, m_stop,
                          [this](const finding::Evidence &evidence) {
                              keepEvidence(evidence);
                              return Result<void>();
                          }});
}

Result<RotationNeeds> RotationWork::prepare()
{
    auto own = readOwn();
    if (!own)
        return std::unexpected(own.error());
    m_own = *std::move(own);
    makeService({});
    const auto hosts = m_service->hosts(m_order.plan);
    if (!hosts)
        return std::unexpected(hosts.error());
    return RotationNeeds{m_service->missingParts(m_order.plan),
                         m_service->leansOnOldKey(m_order.plan), m_service->canLendOldKey(),
                         m_verifier.canary(m_order.context.detector, m_own), *hosts};
}

Result<void> RotationWork::equip(RotationMeans means)
{
    m_agreed = agreedPlanOf(m_order, means.with, m_baseUrls);
    for (auto &[name, text] : means.with)
        m_order.context.with.insert_or_assign(name, std::move(text));
    if (means.usesLeakedKey)
        rotate::ProviderKeys::lendOldKey(m_own, m_valuePart, means.credentials);
    makeService(std::move(means.credentials));
    if (const auto missing = m_service->missingParts(m_order.plan); !missing.empty())
        return fail(ErrorKind::Invalid, "this is still needed: " + listed(missing));
    if (m_service->leansOnOldKey(m_order.plan) && !means.usesLeakedKey)
        return fail(ErrorKind::Denied,
                    "keys of this provider are made and removed with a key itself, here the leaked "
                    "one: say that it may be used, or make the new key by hand");
    if (auto signable = m_service->canSign(m_order.plan); !signable)
        return signable;
    // The page has named them, and its button was pressed.
    auto hosts = m_service->hosts(m_order.plan);
    if (!hosts)
        return std::unexpected(hosts.error());
    m_service->keepTo(*std::move(hosts));
    return {};
}

Result<std::vector<std::string>> RotationWork::look()
{
    auto lines = m_service->look(m_order.plan, m_order.isKeyIdKnown);
    if (lines && lines->empty())
        lines->emplace_back("The provider offers nothing that could be read before.");
    return lines;
}

Result<void> RotationWork::keepContext()
{
    return call<void>(
        [&](Keeper &keeper) { return rotate::keepContext(keeper, m_order.run, m_order.context); });
}

rotate::RunPorts RotationWork::ports()
{
    return {*m_service, m_custody, m_handover, m_journal, secondsNow};
}

/// Somebody may have begun one since this was planned, here or elsewhere.
Result<void> RotationWork::needNoOther()
{
    const auto all = call<finding::FindingRotations>(
        [](const Keeper &keeper) { return rotate::keptRotations(keeper); });
    if (!all)
        return std::unexpected(all.error());
    const auto other = all->find(m_order.finding);
    if (other == all->end() || !other->second.isOpen())
        return {};
    return fail(ErrorKind::Invalid,
                std::format("{} of it is not at its end: go on with that one, or end it as it is",
                            other->second.run),
                m_order.context.finding);
}

Result<void> RotationWork::begin()
{
    if (auto free = needNoOther(); !free)
        return free;
    const auto agreed
        = call<void>([&](Keeper &keeper) { return needSecondPerson(keeper, m_agreed); });
    if (!agreed)
        return agreed;
    if (const auto there = look(); !there)
        return std::unexpected(there.error());
    const auto learned = m_service->learn(m_order.plan);
    if (!learned)
        return std::unexpected(learned.error());
    m_order.context.with.insert(learned->begin(), learned->end());
    m_order.context.baseUrls = m_baseUrls;
    const auto name = m_keeper.reserveRun();
    if (!name)
        return std::unexpected(name.error());
    m_order.run = *name;
    auto kept = m_custody.keepOld(m_order.run, m_own);
    if (kept)
        kept = keepContext();
    if (kept)
        kept = call<void>([&](Keeper &keeper) { return takeSecondPerson(keeper, m_agreed); });
    if (!kept) {
        std::ignore = m_custody.dropOld(m_order.run, m_order.context.parts);
        return kept;
    }
    auto run = rotate::Run::begin(ports(), m_order.run, m_order.plan);
    if (!run) {
        std::ignore = m_custody.dropOld(m_order.run, m_order.context.parts);
        return std::unexpected(run.error());
    }
    m_run.emplace(*std::move(run));
    return {};
}

Result<void> RotationWork::resume()
{
    if (auto kept = keepContext(); !kept)
        return kept;
    auto run = rotate::Run::resume(ports(), m_order.run);
    if (!run)
        return std::unexpected(run.error());
    m_run.emplace(*std::move(run));
    if (!m_service->readsKeys(m_order.plan) || !m_run->history().end.empty())
        return {};
    auto found = m_run->found();
    if (found)
        m_found = *std::move(found);
    else
        m_found = {"What there is at the provider cannot be read, so this goes on with what was "
                   "written down: "
                   + found.error().text()};
    return {};
}

Result<void> RotationWork::needRun() const
{
    if (m_run)
        return {};
    return fail(ErrorKind::Internal, "the rotation has not begun");
}

Result<void> RotationWork::advance()
{
    if (auto there = needRun(); !there)
        return there;
    m_unconfirmed.clear();
    m_isGoingBack = false;
    auto progress = m_run->advance();
    if (!progress)
        return std::unexpected(progress.error());
    m_progress = *std::move(progress);
    return m_progress.kind == rotate::Progress::Kind::Ended ? settle() : Result<void>();
}

/// The old value is kept for as long as it may be needed, and no longer.
Result<void> RotationWork::settle()
{
    if (!m_run->history().isOldValueNeedless())
        return {};
    return m_custody.dropOld(m_order.run, m_order.context.parts);
}

Result<void> RotationWork::skip(const std::string &why)
{
    if (auto there = needRun(); !there)
        return there;
    const auto step = m_run->history().next();
    if (!step)
        return fail(ErrorKind::Invalid, "there is no step left to skip");
    return m_run->skip(m_order.plan.steps[*step].kind, why);
}

Result<void> RotationWork::approveDelete(const std::string &typed)
{
    if (auto there = needRun(); !there)
        return there;
    if (m_run->approveDelete(typed))
        return {};
    return fail(ErrorKind::Invalid,
                "these are not the last characters of its id: type those that "
                "stand at the end of the name on the button");
}

Result<void> RotationWork::deleteLostKeys()
{
    auto there = needRun();
    return there ? m_run->deleteLostKeys() : there;
}

Result<void> RotationWork::rollBack()
{
    if (auto there = needRun(); !there)
        return there;
    m_isGoingBack = true;
    auto back = m_run->rollBack();
    m_isGoingBack = !back;
    return back ? settle() : back;
}

Result<void> RotationWork::giveUp(const std::string &why)
{
    auto there = needRun();
    return there ? m_run->giveUp(why) : there;
}

Result<void> RotationWork::confirm(const std::string &consumer)
{
    if (auto there = needRun(); !there)
        return there;
    return call<void>([&](Keeper &keeper) {
        return rotate::confirmConsumer(keeper, m_order.run, consumer,
                                       m_isGoingBack ? m_order.plan.oldKey : m_run->newKey());
    });
}

Result<void> RotationWork::deliverToFile(const std::string &consumer, const std::string &path)
{
    m_order.context.commands.erase(consumer);
    m_order.context.files.insert_or_assign(consumer, path);
    return m_run ? keepContext() : Result<void>();
}

Result<void> RotationWork::deliverToCommand(const std::string &consumer, const std::string &command)
{
    m_order.context.files.erase(consumer);
    m_order.context.commands.insert_or_assign(consumer, command);
    return m_run ? keepContext() : Result<void>();
}

Result<void> RotationWork::checkWith(const std::string &consumer, const std::string &command)
{
    m_order.context.checks.insert_or_assign(consumer, command);
    return m_run ? keepContext() : Result<void>();
}

RotationStand RotationWork::stand() const
{
    RotationStand stand;
    stand.plan = m_order.plan;
    stand.found = m_found;
    if (!m_run)
        return stand;
    stand.run = m_order.run;
    stand.steps = m_run->history().steps;
    stand.progress = m_progress;
    stand.lostKeys = m_run->lostKeys();
    stand.unconfirmed = m_unconfirmed;
    stand.newKey = m_run->newKey();
    stand.end = m_run->history().end;
    stand.isProven = !m_run->history().unprovenBy();
    stand.decision = rotate::decisionAtEnd(m_run->history());
    stand.isGoingBack = m_isGoingBack;
    stand.holdsValue = m_run->holdsValue();
    return stand;
}

std::vector<CheckResult> RotationWork::takeChecks()
{
    return std::exchange(m_checks, {});
}

bool RotationWork::takeSealsMade()
{
    return std::exchange(m_isSealsMade, false);
}

/// What is learned of the old key is the finding's evidence too.
Result<finding::Verdict> RotationWork::prove(const Parts &parts)
{
    verify::Checked checked
        = m_verifier.check(m_order.context.detector, parts, provider::Level::Alive, m_stop);
    const finding::Verdict verdict = checked.evidence.verdict;
    const auto old = m_own.find(m_valuePart);
    const auto asked = parts.find(m_valuePart);
    const bool isOld
        = old != m_own.end() && asked != parts.end() && old->second.equals(asked->second);
    const std::string reason = checked.evidence.reason;
    const std::string host = checked.evidence.host;
    if (isOld)
        keepEvidence(std::move(checked.evidence));
    if (verdict == finding::Verdict::Unknown)
        return fail(ErrorKind::Io, "no clear answer came: " + reason, host);
    return verdict;
}

void RotationWork::keepEvidence(finding::Evidence evidence)
{
    if (m_order.finding != secret::SecretId{})
        m_checks.push_back({m_order.finding, std::move(evidence), std::nullopt});
}

/// False when the consumer has no seal of the finding.
Result<bool> RotationWork::sealAgain(const std::string &consumer, const std::string &keyId,
                                     const std::string &formerId, const SecretBytes &value)
{
    const seal::Successor successor{m_order.finding,
                                    m_valuePart == "secret" ? std::string() : keyId,
                                    {m_order.plan.oldKey, formerId},
                                    m_service->partsOf(keyId, value)};
    using Made = std::vector<seal::SealRecord>;
    const auto made = call<Made>([&](Keeper &keeper) {
        return seal::sealForSuccessor(keeper, consumer, successor, secondsNow());
    });
    if (!made)
        return std::unexpected(made.error());
    m_isSealsMade = m_isSealsMade || !made->empty();
    return !made->empty();
}

Result<bool> RotationWork::isConfirmed(const std::string &consumer, const std::string &keyId)
{
    const auto isSeen = call<bool>([&](Keeper &keeper) {
        return rotate::isConsumerConfirmed(keeper, m_order.run, consumer, keyId);
    });
    if (isSeen && !*isSeen && !std::ranges::contains(m_unconfirmed, consumer))
        m_unconfirmed.push_back(consumer);
    return isSeen;
}

} // namespace rekey::ui
