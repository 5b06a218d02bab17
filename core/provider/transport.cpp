// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/transport.h"

#include <QDateTime>

#include <algorithm>
#include <charconv>

namespace rekey::provider {

Transport::~Transport() = default;

std::optional<std::string_view> Answer::header(std::string_view name) const
{
    const auto found
        = std::ranges::find(headers, name, &std::pair<std::string, std::string>::first);
    if (found == headers.end())
        return std::nullopt;
    return found->second;
}

std::int64_t Answer::retryAfter(std::int64_t now) const
{
    constexpr std::int64_t kDay = 24 * 3600;
    const std::optional<std::string_view> text = header("retry-after");
    if (!text)
        return 0;
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), seconds);
    if (error != std::errc() || end != text->data() + text->size()) {
        // Qt reads the date of a mail, which has its zone in digits.
        QString written = QString::fromLatin1(text->data(), static_cast<qsizetype>(text->size()));
        written.replace(QLatin1StringView("GMT"), QLatin1StringView("+0000"));
        const QDateTime date = QDateTime::fromString(written, Qt::RFC2822Date);
        if (!date.isValid())
            return 0;
        seconds = date.toSecsSinceEpoch() - now;
    }
    return std::clamp<std::int64_t>(seconds, 0, kDay);
}

} // namespace rekey::provider
