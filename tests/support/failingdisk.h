// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace rekey::test {

/// A disk for SQLite that becomes full: after so many writes every further one, and every flush,
/// fails. Put under SQLite by the first call of install(); affects files opened since.
class FailingDisk
{
public:
    static void install();
    /// Fails after `writes` more; negative: never.
    static void failAfter(int writes);
    [[nodiscard]] static bool hasFailed();
};

} // namespace rekey::test
