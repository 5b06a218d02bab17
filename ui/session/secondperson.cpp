// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/secondperson.h"

#include "core/store/store.h"

namespace rekey::ui {

namespace {

using store::Store;

const Store *storeOf(const finding::Keeper &keeper)
{
    return dynamic_cast<const Store *>(&keeper);
}

Store *storeOf(finding::Keeper &keeper)
{
    return dynamic_cast<Store *>(&keeper);
}

std::unexpected<Error> noStore()
{
    return fail(ErrorKind::Unsupported, "This is no store with members.");
}

} // namespace

QByteArray agreedFileOf(const std::vector<rotate::AgreedPlan> &plans)
{
    return QByteArray::fromStdString(rotate::agreedFile(plans));
}

Subjects subjectsOf(const std::vector<rotate::AgreedPlan> &plans)
{
    Subjects subjects;
    for (const rotate::AgreedPlan &plan : plans)
        subjects.push_back({rotate::agreedText(plan), rotate::agreedTitle(plan)});
    return subjects;
}

Result<SecondPerson> secondPersonFor(finding::Keeper &keeper, const Subjects &subjects)
{
    const Store *kept = storeOf(keeper);
    SecondPerson second;
    if (kept == nullptr)
        return second;
    const auto isNeeded = kept->isTwoPerson();
    if (!isNeeded || !*isNeeded)
        return isNeeded ? Result<SecondPerson>(second) : std::unexpected(isNeeded.error());
    const auto members = kept->members();
    if (!members)
        return std::unexpected(members.error());
    second.isNeeded = true;
    for (const store::KeySlot &slot : *members) {
        if (slot.kind == store::KeySlot::Kind::Passphrase && slot.name != kept->openedBy())
            second.others.push_back(slot.name);
    }
    for (const Subject &subject : subjects) {
        const auto given = kept->agreement(subject.text);
        if (!given)
            return std::unexpected(given.error());
        if (!*given) {
            second.given.clear();
            return second;
        }
        second.given = (*given)->member;
    }
    return second;
}

Result<void> agreeAs(finding::Keeper &keeper, const std::string &member,
                     const secret::SecretBytes &passphrase, const Subjects &subjects)
{
    Store *kept = storeOf(keeper);
    if (kept == nullptr)
        return noStore();
    std::vector<store::AgreementSubject> all;
    for (const Subject &subject : subjects)
        all.push_back({subject.text, subject.title});
    return kept->agreeAs(member, passphrase, all);
}

Result<void> needSecondPerson(const finding::Keeper &keeper, const rotate::AgreedPlan &plan)
{
    const Store *kept = storeOf(keeper);
    return kept == nullptr ? Result<void>() : kept->needAgreement(rotate::agreedText(plan));
}

Result<void> takeSecondPerson(finding::Keeper &keeper, const rotate::AgreedPlan &plan)
{
    Store *kept = storeOf(keeper);
    return kept == nullptr
        ? Result<void>()
        : kept->takeAgreement(rotate::agreedText(plan)).transform([](const std::string &) { });
}

Subjects onePersonSubjects()
{
    const std::string text(store::kOnePersonSubject);
    return {{text, text}};
}

Result<bool> isTwoPerson(finding::Keeper &keeper)
{
    const Store *kept = storeOf(keeper);
    return kept == nullptr ? Result<bool>(false) : kept->isTwoPerson();
}

Result<void> setTwoPerson(finding::Keeper &keeper, bool isWanted)
{
    Store *kept = storeOf(keeper);
    return kept == nullptr ? noStore() : kept->setTwoPerson(isWanted);
}

} // namespace rekey::ui
