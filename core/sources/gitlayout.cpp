// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/gitlayout.h"

#include "core/sources/gitfiles.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <filesystem>

namespace rekey::sources::git {

namespace {

std::string lower(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

std::string_view trimmed(std::string_view text)
{
    const auto begin = text.find_first_not_of(" \t\r");
    return begin == std::string_view::npos ? std::string_view() : trimmedLine(text.substr(begin));
}

/// "section" or "section.Sub" out of `[section "Sub"]`, with the text after the bracket.
std::optional<std::string> sectionName(std::string_view line, std::string_view &rest)
{
    const std::size_t close = line.rfind(']');
    if (close == std::string_view::npos)
        return std::nullopt;
    rest = trimmed(line.substr(close + 1));
    const std::string_view inner = line.substr(1, close - 1);
    const std::size_t quote = inner.find('"');
    if (quote == std::string_view::npos)
        return lower(trimmed(inner));
    const std::size_t end = inner.rfind('"');
    std::string subsection;
    for (std::size_t i = quote + 1; i < end; ++i) {
        if (inner[i] == '\\' && i + 1 < end)
            ++i;
        subsection += inner[i];
    }
    return lower(trimmed(inner.substr(0, quote))) + '.' + subsection;
}

/// A value without quotes, escapes and the comment behind it.
std::string plainValue(std::string_view text)
{
    std::string value;
    std::size_t keep = 0; // trailing blanks outside quotes go
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '"') {
            quoted = !quoted;
            keep = value.size();
            continue;
        }
        if (!quoted && (c == '#' || c == ';'))
            break;
        const bool escaped = c == '\\' && i + 1 < text.size();
        if (escaped) {
            c = text[++i];
            c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
        }
        value += c;
        if (quoted || escaped || (c != ' ' && c != '\t'))
            keep = value.size();
    }
    value.resize(keep);
    return value;
}

bool isGitFolder(const std::string &path)
{
    return exists(path + "/HEAD")
        && (exists(path + "/commondir")
            || (isFolder(path + "/objects") && (isFolder(path + "/refs"))));
}

std::string joined(const std::string &folder, const std::string &path)
{
    const auto whole = path.starts_with('/') ? std::filesystem::path(path)
                                             : std::filesystem::path(folder) / path;
    return whole.lexically_normal().string();
}

/// The folder a `.git` file points to; empty when it is none.
std::string pointedFolder(const std::string &file, const std::string &folder)
{
    const std::string text = readSmallFile(file);
    if (!text.starts_with("gitdir:"))
        return {};
    return joined(folder, std::string(trimmed(std::string_view(text).substr(7))));
}

std::string configOf(const Layout &layout)
{
    return readSmallFile(layout.commonFolder + "/config") + '\n'
        + readSmallFile(layout.gitFolder + "/config.worktree");
}

bool isTrue(const std::string &value)
{
    const std::string word = lower(value);
    return word.empty() || word == "true" || word == "yes" || word == "on" || word == "1";
}

Result<void> applyConfig(Layout &layout, bool topIsWorkTree)
{
    for (const ConfigValue &variable : parseConfig(configOf(layout))) {
        if (variable.name == "extensions.objectformat") {
            const std::string format = lower(variable.value);
            if (format != "sha1" && format != "sha256")
                return fail(ErrorKind::Unsupported, "object format " + format + " is not known",
                            layout.gitFolder);
            layout.hashSize = format == "sha1" ? kSha1Bytes : kSha256Bytes;
        } else if (variable.name == "extensions.refstorage") {
            layout.refTables = lower(variable.value) == "reftable";
        } else if (variable.name == "extensions.partialclone"
                   || (variable.name.starts_with("remote.") && variable.name.ends_with(".promisor")
                       && isTrue(variable.value))) {
            layout.partial = true;
        } else if (variable.name == "core.worktree" && !topIsWorkTree
                   && layout.gitFolder == layout.commonFolder) {
            const std::string folder = joined(layout.gitFolder, variable.value);
            // Only where it points back: a configuration must not lead the scan elsewhere.
            if (exists(folder + "/.git"))
                layout.workFolder = folder;
        }
    }
    return {};
}

} // namespace

std::vector<ConfigValue> parseConfig(std::string_view text)
{
    std::vector<ConfigValue> values;
    std::string section;
    while (!text.empty()) {
        std::string joinedLine;
        std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        while (line.ends_with('\\') && !text.empty()) {
            joinedLine += line.substr(0, line.size() - 1);
            end = std::min(text.find('\n'), text.size());
            line = trimmedLine(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        joinedLine += line;
        line = joinedLine;
        if (line.starts_with('[')) {
            std::string_view rest;
            if (const auto name = sectionName(line, rest))
                section = *name;
            line = rest;
        }
        if (line.empty() || line.front() == '#' || line.front() == ';')
            continue;
        const std::size_t equals = std::min(line.find('='), line.size());
        const std::string_view value
            = equals < line.size() ? trimmed(line.substr(equals + 1)) : std::string_view();
        values.push_back(
            {section + '.' + lower(trimmed(line.substr(0, equals))), plainValue(value)});
    }
    return values;
}

Result<Layout> findLayout(const std::string &path)
{
    std::error_code code;
    const auto canonical = std::filesystem::canonical(path, code);
    if (code)
        return fail(code == std::errc::permission_denied ? ErrorKind::Denied : ErrorKind::NotFound,
                    code.message(), path);
    const std::string top = canonical.string();
    Layout layout;
    bool topIsWorkTree = false;
    const std::string dotGit = top + "/.git";
    if (isGitFolder(dotGit) || isFolder(dotGit + "/objects")) {
        // Without HEAD or refs the objects are still there to be read.
        layout.gitFolder = dotGit;
        layout.headMissing = !exists(dotGit + "/HEAD");
        topIsWorkTree = true;
    } else if (exists(dotGit)) {
        layout.gitFolder = pointedFolder(dotGit, top);
        topIsWorkTree = true;
        if (layout.gitFolder.empty() || !isGitFolder(layout.gitFolder))
            return fail(ErrorKind::Malformed, "the .git file does not lead to a repository", path);
    } else if (isGitFolder(top)) {
        layout.gitFolder = top;
        if (canonical.filename() == ".git")
            layout.workFolder = canonical.parent_path().string();
    } else {
        if (::access(dotGit.c_str(), F_OK) == 0 && ::access(dotGit.c_str(), R_OK | X_OK) != 0)
            return fail(ErrorKind::Denied, "the .git folder cannot be read", path);
        return fail(ErrorKind::NotFound, "is not a git repository", path);
    }
    if (topIsWorkTree)
        layout.workFolder = top;
    layout.commonFolder = layout.gitFolder;
    const std::string common(trimmedLine(readSmallFile(layout.gitFolder + "/commondir")));
    if (!common.empty())
        layout.commonFolder = joined(layout.gitFolder, common);
    if (const auto applied = applyConfig(layout, topIsWorkTree); !applied)
        return std::unexpected(applied.error());
    struct stat info{};
    layout.foreignOwner
        = ::stat(layout.commonFolder.c_str(), &info) == 0 && info.st_uid != ::geteuid();
    return layout;
}

} // namespace rekey::sources::git
