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
    const nlohmann::json json = {{"finding", context.finding},    {"detector", context.detector},
                                 {"parts", context.parts},        {"with", context.with},
                                 {"base_urls", context.baseUrls}, {"files", context.files},
                                 {"commands", context.commands},  {"checks", context.checks}};
    try {
        return keeper.setProperty(kRoom, run, json.dump());
    } catch (const nlohmann::json::type_error &) {
        // Replaced bytes would lead the value to another place.
        return fail(ErrorKind::Invalid,
                    "names of consumers, files and commands have to be UTF-8: link to the file "
                    "under another name");
    }
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
        context.checks = json.value("checks", context.checks);
        return context;
    } catch (const nlohmann::json::exception &) {
        return fail(ErrorKind::Malformed, "what is kept of the rotation is damaged", run);
    }
}

Result<void> confirmConsumer(finding::Keeper &keeper, const std::string &run,
                             const std::string &consumer, const std::string &keyId)
{
    return keeper.setProperty(kConfirmedRoom, confirmedKey(run, consumer), keyId);
}

Result<bool> isConsumerConfirmed(const finding::Keeper &keeper, const std::string &run,
                                 const std::string &consumer, const std::string &keyId)
{
    return keeper.property(kConfirmedRoom, confirmedKey(run, consumer))
        .transform([&keyId](const auto &text) { return text && *text == keyId; });
}

} // namespace rekey::rotate
