// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/authorize.h"
#include "core/seal/broker/config.h"
#include "core/seal/broker/macaroonproof.h"
#include "core/seal/broker/percent.h"
#include "core/seal/broker/resealing.h"
#include "core/seal/broker/tokenheader.h"

#include <cstdlib>

using namespace rekey;
using namespace rekey::broker;

/// What stands in a client's header lines, and what a token endpoint answers, is read or refused; a
/// random text is nobody's proof.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    std::ignore = parseTokenHeader(text);
    std::ignore = parseTarget("GET", text);
    std::ignore = endpointOf(text);
    std::ignore = readConfig(text, "fuzz.toml");
    if (const auto decoded = formDecoded(text);
        decoded && formDecoded(percentEncoded(*decoded)) != decoded)
        std::abort();

    static const secret::SecretBytes key
        = secret::SecretBytes::copyOf(std::string_view("0123456789abcdef0123456789abcdef"));
    const Request request{
        "GET", *parseTarget("GET", "http://h/p"), {{"Proxy-Authorization", text}}};
    if (provenMacaroon(text, key, request, 0))
        std::abort();
    seal::BearerAuth bearer;
    bearer.digest.assign(32, std::byte{1});
    if (authorize(bearer, request, 0))
        std::abort();

    static const Opened opened = [] {
        seal::ProxySecret secret;
        secret.processor.kind = seal::ClientCredentials();
        const seal::SealKey sealKey = seal::OpenKey::random().sealKey();
        return Opened{std::move(secret), {}, {}, {}, sealKey};
    }();
    for (const int status : {200, 201}) {
        const auto answer = resealed(opened, status, text, 0);
        if (answer && *answer && status != 200)
            std::abort();
    }
    return 0;
}
