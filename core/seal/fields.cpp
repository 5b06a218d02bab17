// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/preset.h"

#include <algorithm>
#include <type_traits>

namespace rekey::seal {

namespace {

/// A member's name and where its text is; the text is constant in a constant processor.
template <typename Text> struct FieldOf
{
    std::string_view name;
    Text *text = nullptr;
};

struct FieldLister
{
    template <typename Kind> auto operator()(Kind &kind) const
    {
        using Bare = std::remove_const_t<Kind>;
        using Text = std::conditional_t<std::is_const_v<Kind>, const std::string, std::string>;
        using Fields = std::vector<FieldOf<Text>>;
        if constexpr (std::is_same_v<Bare, InjectHmac>)
            return Fields{{"hash", &kind.hash}};
        else if constexpr (std::is_same_v<Bare, InjectBody> || std::is_same_v<Bare, OAuth2Body>)
            return Fields{{"placeholder", &kind.placeholder}};
        else if constexpr (std::is_same_v<Bare, SigV4>)
            return Fields{{"access_key", &kind.accessKey}};
        else if constexpr (std::is_same_v<Bare, Jwt>)
            return Fields{{"email", &kind.email},
                          {"sub", &kind.subject},
                          {"scopes", &kind.scopes},
                          {"token_url", &kind.tokenUrl}};
        else if constexpr (std::is_same_v<Bare, ClientCredentials>)
            return Fields{{"client_id", &kind.clientId},
                          {"token_url", &kind.tokenUrl},
                          {"scopes", &kind.scopes}};
        else if constexpr (std::is_same_v<Bare, GithubApp>)
            return Fields{{"app_id", &kind.appId},
                          {"installation_id", &kind.installationId},
                          {"token_url", &kind.tokenUrl}};
        else
            return Fields{};
    }
};

auto fieldsOf(auto &processor)
{
    return std::visit(FieldLister(), processor.kind);
}

} // namespace

bool setField(Processor &processor, std::string_view name, std::string_view text)
{
    const auto fields = fieldsOf(processor);
    const auto found
        = std::ranges::find(fields, name, [](const auto &field) { return field.name; });
    if (found == fields.end())
        return false;
    found->text->assign(text);
    return true;
}

std::vector<std::string_view> fieldNames(ProcessorKind kind)
{
    Processor blank = makeProcessor(kind);
    std::vector<std::string_view> names;
    for (const auto &field : fieldsOf(blank))
        names.push_back(field.name);
    return names;
}

std::string fieldText(const Processor &processor, std::string_view name)
{
    const auto fields = fieldsOf(processor);
    const auto found
        = std::ranges::find(fields, name, [](const auto &field) { return field.name; });
    return found == fields.end() ? std::string() : *found->text;
}

} // namespace rekey::seal
