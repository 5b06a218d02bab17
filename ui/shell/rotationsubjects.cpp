// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/rotationsubjects.h"

#include "core/rotate/loginkeys.h"
#include "core/rotate/providerkeys.h"
#include "core/seal/register.h"
#include "ui/models/findingwords.h"
#include "ui/shell/scantext.h"

#include <algorithm>
#include <set>

namespace rekey::ui {

namespace {

/// Strangers can see the value, as people said of its sources.
bool isPublic(const finding::Finding &found, const Workspace &workspace)
{
    return std::ranges::any_of(found.places, [&](const finding::Place &place) {
        return place.source < workspace.entries().size()
            && workspace.entries()[place.source].exposure == finding::Exposure::Public;
    });
}

/// Files that hold the value now: whatever reads them uses the key.
QStringList filesOf(const finding::Finding &found)
{
    std::set<std::string> paths;
    for (const finding::Place &place : found.places) {
        if (place.isInHead() && !place.path.empty())
            paths.insert(place.path);
    }
    QStringList names;
    for (const std::string &path : paths)
        names.append(escapedText(path));
    return names;
}

} // namespace

IdSource idSourceOf(const rotate::KeyActs &acts)
{
    IdSource source{rotate::ProviderKeys::valuePart(acts) != "secret", std::nullopt};
    if (acts.login() != nullptr)
        source.login = *acts.login();
    return source;
}

Result<KeptFacts> factsOf(finding::Keeper &keeper, const secret::SecretId &finding,
                          const IdSource &source)
{
    const auto kept = keeper.properties(seal::kRegisterRoom);
    if (!kept)
        return std::unexpected(kept.error());
    seal::SealRegister seals;
    seals.load(*kept);
    KeptFacts facts;
    for (const std::uint32_t number : seals.dyingWith(finding))
        facts.sealed.append(safeText(seals.find(number)->consumer.name));
    facts.sealed.removeDuplicates();
    if (source.login) {
        const auto user = keeper.value(finding, "user");
        facts.keyId
            = rotate::LoginKeys::keyIdOf(*source.login, user ? user->view() : std::string_view());
    }
    if (!source.isValue)
        return facts;
    const auto id = keeper.value(finding);
    if (id)
        facts.keyId = std::string(id->view());
    else if (id.error().kind != ErrorKind::NotFound)
        return std::unexpected(id.error());
    return facts;
}

RotationSubject subjectOf(const finding::Finding &found, const Workspace &workspace)
{
    return {QString::fromStdString(found.label()), found.rule, found.masked,
            isPublic(found, workspace), filesOf(found)};
}

void addFacts(RotationSubject &subject, const KeptFacts &facts)
{
    subject.consumers = facts.sealed + subject.consumers;
    if (!facts.keyId.empty())
        subject.key = facts.keyId;
}

RotationOrder orderOf(const finding::Finding &found, const rotate::Plan &plan,
                      const IdSource &source)
{
    RotationOrder order;
    order.finding = found.id;
    order.context.finding = found.label();
    order.context.detector = found.rule;
    order.context.parts = {"secret"};
    for (const finding::Companion &companion : found.companions)
        order.context.parts.push_back(companion.name);
    order.plan = plan;
    order.isKeyIdKnown = plan.oldKey != found.masked || source.isValue;
    return order;
}

} // namespace rekey::ui
