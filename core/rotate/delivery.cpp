// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/delivery.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <format>
#include <memory>
#include <vector>

namespace rekey::rotate {

namespace {

using secret::SecretBytes;

/// A file descriptor that is closed at the end.
class Descriptor
{
public:
    explicit Descriptor(int fd)
        : m_fd(fd)
    {
    }
    ~Descriptor() { close(); }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;

    [[nodiscard]] int get() const { return m_fd; }
    void close()
    {
        if (m_fd >= 0)
            ::close(m_fd);
        m_fd = -1;
    }

private:
    int m_fd;
};

/// A reader that goes away is an error like any other, not the end of this process. For this thread
/// alone: others may deal with the signal in their own way meanwhile.
class NoPipeSignal
{
public:
    NoPipeSignal()
    {
        sigset_t pending;
        ::sigemptyset(&m_pipe);
        ::sigaddset(&m_pipe, SIGPIPE);
        ::sigpending(&pending);
        m_wasPending = ::sigismember(&pending, SIGPIPE) == 1;
        ::pthread_sigmask(SIG_BLOCK, &m_pipe, &m_before);
    }
    ~NoPipeSignal()
    {
        const timespec none = {};
        while (!m_wasPending && ::sigtimedwait(&m_pipe, nullptr, &none) < 0 && errno == EINTR)
            continue;
        ::pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
    }
    NoPipeSignal(const NoPipeSignal &) = delete;
    NoPipeSignal &operator=(const NoPipeSignal &) = delete;

private:
    sigset_t m_pipe = {};
    sigset_t m_before = {};
    bool m_wasPending = false; ///< somebody else's
};

bool writeAll(int fd, const SecretBytes &value)
{
    std::string_view rest = value.view();
    while (!rest.empty()) {
        const ssize_t count = ::write(fd, rest.data(), rest.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        rest.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

std::unexpected<Error> fileProblem(const std::string &path)
{
    return fail(ErrorKind::Io,
                std::format("the value could not be put there ({})", std::strerror(errno)), path);
}

/// A file without a name, which is gone with the process; with one where the disk knows no such.
std::unique_ptr<Descriptor> openDraft(const std::string &folder, const std::string &draft)
{
    auto file = std::make_unique<Descriptor>(
        ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (file->get() < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL))
        file = std::make_unique<Descriptor>(
            ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                   S_IRUSR | S_IWUSR));
    return file;
}

bool nameDraft(int fd, const std::string &draft)
{
    struct stat facts = {};
    if (::fstat(fd, &facts) != 0)
        return false;
    const std::string self = std::format("/proc/self/fd/{}", fd);
    return facts.st_nlink > 0
        || ::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, draft.c_str(), AT_SYMLINK_FOLLOW) == 0;
}

/// Waits for the end; the exit status, or -1 when it ended otherwise.
int statusOf(pid_t child)
{
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) {
        if (errno != EINTR)
            return -1;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::vector<char *> environmentWith(std::string &variable)
{
    std::vector<char *> all = {variable.data()};
    const std::string_view name = std::string_view(variable).substr(0, variable.find('=') + 1);
    for (char **entry = environ; *entry != nullptr; ++entry) {
        if (!std::string_view(*entry).starts_with(name))
            all.push_back(*entry);
    }
    all.push_back(nullptr);
    return all;
}

/// Owner first: who gives a file away loses what its mode has beyond the usual.
bool makeLike(int fd, const struct stat &facts)
{
    struct stat own = {};
    if (::fstat(fd, &own) != 0)
        return false;
    const bool isOwned = (own.st_uid == facts.st_uid && own.st_gid == facts.st_gid)
        || ::fchown(fd, facts.st_uid, facts.st_gid) == 0;
    return isOwned && ::fchmod(fd, facts.st_mode & 07777U) == 0;
}

/// `like`: of the file whose place it takes; null: its own, with mode 0600.
Result<void> putDraft(const std::string &path, const SecretBytes &value, const struct stat *like,
                      const std::function<Result<void>()> &isAgreed)
{
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    const std::string place = folder.empty() ? "." : folder.string();
    const std::string draft = path + ".rekey-draft";
    // One that a killed process left has a value in it.
    if (::unlink(draft.c_str()) != 0 && errno != ENOENT)
        return fileProblem(path);
    const auto file = openDraft(place, draft);
    if (file->get() < 0)
        return fileProblem(path);
    if (like != nullptr && !makeLike(file->get(), *like)) {
        ::unlink(draft.c_str());
        return fail(ErrorKind::Denied,
                    "the file is somebody else's, and would be yours afterwards: patch it as its "
                    "owner",
                    path);
    }
    bool isWritten = writeAll(file->get(), value) && ::fsync(file->get()) == 0;
    if (auto agreed = isWritten ? isAgreed() : Result<void>(); !agreed) {
        ::unlink(draft.c_str());
        return agreed;
    }
    isWritten
        = isWritten && nameDraft(file->get(), draft) && ::rename(draft.c_str(), path.c_str()) == 0;
    if (!isWritten) {
        auto problem = fileProblem(path);
        ::unlink(draft.c_str());
        return problem;
    }
    const Descriptor opened(::open(place.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.get() < 0 || ::fsync(opened.get()) != 0)
        return fileProblem(path);
    return {};
}

} // namespace

Result<void> putIntoFile(const std::string &path, const SecretBytes &value)
{
    return putDraft(path, value, nullptr, [] { return Result<void>(); });
}

Result<void> replaceFile(const std::string &path, const SecretBytes &content,
                         const std::function<Result<void>()> &isUnchanged)
{
    struct stat facts = {};
    if (::lstat(path.c_str(), &facts) != 0)
        return fileProblem(path);
    if (!S_ISREG(facts.st_mode))
        return fail(ErrorKind::Unsupported, "it is a link, or no regular file", path);
    return putDraft(path, content, &facts, isUnchanged);
}

Result<void> giveToCommand(const std::string &command, const std::string &keyId,
                           const SecretBytes &value)
{
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return fail(ErrorKind::Io, std::strerror(errno));
    Descriptor reading(ends[0]);
    Descriptor writing(ends[1]);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, reading.get(), STDIN_FILENO);
    // Whatever else this process was given, such as credentials in fd:N, is not the command's.
    ::posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    std::string shell = "sh";
    std::string option = "-c";
    std::string text = command;
    char *arguments[] = {shell.data(), option.data(), text.data(), nullptr};
    std::string variable = "REKEY_KEY_ID=" + keyId;
    pid_t child = 0;
    const int problem = ::posix_spawn(&child, "/bin/sh", &actions, nullptr, arguments,
                                      environmentWith(variable).data());
    ::posix_spawn_file_actions_destroy(&actions);
    if (problem != 0)
        return fail(ErrorKind::Io, std::strerror(problem), command);
    reading.close();
    bool isGiven = false;
    {
        const NoPipeSignal guard;
        isGiven = writeAll(writing.get(), value);
    }
    writing.close();
    const int status = statusOf(child);
    if (status != 0 || !isGiven)
        return fail(ErrorKind::Io,
                    isGiven ? std::format("the command ended with status {}", status)
                            : "the command did not read the whole value",
                    command);
    return {};
}

} // namespace rekey::rotate
