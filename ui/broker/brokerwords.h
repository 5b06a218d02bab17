// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/brokerwatch.h"
#include "ui/widgets/chart.h"

#include <deque>

namespace rekey::ui {

/// How a request ended, for people: "Passed on", "Refused: wrong bearer or none". A reason that is
/// not known stands as it is.
[[nodiscard]] QString brokerOutcome(const BrokerRequest &request);
[[nodiscard]] Tone brokerTone(const BrokerRequest &request);

/// How many requests each consumer made; a bar's filter is the consumer's name.
[[nodiscard]] Chart consumerChart(const std::deque<BrokerRequest> &requests);

} // namespace rekey::ui
