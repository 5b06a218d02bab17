// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clirules.h"

#include "app/cliscan.h"
#include "core/base/text.h"
#include "core/provider/catalog.h"
#include "core/report/report.h"
#include "core/rules/check.h"
#include "core/rules/loader.h"
#include "core/scan/explain.h"
#include "core/scan/makecontext.h"

#include <nlohmann/json.hpp>
#include <unistd.h>

#include <algorithm>
#include <format>
#include <iostream>

namespace rekey::app {

namespace {

// What `explain -` reads at most; it is for a few lines, not for archives.
constexpr std::size_t kMaxExplainBytes = std::size_t{16} << 20;

void say(const std::string &text)
{
    std::cerr << "rekey-cli: " << text << '\n';
}

std::string_view confidenceWord(rules::Confidence confidence)
{
    return finding::confidenceName(confidence);
}

int listRules(bool asJson)
{
    const auto pack = rules::parseRuleFiles(rules::builtinRuleFiles());
    if (!pack) {
        say(pack.error().text());
        return ExitUsage;
    }
    if (asJson) {
        auto list = nlohmann::ordered_json::array();
        for (const rules::Detector &detector : pack->detectors) {
            list.push_back({{"id", detector.id},
                            {"provider", detector.provider},
                            {"name", detector.name},
                            {"confidence", confidenceWord(detector.confidence)}});
        }
        std::cout << list.dump(1) << '\n';
        return ExitNothing;
    }
    std::size_t width = 0;
    for (const rules::Detector &detector : pack->detectors)
        width = std::max(width, detector.id.size());
    for (const rules::Detector &detector : pack->detectors)
        std::cout << std::format("{:{}}  {:6}  {}\n", detector.id, width,
                                 confidenceWord(detector.confidence), detector.name);
    std::cerr << std::format("{} rules of {} providers\n", pack->detectors.size(),
                             pack->providers.size());
    return ExitNothing;
}

int checkRules(const std::vector<std::string> &paths)
{
    const auto files = readRuleFiles(paths);
    if (!files)
        return ExitUsage;
    std::vector<std::string> notes;
    const auto pack = rules::parseRuleFiles(*files, &notes);
    if (!pack) {
        say(pack.error().text());
        return ExitFindings;
    }
    for (const std::string &note : notes)
        say(escapeControl(note));
    if (const auto catalog = provider::Catalog::read(*files); !catalog) {
        say(catalog.error().text());
        return ExitFindings;
    }
    const auto problems = rules::checkPack(*pack);
    for (const rules::RuleProblem &problem : problems)
        say(problem.detector + ": " + problem.reason);
    if (problems.empty())
        std::cerr << std::format("{} rules checked, nothing wrong with them\n",
                                 pack->detectors.size());
    return problems.empty() ? ExitNothing : ExitFindings;
}

void printList(std::string_view name, const std::vector<std::string> &values)
{
    for (const std::string &value : values)
        std::cout << std::format("  {:12} {}\n", name, escapeControl(value));
}

void printDetector(const rules::Detector &detector, const rules::Provider &provider)
{
    std::cout << detector.id << ": " << detector.name << "\n";
    const auto line = [](std::string_view name, const std::string &value) {
        if (!value.empty())
            std::cout << std::format("  {:12} {}\n", name, value);
    };
    line("provider", provider.name + ", " + provider.homepage);
    line("manage", provider.console);
    line("confidence", std::string(confidenceWord(detector.confidence)));
    line("pattern", detector.pattern);
    printList("keyword", detector.keywords);
    if (detector.minEntropy > 0)
        line("entropy", std::format("at least {} bits per character", detector.minEntropy));
    printList("filter", detector.filters);
    printList("deny", detector.deny);
    for (const rules::CompanionRule &companion : detector.companions) {
        line("companion",
             std::format("{}, within {} bytes{}", companion.name, companion.distanceBytes,
                         companion.required ? ", required" : ""));
    }
    printList("source", detector.references);
}

int explainRule(const rules::CompiledRules &rules, const std::string &id)
{
    const rules::Detector *detector = rules.find(id);
    if (detector == nullptr) {
        say("there is no rule \"" + escapeControl(id) + "\"; rekey-cli rules list names them");
        return ExitUsage;
    }
    printDetector(*detector, rules.providerOf(*detector));
    return ExitNothing;
}

Result<secret::SecretBytes> readInput()
{
    secret::SecretBytes buffer(kMaxExplainBytes);
    std::size_t size = 0;
    while (size < buffer.size()) {
        const ssize_t count
            = ::read(STDIN_FILENO, buffer.bytes().data() + size, buffer.size() - size);
        if (count <= 0)
            break;
        size += static_cast<std::size_t>(count);
    }
    if (size == buffer.size())
        return fail(ErrorKind::TooBig, "explain takes up to 16 MiB; cut out the part in question");
    return secret::SecretBytes::copyOf(std::as_const(buffer).bytes().first(size));
}

int explainText(const std::shared_ptr<const rules::CompiledRules> &rules)
{
    const auto input = readInput();
    if (!input) {
        say(input.error().text());
        return ExitUsage;
    }
    for (const scan::Explanation &explanation : scan::explain(input->bytes(), rules)) {
        std::cout << std::format("line {}, column {}: {}: {}: {}\n", explanation.at.line,
                                 explanation.at.column, explanation.rule,
                                 scan::stageName(explanation.stage), explanation.words);
    }
    return ExitNothing;
}

} // namespace

int runRulesCommand(const RulesCommand &command)
{
    if (command.verb == RulesCommand::Verb::List)
        return listRules(command.json);
    return checkRules(command.files);
}

int runExplainCommand(const ExplainCommand &command)
{
    const auto files = readRuleFiles(command.ruleFiles);
    if (!files)
        return ExitUsage;
    std::vector<std::string> notes;
    const auto context = scan::makeScanContext(userFolders(), *files, notes);
    if (!context) {
        say(context.error().text());
        return ExitUsage;
    }
    return command.rule == "-" ? explainText(context->rules)
                               : explainRule(*context->rules, command.rule);
}

} // namespace rekey::app
