// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/scanner.h"

#include "core/scan/deltascan.h"

#include <algorithm>
#include <tuple>

namespace rekey::scan {

struct Scanner::Data
{
    explicit Data(std::shared_ptr<const rules::CompiledRules> rules)
        : scanner(std::move(rules))
    {
    }

    DeltaScanner scanner;
};

Scanner::Scanner(std::shared_ptr<const rules::CompiledRules> rules)
    : m_data(std::make_unique<Data>(std::move(rules)))
{
}

Scanner::~Scanner() = default;
Scanner::Scanner(Scanner &&) noexcept = default;
Scanner &Scanner::operator=(Scanner &&) noexcept = default;

std::vector<Match> Scanner::scan(std::span<const std::byte> text)
{
    m_data->scanner.scan(text);
    std::vector<Match> matches;
    for (const std::uint32_t index : m_data->scanner.kept())
        matches.push_back(std::move(m_data->scanner.candidates()[index].match));
    return matches;
}

std::vector<Match> Scanner::scanAll(std::span<const std::byte> text)
{
    m_data->scanner.scan(text);
    std::vector<Match> matches;
    for (Candidate &candidate : m_data->scanner.candidates())
        matches.push_back(std::move(candidate.match));
    std::ranges::sort(matches, {}, [](const Match &m) {
        return std::tuple(m.secret.begin, m.detector, m.secret.end);
    });
    return matches;
}

const rules::CompiledRules &Scanner::rules() const
{
    return m_data->scanner.rules();
}

const ScanWork &Scanner::work() const
{
    return m_data->scanner.work();
}

} // namespace rekey::scan
