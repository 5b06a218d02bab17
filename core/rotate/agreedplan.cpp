// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/agreedplan.h"

#include <nlohmann/json.hpp>

#include <format>
#include <utility>

namespace rekey::rotate {

using nlohmann::json;

namespace {

constexpr std::string_view kFormat = "rekey plans 1";

/// Objects have their keys in order, so the text depends on what is said alone.
json jsonOf(const AgreedPlan &agreed)
{
    return {{"finding", agreed.finding},
            {"detector", agreed.detector},
            {"baseUrls", agreed.baseUrls},
            {"with", agreed.with},
            {"plan", json::parse(planJson(agreed.plan))}};
}

std::string textOf(const json &whole, int indent)
{
    return whole.dump(indent, ' ', false, json::error_handler_t::replace);
}

} // namespace

std::map<std::string, std::string> agreedParts(const std::map<std::string, std::string> &with)
{
    std::map<std::string, std::string> parts = with;
    std::erase_if(parts, [](const auto &part) { return part.first.starts_with("admin"); });
    return parts;
}

AgreedPlan agreedPlanOf(const RotationContext &context, Plan plan)
{
    return {context.finding, context.detector, context.baseUrls, agreedParts(context.with),
            std::move(plan)};
}

std::string agreedText(const AgreedPlan &agreed)
{
    return textOf(jsonOf(agreed), -1);
}

std::string agreedFile(std::span<const AgreedPlan> plans)
{
    json list = json::array();
    for (const AgreedPlan &agreed : plans)
        list.push_back(jsonOf(agreed));
    return textOf({{"format", kFormat}, {"plans", std::move(list)}}, 1) + '\n';
}

Result<std::vector<AgreedPlan>> parseAgreedPlans(std::string_view file)
{
    const auto malformed = [] {
        return fail(ErrorKind::Malformed,
                    "these are no plans to agree to: rekey-cli rotate plan --to-agree writes such "
                    "a file, and so does the page of a rotation");
    };
    try {
        const json whole = json::parse(file);
        if (whole.at("format") != kFormat || whole.at("plans").empty())
            return malformed();
        std::vector<AgreedPlan> plans;
        for (const json &one : whole.at("plans")) {
            auto plan = parsePlan(one.at("plan").dump());
            if (!plan)
                return malformed();
            AgreedPlan agreed;
            one.at("finding").get_to(agreed.finding);
            one.at("detector").get_to(agreed.detector);
            one.at("baseUrls").get_to(agreed.baseUrls);
            one.at("with").get_to(agreed.with);
            agreed.plan = *std::move(plan);
            plans.push_back(std::move(agreed));
        }
        return plans;
    } catch (const json::exception &) {
        return malformed();
    }
}

std::string agreedTitle(const AgreedPlan &agreed)
{
    return std::format("rotation of {} ({}, {}), {}",
                       agreed.finding.empty() ? agreed.detector : agreed.finding,
                       agreed.plan.oldKey, agreed.plan.provider, methodName(agreed.plan.method));
}

} // namespace rekey::rotate
