// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clifiles.h"

#include "core/base/text.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace rekey::app {

namespace {

/// Writes beside the target and renames, so that a full disk leaves the old report alone.
bool writeFile(const std::string &path, const std::function<void(std::ostream &)> &content)
{
    const std::string part = path + ".part";
    const int made = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
                            S_IRUSR | S_IWUSR);
    if (made < 0) {
        say("cannot write " + escapeControl(part) + ": " + std::strerror(errno));
        return false;
    }
    ::fchmod(made, S_IRUSR | S_IWUSR); // it may be left over from a run that was killed
    ::close(made);
    std::ofstream out(part, std::ios::binary);
    content(out);
    out.close();
    if (!out || ::rename(part.c_str(), path.c_str()) != 0) {
        say("cannot write " + escapeControl(path) + ": " + std::strerror(errno)
            + "; is the disk full?");
        ::unlink(part.c_str());
        return false;
    }
    return true;
}

} // namespace

void say(const std::string &text)
{
    std::cerr << "rekey-cli: " << text << '\n';
}

bool writeOutput(const std::string &path, const std::function<void(std::ostream &)> &content)
{
    // A pipe or device such as /dev/stdout is written to, not replaced.
    std::error_code code;
    if (!path.empty() && !std::filesystem::is_other(std::filesystem::status(path, code)))
        return writeFile(path, content);
    if (path.empty()) {
        content(std::cout);
        std::cout.flush();
        return std::cout.good();
    }
    std::ofstream out(path, std::ios::binary);
    content(out);
    return out.good();
}

std::string answerTo(const std::string &question)
{
    std::string line;
    if (::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1) {
        std::cerr << question << ' ' << std::flush;
        std::getline(std::cin, line);
    }
    return line;
}

} // namespace rekey::app
