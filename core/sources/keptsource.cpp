// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/keptsource.h"

#include "core/sources/filereader.h"
#include "core/sources/gitlayout.h"
#include "core/sources/gitstore.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <vector>

namespace rekey::sources {

namespace {

namespace fs = std::filesystem;

/// False for absolute paths and those with "..": a kept path may not lead out of its source.
bool staysInside(const fs::path &path)
{
    return path.is_relative()
        && std::ranges::none_of(path, [](const fs::path &part) { return part == ".."; });
}

class KeptFiles final : public KeptSource
{
public:
    KeptFiles(std::string path, std::optional<git::Layout> layout)
        : m_path(std::move(path))
        , m_layout(std::move(layout))
    {
        if (m_layout)
            m_store.emplace(m_layout->commonFolder + "/objects", m_layout->hashSize, m_skips);
    }

    [[nodiscard]] std::string name() const override { return m_path; }

    [[nodiscard]] Result<Coverage> walk(const WalkOptions &, const VisitorFactory &, WalkProgress &,
                                        std::stop_token) override
    {
        return fail(ErrorKind::Unsupported, "Only single places can be read; scan it again.",
                    m_path);
    }

    [[nodiscard]] std::optional<Placement> peek(std::uint64_t) const override
    {
        return std::nullopt;
    }

    [[nodiscard]] Result<std::vector<Placement>> locate(std::span<const std::uint64_t>,
                                                        WalkProgress &, std::stop_token) override
    {
        return std::vector<Placement>{};
    }

    [[nodiscard]] Result<std::uint64_t> numberOf(const std::string &object,
                                                 const std::string &path) override
    {
        if (m_store && !object.empty()) {
            const auto id = git::ObjectId::fromHex(object, m_store->hashSize());
            const std::uint32_t number = id ? m_store->find(id->bytes.data()) : git::kNone;
            if (number == git::kNone)
                return fail(ErrorKind::NotFound, "The object is no longer in the repository.",
                            object);
            return number;
        }
        const std::optional<std::string> file = fileAt(path);
        if (!file)
            return fail(ErrorKind::NotFound, "The path leads out of what was scanned.", path);
        auto known = std::ranges::find(m_files, *file);
        if (known == m_files.end())
            known = m_files.insert(known, *file);
        return firstFile() + static_cast<std::uint64_t>(known - m_files.begin());
    }

    [[nodiscard]] Result<std::vector<std::byte>> read(std::uint64_t blob, std::uint64_t begin,
                                                      std::uint64_t end) const override
    {
        if (blob >= firstFile()) {
            if (blob - firstFile() >= m_files.size())
                return fail(ErrorKind::NotFound, "no such blob", m_path);
            return readFileRange(m_files[blob - firstFile()], begin, end);
        }
        const auto data = m_store->read(static_cast<std::uint32_t>(blob));
        if (!data)
            return std::unexpected(data.error());
        end = std::min<std::uint64_t>(end, data->bytes.size());
        begin = std::min(begin, end);
        const auto part = data->bytes.subspan(begin, end - begin);
        return std::vector<std::byte>(part.begin(), part.end());
    }

private:
    [[nodiscard]] std::uint64_t firstFile() const { return m_store ? m_store->count() : 0; }

    [[nodiscard]] std::optional<std::string> fileAt(const std::string &path) const
    {
        if (path == m_path)
            return path; // a single file is placed at its own path
        if (!staysInside(path))
            return std::nullopt;
        const std::string &top
            = m_layout && !m_layout->workFolder.empty() ? m_layout->workFolder : m_path;
        return (fs::path(top) / path).string();
    }

    std::string m_path;
    std::optional<git::Layout> m_layout;
    SkipList m_skips;
    std::optional<git::ObjectStore> m_store;
    std::vector<std::string> m_files;
};

} // namespace

Result<std::string> fileOfPlace(const std::string &source, const std::string &path)
{
    if (path == source)
        return path;
    const auto leadsOut = [&path] {
        return fail(ErrorKind::Denied, "The path leads out of what was scanned.", path);
    };
    if (!staysInside(path))
        return leadsOut();
    auto layout = git::findLayout(source);
    if (!layout && layout.error().kind != ErrorKind::NotFound)
        return std::unexpected(layout.error());
    if (layout && layout->workFolder.empty())
        return fail(ErrorKind::NotFound, "A bare repository has no files to work on.", path);
    const fs::path top = layout ? fs::path(layout->workFolder) : fs::path(source);
    std::error_code code;
    const fs::path folder = fs::canonical((top / path).parent_path(), code);
    const fs::path root = code ? fs::path() : fs::canonical(top, code);
    if (code)
        return fail(ErrorKind::NotFound, "The file is not there any more.", path);
    const auto [end, rest] = std::ranges::mismatch(root, folder);
    if (end != root.end())
        return leadsOut();
    return (folder / fs::path(path).filename()).string();
}

Result<std::unique_ptr<KeptSource>> openKeptSource(const std::string &path)
{
    std::error_code code;
    if (!fs::exists(path, code))
        return fail(code == std::errc::permission_denied ? ErrorKind::Denied : ErrorKind::NotFound,
                    "What was scanned is no longer at this path.", path);
    auto layout = git::findLayout(path);
    if (!layout && layout.error().kind != ErrorKind::NotFound)
        return std::unexpected(layout.error());
    return std::make_unique<KeptFiles>(path,
                                       layout ? std::optional(std::move(*layout)) : std::nullopt);
}

} // namespace rekey::sources
