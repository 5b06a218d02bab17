// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/provider/address.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::broker {

/// Where clients connect to.
struct ListenAddress
{
    std::string host; ///< an IP address
    std::uint16_t port = 0; ///< 0: any free one

    friend bool operator==(const ListenAddress &, const ListenAddress &) = default;
};

/// One who may use secrets, known by what it shows.
struct ConsumerRule
{
    std::string name;
    std::vector<std::byte> digest; ///< SHA-256 of its bearer; empty: known by its macaroons
    std::vector<std::string> macaroons; ///< their random parts, 32 hex digits each
    bool isDisabled = false;
    std::vector<std::string> methods; ///< allowed; empty: any
    std::vector<std::string> blockedMethods;
    std::vector<std::string> blockedPaths; ///< as path prefixes, on whole segments
    std::uint32_t perMinute = 0; ///< 0: no limit
    std::uint32_t burst = 0; ///< at once; 0: as many as a minute has
};

struct Limits
{
    std::size_t headerBytes = std::size_t{64} * 1024;
    std::size_t clients = 4096; ///< connections at once
    std::chrono::milliseconds connect{10'000}; ///< to upstream, TLS included
    std::chrono::milliseconds idle{60'000}; ///< without a byte either way
    std::chrono::milliseconds total{600'000}; ///< for one request
    std::chrono::milliseconds stop{10'000}; ///< for requests under way when it ends
};

struct AuditPlace
{
    std::string file;
    std::uint64_t maxBytes = std::uint64_t{64} * 1024 * 1024; ///< then a new file is begun
    std::uint32_t keptFiles = 10; ///< beside the one in use; the oldest goes
};

/// Everything a broker is told by its file; open keys are not among it.
struct Config
{
    std::vector<ListenAddress> listen;
    bool refusesStrangers = false; ///< consumers that the file does not name
    std::vector<provider::AllowRule> allowed; ///< hosts with an address that is not public
    std::string authorities; ///< PEM file of certificates trusted beside the system's own
    std::vector<ConsumerRule> consumers;
    std::vector<std::string> deniedSeals; ///< fingerprints
    /// Old fingerprint, and the token that stands for it from now on.
    std::vector<std::pair<std::string, std::string>> replacedSeals;
    Limits limits;
    AuditPlace audit;
};

/// "127.0.0.1:8118", "[::1]:0".
[[nodiscard]] std::optional<ListenAddress> listenAddressFrom(std::string_view text);
[[nodiscard]] std::string textOf(const ListenAddress &address);

/// Reads the TOML text of a configuration, strictly: a key that is not known is an error, so that
/// no rule is lost by a typing error. `file` names it in errors. Errors: Malformed, with the line.
[[nodiscard]] Result<Config> readConfig(std::string_view text, const std::string &file);
/// Errors: NotFound, Denied, TooBig, Malformed.
[[nodiscard]] Result<Config> readConfigFile(const std::string &path);

/// Adds what stands for older seals from a file that holds nothing but `[[replaced]]` tables
/// (replacedText()). Where it meets the configuration, that holds: a seal that is denied or
/// replaced there is passed over. Errors: as readConfigFile().
[[nodiscard]] Result<void> addReplacedFile(Config &config, const std::string &path);

} // namespace rekey::broker
