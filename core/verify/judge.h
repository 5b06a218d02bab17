// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/finding.h"
#include "core/provider/catalog.h"

#include <string>

namespace rekey::verify {

/// What an answer means.
struct Judgement
{
    finding::Verdict verdict = finding::Verdict::Unknown;
    std::string reason; ///< one sentence; never empty for Unknown
    bool isRecognised = false; ///< a signature of the check held: it is the provider's own answer
    bool isTooFast = false; ///< refused for pace: worth asking again
    bool isFailure = false; ///< the server's or the network's: counts against the lane
    bool isOfThisKey = false; ///< see provider::Signature
    bool isOfKnownOnly = false;
    bool isOfRotationOnly = false;
};

/// Holds an answer against the signatures of a check. Whatever a firewall, a captive portal, a
/// redirect or a server that fails could have sent is Unknown; so is what fits no signature.
[[nodiscard]] Judgement judge(const provider::Check &check, const provider::Answer &answer);
/// No answer came.
[[nodiscard]] Judgement judgeFailure(const Error &error);

} // namespace rekey::verify
