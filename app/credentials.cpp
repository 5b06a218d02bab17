// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials.h"

#include "app/cliopenstore.h"

#include <charconv>
#include <cstdlib>
#include <cstring>
#include <span>

namespace rekey::app {

namespace {

using secret::SecretBytes;

Result<SecretBytes> readVariable(const std::string &variable)
{
    char *value = std::getenv(variable.c_str());
    if (value == nullptr)
        return fail(ErrorKind::NotFound, "there is no such variable", variable);
    const std::span<char> text(value, std::strlen(value));
    SecretBytes copy = SecretBytes::copyOf(std::string_view(text.data(), text.size()));
    secret::wipe(std::as_writable_bytes(text));
    ::unsetenv(variable.c_str());
    return copy;
}

Result<SecretBytes> given(Result<std::optional<SecretBytes>> line)
{
    if (!line)
        return std::unexpected(line.error());
    if (!*line)
        return fail(ErrorKind::NotFound, "there is no terminal to ask at");
    return std::move(**line);
}

} // namespace

Result<SecretBytes> readCredential(const std::string &name, const std::string &source)
{
    const auto rest = [&](std::string_view prefix) { return source.substr(prefix.size()); };
    if (source == "ask")
        return given(readPassphrase(-1, {}, name));
    if (source.starts_with("file:"))
        return given(readPassphrase(-1, rest("file:"), {}));
    if (source.starts_with("env:"))
        return readVariable(rest("env:"));
    if (source.starts_with("keyring:"))
        return store::readCredential(rest("keyring:"));
    if (source.starts_with("fd:")) {
        const std::string text = rest("fd:");
        int fd = -1;
        const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), fd);
        if (code == std::errc() && end == text.data() + text.size() && fd >= 0)
            return given(readPassphrase(fd, {}, {}));
    }
    return fail(ErrorKind::Invalid,
                "--credential takes NAME=file:PATH, fd:NUMBER, env:VARIABLE, keyring:ENTRY or ask",
                name);
}

} // namespace rekey::app
