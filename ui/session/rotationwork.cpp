// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/rotationwork.h"

#include "core/base/text.h"
#include "core/rotate/delivery.h"
#include "core/seal/succession.h"

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
using rotate::StepKind;
using secret::SecretBytes;

std::int64_t secondsNow()
{
    using namespace std::chrono;
    return duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
}

Parts copyOf(const Parts &parts)
{
    Parts copy;
    for (const auto &[name, value] : parts)
        copy.emplace(name, SecretBytes::copyOf(value.bytes()));
    return copy;
}

/// The leaked key in the place of an administrator's.
void lend(const Parts &own, const std::string &from, const std::string &to, Parts &given)
{
    const auto part = own.find(from);
    if (part != own.end() && !given.contains(to))
        given.emplace(to, SecretBytes::copyOf(part->second.bytes()));
}

std::string listed(const std::vector<std::string> &texts)
{
    std::string result;
    for (const std::string &text : texts)
        result += (result.empty() ? "" : ", ") + escapeControl(text);
    return result;
}

} // namespace

RotationWork::RotationWork(RotationOrder order, std::shared_ptr<const CheckRules> rules,
                           std::unique_ptr<provider::Transport> transport,
                           std::map<std::string, std::string> baseUrls, Ledger &ledger,
                           int generation, std::stop_token stop)
    : m_order(std::move(order))
    , m_rules(std::move(rules))
    , m_transport(std::move(transport))
    , m_baseUrls(std::move(baseUrls))
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
    m_service = std::make_unique<rotate::ProviderKeys>(
        m_acts, *m_transport,
        rotate::KeyAccess{m_order.plan.oldKey, copyOf(m_own), std::move(given), m_baseUrls,
                          secondsNow, [this](const Parts &parts) { return prove(parts); }, m_stop});
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
                         m_service->leansOnOldKey(m_order.plan),
                         m_verifier.canary(m_order.context.detector, m_own), *hosts};
}

Result<void> RotationWork::equip(RotationMeans means)
{
    for (auto &[name, text] : means.with)
        m_order.context.with.insert_or_assign(name, std::move(text));
    if (means.usesLeakedKey) {
        lend(m_own, m_valuePart, "admin", means.credentials);
        if (m_valuePart != "secret")
            lend(m_own, "secret", "admin_key_id", means.credentials);
    }
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
    std::vector<std::string> lines;
    const std::string &old = m_order.plan.oldKey;
    const auto plans = [this](StepKind kind) {
        return std::ranges::contains(m_order.plan.steps, kind, &rotate::Step::kind);
    };
    const bool isNamed = m_service->needsKeyId(m_order.plan) || plans(StepKind::Create);
    const bool canList
        = std::ranges::contains(m_acts.readsFor(m_order.plan), m_acts.find(provider::Does::List));
    // Nothing but the list could tell that a mask is no id.
    if (isNamed && !canList && !m_order.isKeyIdKnown)
        return fail(ErrorKind::Invalid,
                    "the provider wants the key's own id, which the store does not know: plan it "
                    "again and give the id");
    if (isNamed && canList) {
        const auto keys = m_service->list();
        if (!keys)
            return std::unexpected(keys.error());
        for (const rotate::KeyInfo &key : *keys)
            lines.push_back(std::format("{} is {}{}.", escapeControl(key.id),
                                        key.isActive ? "on" : "off",
                                        key.id == old ? ": the one to be rotated" : ""));
        if (!std::ranges::contains(*keys, old, &rotate::KeyInfo::id))
            return fail(ErrorKind::Invalid,
                        "the provider does not list this key: plan it again and give the id that "
                        "the provider lists it under",
                        old);
    }
    if (plans(StepKind::Quiet)) {
        const auto last = m_service->lastUse(old);
        if (!last)
            lines.push_back("When it was used last is not known: " + last.error().text());
        else if (*last > 0)
            lines.push_back(std::format("Last used {:%F %R} UTC.",
                                        std::chrono::sys_seconds(std::chrono::seconds(*last))));
        else
            lines.emplace_back("No use of it is told, which is no proof that there is none.");
    }
    if (lines.empty())
        lines.emplace_back("The provider offers nothing that could be read before.");
    return lines;
}

Result<void> RotationWork::keepContext()
{
    return call<void>(
        [&](Keeper &keeper) { return rotate::keepContext(keeper, m_order.run, m_order.context); });
}

