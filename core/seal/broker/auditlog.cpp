// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/auditlog.h"

#include "core/base/text.h"
#include "core/seal/bearer.h"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <openssl/evp.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <format>
#include <limits>
#include <map>
#include <system_error>
#include <utility>

namespace rekey::broker {

namespace {

namespace fs = std::filesystem;

std::unexpected<Error> ioFailure(const std::string &what, const std::string &file)
{
    const int code = errno;
    return fail(code == EACCES || code == EPERM ? ErrorKind::Denied : ErrorKind::Io,
                "the audit log cannot be " + what + ": "
                    + std::error_code(code, std::generic_category()).message(),
                file);
}

/// Number at the end of "NAME.000012"; nothing for another file.
std::optional<std::uint64_t> numberOf(const std::string &name, const std::string &base)
{
    if (!name.starts_with(base + '.'))
        return std::nullopt;
    const std::string digits = name.substr(base.size() + 1);
    if (digits.size() < 6 || digits.size() > 18
        || !std::ranges::all_of(digits, [](char digit) { return digit >= '0' && digit <= '9'; }))
        return std::nullopt;
    return std::stoull(digits);
}

std::map<std::uint64_t, std::string> numberedFiles(const std::string &file)
{
    std::map<std::uint64_t, std::string> found;
    const fs::path path(file);
    std::error_code code;
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    for (fs::directory_iterator entry(folder, code), end; !code && entry != end;
         entry.increment(code)) {
        const std::string name = entry->path().filename().string();
        if (const auto number = numberOf(name, path.filename().string()))
            found[*number] = entry->path().string();
    }
    return found;
}

/// The last `most` bytes of a file.
Result<std::string> tailOf(int file, std::uint64_t size, std::size_t most, const std::string &name)
{
    const std::size_t length = static_cast<std::size_t>(std::min<std::uint64_t>(size, most));
    std::string text(length, '\0');
    std::size_t read = 0;
    while (read < length) {
        const ssize_t count = ::pread(file, text.data() + read, length - read,
                                      static_cast<off_t>(size - length + read));
        if (count <= 0)
            return ioFailure("read", name);
        read += static_cast<std::size_t>(count);
    }
    return text;
}

} // namespace

std::string auditHash(std::string_view line)
{
    // OpenSSL's, for it uses what the processor has for this; looked up once.
    static EVP_MD *const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    std::array<std::byte, 32> digest{};
    const bool isMade = algorithm != nullptr
        && EVP_Digest(line.data(), line.size(), reinterpret_cast<unsigned char *>(digest.data()),
                      nullptr, algorithm, nullptr)
            == 1;
    return toHex(isMade ? digest : seal::sha256(asBytes(line)));
}

std::vector<std::string> auditFiles(const std::string &file)
{
    std::vector<std::string> files;
    for (auto &[number, name] : numberedFiles(file))
        files.push_back(std::move(name));
    std::error_code code;
    if (fs::exists(file, code))
        files.push_back(file);
    return files;
}

Result<AuditLog> AuditLog::open(const AuditPlace &place)
{
    AuditLog log(place);
    std::error_code code;
    const fs::path folder = fs::path(place.file).parent_path();
    if (!folder.empty() && fs::create_directories(folder, code))
        fs::permissions(folder, fs::perms::owner_all, code);
    if (auto opened = log.openFile(); !opened)
        return std::unexpected(opened.error());
    if (auto taken = log.takeUp(); !taken)
        return std::unexpected(taken.error());
    return log;
}

Result<void> AuditLog::openFile()
{
    m_file = ::open(m_place.file.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
                    S_IRUSR | S_IWUSR);
    if (m_file < 0)
        return ioFailure("opened", m_place.file);
    struct stat status{};
    const bool isOurs = ::flock(m_file, LOCK_EX | LOCK_NB) == 0;
    if (!isOurs || ::fstat(m_file, &status) != 0) {
        auto failure = ioFailure("read", m_place.file);
        ::close(std::exchange(m_file, -1));
        if (isOurs)
            return failure;
        return fail(ErrorKind::Denied,
                    "another broker writes this audit log; stop it, or name another file",
                    m_place.file);
    }
    m_roomEnd = 0;
    m_size = static_cast<std::uint64_t>(status.st_size);
    // What a failed write left there nobody was told of: its records come again.
    if (m_spoiltFrom && *m_spoiltFrom < m_size) {
        if (::ftruncate(m_file, static_cast<off_t>(*m_spoiltFrom)) != 0) {
            auto failure = ioFailure("mended", m_place.file);
            ::close(std::exchange(m_file, -1));
            return failure;
        }
        m_size = *m_spoiltFrom;
    }
    m_spoiltFrom.reset();
    return {};
}

Result<void> AuditLog::takeUp()
{
    constexpr std::size_t kMaxLine = std::size_t{512} * 1024;
    auto tail = tailOf(m_file, m_size, kMaxLine, m_place.file);
    if (!tail)
        return std::unexpected(tail.error());
    const std::size_t end = tail->rfind('\n');
    if (end == std::string::npos && m_size > tail->size())
        return fail(ErrorKind::Malformed,
                    "the end of the audit log is no record; move the file away to begin another",
                    m_place.file);
    const std::size_t whole = end == std::string::npos ? 0 : end + 1;
    if (whole < tail->size()) {
        m_cutBytes = tail->size() - whole;
        m_size -= m_cutBytes;
        if (::ftruncate(m_file, static_cast<off_t>(m_size)) != 0)
            return ioFailure("mended", m_place.file);
        tail->resize(whole);
    }
    if (tail->empty()) {
        // A file that was just begun goes on with the one before it.
        const auto older = numberedFiles(m_place.file);
        if (older.empty())
            return {};
        const std::string &name = older.rbegin()->second;
        const int file = ::open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
        struct stat status{};
        if (file < 0 || ::fstat(file, &status) != 0)
            return ioFailure("read", name);
        tail = tailOf(file, static_cast<std::uint64_t>(status.st_size), kMaxLine, name);
        ::close(file);
        if (!tail)
            return std::unexpected(tail.error());
        // A crash of the machine may have left the beginning of a record there, too.
        tail->resize(tail->rfind('\n') + 1);
    }
    tail->resize(tail->empty() ? 0 : tail->size() - 1);
    const std::string line = tail->substr(tail->rfind('\n') + 1);
    const auto record = nlohmann::json::parse(line, nullptr, false);
    if (!record.is_object() || !record.contains("n") || !record["n"].is_number_unsigned())
        return fail(ErrorKind::Malformed,
                    "the last record of the audit log cannot be read; move the file away to begin "
                    "another",
                    m_place.file);
    m_number = record["n"].get<std::uint64_t>();
    m_hash = auditHash(line);
    return {};
}

AuditLog::~AuditLog()
{
    if (m_file >= 0)
        ::close(m_file);
}

AuditLog::AuditLog(AuditLog &&other) noexcept
    : m_place(std::move(other.m_place))
    , m_file(std::exchange(other.m_file, -1))
    , m_size(other.m_size)
    , m_roomEnd(other.m_roomEnd)
    , m_cutBytes(other.m_cutBytes)
    , m_number(other.m_number)
    , m_hash(std::move(other.m_hash))
{
}

AuditLog &AuditLog::operator=(AuditLog &&other) noexcept
{
    std::swap(m_place, other.m_place);
    std::swap(m_file, other.m_file);
    std::swap(m_size, other.m_size);
    std::swap(m_spoiltFrom, other.m_spoiltFrom);
    std::swap(m_roomEnd, other.m_roomEnd);
    std::swap(m_cutBytes, other.m_cutBytes);
    std::swap(m_number, other.m_number);
    std::swap(m_hash, other.m_hash);
    return *this;
}

void AuditLog::setLimits(std::uint64_t maxBytes, std::uint32_t keptFiles)
{
    m_place.maxBytes = maxBytes;
    m_place.keptFiles = keptFiles;
}

Result<void> AuditLog::beginNewFile()
{
    auto older = numberedFiles(m_place.file);
    const std::uint64_t next = older.empty() ? 1 : older.rbegin()->first + 1;
    const std::string name = std::format("{}.{:06}", m_place.file, next);
    // Room that was kept and is not needed; without it nothing is lost.
    std::ignore = ::ftruncate(m_file, static_cast<off_t>(m_size));
    if (::rename(m_place.file.c_str(), name.c_str()) != 0)
        return ioFailure("given a number", m_place.file);
    older[next] = name;
    for (; older.size() > m_place.keptFiles; older.erase(older.begin()))
        ::unlink(older.begin()->second.c_str());
    ::close(std::exchange(m_file, -1));
    return openFile();
}

Result<void> AuditLog::keepRoom(std::uint64_t bytes)
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY
        && m_size + bytes > limit.rlim_cur)
        return fail(ErrorKind::Io,
                    "the audit log cannot be written: files may not become larger here (ulimit -f)",
                    m_place.file);
    if (::fallocate(m_file, FALLOC_FL_KEEP_SIZE, static_cast<off_t>(m_size),
                    static_cast<off_t>(bytes))
        == 0)
        m_roomEnd = m_size + bytes;
    else if (errno == ENOSPC || errno == EDQUOT || errno == EFBIG || errno == EIO)
        return ioFailure("written", m_place.file);
    else
        m_roomEnd = std::numeric_limits<std::uint64_t>::max(); // it cannot be kept here
    return {};
}

