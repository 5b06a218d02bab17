// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace rekey::broker {

/// Which records are wanted.
struct AuditFilter
{
    std::string consumer; ///< empty: any
    std::string host; ///< as the client wrote it; without a port also with any; empty: any
    std::optional<std::int64_t> since; ///< seconds since 1970 UTC
};

/// What reading found of the chain.
struct AuditCheck
{
    std::uint64_t records = 0; ///< in all
    std::uint64_t wanted = 0;
    std::string problem; ///< the first place where the chain is broken; empty: it is whole
};

using AuditSink = std::function<void(std::string_view line, const nlohmann::json &record)>;

/// Reads a log with all of its files, from the oldest record to the newest, checks the chain of all
/// and gives the ones that are wanted. A log that is being written may be read. Errors: NotFound,
/// Io.
[[nodiscard]] Result<AuditCheck> readAudit(const std::string &file, const AuditFilter &filter,
                                           const AuditSink &sink);

} // namespace rekey::broker
