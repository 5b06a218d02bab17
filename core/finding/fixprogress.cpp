// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/guide.h"

#include <nlohmann/json.hpp>

#include <array>

namespace rekey::finding {

namespace {

using Json = nlohmann::json;

constexpr std::array kStates
    = {FixState::Open, FixState::Doing, FixState::Done, FixState::NotNeeded};

std::string textOf(const Json &step, const char *key)
{
    const auto found = step.find(key);
    return found != step.end() && found->is_string() ? found->get<std::string>() : std::string();
}

FixStep stepFrom(const Json &json)
{
    FixStep step;
    const std::string state = textOf(json, "state");
    for (const FixState one : kStates) {
        if (fixStateName(one) == state)
            step.state = one;
    }
    step.note = textOf(json, "note");
    step.proof = textOf(json, "proof");
    if (const auto ticked = json.find("ticked"); ticked != json.end() && ticked->is_array()) {
        for (const Json &check : *ticked) {
            if (check.is_string())
                step.ticked.push_back(check.get<std::string>());
        }
    }
    return step;
}

} // namespace

std::string_view fixStateName(FixState state)
{
    switch (state) {
    case FixState::Open:
        return "open";
    case FixState::Doing:
        return "doing";
    case FixState::Done:
        return "done";
    case FixState::NotNeeded:
        return "not-needed";
    }
    return "open";
}

std::string writeFixProgress(const FixProgress &progress)
{
    Json steps = Json::object();
    for (const auto &[id, step] : progress) {
        if (step == FixStep{})
            continue;
        Json &one = steps[id];
        one["state"] = fixStateName(step.state);
        if (!step.note.empty())
            one["note"] = step.note;
        if (!step.proof.empty())
            one["proof"] = step.proof;
        if (!step.ticked.empty())
            one["ticked"] = step.ticked;
    }
    // Names of files need not be UTF-8.
    return steps.empty() ? std::string()
                         : steps.dump(-1, ' ', false, Json::error_handler_t::replace);
}

FixProgress readFixProgress(std::string_view text)
{
    FixProgress progress;
    const Json steps = Json::parse(text, nullptr, false);
    if (!steps.is_object())
        return progress;
    for (const auto &[id, step] : steps.items()) {
        if (step.is_object())
            progress[id] = stepFrom(step);
    }
    return progress;
}

} // namespace rekey::finding
