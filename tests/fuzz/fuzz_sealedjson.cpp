// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/base64.h"
#include "core/seal/check.h"
#include "core/seal/jsonreader.h"
#include "core/seal/jsonwriter.h"
#include "core/seal/pemkey.h"

#include <cstdlib>

using namespace rekey;

/// Any text is read or refused; what was read is written in a form that reads back to itself, and
/// can be judged. A private key's structure is told of any text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    std::ignore = seal::pemKeyType(secret::SecretBytes::copyOf(text));
    std::ignore = seal::indentedJson(text);
    if (const auto decoded = seal::fromBase64(text);
        decoded && !seal::fromBase64(seal::base64Of(decoded->bytes()))->equals(*decoded))
        std::abort();
    const auto first = seal::readSecretJson(text);
    if (!first)
        return 0;
    const secret::SecretBytes written = seal::canonicalJson(*first);
    if (written.size() > seal::kMaxSecretJsonBytes)
        return 0;
    const auto second = seal::readSecretJson(written.view());
    if (!second || !seal::canonicalJson(*second).equals(written))
        std::abort();
    std::ignore = seal::remarksOn(*first, {}, seal::Depth::Whole);
    std::ignore = seal::redactedJson(*first);
    return 0;
}
