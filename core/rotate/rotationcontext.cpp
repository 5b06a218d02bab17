// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/rotationcontext.h"

#include <nlohmann/json.hpp>

namespace rekey::rotate {

namespace {

constexpr std::string_view kRoom = "rotation";
constexpr std::string_view kConfirmedRoom = "rotation consumer";

std::string confirmedKey(const std::string &run, const std::string &consumer)
{
    return run + ' ' + consumer;
}

} // namespace

Result<void> keepContext(finding::Keeper &keeper, const std::string &run,
                         const RotationContext &context)
{
    const nlohmann::json json
        = {{"finding", context.finding},  {"detector", context.detector},  {"parts", context.parts},
           {"with", context.with},        {"base_urls", context.baseUrls}, {"files", context.files},
           {"commands", context.commands}};
    return keeper.setProperty(kRoom, run, json.dump());
}

Result<RotationContext> keptContext(const finding::Keeper &keeper, const std::string &run)
{
    const auto text = keeper.property(kRoom, run);
    if (!text)
        return std::unexpected(text.error());
    if (!*text)
        return fail(ErrorKind::NotFound, "there is no such rotation in this store", run);
    try {
        const nlohmann::json json = nlohmann::json::parse(**text);
        RotationContext context;
        json.at("finding").get_to(context.finding);
        json.at("detector").get_to(context.detector);
        json.at("parts").get_to(context.parts);
        json.at("with").get_to(context.with);
        json.at("base_urls").get_to(context.baseUrls);
        json.at("files").get_to(context.files);
        json.at("commands").get_to(context.commands);
        return context;
    } catch (const nlohmann::json::exception &) {
        return fail(ErrorKind::Malformed, "what is kept of the rotation is damaged", run);
    }
}

Result<void> confirmConsumer(finding::Keeper &keeper, const std::string &run,
                             const std::string &consumer)
{
    return keeper.setProperty(kConfirmedRoom, confirmedKey(run, consumer), "yes");
}

Result<bool> isConsumerConfirmed(const finding::Keeper &keeper, const std::string &run,
                                 const std::string &consumer)
{
    return keeper.property(kConfirmedRoom, confirmedKey(run, consumer))
        .transform([](const auto &text) { return text.has_value(); });
}

} // namespace rekey::rotate
