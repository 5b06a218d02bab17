// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chart.h"

#include <algorithm>

namespace rekey::ui {

double Chart::largest() const
{
    double largest = 0;
    for (const ChartBar &bar : bars) {
        double sum = 0;
        for (const ChartPart &part : bar.parts)
            sum += part.value;
        largest = std::max(largest, sum);
    }
    return largest;
}

} // namespace rekey::ui
