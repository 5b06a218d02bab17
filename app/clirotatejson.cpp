// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clirotatejson.h"

namespace rekey::app {

using nlohmann::ordered_json;

ordered_json jsonOf(const rotate::Plan &plan, const rotate::RunbookFacts &facts)
{
    ordered_json steps = ordered_json::array();
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const rotate::Step &step = plan.steps[i];
        steps.push_back({{"step", rotate::stepName(step.kind)},
                         {"call", step.call},
                         {"changes", rotate::changeText(plan, i)},
                         {"undo", rotate::undoText(plan, i)},
                         {"wait_seconds", step.waitSeconds}});
    }
    return {{"provider", plan.provider},
            {"method", rotate::methodName(plan.method)},
            {"old_key", plan.oldKey},
            {"consumers", plan.consumers},
            {"steps", steps},
            {"reads", facts.reads},
            {"permissions", facts.permissions},
            {"references", facts.references}};
}

std::string nameOf(const rotate::RotationContext &context)
{
    return context.finding.empty() ? context.detector : context.finding;
}

ordered_json jsonOf(const std::string &run, const std::string &subject,
                    const rotate::History &history)
{
    ordered_json steps = ordered_json::array();
    for (std::size_t i = 0; i < history.steps.size(); ++i)
        steps.push_back({{"step", rotate::stepName(history.plan.steps[i].kind)},
                         {"state", rotate::stateName(history.steps[i].state)},
                         {"why", history.steps[i].why}});
    return {{"run", run},
            {"subject", subject},
            {"provider", history.plan.provider},
            {"method", rotate::methodName(history.plan.method)},
            {"old_key", history.plan.oldKey},
            {"new_key", history.newKey},
            {"end", history.end},
            {"steps", std::move(steps)}};
}

std::string textOf(const ordered_json &json)
{
    return json.dump(1, ' ', false, ordered_json::error_handler_t::replace);
}

} // namespace rekey::app
