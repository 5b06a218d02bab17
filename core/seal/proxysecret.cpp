// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/proxysecret.h"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace rekey::seal {

namespace {

constexpr std::array<std::string_view, kProcessorKinds> kProcessorNames
    = {"inject", "inject_hmac", "inject_body",        "oauth2",     "oauth2_body",
       "sigv4",  "jwt",         "client_credentials", "github_app", "multi"};
constexpr std::array<std::string_view, 5> kAuthorizerNames
    = {"bearer", "macaroon", "flyio_macaroon", "fly_src", "none"};

template <typename Kind, std::size_t size>
std::optional<Kind> kindFrom(const std::array<std::string_view, size> &names, std::string_view name)
{
    const auto found = std::ranges::find(names, name);
    if (found == names.end())
        return std::nullopt;
    return static_cast<Kind>(found - names.begin());
}

/// For a constant processor as for one that is to be filled.
template <typename Visit> struct ValueVisitor
{
    const Visit &visit;

    void operator()(auto &kind) const
    {
        using Kind = std::remove_cvref_t<decltype(kind)>;
        if constexpr (std::is_same_v<Kind, Multi>) {
            for (auto &member : kind.members)
                std::visit(*this, member.kind);
        } else if constexpr (std::is_same_v<Kind, OAuth2> || std::is_same_v<Kind, OAuth2Body>) {
            if (kind.token) {
                visit("access_token", kind.token->access);
                visit("refresh_token", kind.token->refresh);
            }
        } else if constexpr (std::is_same_v<Kind, InjectHmac>) {
            visit("key", kind.key);
        } else if constexpr (std::is_same_v<Kind, SigV4>) {
            visit("secret_key", kind.secretKey);
        } else if constexpr (std::is_same_v<Kind, ClientCredentials>) {
            visit("client_secret", kind.clientSecret);
        } else if constexpr (std::is_same_v<Kind, Jwt> || std::is_same_v<Kind, GithubApp>) {
            visit("private_key", kind.privateKey);
        } else {
            visit("token", kind.token);
        }
    }
};

template <std::size_t... index>
Processor makeAt(std::size_t kind, std::index_sequence<index...> /*all*/)
{
    Processor made;
    ((index == kind ? void(made.kind.emplace<index>()) : void()), ...);
    return made;
}

} // namespace

std::string_view processorName(ProcessorKind kind)
{
    return kProcessorNames[static_cast<std::size_t>(kind)];
}

std::optional<ProcessorKind> processorFromName(std::string_view name)
{
    return kindFrom<ProcessorKind>(kProcessorNames, name);
}

ProcessorKind kindOf(const Processor &processor)
{
    return static_cast<ProcessorKind>(processor.kind.index());
}

Processor makeProcessor(ProcessorKind kind)
{
    Processor made
        = makeAt(static_cast<std::size_t>(kind), std::make_index_sequence<kProcessorKinds>());
    if (auto *oauth = std::get_if<OAuth2>(&made.kind))
        oauth->token.emplace();
    if (auto *oauth = std::get_if<OAuth2Body>(&made.kind))
        oauth->token.emplace();
    if (auto *hmac = std::get_if<InjectHmac>(&made.kind))
        hmac->hash = "sha256";
    return made;
}

bool isTwoStep(ProcessorKind kind)
{
    return kind == ProcessorKind::Jwt || kind == ProcessorKind::ClientCredentials
        || kind == ProcessorKind::GithubApp;
}

std::string_view authorizerName(AuthorizerKind kind)
{
    return kAuthorizerNames[static_cast<std::size_t>(kind)];
}

std::optional<AuthorizerKind> authorizerFromName(std::string_view name)
{
    return kindFrom<AuthorizerKind>(kAuthorizerNames, name);
}

AuthorizerKind kindOf(const Authorizer &authorizer)
{
    return static_cast<AuthorizerKind>(authorizer.index());
}

void forEachValue(Processor &processor,
                  const std::function<void(std::string_view, secret::SecretBytes &)> &visit)
{
    std::visit(ValueVisitor{visit}, processor.kind);
}

std::vector<std::string_view> missingValues(const Processor &processor)
{
    std::vector<std::string_view> missing;
    const auto look = [&](std::string_view name, const secret::SecretBytes &value) {
        if (value.isEmpty() && name != "refresh_token")
            missing.push_back(name);
    };
    std::visit(ValueVisitor{look}, processor.kind);
    return missing;
}

} // namespace rekey::seal
