// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/httpmessage.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

/// Whatever a server sends is an answer, an error or a wish for more; what is an answer stays the
/// same one when the connection ends behind it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using rekey::provider::parseResponse;
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const auto open = parseResponse(bytes, false);
    const auto ended = parseResponse(bytes, true);
    if (ended && !*ended)
        std::abort();
    if (open && *open
        && (!ended || (*ended)->status != (*open)->status
            || (*ended)->body.view() != (*open)->body.view()))
        std::abort();
    return 0;
}
