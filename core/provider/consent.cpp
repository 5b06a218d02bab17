// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/consent.h"

#include <algorithm>

namespace rekey::provider {

void ConsentLedger::give(const Consent &consent)
{
    std::erase_if(m_consents, [&consent](const Consent &other) {
        return other.host == consent.host && other.span == consent.span
            && other.batch == consent.batch;
    });
    m_consents.push_back(consent);
}

void ConsentLedger::withdraw(std::string_view host)
{
    std::erase_if(m_consents, [host](const Consent &consent) { return consent.host == host; });
}

void ConsentLedger::endBatch(std::uint64_t batch)
{
    std::erase_if(m_consents, [batch](const Consent &consent) {
        return consent.span == Span::Batch && consent.batch == batch;
    });
}

void ConsentLedger::endBatches()
{
    std::erase_if(m_consents, [](const Consent &consent) { return consent.span == Span::Batch; });
}

bool ConsentLedger::allows(std::string_view host, Level level, bool isCanary, std::int64_t now,
                           std::uint64_t batch) const
{
    if (level == Level::Offline)
        return true;
    return std::ranges::any_of(m_consents, [&](const Consent &consent) {
        return consent.host == host && consent.level >= level && (consent.withCanaries || !isCanary)
            && (consent.span != Span::Time || now < consent.until)
            && (consent.span != Span::Batch || (batch != 0 && consent.batch == batch));
    });
}

std::map<std::string, std::string> ConsentLedger::kept() const
{
    std::map<std::string, std::string> kept;
    for (const Consent &consent : m_consents) {
        if (consent.span == Span::Store)
            kept[consent.host] = std::to_string(static_cast<int>(consent.level))
                + (consent.withCanaries ? " canaries" : " plain");
    }
    return kept;
}

Result<void> ConsentLedger::replaceKept(const std::map<std::string, std::string> &kept)
{
    std::erase_if(m_consents, [](const Consent &consent) { return consent.span == Span::Store; });
    Result<void> taken;
    for (const auto &[host, text] : kept) {
        const std::string_view said
            = std::string_view(text).substr(std::min<std::size_t>(1, text.size()));
        if (host.empty() || text.empty() || text[0] < '1' || text[0] > '3'
            || (said != " canaries" && said != " plain")) {
            taken = fail(ErrorKind::Malformed,
                         "A consent that was kept cannot be read; that host is asked after again.",
                         host);
            continue;
        }
        Consent consent;
        consent.host = host;
        consent.level = static_cast<Level>(text[0] - '0');
        consent.span = Span::Store;
        consent.withCanaries = said == " canaries";
        m_consents.push_back(std::move(consent));
    }
    return taken;
}

} // namespace rekey::provider