rotate::RunPorts RotationWork::ports()
{
    return {*m_service, m_custody, *this, m_journal, secondsNow};
}

Result<void> RotationWork::begin()
{
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
    if (!kept) {
        std::ignore = m_custody.dropOld(m_order.run, m_order.context.parts);
        return kept;
    }
    auto run = rotate::Run::begin(ports(), m_order.run, m_order.plan);
    if (!run)
        return std::unexpected(run.error());
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
    const bool isListed
        = std::ranges::contains(m_acts.readsFor(m_order.plan), m_acts.find(provider::Does::List));
    if (!isListed || !m_run->history().end.empty())
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
    auto progress = m_run->advance();
    if (!progress)
        return std::unexpected(progress.error());
    m_progress = *std::move(progress);
    return m_progress.kind == rotate::Progress::Kind::Ended ? settle() : Result<void>();
}

/// The old value is kept for as long as it may be needed, and no longer.
Result<void> RotationWork::settle()
{
    const std::string &end = m_run->history().end;
    if (end != "rolled back" && !(end == "done" && isProven()))
        return {};
    return m_custody.dropOld(m_order.run, m_order.context.parts);
}

bool RotationWork::isProven() const
{
    const rotate::History &history = m_run->history();
    return std::ranges::all_of(
        std::array{StepKind::Delete, StepKind::ProveOld},
        [&](StepKind kind) { return !history.indexOf(kind) || history.isDone(kind); });
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
    return fail(ErrorKind::Invalid, "these are not the last characters of its id");
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
    auto back = m_run->rollBack();
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
        return rotate::confirmConsumer(keeper, m_order.run, consumer, m_run->newKey());
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
    stand.isProven = isProven();
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

Parts RotationWork::partsOf(const std::string &keyId, const SecretBytes &value) const
{
    Parts parts = copyOf(m_own);
    if (m_valuePart != "secret")
        parts.insert_or_assign("secret", SecretBytes::copyOf(keyId));
    parts.insert_or_assign(m_valuePart, SecretBytes::copyOf(value.bytes()));
    return parts;
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
    if (isOld && m_order.finding != secret::SecretId{})
        m_checks.push_back({m_order.finding, std::move(checked.evidence), std::nullopt});
    if (verdict == finding::Verdict::Unknown)
        return fail(ErrorKind::Io, "no clear answer came: " + reason, host);
    return verdict;
}

Result<void> RotationWork::deliver(const std::string &consumer, const std::string &keyId,
                                   const SecretBytes &value)
{
    if (const auto file = m_order.context.files.find(consumer); file != m_order.context.files.end())
        return rotate::putIntoFile(file->second, value);
    if (const auto command = m_order.context.commands.find(consumer);
        command != m_order.context.commands.end())
        return rotate::giveToCommand(command->second, keyId, value);
    const auto isSealed = sealAgain(consumer, keyId, value);
    if (!isSealed)
        return std::unexpected(isSealed.error());
    if (*isSealed)
        return {};
    const bool isGoingBack = keyId == m_order.plan.oldKey && m_run && m_run->newKey() != keyId;
    const auto isSeen = isConfirmed(consumer, isGoingBack ? m_run->newKey() : keyId);
    if (!isSeen)
        return std::unexpected(isSeen.error());
    // Going back, one that nothing was brought to has the old value still.
    if (*isSeen != isGoingBack)
        return {};
    if (isGoingBack)
        return fail(ErrorKind::Unsupported,
                    "it has the new value: choose a file or a command that brings it the old one",
                    escapeControl(consumer));
    return fail(ErrorKind::Unsupported,
                "nobody said how the new value gets there: choose a file or a command for it below",
                escapeControl(consumer));
}

Result<bool> RotationWork::sealAgain(const std::string &consumer, const std::string &keyId,
                                     const SecretBytes &value)
{
    const Parts parts = partsOf(keyId, value);
    seal::Successor successor{m_order.finding, {}, {m_order.plan.oldKey}, {}};
    if (m_valuePart != "secret")
        successor.keyId = keyId;
    if (m_run)
        successor.formerIds.push_back(m_run->newKey());
    successor.read = [&](std::string_view name) -> Result<SecretBytes> {
        const auto part = parts.find(name);
        if (part == parts.end())
            return fail(ErrorKind::NotFound, "the new key has no such part", std::string(name));
        return SecretBytes::copyOf(part->second.bytes());
    };
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
