// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clirotateagree.h"

#include "app/clifiles.h"
#include "app/cliopenstore.h"
#include "app/rotationsetup.h"
#include "core/base/mappedfile.h"
#include "core/base/text.h"
#include "core/rotate/keyacts.h"

#include <format>
#include <iostream>
#include <vector>

namespace rekey::app {

namespace {

void printPlanOf(const rotate::AgreedPlan &agreed, const provider::Catalog &catalog)
{
    std::cout << escapeControl(rotate::agreedTitle(agreed)) << '\n';
    for (const auto &[provider, url] : agreed.baseUrls)
        std::cout << std::format("  {} is asked at {}\n", escapeControl(provider),
                                 escapeControl(url));
    for (const auto &[name, text] : agreed.with)
        std::cout << std::format("  with {}: {}\n", escapeControl(name), escapeControl(text));
    for (const std::string &consumer : agreed.plan.consumers)
        std::cout << std::format("  the new value goes to {}\n", escapeControl(consumer));
    const provider::Service *service = catalog.service(agreed.plan.provider);
    const auto facts = service == nullptr
        ? rotate::RunbookFacts{}
        : rotate::KeyActs(catalog, agreed.detector).facts(agreed.plan, *service);
    printPlan(std::cout, {agreed.plan, facts});
}

} // namespace

int approvePlans(const RotateCommand &command, const provider::Catalog &catalog,
                 store::Store &store)
{
    const auto file = MappedFile::open(command.what, MappedFile::Links::Follow);
    if (!file)
        return fails(file.error());
    const auto plans = rotate::parseAgreedPlans(asText(file->bytes()));
    if (!plans)
        return fails({plans.error().kind, plans.error().detail, command.what});
    std::vector<store::AgreementSubject> subjects;
    for (const rotate::AgreedPlan &agreed : *plans) {
        printPlanOf(agreed, catalog);
        subjects.push_back({rotate::agreedText(agreed), rotate::agreedTitle(agreed)});
    }
    if (command.isDryRun)
        return ExitNothing;
    if (!command.isAgreed && answerTo("Type agree to agree to exactly this:") != "agree")
        return fails({ErrorKind::Denied,
                      "nothing was agreed to: if this is what you want, say --yes-agree",
                      {}});
    if (auto agreed = store.agree(subjects); !agreed)
        return fails(agreed.error());
    say(std::format("{} has agreed, for {} days; another member begins it",
                    escapeControl(store.openedBy()), store::kAgreementSeconds / (24 * 3600)));
    return ExitNothing;
}

bool writeAgreedFile(const RotateCommand &command, std::span<const rotate::AgreedPlan> plans)
{
    return command.agreeFile.empty() || writeOutput(command.agreeFile, [&](std::ostream &out) {
               out << rotate::agreedFile(plans);
           });
}

} // namespace rekey::app
