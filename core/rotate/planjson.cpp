// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/plan.h"

#include <nlohmann/json.hpp>

namespace rekey::rotate {

using nlohmann::json;

std::string planJson(const Plan &plan)
{
    json steps = json::array();
    for (const Step &step : plan.steps)
        steps.push_back(
            {{"kind", stepName(step.kind)}, {"call", step.call}, {"wait", step.waitSeconds}});
    const json whole = {{"method", methodName(plan.method)},
                        {"provider", plan.provider},
                        {"oldKey", plan.oldKey},
                        {"consumers", plan.consumers},
                        {"steps", steps}};
    return whole.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<Plan> parsePlan(std::string_view text)
{
    const auto malformed
        = [] { return fail(ErrorKind::Malformed, "the journal's plan is damaged"); };
    try {
        const json whole = json::parse(text);
        Plan plan;
        const auto method = methodFromName(whole.at("method").get<std::string>());
        if (!method)
            return malformed();
        plan.method = *method;
        whole.at("provider").get_to(plan.provider);
        whole.at("oldKey").get_to(plan.oldKey);
        whole.at("consumers").get_to(plan.consumers);
        for (const json &entry : whole.at("steps")) {
            const auto kind = stepFromName(entry.at("kind").get<std::string>());
            if (!kind)
                return malformed();
            plan.steps.push_back(
                {*kind, entry.at("call").get<std::string>(), entry.at("wait").get<std::int64_t>()});
        }
        return plan;
    } catch (const json::exception &) {
        return malformed();
    }
}

} // namespace rekey::rotate
