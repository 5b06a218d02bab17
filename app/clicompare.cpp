// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cliimport.h"
#include "app/cliscan.h"
#include "app/importset.h"
#include "app/scanmonitor.h"
#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <format>
#include <iostream>

namespace rekey::app {

namespace {

/// A report, unless it is a folder or a file that no report begins like.
bool isReport(const std::string &path)
{
    std::error_code code;
    return std::filesystem::is_regular_file(path, code) && report::previewFile(path).has_value();
}

Result<bool> addScanned(ImportSet &set, const scan::ScanContext &context, const std::string &path,
                        bool quiet)
{
    auto source = openScanTarget(path, {});
    if (!source)
        return std::unexpected(source.error());
    scan::ScanProgress progress;
    std::stop_source stop;
    const std::shared_ptr<sources::Source> one[] = {std::move(*source)};
    Result<scan::ScanResult> result;
    {
        const ScanMonitor monitor(progress, stop, !quiet);
        result = scan::runScan(
            context, one, {}, progress, [](const scan::FindingBatch &) { }, stop.get_token());
    }
    if (!result)
        return std::unexpected(result.error());
    set.addScan(std::move(result->findings));
    return result->complete;
}

std::string whereOf(const finding::Finding &finding)
{
    if (finding.places.empty())
        return "-";
    const finding::Place &place = finding.places.front();
    return escapeControl(place.path) + ':' + std::to_string(place.line);
}

void printTable(const ImportSet &set, bool missedOnly)
{
    const report::CompareTable &table = set.table();
    const std::vector<finding::Finding> findings = set.rows().findings;
    std::vector<std::string> names;
    for (const std::string &tool : table.tools())
        names.push_back(escapeControl(tool));
    std::cout << std::format("{:7} {:20}", "ID", "SECRET");
    for (const std::string &name : names)
        std::cout << std::format(" {:>{}}", name, std::max<std::size_t>(name.size(), 6));
    std::cout << "  TYPE, WHERE\n";
    for (std::size_t row = 0; row < table.ids().size() && row < findings.size(); ++row) {
        const finding::Finding &finding = findings[row];
        if (missedOnly && table.finders(row) == names.size())
            continue;
        std::cout << std::format("{:7} {:20}", finding.label(), finding.masked.substr(0, 20));
        for (std::size_t tool = 0; tool < names.size(); ++tool)
            std::cout << std::format(" {:>{}}", table.hasFound(row, tool) ? "found" : "-",
                                     std::max<std::size_t>(names[tool].size(), 6));
        std::cout << "  " << escapeControl(finding.type) << ", " << whereOf(finding) << '\n';
    }
    for (std::size_t tool = 0; tool < names.size(); ++tool) {
        const auto count = table.countOf(tool);
        std::cerr << names[tool] << ": " << report::groupedNumber(count.found) << " found, "
                  << report::groupedNumber(count.missed) << " missed, "
                  << report::groupedNumber(count.alone) << " found by nobody else\n";
    }
}

void printJson(const ImportSet &set, bool missedOnly)
{
    const report::CompareTable &table = set.table();
    nlohmann::ordered_json out;
    for (std::size_t tool = 0; tool < table.tools().size(); ++tool) {
        const auto count = table.countOf(tool);
        out["tools"].push_back({{"name", escapeControl(table.tools()[tool])},
                                {"found", count.found},
                                {"missed", count.missed},
                                {"alone", count.alone}});
    }
    out["secrets"] = nlohmann::ordered_json::array();
    const std::vector<finding::Finding> findings = set.rows().findings;
    for (std::size_t row = 0; row < table.ids().size() && row < findings.size(); ++row) {
        if (missedOnly && table.finders(row) == table.tools().size())
            continue;
        const finding::Finding &finding = findings[row];
        nlohmann::ordered_json one{{"id", finding.id.hex()},
                                   {"type", escapeControl(finding.type)},
                                   {"masked", escapeControl(finding.masked)},
                                   {"where", whereOf(finding)},
                                   {"foundBy", nlohmann::ordered_json::array()},
                                   {"missedBy", nlohmann::ordered_json::array()}};
        for (std::size_t tool = 0; tool < table.tools().size(); ++tool)
            one[table.hasFound(row, tool) ? "foundBy" : "missedBy"].push_back(
                escapeControl(table.tools()[tool]));
        out["secrets"].push_back(std::move(one));
    }
    std::cout << out.dump(1) << '\n';
}

} // namespace

int runCompareCommand(const CompareCommand &command)
{
    const auto context = makeContext(command.ruleFiles);
    if (!context)
        return ExitUsage;
    ImportSet set(*context);
    bool isComplete = true;
    for (const std::string &input : command.inputs) {
        Result<bool> done = true;
        if (isReport(input)) {
            done = set.add(input, {}).transform(
                [](const report::ImportSummary &summary) { return summary.isComplete; });
        } else {
            done = addScanned(set, *context, input, command.quiet);
        }
        if (!done) {
            std::cerr << "rekey-cli: " << done.error().text() << '\n';
            return ExitUsage;
        }
        isComplete = isComplete && *done;
    }
    if (command.json)
        printJson(set, command.missedOnly);
    else
        printTable(set, command.missedOnly);
    return isComplete ? ExitNothing : ExitIncomplete;
}

} // namespace rekey::app
