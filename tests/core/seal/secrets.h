// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "core/seal/proxysecret.h"
#include "core/seal/sealkey.h"

#include <string>
#include <utility>

namespace rekey::test {

inline secret::SecretBytes bytes(std::string_view text)
{
    return secret::SecretBytes::copyOf(text);
}

/// The first key pair of the protocol's description.
inline seal::OpenKey firstKey()
{
    return *seal::OpenKey::parse(
        "0d88a36d5c41d5c3d97b929fdebf0bea57e5fb4616da88121ba972431a161cab");
}

template <typename Kind> seal::ProxySecret secretOf(Kind kind, seal::Authorizer authorizer)
{
    seal::ProxySecret secret;
    secret.processor.kind = std::move(kind);
    secret.authorizer = std::move(authorizer);
    return secret;
}

/// A header set to `token`, as the console makes it: format, header and host fixed.
inline seal::ProxySecret pinnedSecret(std::string_view token)
{
    seal::Inject inject;
    inject.token = bytes(token);
    inject.format.value = "Bearer %s";
    inject.destination.value = "Authorization";
    seal::BearerAuth bearer;
    bearer.digest.assign(32, std::byte{7});
    seal::ProxySecret secret = secretOf(std::move(inject), std::move(bearer));
    secret.destinations.hosts = std::vector<std::string>{"api.example.com"};
    return secret;
}

} // namespace rekey::test
