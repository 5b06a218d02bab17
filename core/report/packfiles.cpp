// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/packfiles.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>

namespace rekey::report {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostEntries = 1000;
constexpr std::size_t kMostManifestBytes = 1 << 20;
constexpr std::uint64_t kMostBytes = 64ULL << 30;
constexpr std::size_t kPiece = 1 << 16;

struct ArchiveCloser
{
    void operator()(archive *opened) const { archive_free(opened); }
};
using ArchivePtr = std::unique_ptr<archive, ArchiveCloser>;

Error archiveError(archive *opened, const std::string &path)
{
    const char *text = archive_error_string(opened);
    return {ErrorKind::Malformed,
            std::string("the archive cannot be used: ") + (text != nullptr ? text : "unknown"),
            path};
}

/// Takes a file piece by piece; keeps the bytes of the two that tell of the others.
class Intake
{
public:
    explicit Intake(PackFiles &pack)
        : m_pack(pack)
    {
    }

    using Pieces = std::function<Result<std::string_view>()>; ///< empty at the end

    Result<void> add(const std::string &name, const Pieces &next)
    {
        std::string *kept = name == kManifestName ? &m_pack.manifest
            : name == kSignatureName              ? &m_pack.signature
                                                  : nullptr;
        Digester digester;
        for (;;) {
            const auto piece = next();
            if (!piece)
                return std::unexpected(piece.error());
            if (piece->empty())
                break;
            m_bytes += piece->size();
            if (m_bytes > kMostBytes
                || (kept != nullptr && kept->size() + piece->size() > kMostManifestBytes))
                return fail(ErrorKind::TooBig, "the pack is larger than any that Rekey makes");
            digester.add(*piece);
            if (kept != nullptr)
                kept->append(*piece);
        }
        m_pack.files[name] = digester.take();
        return {};
    }

    Result<void> count()
    {
        if (++m_entries > kMostEntries)
            return fail(ErrorKind::TooBig, "the pack has more entries than any that Rekey makes");
        return {};
    }

private:
    PackFiles &m_pack;
    std::size_t m_entries = 0;
    std::uint64_t m_bytes = 0;
};

bool isPlainName(const std::string &name)
{
    return !name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos;
}

Result<PackFiles> readFolder(const std::string &path)
{
    PackFiles pack;
    Intake intake(pack);
    std::vector<char> buffer(kPiece);
    std::error_code code;
    for (fs::directory_iterator entry(path, code), end; !code && entry != end;
         entry.increment(code)) {
        if (auto counted = intake.count(); !counted)
            return std::unexpected(counted.error());
        const std::string name = entry->path().filename().string();
        if (!entry->is_regular_file(code) || entry->is_symlink(code)) {
            pack.odd.push_back(name);
            continue;
        }
        std::ifstream in(entry->path(), std::ios::binary);
        const auto next = [&]() -> Result<std::string_view> {
            in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
            if (in.bad())
                return fail(ErrorKind::Io, "cannot be read; check the file", name);
            return std::string_view(buffer.data(), static_cast<std::size_t>(in.gcount()));
        };
        if (auto done = intake.add(name, next); !done)
            return std::unexpected(done.error());
    }
    if (code)
        return fail(ErrorKind::Io, "cannot be read: " + code.message(), path);
    return pack;
}

Result<PackFiles> readArchive(const std::string &path)
{
    const ArchivePtr in(archive_read_new());
    archive_read_support_format_tar(in.get());
    if (archive_read_open_filename(in.get(), path.c_str(), kPiece) != ARCHIVE_OK)
        return std::unexpected(archiveError(in.get(), path));
    PackFiles pack;
    Intake intake(pack);
    std::vector<char> buffer(kPiece);
    archive_entry *entry = nullptr;
    int state = ARCHIVE_OK;
    while ((state = archive_read_next_header(in.get(), &entry)) == ARCHIVE_OK) {
        if (auto counted = intake.count(); !counted)
            return std::unexpected(counted.error());
        const char *raw = archive_entry_pathname(entry);
        const std::string name = raw != nullptr ? raw : "";
        if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr
            || !isPlainName(name) || pack.files.contains(name)) {
            pack.odd.push_back(name);
            continue;
        }
        const auto next = [&]() -> Result<std::string_view> {
            const la_ssize_t read = archive_read_data(in.get(), buffer.data(), buffer.size());
            if (read < 0)
                return std::unexpected(archiveError(in.get(), path));
            return std::string_view(buffer.data(), static_cast<std::size_t>(read));
        };
        if (auto done = intake.add(name, next); !done)
            return std::unexpected(done.error());
    }
    if (state != ARCHIVE_EOF)
        return std::unexpected(archiveError(in.get(), path));
    return pack;
}

Result<void> addFile(archive *out, const fs::path &path, std::int64_t madeAt)
{
    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(),
                                                                              archive_entry_free);
    archive_entry_set_pathname(entry.get(), path.filename().c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(fs::file_size(path)));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0600);
    archive_entry_set_mtime(entry.get(), madeAt, 0);
    if (archive_write_header(out, entry.get()) != ARCHIVE_OK)
        return std::unexpected(archiveError(out, path.string()));
    std::ifstream in(path, std::ios::binary);
    std::vector<char> piece(kPiece);
    while (in) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        const auto size = static_cast<std::size_t>(in.gcount());
        if (archive_write_data(out, piece.data(), size) != static_cast<la_ssize_t>(size))
            return std::unexpected(archiveError(out, path.string()));
    }
    return {};
}

} // namespace

Result<PackFiles> readPackFiles(const std::string &path)
{
    std::error_code code;
    const fs::file_status status = fs::status(path, code);
    if (!fs::exists(status))
        return fail(ErrorKind::NotFound, "is not there; give a pack's folder or .tar", path);
    return fs::is_directory(status) ? readFolder(path) : readArchive(path);
}

Result<void> writeArchive(const std::string &path, const std::string &folder, std::int64_t madeAt)
{
    std::vector<fs::path> files;
    for (const fs::directory_entry &entry : fs::directory_iterator(folder))
        files.push_back(entry.path());
    std::ranges::sort(files);
    const int file
        = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        return fail(ErrorKind::Io, "cannot be made; check the folder", path);
    const ArchivePtr out(archive_write_new());
    archive_write_set_format_pax_restricted(out.get());
    Result<void> done;
    if (archive_write_open_fd(out.get(), file) != ARCHIVE_OK)
        done = std::unexpected(archiveError(out.get(), path));
    for (std::size_t i = 0; done && i < files.size(); ++i)
        done = addFile(out.get(), files[i], madeAt);
    if (archive_write_close(out.get()) != ARCHIVE_OK && done)
        done = std::unexpected(archiveError(out.get(), path));
    const bool closed = ::close(file) == 0;
    if (done && !closed)
        done = fail(ErrorKind::Io, "cannot be written; is the disk full?", path);
    if (!done)
        ::unlink(path.c_str());
    return done;
}

} // namespace rekey::report
