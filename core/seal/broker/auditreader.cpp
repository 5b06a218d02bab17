// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/auditreader.h"

#include "core/seal/broker/auditchain.h"
#include "core/seal/broker/auditlog.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <sstream>

namespace rekey::broker {

namespace {

std::string textOf(const nlohmann::json &object, const char *name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<std::int64_t> secondsOf(const std::string &time)
{
    std::istringstream in(time);
    std::chrono::sys_time<std::chrono::milliseconds> at;
    if (!(in >> std::chrono::parse("%FT%TZ", at)))
        return std::nullopt;
    return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
}

bool isOf(const nlohmann::json &record, const std::string &consumer)
{
    const auto uses = record.find("secrets");
    return uses != record.end() && uses->is_array()
        && std::ranges::any_of(*uses, [&](const nlohmann::json &use) {
               return use.is_object() && textOf(use, "consumer") == consumer;
           });
}

bool isWanted(const nlohmann::json &record, const AuditFilter &filter)
{
    const std::string host = textOf(record, "host");
    const bool isHost
        = filter.host.empty() || host == filter.host || host.starts_with(filter.host + ':');
    if (!isHost || (!filter.consumer.empty() && !isOf(record, filter.consumer)))
        return false;
    const auto time = filter.since ? secondsOf(textOf(record, "time")) : std::nullopt;
    return !filter.since || (time && *time >= *filter.since);
}

/// Walks along the chain.
class Reader
{
public:
    Reader(const AuditFilter &filter, const AuditSink &sink)
        : m_filter(filter)
        , m_sink(sink)
    {
    }

    void read(const std::string &file, std::ifstream &in)
    {
        std::string line;
        for (std::uint64_t number = 1; std::getline(in, line); ++number) {
            // The last one may be on its way into the file.
            if (in.eof())
                break;
            take(line, file + ":" + std::to_string(number));
        }
    }

    [[nodiscard]] AuditCheck check() const
    {
        return {m_chain.records(), m_wanted, m_chain.problem()};
    }

private:
    void take(const std::string &line, const std::string &where)
    {
        const auto record = m_chain.take(line, where);
        if (record.is_object() && isWanted(record, m_filter)) {
            ++m_wanted;
            m_sink(line, record);
        }
    }

    const AuditFilter &m_filter;
    const AuditSink &m_sink;
    AuditChain m_chain;
    std::uint64_t m_wanted = 0;
};

using OpenFiles = std::vector<std::pair<std::string, std::ifstream>>;

/// A broker that begins a new file meanwhile gives the one in use another name, and may drop the
/// oldest: then what was listed is not what is opened, and a file would seem to be missing.
Result<OpenFiles> openAll(const std::string &file)
{
    constexpr int kTries = 200; // a busy broker with very small files is seen through, too
    for (int attempt = 1;; ++attempt) {
        const std::vector<std::string> names = auditFiles(file);
        if (names.empty())
            return fail(ErrorKind::NotFound,
                        "there is no audit log here; say where with --audit FILE or --config FILE",
                        file);
        OpenFiles files;
        bool isOpen = true;
        for (const std::string &name : names) {
            files.emplace_back(name, std::ifstream(name, std::ios::binary));
            isOpen = isOpen && files.back().second.is_open();
        }
        if (isOpen && auditFiles(file) == names)
            return files;
        if (attempt == kTries)
            return fail(ErrorKind::Io,
                        isOpen ? "new files of the audit log are begun faster than they are read; "
                                 "give the broker larger ones, or try again"
                               : "the audit log cannot be read; it belongs to whoever runs the "
                                 "broker",
                        file);
    }
}

} // namespace

Result<AuditCheck> readAudit(const std::string &file, const AuditFilter &filter,
                             const AuditSink &sink)
{
    auto files = openAll(file);
    if (!files)
        return std::unexpected(files.error());
    Reader reader(filter, sink);
    for (auto &[name, in] : *files)
        reader.read(name, in);
    return reader.check();
}

} // namespace rekey::broker
