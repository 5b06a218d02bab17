// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/engine.h"

#include <filesystem>
#include <system_error>

namespace rekey::ui {

namespace fs = std::filesystem;

namespace {

ErrorKind kindOf(const std::error_code &code)
{
    if (code == std::errc::no_such_file_or_directory || code == std::errc::not_a_directory)
        return ErrorKind::NotFound;
    return code == std::errc::permission_denied ? ErrorKind::Denied : ErrorKind::Io;
}

} // namespace

std::string ScanTarget::title() const
{
    if (kind == Kind::Text || kind == Kind::StandardInput || kind == Kind::Report)
        return path;
    std::string_view name = path;
    while (name.size() > 1 && name.ends_with('/'))
        name.remove_suffix(1);
    const std::size_t slash = name.rfind('/');
    return std::string(
        slash == std::string_view::npos || name.size() == 1 ? name : name.substr(slash + 1));
}

bool ScanTarget::isSameAs(const ScanTarget &other) const
{
    const auto hasPath = [](Kind one) { return one <= Kind::File; };
    return hasPath(kind) && hasPath(other.kind) && path == other.path;
}

bool ScanTarget::isScannable() const
{
    return kind != Kind::Report && (kind != Kind::Text || text);
}

ScanTarget targetForPath(const std::string &path)
{
    std::error_code code;
    fs::path full = fs::absolute(path, code);
    if (code)
        full = path;
    std::string text = full.lexically_normal().string();
    while (text.size() > 1 && text.ends_with('/'))
        text.pop_back();
    return {ScanTarget::Kind::Path, std::move(text), {}};
}

Result<ScanTarget> detectTarget(const std::string &path,
                                const std::function<bool(const std::string &)> &isRepository)
{
    std::error_code code;
    const fs::file_status status = fs::status(path, code);
    if (code || !fs::exists(status)) {
        const ErrorKind why = code ? kindOf(code) : ErrorKind::NotFound;
        return fail(why,
                    why == ErrorKind::NotFound ? "There is nothing at this path."
                                               : "The system does not let this path be read.",
                    path);
    }
    ScanTarget target = targetForPath(path);
    if (fs::is_directory(status))
        target.kind
            = isRepository(target.path) ? ScanTarget::Kind::Repository : ScanTarget::Kind::Folder;
    else if (fs::is_regular_file(status))
        target.kind = ScanTarget::Kind::File;
    else
        return fail(ErrorKind::Invalid, "This is neither a file nor a folder.", path);
    return target;
}

} // namespace rekey::ui
