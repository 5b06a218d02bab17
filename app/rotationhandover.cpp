// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/rotationhandover.h"

#include "app/clifiles.h"
#include "app/clifindings.h"
#include "app/cliseal.h"
#include "core/base/text.h"
#include "core/seal/sealing.h"

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
#include <vector>

namespace rekey::app {

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

/// A reader that goes away is an error like any other, not the end of this process.
class NoPipeSignal
{
public:
    NoPipeSignal()
    {
        struct sigaction ignore = {};
        ignore.sa_handler = SIG_IGN;
        ::sigaction(SIGPIPE, &ignore, &m_before);
    }
    ~NoPipeSignal() { ::sigaction(SIGPIPE, &m_before, nullptr); }
    NoPipeSignal(const NoPipeSignal &) = delete;
    NoPipeSignal &operator=(const NoPipeSignal &) = delete;

private:
    struct sigaction m_before = {};
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

} // namespace

Result<void> putIntoFile(const std::string &path, const SecretBytes &value)
{
    const std::string draft = std::format("{}.rekey-{}", path, ::getpid());
    Descriptor file(::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                           S_IRUSR | S_IWUSR));
    if (file.get() < 0)
        return fileProblem(path);
    const bool isWritten = writeAll(file.get(), value) && ::fsync(file.get()) == 0
        && ::rename(draft.c_str(), path.c_str()) == 0;
    if (!isWritten) {
        auto problem = fileProblem(path);
        ::unlink(draft.c_str());
        return problem;
    }
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    const Descriptor opened(
        ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.get() < 0 || ::fsync(opened.get()) != 0)
        return fileProblem(path);
    return {};
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

RotationHandover::RotationHandover(store::Store &store, std::string run,
                                   const RotationContext &context, std::string oldKey,
                                   bool hasPublicId, PartsOf partsOf)
    : m_store(store)
    , m_run(std::move(run))
    , m_context(context)
    , m_oldKey(std::move(oldKey))
    , m_hasPublicId(hasPublicId)
    , m_partsOf(std::move(partsOf))
{
}

Result<void> RotationHandover::deliver(const std::string &consumer, const std::string &keyId,
                                       const SecretBytes &value)
{
    if (const auto file = m_context.files.find(consumer); file != m_context.files.end())
        return putIntoFile(file->second, value);
    if (const auto command = m_context.commands.find(consumer);
        command != m_context.commands.end()) {
        auto given = giveToCommand(command->second, keyId, value);
        return given ? confirmConsumer(m_store, m_run, consumer) : given;
    }
    const auto isSealed = sealAgain(consumer, keyId, value);
    if (!isSealed || *isSealed)
        return isSealed ? Result<void>() : std::unexpected(isSealed.error());
    const auto isConfirmed = isConsumerConfirmed(m_store, m_run, consumer);
    if (!isConfirmed)
        return std::unexpected(isConfirmed.error());
    if (*isConfirmed)
        return {};
    return fail(ErrorKind::Unsupported,
                "nobody said how the new value gets there: give --to-file or --to-command, or put "
                "it there yourself and say --confirm",
                escapeControl(consumer));
}

/// A seal that signs with a key names its id in the policy.
Result<void> RotationHandover::nameKey(seal::SealRecord &record, const std::string &keyId) const
{
    if (!m_hasPublicId || record.policy.contains(keyId))
        return {};
    const std::size_t at = record.policy.find(m_oldKey);
    if (at == std::string::npos)
        return fail(ErrorKind::Unsupported,
                    "the seal does not name the key it is made of: make it anew", record.label());
    record.policy.replace(at, m_oldKey.size(), keyId);
    return {};
}

Result<bool> RotationHandover::sealAgain(const std::string &consumer, const std::string &keyId,
                                         const SecretBytes &value)
{
    if (m_context.finding.empty())
        return false;
    const auto findings = namedFindings(m_store, {m_context.finding});
    if (!findings)
        return std::unexpected(findings.error());
    auto seals = keptRegister(m_store);
    if (!seals)
        return std::unexpected(seals.error());
    bool isAny = false;
    for (const std::uint32_t number : seals->dyingWith(findings->front().finding.id)) {
        seal::SealRecord record = *seals->find(number);
        if (record.consumer.name != consumer)
            continue;
        if (auto named = nameKey(record, keyId); !named)
            return std::unexpected(named.error());
        const auto profile = keptProfile(m_store, record.profile);
        if (!profile)
            return std::unexpected(profile.error());
        const provider::Parts parts = m_partsOf(keyId, value);
        auto made
            = seal::makeValue(record.recipe, [&](std::string_view name) -> Result<SecretBytes> {
                  const auto part = parts.find(name == "value" ? "secret" : name);
                  if (part == parts.end())
                      return fail(ErrorKind::NotFound, "the new key has no such part",
                                  std::string(name));
                  return SecretBytes::copyOf(part->second.bytes());
              });
        if (!made)
            return std::unexpected(made.error());
        auto again = seal::sealAgain(record, *std::move(made), *profile, secondsNow());
        if (!again)
            return std::unexpected(again.error());
        seals->replace(number, *std::move(again));
        say(std::format("{} of {} is sealed again: rekey-cli seal snippet {}",
                        seals->find(number)->label(), escapeControl(consumer), number));
        isAny = true;
    }
    if (isAny) {
        if (auto kept = keep(m_store, *seals); !kept)
            return std::unexpected(kept.error());
    }
    return isAny;
}

Result<bool> RotationHandover::isConfirmed(const std::string &consumer)
{
    return isConsumerConfirmed(m_store, m_run, consumer);
}

} // namespace rekey::app
