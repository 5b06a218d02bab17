// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/listed.h"
#include "core/base/text.h"
#include "core/rotate/plan.h"

#include <algorithm>
#include <format>
#include <span>

namespace rekey::rotate {

namespace {

std::string durationText(std::int64_t seconds)
{
    if (seconds % 3600 == 0)
        return std::format("{} h", seconds / 3600);
    if (seconds % 60 == 0)
        return std::format("{} min", seconds / 60);
    return std::format("{} s", seconds);
}

/// As text of Markdown: names come from scanned content and must not become links or pictures.
std::string markdown(std::string_view text)
{
    constexpr std::string_view kMarks = "\\`*_[]<>|!#~";
    std::string out;
    for (const char c : escapeControl(text)) {
        if (kMarks.contains(c))
            out += '\\';
        out += c;
    }
    return out;
}

std::string code(std::string_view text)
{
    std::string out = escapeControl(text);
    std::erase(out, '`');
    return "`" + out + "`";
}

/// Who stands still after a step that takes the old value from everybody.
std::string stoppedText(const Plan &plan, std::size_t index)
{
    const auto before = std::span(plan.steps).first(index);
    if (plan.consumers.empty() || std::ranges::contains(before, StepKind::HandOver, &Step::kind))
        return {};
    return std::format(" It stops working for {}.", listed(plan.consumers));
}

void addList(std::string &text, std::string_view title, const std::vector<std::string> &lines)
{
    if (lines.empty())
        return;
    text += std::format("\n## {}\n\n", title);
    for (const std::string &line : lines)
        text += std::format("- {}\n", markdown(line));
}

} // namespace

std::string changeText(const Plan &plan, std::size_t index)
{
    const Step &step = plan.steps[index];
    const std::string old = escapeControl(plan.oldKey);
    switch (step.kind) {
    case StepKind::Create:
        return "A second key is made; the old one goes on working.";
    case StepKind::Keep:
        return "The new value is sealed in the store and read back.";
    case StepKind::HandOver:
        return std::format("The new value is handed to {}.", listed(plan.consumers));
    case StepKind::ProveNew:
        return "This machine uses the new key once.";
    case StepKind::Confirm:
        return std::format("{} must be seen working with the new key.", listed(plan.consumers));
    case StepKind::Quiet:
        return std::format("Waits until nobody has used {} for {}.", old,
                           durationText(step.waitSeconds));
    case StepKind::SwitchOff:
        return std::format("{} is off, and can be switched on again.", old)
            + stoppedText(plan, index);
    case StepKind::Delete:
        return std::format("{} is gone for good.", old) + stoppedText(plan, index);
    case StepKind::SelfRotate:
        return std::format("{} gets a new value; the old value is dead at once.", old)
            + stoppedText(plan, index);
    case StepKind::ProveOld:
        return "The old value must be refused by the provider.";
    }
    return {};
}

std::string undoText(const Plan &plan, std::size_t index)
{
    switch (plan.steps[index].kind) {
    case StepKind::Create:
        return "The new key is deleted.";
    case StepKind::HandOver:
        return "The old value is handed over again.";
    case StepKind::SwitchOff:
        return "The old key is switched on again.";
    case StepKind::Delete:
        return "Cannot be undone: deleted keys do not come back.";
    case StepKind::SelfRotate:
        return "Cannot be undone: the old value does not come back.";
    case StepKind::Keep:
        return "The stored value is dropped.";
    case StepKind::ProveNew:
    case StepKind::Confirm:
    case StepKind::Quiet:
    case StepKind::ProveOld:
        break;
    }
    return "Changes nothing.";
}

std::string runbook(const Plan &plan, const RunbookFacts &facts)
{
    std::string text
        = std::format("# Rotate {} at {}\n\nMethod: {}.\n", markdown(plan.oldKey),
                      markdown(facts.providerName.empty() ? plan.provider : facts.providerName),
                      methodName(plan.method));
    if (!facts.console.empty())
        text += std::format("Keys are listed at <{}>.\n", facts.console);
    text += "\n## Steps\n\n";
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const Step &step = plan.steps[i];
        text += std::format("{}. **{}**: {}\n", i + 1, stepName(step.kind),
                            markdown(changeText(plan, i)));
        if (!step.call.empty())
            text += std::format("   - Call: {}\n", code(step.call));
        text += std::format("   - Undo: {}\n", markdown(undoText(plan, i)));
    }
    if (!facts.reads.empty()) {
        text += "\n## What is only read meanwhile\n\n";
        for (const std::string &call : facts.reads)
            text += std::format("- {}\n", code(call));
    }
    addList(text, "What the administrator's credential needs", facts.permissions);
    addList(text, "Limits", facts.limits);
    addList(text, "Notes", facts.notes);
    addList(text, "Sources", facts.references);
    return text;
}

} // namespace rekey::rotate
