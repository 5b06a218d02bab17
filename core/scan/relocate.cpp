// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/relocate.h"

#include "core/base/text.h"
#include "core/scan/linecounter.h"
#include "core/scan/secrettable.h"
#include "core/sources/gitfileat.h"

#include <algorithm>

namespace rekey::scan {

namespace {

std::uint32_t distance(std::uint32_t left, std::uint32_t right)
{
    return left > right ? left - right : right - left;
}

} // namespace

Relocator::Relocator(ScanContext context, std::string repository)
    : m_context(std::move(context))
    , m_scanner(m_context.rules)
    , m_repository(std::move(repository))
{
}

Result<finding::Finding> Relocator::relocate(const finding::Place &place)
{
    auto bytes = sources::readFileAt(m_repository, place.commit, place.path);
    if (!bytes)
        return std::unexpected(bytes.error());
    const std::string_view text = asText(*bytes);
    const std::vector<Match> matches = m_scanner.scan(*bytes);
    LineCounter lines(encodingOf(text.substr(0, kEncodingSampleBytes)));
    const Match *best = nullptr;
    LineColumn bestAt;
    for (const Match &match : matches) {
        const LineColumn at = lines.at(text, 0, match.secret.begin);
        if (distance(at.line, place.line) > kLinesOff)
            continue;
        const bool isNearer
            = best == nullptr || distance(at.line, place.line) < distance(bestAt.line, place.line);
        if (isNearer) {
            best = &match;
            bestAt = at;
        }
    }
    if (best == nullptr) {
        secret::wipe(*bytes);
        return fail(ErrorKind::NotFound, "no rule finds a secret at that line",
                    place.path + ':' + std::to_string(place.line));
    }
    SecretTable table(m_context);
    finding::Finding found = table.findingOf(table.add(*best, text).variant);
    finding::Place &seen = found.places.emplace_back(place);
    seen.begin = best->secret.begin;
    seen.end = best->secret.end;
    seen.utf16 = best->utf16;
    seen.line = bestAt.line;
    seen.column = bestAt.column;
    secret::wipe(*bytes);
    return found;
}

} // namespace rekey::scan
