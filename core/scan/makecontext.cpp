// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/makecontext.h"

#include "core/base/mappedfile.h"
#include "core/base/text.h"

#include <filesystem>

namespace rekey::scan {

namespace {

constexpr std::size_t kMaxRuleFileBytes = std::size_t{4} << 20;

Result<secret::IdentityKey> identityKey(const UserFolders &folders, std::vector<std::string> &notes)
{
    if (folders.data.empty()) {
        notes.emplace_back("no home folder: finding ids hold for this run only");
        return secret::IdentityKey::random();
    }
    auto key = secret::IdentityKey::loadOrCreate(folders.data + "/identity.key");
    if (key || key.error().kind == ErrorKind::Malformed)
        return key;
    notes.push_back("finding ids hold for this run only: " + key.error().text());
    return secret::IdentityKey::random();
}

} // namespace

Result<ScanContext> makeScanContext(const UserFolders &folders,
                                    std::span<const rules::RuleFile> more,
                                    std::vector<std::string> &notes)
{
    const auto builtin = rules::builtinRuleFiles();
    std::vector<rules::RuleFile> files(builtin.begin(), builtin.end());
    files.insert(files.end(), more.begin(), more.end());
    auto pack = rules::parseRuleFiles(files, &notes);
    if (!pack)
        return std::unexpected(std::move(pack.error()));
    auto compiled = rules::CompiledRules::compile(std::move(*pack), folders.cache);
    if (!compiled)
        return std::unexpected(std::move(compiled.error()));
    auto key = identityKey(folders, notes);
    if (!key)
        return std::unexpected(std::move(key.error()));
    return ScanContext{std::move(*compiled),
                       std::make_shared<const secret::IdentityKey>(std::move(*key)),
                       std::make_shared<const secret::Vault>()};
}

Result<rules::RuleFile> readRuleFile(const std::string &path)
{
    std::error_code code;
    const auto resolved = std::filesystem::canonical(path, code);
    if (code)
        return fail(ErrorKind::NotFound, code.message(), path);
    const auto mapped = MappedFile::open(resolved.string());
    if (!mapped)
        return std::unexpected(mapped.error());
    if (mapped->bytes().size() > kMaxRuleFileBytes)
        return fail(ErrorKind::TooBig, "is larger than 4 MiB; that is no rule file", path);
    return rules::RuleFile{std::filesystem::path(path).filename().string(),
                           std::string(asText(mapped->bytes()))};
}

} // namespace rekey::scan