Result<void> AuditLog::makeRoom(std::size_t requests)
{
    // What one needs as a rule, and one of the largest.
    constexpr std::uint64_t kUsualBytes = std::uint64_t{4} * 1024;
    constexpr std::uint64_t kAhead = std::uint64_t{1024} * 1024;
    const std::uint64_t needed = requests * kUsualBytes + kMostRecordBytes;
    if (m_file < 0 || m_size + needed <= m_roomEnd)
        return {};
    if (keepRoom(std::max(needed, kAhead)))
        return {};
    return keepRoom(needed);
}

Result<void> AuditLog::write(const AuditRecord &record)
{
    return write(std::array{auditMembers(record)}).transform([](std::size_t) { });
}

Result<std::size_t> AuditLog::write(std::span<const std::string> records)
{
    constexpr std::size_t kMostAtOnce = std::size_t{256} * 1024;
    if (m_file < 0) {
        // It could not be mended when writing failed: it may end within a record.
        if (auto opened = openFile(); !opened)
            return std::unexpected(opened.error());
        if (auto taken = takeUp(); !taken) {
            ::close(std::exchange(m_file, -1));
            return std::unexpected(taken.error());
        }
    }
    std::string lines;
    std::uint64_t number = m_number;
    std::string hash = m_hash;
    std::size_t count = 0;
    for (const std::string &members : records) {
        const std::size_t begin = lines.size();
        lines.append("{\"n\":").append(std::to_string(number + 1)).append(",").append(members);
        lines.append(",\"prev\":\"").append(hash).append("\"}");
        const bool fits = m_size + lines.size() + 1 <= m_place.maxBytes;
        if (begin > 0 && (!fits || lines.size() > kMostAtOnce)) {
            lines.resize(begin);
            break;
        }
        if (!fits && m_size > 0) {
            if (auto begun = beginNewFile(); !begun)
                return std::unexpected(begun.error());
        }
        hash = auditHash(std::string_view(lines).substr(begin));
        lines += '\n';
        ++number;
        ++count;
    }
    if (auto written = append(lines); !written)
        return std::unexpected(written.error());
    m_number = number;
    m_hash = std::move(hash);
    return count;
}

Result<void> AuditLog::append(std::string_view lines)
{
    const ssize_t written = ::write(m_file, lines.data(), lines.size());
    if (written != static_cast<ssize_t>(lines.size())) {
        auto failure = ioFailure("written", m_place.file);
        // A part of a record would spoil the next one.
        if (written > 0 && ::ftruncate(m_file, static_cast<off_t>(m_size)) != 0) {
            m_spoiltFrom = m_size;
            ::close(std::exchange(m_file, -1));
        }
        return failure;
    }
    m_size += lines.size();
    return {};
}

} // namespace rekey::broker
