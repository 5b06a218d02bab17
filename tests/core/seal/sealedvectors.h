// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/proxysecret.h"

#include <QByteArray>
#include <QMetaType>

#include <functional>
#include <vector>

namespace rekey::test {

/// A row of V4 of the protocol's description: a secret and its canonical JSON.
struct SealedVector
{
    const char *name;
    QByteArray json;
    std::function<seal::ProxySecret()> make;
};

[[nodiscard]] std::vector<SealedVector> sealedVectors();

} // namespace rekey::test

Q_DECLARE_METATYPE(rekey::test::SealedVector)
