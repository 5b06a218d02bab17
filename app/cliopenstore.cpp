// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cliopenstore.h"

#include "core/secret/secretline.h"

#include <QCoreApplication>

#include <fcntl.h>
#include <pwd.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <thread>

namespace rekey::app {

namespace {

using secret::SecretBytes;

constexpr int kAttempts = 3;

/// A terminal that shows nothing of what is typed, and sends no signal that would leave it so.
class SilentTerminal
{
public:
    explicit SilentTerminal(int fd)
        : m_fd(fd)
        , m_isKnown(::tcgetattr(fd, &m_before) == 0)
    {
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
        if (m_isKnown)
            m_isKnown = ::tcsetattr(fd, TCSAFLUSH, &silent) == 0;
    }
    ~SilentTerminal()
    {
        if (m_isKnown)
            ::tcsetattr(m_fd, TCSAFLUSH, &m_before);
    }
    SilentTerminal(const SilentTerminal &) = delete;
    SilentTerminal &operator=(const SilentTerminal &) = delete;
    [[nodiscard]] bool isSilent() const { return m_isKnown; }

private:
    int m_fd;
    termios m_before{};
    bool m_isKnown;
};

bool hasTerminal()
{
    return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1;
}

Result<SecretBytes> ask(const std::string &question)
{
    const SilentTerminal terminal(STDIN_FILENO);
    if (!terminal.isSilent())
        return fail(ErrorKind::Denied,
                    "the terminal would show the passphrase; use --passphrase-fd");
    std::cerr << question << ": " << std::flush;
    auto line = secret::readSecretLine(STDIN_FILENO);
    std::cerr << '\n';
    return line;
}

Result<void> unlockByAsking(store::Store &store)
{
    Result<void> unlocked;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        const auto given = ask("Passphrase of " + store.title());
        if (!given)
            return std::unexpected(given.error());
        unlocked = store.unlock(*given);
        if (unlocked || unlocked.error().kind != ErrorKind::Denied)
            return unlocked;
        say(unlocked.error().text());
        if (attempt + 1 < kAttempts)
            std::this_thread::sleep_for(std::chrono::seconds(1 << attempt));
    }
    return unlocked;
}

} // namespace

int fails(const Error &error)
{
    say(error.text());
    switch (error.kind) {
    case ErrorKind::NotFound:
    case ErrorKind::Invalid:
        return ExitUsage;
    case ErrorKind::Denied:
    case ErrorKind::Cancelled:
        return ExitPolicy;
    default:
        return ExitIncomplete;
    }
}

std::string userName()
{
    const passwd *entry = ::getpwuid(::getuid());
    if (entry != nullptr && entry->pw_name != nullptr && *entry->pw_name != '\0')
        return entry->pw_name;
    return "user-" + std::to_string(::getuid());
}

std::unique_ptr<QCoreApplication> makeApplication()
{
    // Qt keeps both by reference.
    static int count = 1;
    static char name[] = "rekey-cli";
    static char *arguments[] = {name, nullptr};
    return std::make_unique<QCoreApplication>(count, arguments);
}

bool namesStore(const StoreAccess &access)
{
    const char *variable = std::getenv("REKEY_STORE");
    return !access.place.empty() || (variable != nullptr && *variable != '\0');
}

Result<store::StoreLocation> locationOf(const StoreAccess &access)
{
    if (!access.place.empty())
        return store::StoreLocation::parse(access.place);
    if (namesStore(access))
        return store::StoreLocation::parse(std::getenv("REKEY_STORE"));
    store::StoreLocation usual = store::StoreLocation::usual();
    if (usual.path.empty())
        return fail(ErrorKind::Invalid, "there is no home for a store; name one with --store");
    return usual;
}

Result<std::optional<SecretBytes>> readPassphrase(int fd, const std::string &file,
                                                  const std::string &question)
{
    const auto given = [](SecretBytes line) { return std::optional(std::move(line)); };
    if (fd >= 0) {
        // What follows in it is not for the commands that this process runs.
        if (fd > STDERR_FILENO)
            ::fcntl(fd, F_SETFD, FD_CLOEXEC);
        return secret::readSecretLine(fd).transform(given);
    }
    if (!file.empty())
        return secret::readSecretLine(file).transform(given);
    if (!question.empty() && hasTerminal())
        return ask(question).transform(given);
    return std::optional<SecretBytes>();
}

Result<std::unique_ptr<store::Store>> openStore(const StoreAccess &access)
{
    const auto location = locationOf(access);
    if (!location)
        return std::unexpected(location.error());
    store::StoreOptions options;
    options.isReadOnly = access.isReadOnly;
    options.actor = userName();
    options.keyring = store::platformKeyring();
    return store::openStore(*location, std::move(options));
}

Result<void> unlockStore(store::Store &store, const StoreAccess &access)
{
    if (store.state() != finding::KeeperState::Locked)
        return {};
    const auto given = readPassphrase(access.passphraseFd, access.passphraseFile, {});
    if (!given)
        return std::unexpected(given.error());
    if (*given && !(*given)->isEmpty())
        return store.unlock(**given);
    const auto info = store.info();
    const bool hasKeyring
        = info && std::ranges::any_of(info->members, [](const store::KeySlot &slot) {
              return slot.kind == store::KeySlot::Kind::Keyring;
          });
    if (hasKeyring) {
        if (auto unlocked = store.unlock({}); unlocked || !hasTerminal())
            return unlocked;
    }
    if (!hasTerminal()) {
        return fail(ErrorKind::Denied,
                    "the store is locked; give its passphrase with --passphrase-fd or "
                    "--passphrase-file",
                    store.title());
    }
    return unlockByAsking(store);
}

Result<std::unique_ptr<store::Store>> openUnlocked(const StoreAccess &access)
{
    auto store = openStore(access);
    if (!store)
        return store;
    if (auto unlocked = unlockStore(**store, access); !unlocked)
        return std::unexpected(unlocked.error());
    return store;
}

} // namespace rekey::app
