// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <getopt.h>

#include <charconv>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rekey::app {

/// Long options, each with what to do with its value. getopt_long does the parsing, on the bytes
/// of the command line, so that any file name works.
class Options
{
public:
    using Action = std::function<Result<void>(const std::string &value)>;

    void flag(std::string name, std::function<void()> action)
    {
        add(std::move(name), no_argument, [action = std::move(action)](const std::string &) {
            action();
            return Result<void>();
        });
    }

    void value(std::string name, Action action)
    {
        add(std::move(name), required_argument, std::move(action));
    }

    /// The arguments that are not options.
    [[nodiscard]] Result<std::vector<std::string>> parse(std::vector<std::string> arguments)
    {
        std::vector<char *> raw;
        std::string program = "rekey-cli";
        raw.push_back(program.data());
        for (std::string &argument : arguments)
            raw.push_back(argument.data());
        raw.push_back(nullptr);
        std::vector<option> options;
        for (const Entry &entry : m_entries)
            options.push_back({entry.name.c_str(), entry.argument, nullptr, 0});
        options.push_back({nullptr, 0, nullptr, 0});
        const int count = static_cast<int>(raw.size()) - 1;
        optind = 0; // also resets glibc's state
        opterr = 0;
        int index = 0;
        int found = 0;
        while ((found = ::getopt_long(count, raw.data(), ":", options.data(), &index)) != -1) {
            const std::string text = raw[static_cast<std::size_t>(optind - 1)];
            if (found == ':')
                return fail(ErrorKind::Invalid, "option " + text + " needs a value");
            if (found != 0)
                return fail(ErrorKind::Invalid, "unknown option " + text);
            const Entry &entry = m_entries[static_cast<std::size_t>(index)];
            if (auto done = entry.action(optarg != nullptr ? optarg : ""); !done)
                return std::unexpected(done.error());
        }
        return std::vector<std::string>(raw.begin() + optind, raw.end() - 1);
    }

    /// "--name", and "--name=" for one that takes a value; in the order they were added.
    [[nodiscard]] std::vector<std::string> names() const
    {
        std::vector<std::string> out;
        for (const Entry &entry : m_entries)
            out.push_back("--" + entry.name + (entry.argument == required_argument ? "=" : ""));
        return out;
    }

private:
    struct Entry
    {
        std::string name;
        int argument;
        Action action;
    };

    void add(std::string name, int argument, Action action)
    {
        m_entries.push_back({std::move(name), argument, std::move(action)});
    }

    std::vector<Entry> m_entries;
};

/// Takes the choice of that name.
template <typename T>
[[nodiscard]] Result<void> choose(std::string_view option, const std::map<std::string, T> &choices,
                                  const std::string &value, T &target)
{
    if (const auto found = choices.find(value); found != choices.end()) {
        target = found->second;
        return {};
    }
    std::string known;
    for (const auto &[name, ignored] : choices)
        known += (known.empty() ? "" : ", ") + name;
    return fail(ErrorKind::Invalid,
                "--" + std::string(option) + " is one of " + known + ", not \"" + value + '"');
}

/// A whole number up to `most`.
[[nodiscard]] inline Result<void> number(std::string_view option, const std::string &value,
                                         std::size_t most, std::size_t &target)
{
    const auto [end, code] = std::from_chars(value.data(), value.data() + value.size(), target);
    if (code != std::errc() || end != value.data() + value.size() || target > most) {
        return fail(ErrorKind::Invalid,
                    "--" + std::string(option) + " is a number up to " + std::to_string(most)
                        + ", not \"" + value + '"');
    }
    return {};
}

/// Keeps the value; one that may be given again is added.
[[nodiscard]] inline Options::Action into(std::string &target)
{
    return [&target](const std::string &value) -> Result<void> {
        target = value;
        return {};
    };
}

[[nodiscard]] inline Options::Action into(std::optional<std::string> &target)
{
    return [&target](const std::string &value) -> Result<void> {
        target = value;
        return {};
    };
}

[[nodiscard]] inline Options::Action into(std::vector<std::string> &target)
{
    return [&target](const std::string &value) -> Result<void> {
        target.push_back(value);
        return {};
    };
}

/// "NAME=VALUE", neither empty.
[[nodiscard]] inline Options::Action
pairInto(std::string option, std::function<Result<void>(std::string, std::string)> take)
{
    return [option = std::move(option), take = std::move(take)](const std::string &value) {
        const std::size_t sign = value.find('=');
        if (sign == std::string::npos || sign == 0 || sign + 1 == value.size())
            return Result<void>(
                fail(ErrorKind::Invalid, "--" + option + " is NAME=VALUE, not \"" + value + '"'));
        return take(value.substr(0, sign), value.substr(sign + 1));
    };
}

/// A file descriptor.
[[nodiscard]] inline Options::Action fdInto(std::string name, int &target)
{
    return [name = std::move(name), &target](const std::string &value) {
        std::size_t fd = 0;
        auto parsed = number(name, value, 1023, fd);
        target = static_cast<int>(fd);
        return parsed;
    };
}

} // namespace rekey::app
