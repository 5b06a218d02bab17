// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/catalog.h"

#include "core/provider/catalogreader.h"

#include <algorithm>
#include <array>
#include <set>

namespace rekey::provider {

std::string_view doesName(Does does)
{
    static constexpr std::array<std::string_view, 8> kNames
        = {"list", "create", "disable", "enable", "delete", "revoke", "rotate", "usage"};
    return kNames[static_cast<std::size_t>(does)];
}

Result<Catalog> Catalog::read(std::span<const rules::RuleFile> files)
{
    Catalog result;
    std::set<std::string> checked;
    for (const rules::RuleFile &file : files) {
        const Result<rules::RulePack> pack = rules::parseRuleFile(file);
        if (!pack)
            return std::unexpected(pack.error());
        Result<Service> service = readService(file, *pack);
        if (!service)
            return std::unexpected(std::move(service.error()));
        for (const Check &check : service->checks) {
            for (const std::string &detector : check.detectors) {
                if (!checked.insert(detector).second)
                    return fail(ErrorKind::Malformed, detector + " has two checks", file.name);
            }
        }
        result.m_services.push_back(std::move(*service));
    }
    std::ranges::sort(result.m_services, {}, &Service::id);
    return result;
}

const Service *Catalog::service(std::string_view id) const
{
    const auto found = std::ranges::lower_bound(m_services, id, {}, &Service::id);
    return found != m_services.end() && found->id == id ? &*found : nullptr;
}

const Check *Catalog::checkFor(std::string_view detector) const
{
    for (const Service &service : m_services) {
        for (const Check &check : service.checks) {
            if (std::ranges::contains(check.detectors, detector))
                return &check;
        }
    }
    return nullptr;
}

const LoginCheck *Catalog::loginFor(std::string_view detector) const
{
    for (const Service &service : m_services) {
        for (const LoginCheck &login : service.logins) {
            if (std::ranges::contains(login.detectors, detector))
                return &login;
        }
    }
    return nullptr;
}

std::vector<const Act *> Catalog::actsFor(std::string_view detector) const
{
    std::vector<const Act *> result;
    for (const Service &service : m_services) {
        for (const Act &act : service.acts) {
            if (std::ranges::contains(act.detectors, detector))
                result.push_back(&act);
        }
    }
    return result;
}

} // namespace rekey::provider
