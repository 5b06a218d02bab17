// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/importmerge.h"

#include <algorithm>
#include <cstdlib>

using namespace rekey;

namespace {

constexpr auto kFormats = static_cast<unsigned>(report::ImportFormat::Csv) + 1;

report::ImportOptions optionsFor(report::ImportFormat format)
{
    static const auto identity
        = std::make_shared<const secret::IdentityKey>(secret::IdentityKey::random());
    static const auto vault = std::make_shared<const secret::Vault>();
    report::ImportOptions options;
    options.format = format;
    options.identity = identity;
    options.vault = vault;
    options.pieceBytes = 4096;
    return options;
}

std::vector<secret::SecretId> idsOf(report::ImportFormat format, std::string_view text,
                                    std::size_t piece, report::ImportMerger &merger)
{
    std::vector<secret::SecretId> ids;
    report::ReportReader reader(optionsFor(format), [&](std::vector<report::ImportedFinding> rows) {
        for (const report::ImportedFinding &row : rows) {
            if (row.isValueAbsent != row.finding.value.isEmpty() || row.line == 0)
                std::abort();
            ids.push_back(row.finding.id);
        }
        static_cast<void>(merger.merge(std::move(rows), 0));
        return true;
    });
    while (!text.empty()) {
        const std::size_t size = std::min(piece, text.size());
        if (!reader.feed(text.substr(0, size)))
            return ids;
        text.remove_prefix(size);
    }
    if (const auto summary = reader.finish(); summary && summary->rows != ids.size())
        std::abort();
    return ids;
}

} // namespace

/// Any bytes, read as any format, give rows or an error; the same ones whole and in pieces.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const auto format = static_cast<report::ImportFormat>(data[0] % kFormats);
    const std::size_t piece = data[1] % 64U + 1U;
    const std::string_view text(reinterpret_cast<const char *>(data) + 2, size - 2);
    report::ImportMerger merger;
    const auto whole = idsOf(format, text, text.size() + 1, merger);
    const auto pieces = idsOf(format, text, piece, merger);
    // An error may come before the rows of the last piece are handed over, or after.
    if (!std::equal(whole.begin(),
                    whole.begin() + std::ptrdiff_t(std::min(whole.size(), pieces.size())),
                    pieces.begin()))
        std::abort();
    return 0;
}
