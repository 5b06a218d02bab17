// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/auditfollower.h"

#include "core/seal/broker/auditlog.h"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace rekey::broker {

namespace {

constexpr std::size_t kPiece = std::size_t{256} * 1024;

std::unexpected<Error> readFailure(const std::string &file)
{
    const int code = errno;
    return fail(code == EACCES || code == EPERM ? ErrorKind::Denied : ErrorKind::Io,
                "the audit log cannot be read ("
                    + std::error_code(code, std::generic_category()).message()
                    + "); it belongs to whoever runs the broker",
                file);
}

bool isSameFile(int open, const std::string &name)
{
    struct stat one{};
    struct stat other{};
    return ::fstat(open, &one) == 0 && ::stat(name.c_str(), &other) == 0
        && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

} // namespace

AuditFollower::AuditFollower(std::string file)
    : m_file(std::move(file))
{
}

AuditFollower::~AuditFollower()
{
    close();
}

AuditFollower::AuditFollower(AuditFollower &&other) noexcept
    : m_file(std::move(other.m_file))
    , m_name(std::move(other.m_name))
    , m_open(std::exchange(other.m_open, -1))
    , m_read(other.m_read)
    , m_line(other.m_line)
    , m_buffer(std::move(other.m_buffer))
    , m_taken(std::exchange(other.m_taken, 0))
    , m_chain(std::move(other.m_chain))
    , m_gaps(other.m_gaps)
{
}

AuditFollower &AuditFollower::operator=(AuditFollower &&other) noexcept
{
    AuditFollower taken(std::move(other));
    std::swap(m_file, taken.m_file);
    std::swap(m_name, taken.m_name);
    std::swap(m_open, taken.m_open);
    std::swap(m_read, taken.m_read);
    std::swap(m_line, taken.m_line);
    std::swap(m_buffer, taken.m_buffer);
    std::swap(m_taken, taken.m_taken);
    std::swap(m_chain, taken.m_chain);
    std::swap(m_gaps, taken.m_gaps);
    return *this;
}

void AuditFollower::close()
{
    if (m_open >= 0)
        ::close(m_open);
    m_open = -1;
    m_read = 0;
    m_line = 0;
    m_buffer.clear();
    m_taken = 0;
}

/// False: it has just got another name; the open one stays.
Result<bool> AuditFollower::openFile(const std::string &name)
{
    const int opened = ::open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (opened < 0 && errno == ENOENT)
        return false;
    if (opened < 0)
        return readFailure(name);
    close();
    m_open = opened;
    m_name = name;
    return true;
}

/// The file behind the open one, once the broker began one.
Result<bool> AuditFollower::openNext()
{
    const std::vector<std::string> names = auditFiles(m_file);
    if (names.empty())
        return false;
    if (m_open < 0)
        return openFile(names.front());
    const auto here
        = std::ranges::find_if(names, [&](const auto &name) { return isSameFile(m_open, name); });
    if (here != names.end() && here + 1 == names.end())
        return false;
    // Between its last piece and the new file it may have got more.
    if (auto more = fill(); !more || *more)
        return more;
    const bool isGone = here == names.end();
    auto opened = openFile(isGone ? names.front() : *(here + 1));
    if (opened && *opened && isGone) {
        ++m_gaps;
        m_chain.restart();
    }
    return opened;
}

/// False: there is nothing more in the open file now.
Result<bool> AuditFollower::fill()
{
    m_buffer.erase(0, std::exchange(m_taken, 0));
    const std::size_t before = m_buffer.size();
    m_buffer.resize(before + kPiece);
    ssize_t count = 0;
    do {
        count = ::pread(m_open, m_buffer.data() + before, kPiece, static_cast<off_t>(m_read));
    } while (count < 0 && errno == EINTR);
    const int code = errno;
    m_buffer.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    errno = code;
    if (count < 0)
        return readFailure(m_name);
    m_read += static_cast<std::uint64_t>(count);
    return count > 0;
}

Result<bool> AuditFollower::read(std::size_t most, const AuditSink &sink)
{
    for (std::size_t given = 0; given < most;) {
        const std::size_t end = m_buffer.find('\n', m_taken);
        if (end != std::string::npos) {
            const std::string_view line = std::string_view(m_buffer).substr(m_taken, end - m_taken);
            m_taken = end + 1;
            const auto record = m_chain.take(line, m_name + ":" + std::to_string(++m_line));
            if (record.is_object())
                sink(line, record);
            ++given;
            continue;
        }
        const auto more = m_open >= 0 ? fill() : Result<bool>(false);
        if (!more)
            return more;
        if (*more)
            continue;
        const auto next = openNext();
        if (!next || !*next)
            return next;
    }
    return true;
}

} // namespace rekey::broker
