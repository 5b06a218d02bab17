// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/filter.h"
#include "core/finding/filtertext.h"
#include "core/finding/findingindexfilter.h"
#include "tests/core/finding/fakefindings.h"

#include <cstdlib>

using namespace rekey::finding;

/// Any text parses to a filter or a problem inside the text; a valid one can be asked of an index,
/// and a term added to it keeps it valid and finds no more, unless its opposite gave way to it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const FindingIndex index = [] {
        FindingIndex made;
        made.upsert(rekey::test::manyFindings(1, 50));
        return made;
    }();
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const ParsedFilter parsed = parseFilter(text);
    if (parsed.problem.begin > parsed.problem.end || parsed.problem.end > text.size() + 1)
        std::abort();
    const FilterCompletion completion = filterCompletionAt(text, size / 2);
    if (completion.begin > completion.end || completion.end > text.size())
        std::abort();
    if (!parsed.isUsable() || size > kMaxFilterBytes / 2)
        return 0;
    const std::size_t count = RowFilter(parsed.root, 1'700'000'000).count(index);
    const ParsedFilter narrowed = parseFilter(filterWith(text, "in:head"));
    if (!narrowed.isUsable())
        std::abort();
    const bool mayGiveWay = text.contains("-in:head");
    if (!mayGiveWay && RowFilter(narrowed.root, 1'700'000'000).count(index) > count)
        std::abort();
    return 0;
}
