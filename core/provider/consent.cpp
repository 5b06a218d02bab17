// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/consent.h"

#include <algorithm>

namespace rekey::provider {

void ConsentLedger::give(const Consent &consent)
{
    std::erase_if(m_consents, [&consent](const Consent &other) {
        return other.host == consent.host && other.span == consent.span;
    });
    m_consents.push_back(consent);
}

void ConsentLedger::withdraw(std::string_view host)
{
    std::erase_if(m_consents, [host](const Consent &consent) { return consent.host == host; });
}

void ConsentLedger::endBatch()
{
    std::erase_if(m_consents, [](const Consent &consent) { return consent.span == Span::Batch; });
}

bool ConsentLedger::allows(std::string_view host, Level level, bool isCanary,
                           std::int64_t now) const
{
    if (level == Level::Offline)
        return true;
    return std::ranges::any_of(m_consents, [&](const Consent &consent) {
        return consent.host == host && consent.level >= level && (consent.withCanaries || !isCanary)
            && (consent.span != Span::Time || now < consent.until);
    });
}

std::string ConsentLedger::kept() const
{
    std::string text;
    for (const Consent &consent : m_consents) {
        if (consent.span == Span::Store)
            text += std::to_string(static_cast<int>(consent.level)) + " "
                + (consent.withCanaries ? "canaries " : "plain ") + consent.host + "\n";
    }
    return text;
}

Result<void> ConsentLedger::takeKept(std::string_view text)
{
    std::vector<Consent> taken;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t blank = line.find(' ', 2);
        if (line.size() < 4 || line[0] < '1' || line[0] > '3' || line[1] != ' '
            || blank == std::string_view::npos || blank + 1 == line.size())
            return fail(ErrorKind::Malformed, "a consent that was kept cannot be read");
        Consent consent;
        consent.level = static_cast<Level>(line[0] - '0');
        consent.span = Span::Store;
        consent.withCanaries = line.substr(2, blank - 2) == "canaries";
        consent.host = line.substr(blank + 1);
        taken.push_back(std::move(consent));
    }
    for (const Consent &consent : taken)
        give(consent);
    return {};
}

} // namespace rekey::provider
