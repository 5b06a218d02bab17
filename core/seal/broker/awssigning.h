// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/outgoing.h"
#include "core/seal/proxysecret.h"

namespace rekey::broker {

/// Signs a request again that its client signed with a key of its own making: region, service and
/// time are those of the client's `Authorization` and `X-Amz-Date`, the payload's hash is the
/// client's `X-Amz-Content-Sha256` as it is. AWS Signature Version 4, header variant, with path and
/// query in the proxy's own form (tokenizer as of 2026-05-01).
[[nodiscard]] Outcome<void> signAws(const seal::SigV4 &sigv4, Outgoing &outgoing);

} // namespace rekey::broker
