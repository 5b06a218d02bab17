// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/rotationsubject.h"

#include "app/clifindings.h"
#include "app/cliopenstore.h"
#include "app/cliseal.h"
#include "core/base/text.h"
#include "core/rotate/loginkeys.h"
#include "core/rotate/providerkeys.h"

#include <algorithm>
#include <format>

namespace rekey::app {

namespace {

void addOnce(std::vector<std::string> &list, const std::string &text)
{
    if (!std::ranges::contains(list, text))
        list.push_back(text);
}

void addGiven(RotationSubject &subject, const RotateCommand &command)
{
    if (!command.key.empty())
        subject.key = command.key;
    for (const std::string &consumer : command.consumers)
        addOnce(subject.consumers, consumer);
    for (const auto &[consumer, file] : command.files)
        addOnce(subject.consumers, consumer);
    for (const auto &[consumer, text] : command.commands)
        addOnce(subject.consumers, consumer);
    subject.isPublic = subject.isPublic || command.isPublic;
}

} // namespace

bool namesFinding(const RotateCommand &command, const provider::Catalog &catalog)
{
    return catalog.actsFor(command.what).empty() && catalog.checkFor(command.what) == nullptr
        && catalog.loginFor(command.what) == nullptr
        && (namesStore(command.access) || command.what.starts_with("S-"));
}

Result<RotationSubject> subjectIn(const store::Store &store, const RotateCommand &command,
                                  const provider::Catalog &catalog)
{
    auto findings = namedFindings(store, {command.what});
    if (!findings)
        return std::unexpected(findings.error());
    return subjectOf(store, std::move(findings->front().finding), command, catalog);
}

Result<RotationSubject> subjectOf(const store::Store &store, finding::Finding found,
                                  const RotateCommand &command, const provider::Catalog &catalog)
{
    const auto seals = keptRegister(store);
    if (!seals)
        return std::unexpected(seals.error());
    const auto sources = store.sources();
    if (!sources)
        return std::unexpected(sources.error());
    RotationSubject subject{found.rule, found.masked, false, {}, {}};
    // What stands for a key id is public; its mask would not do as one.
    const rotate::KeyActs acts(catalog, found.rule);
    if (acts.login() != nullptr) {
        const auto user = store.value(found.id, "user");
        const std::string account
            = rotate::LoginKeys::keyIdOf(*acts.login(), user ? user->view() : std::string_view());
        subject.key = account.empty() ? subject.key : account;
    } else if (rotate::ProviderKeys::valuePart(acts) != "secret") {
        const auto id = store.value(found.id, {});
        if (!id)
            return std::unexpected(id.error());
        subject.key = std::string(id->view());
    }
    for (const std::uint32_t number : seals->dyingWith(found.id))
        addOnce(subject.consumers, seals->find(number)->consumer.name);
    for (const finding::Place &place : found.places) {
        const auto source
            = std::ranges::find(*sources, place.source, &finding::SourceRecord::number);
        if (source == sources->end())
            continue;
        subject.isPublic = subject.isPublic || source->exposure == finding::Exposure::Public;
        if (place.isInHead())
            // A name that can be typed, and that is the same after it was kept.
            addOnce(subject.consumers,
                    escapeControl(std::format("{} in {}", place.path, source->title)));
    }
    subject.finding = std::move(found);
    addGiven(subject, command);
    return subject;
}

RotationSubject subjectOf(const RotateCommand &command)
{
    RotationSubject subject;
    subject.detector = command.what;
    addGiven(subject, command);
    return subject;
}

Result<PlannedRotation> planFor(const RotationSubject &subject, const RotateCommand &command,
                                const provider::Catalog &catalog)
{
    const rotate::KeyActs acts(catalog, subject.detector);
    const auto method
        = command.method ? command.method : rotate::presetFor(acts.powers(), subject.isPublic);
    const provider::Service *service = catalog.service(acts.provider());
    if (!method || service == nullptr)
        return fail(ErrorKind::Unsupported,
                    "no provider file says how such keys are changed: see the guide in the Fix "
                    "tab, or the provider's console",
                    subject.detector);
    rotate::PlanRequest request = acts.request(*method);
    request.oldKey = subject.key;
    request.consumers = subject.consumers;
    request.quietSeconds = static_cast<std::int64_t>(command.quietHours) * 3600;
    auto plan = rotate::makePlan(request);
    if (!plan)
        return std::unexpected(plan.error());
    rotate::RunbookFacts facts = acts.facts(*plan, *service);
    return PlannedRotation{*std::move(plan), std::move(facts)};
}

} // namespace rekey::app
