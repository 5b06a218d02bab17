// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clibroker.h"
#include "app/cliopenstore.h"
#include "core/base/text.h"
#include "core/seal/broker/auditreader.h"

#include <nlohmann/json.hpp>

#include <format>
#include <iostream>

namespace rekey::app {

namespace {

std::string textOf(const nlohmann::json &object, const char *name)
{
    const auto found = object.find(name);
    if (found == object.end())
        return "-";
    return found->is_string() ? escapeControl(found->get<std::string>()) : found->dump();
}

/// Of each secret of a request, joined.
std::string textOfUses(const nlohmann::json &record, const char *name)
{
    std::string text;
    const auto uses = record.find("secrets");
    if (uses == record.end() || !uses->is_array())
        return "-";
    for (const nlohmann::json &use : *uses)
        text += (text.empty() ? "" : "+") + textOf(use, name);
    return text;
}

void print(const nlohmann::json &record)
{
    std::cout << std::format("{}  {:<16}  {:<16}  {:>3}  {:<18}  {} {}{}\n", textOf(record, "time"),
                             textOfUses(record, "consumer"), textOfUses(record, "seal"),
                             textOf(record, "status"), textOf(record, "reason"),
                             textOf(record, "method"), textOf(record, "host"),
                             textOf(record, "path"));
}

} // namespace

int runBrokerLog(const BrokerCommand &command)
{
    const auto file = auditFileOf(command);
    if (!file)
        return fails(file.error());
    const broker::AuditFilter filter{command.consumer, command.host, command.since};
    const auto sink = [&](std::string_view line, const nlohmann::json &record) {
        if (command.json)
            std::cout << line << '\n';
        else
            print(record);
    };
    const auto check = broker::readAudit(*file, filter, sink);
    if (!check)
        return fails(check.error());
    std::cout.flush();
    if (!check->problem.empty())
        return fails({ErrorKind::Malformed, check->problem, {}});
    if (!command.json)
        std::cout << std::format("{} of {} records; the chain is whole\n", check->wanted,
                                 check->records);
    return ExitNothing;
}

} // namespace rekey::app
