// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cliopenstore.h"
#include "app/cliverifyoptions.h"
#include "core/provider/catalog.h"
#include "core/rotate/databasekeys.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <format>
#include <iostream>

namespace rekey::app {

namespace {

using provider::Act;
using provider::By;
using provider::Does;
using provider::Service;

constexpr std::array<std::string_view, 8> kColumns
    = {"detect", "verify", "access", "create", "disable", "delete", "self-rotate", "usage log"};
using Row = std::array<std::string, kColumns.size()>;

/// Whether any key of the service has it, and what it takes: "self", "admin", "anyone", "-".
std::string whoCan(const Service &service, std::initializer_list<Does> acts)
{
    std::string best = "-";
    for (const Act &act : service.acts) {
        if (!std::ranges::contains(acts, act.does))
            continue;
        if (act.by == By::Anyone)
            return "anyone";
        if (act.by == By::Itself)
            best = "self";
        else if (best == "-")
            best = "admin";
    }
    return best;
}

bool rotatesItself(const Service &service)
{
    return std::ranges::any_of(service.acts, [](const Act &act) {
        return act.does == Does::Rotate && act.by == By::Itself;
    });
}

Row rowOf(const Service &service, std::size_t detectors)
{
    std::size_t checked = 0;
    bool hasAccess = false;
    rotate::KeyPowers powers; // of passwords, which are changed in sessions
    for (const provider::LoginCheck &login : service.logins) {
        checked += login.detectors.size();
        hasAccess = true;
        powers = rotate::DatabaseKeys::powers(login.kind);
    }
    const auto who = [&service](bool isAdmins, std::initializer_list<Does> acts) {
        return isAdmins ? std::string("admin") : whoCan(service, acts);
    };
    for (const provider::Check &check : service.checks) {
        checked += check.detectors.size();
        hasAccess = hasAccess || check.access.has_value();
    }
    return {std::to_string(detectors),
            checked == 0 ? "-" : std::to_string(checked),
            hasAccess ? "yes" : "-",
            who(powers.canCreate, {Does::Create}),
            who(powers.canDisable, {Does::Disable}),
            who(powers.canDelete, {Does::Delete, Does::Revoke}),
            rotatesItself(service) || powers.canSelfRotate ? "yes" : "-",
            whoCan(service, {Does::Usage})};
}

} // namespace

int runProvidersCommand(const ProvidersCommand &command)
{
    const auto catalog = provider::Catalog::read(rules::builtinRuleFiles());
    const auto pack = rules::parseRuleFiles(rules::builtinRuleFiles());
    if (!catalog || !pack)
        return fails(catalog ? pack.error() : catalog.error());
    auto list = nlohmann::ordered_json::array();
    std::size_t width = 0;
    for (const Service &service : catalog->services())
        width = std::max(width, service.name.size());
    if (!command.json) {
        std::cout << std::format("{:{}}", "provider", width);
        for (const std::string_view column : kColumns)
            std::cout << "  " << column;
        std::cout << '\n';
    }
    for (const Service &service : catalog->services()) {
        const auto detectors = static_cast<std::size_t>(
            std::ranges::count(pack->detectors, service.id, &rules::Detector::provider));
        const Row row = rowOf(service, detectors);
        nlohmann::ordered_json entry = {{"id", service.id}, {"name", service.name}};
        std::string line = std::format("{:{}}", service.name, width);
        for (std::size_t i = 0; i < kColumns.size(); ++i) {
            entry[std::string(kColumns[i])]
                = row[i] == "-" ? nlohmann::ordered_json() : nlohmann::ordered_json(row[i]);
            line += std::format("  {:{}}", row[i], kColumns[i].size());
        }
        list.push_back(std::move(entry));
        line.erase(line.find_last_not_of(' ') + 1);
        if (!command.json)
            std::cout << line << '\n';
    }
    if (command.json)
        std::cout << list.dump(1) << '\n';
    std::cout.flush();
    return std::cout.good() ? ExitNothing : ExitIncomplete;
}

} // namespace rekey::app
