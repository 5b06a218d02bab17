// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/seal/profile.h"
#include "core/seal/sealrecord.h"
#include "core/secret/secretbytes.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rekey::seal {

/// In which language a request through the proxy is shown.
enum class SnippetLanguage : std::uint8_t
{
    Curl,
    Python,
    Node,
    Go,
    Ruby,
};
inline constexpr std::size_t kSnippetLanguages = 5;

/// "curl", "python", "node", "go", "ruby".
[[nodiscard]] std::string_view languageName(SnippetLanguage language);
[[nodiscard]] std::optional<SnippetLanguage> languageFromName(std::string_view name);

/// A request as the consumer's program makes it: plain http to the API with the proxy set, no
/// redirects, token and bearer from the environment. Holds neither.
[[nodiscard]] std::string snippetFor(SnippetLanguage language, const SealRecord &record,
                                     const Profile &profile);

/// How a consumer gets its token and bearer.
enum class DeliveryForm : std::uint8_t
{
    Environment, ///< NAME_SEALED=... and NAME_BEARER=..., one a line
    Kubernetes, ///< a Secret's manifest
    Fly, ///< lines for "fly secrets import"
    Json,
};

/// "env", "k8s", "fly", "json".
[[nodiscard]] std::string_view formName(DeliveryForm form);
[[nodiscard]] std::optional<DeliveryForm> formFromName(std::string_view name);

/// The text to hand over; holds the bearer, so it goes into a file that only its owner reads, or
/// into a pipe. Without a bearer that part is left out.
[[nodiscard]] secret::SecretBytes deliveryText(DeliveryForm form, const SealRecord &record,
                                               const secret::SecretBytes &bearer);
/// What a consumer was given, read back from such a text of any form.
struct Delivered
{
    std::string name; ///< as variableName() makes it
    std::string token;
    secret::SecretBytes bearer; ///< empty: it is not in it
};
/// Errors: NotFound (neither token nor bearer is in it).
[[nodiscard]] Result<Delivered> readDelivery(const secret::SecretBytes &text);
/// Whether it is this consumer's: by the token, or by the name when its seal was made again since.
[[nodiscard]] bool isFor(const Delivered &delivered, const SealRecord &record);

/// What to type so that the text arrives, with the file's name quoted for a shell; empty for a form
/// that needs no command. No value stands in it: other users see command lines.
[[nodiscard]] std::string deliveryCommand(DeliveryForm form, const SealRecord &record,
                                          std::string_view file);

/// "BILLING_API" for "billing api".
[[nodiscard]] std::string variableName(std::string_view consumer);

/// Bytes of the request's headers that the seal brings along.
[[nodiscard]] std::size_t headerBytes(const SealRecord &record);

} // namespace rekey::seal
