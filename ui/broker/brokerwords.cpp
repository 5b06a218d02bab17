// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/broker/brokerwords.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>
#include <QSet>

#include <algorithm>
#include <map>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(rekey::ui::BrokerWords)
};

/// By the names of broker::Reason; see core/seal/broker/refusal.h.
const QHash<QString, QString> &reasons()
{
    static const QHash<QString, QString> words = {
        {u"no_secret"_s, Words::tr("Refused: no sealed token")},
        {u"bad_token_header"_s, Words::tr("Refused: the token's header is malformed")},
        {u"bad_parameters"_s, Words::tr("Refused: the token's parameters are malformed")},
        {u"bad_encoding"_s, Words::tr("Refused: the token was mangled on its way")},
        {u"cannot_open"_s, Words::tr("Refused: sealed for another key")},
        {u"bad_secret"_s, Words::tr("Refused: what was sealed is malformed")},
        {u"not_authorized"_s, Words::tr("Refused: wrong bearer or none")},
        {u"host_refused"_s, Words::tr("Refused: not a host of this seal")},
        {u"bad_processor"_s, Words::tr("Refused: what was sealed cannot be used")},
        {u"processor_failed"_s, Words::tr("Refused: the key could not be put in")},
        {u"not_a_proxy_request"_s, Words::tr("Refused: not used as a proxy")},
        {u"connect_refused"_s, Words::tr("Refused: CONNECT, so https:// was used")},
        {u"not_http"_s, Words::tr("Refused: not HTTP")},
        {u"malformed_http"_s, Words::tr("Refused: malformed HTTP")},
        {u"header_too_large"_s, Words::tr("Refused: too much header")},
        {u"address_refused"_s, Words::tr("Refused: the host's address is not public")},
        {u"upstream_failed"_s, Words::tr("The host could not be reached")},
        {u"answer_not_sealed"_s, Words::tr("The answer may hold a token and was withheld")},
        {u"seal_denied"_s, Words::tr("Refused: this seal was withdrawn")},
        {u"consumer_disabled"_s, Words::tr("Refused: the consumer is cut off")},
        {u"consumer_unknown"_s, Words::tr("Refused: nobody the broker knows")},
        {u"method_blocked"_s, Words::tr("Refused: method blocked for this consumer")},
        {u"path_blocked"_s, Words::tr("Refused: path blocked for this consumer")},
        {u"rate_limited"_s, Words::tr("Refused: too many requests")},
        {u"body_too_large"_s, Words::tr("Refused: the body is too large")},
        {u"upstream_timeout"_s, Words::tr("The host did not answer in time")},
        {u"client_gone"_s, Words::tr("The consumer went away")},
        {u"not_recorded"_s, Words::tr("Refused: it could not be written down")},
    };
    return words;
}

struct Count
{
    double passed = 0;
    double refused = 0;
};

} // namespace

QString brokerOutcome(const BrokerRequest &request)
{
    if (!request.isPassed())
        return reasons().value(request.reason, request.reason);
    return request.hasEcho ? Words::tr("Passed on; the answer repeated the key, which was blanked")
                           : Words::tr("Passed on");
}

Tone brokerTone(const BrokerRequest &request)
{
    if (request.isPassed())
        return request.hasEcho ? Tone::Warning : Tone::Good;
    return request.reason == "client_gone"_L1 ? Tone::Neutral : Tone::Danger;
}

Chart consumerChart(const std::deque<BrokerRequest> &requests)
{
    std::map<QString, Count> counts;
    for (const BrokerRequest &request : requests) {
        QSet<QString> names;
        for (const BrokerUse &use : request.uses)
            names.insert(use.consumer);
        if (names.isEmpty())
            names.insert(QString());
        for (const QString &name : std::as_const(names)) {
            Count &count = counts[name];
            ++(request.isPassed() ? count.passed : count.refused);
        }
    }
    std::vector<std::pair<QString, Count>> ordered(counts.begin(), counts.end());
    std::ranges::stable_sort(ordered, std::ranges::greater(), [](const auto &entry) {
        return entry.second.passed + entry.second.refused;
    });
    Chart chart;
    chart.id = u"brokerConsumers"_s;
    chart.title = Words::tr("Requests by consumer");
    chart.empty = Words::tr("No request yet.");
    chart.valueTitle = Words::tr("Requests");
    chart.series = {{Words::tr("Passed on"), {Tone::Good, Qt::SolidPattern}},
                    {Words::tr("Refused"), {Tone::Danger, Qt::BDiagPattern}}};
    for (const auto &[name, count] : ordered) {
        ChartBar bar;
        bar.label = name.isEmpty() ? Words::tr("Nobody known") : name;
        bar.value = QLocale().toString(count.passed + count.refused, 'f', 0);
        bar.sentence = Words::tr("%1 passed on, %2 refused")
                           .arg(QLocale().toString(count.passed, 'f', 0),
                                QLocale().toString(count.refused, 'f', 0));
        bar.filter = name;
        if (count.passed > 0)
            bar.parts.push_back({0, count.passed, name});
        if (count.refused > 0)
            bar.parts.push_back({1, count.refused, name});
        chart.bars.push_back(std::move(bar));
    }
    return chart;
}

} // namespace rekey::ui
