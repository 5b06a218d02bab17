// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/credentials.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace rekey::test {

/// A keyring of credentials in memory. Any thread.
class FakeCredentials
{
public:
    [[nodiscard]] ui::CredentialPorts ports() const
    {
        ui::CredentialPorts ports;
        ports.read = [kept = m_kept](const std::string &entry) -> Result<secret::SecretBytes> {
            const std::scoped_lock lock(kept->mutex);
            const auto found = kept->entries.find(entry);
            if (found == kept->entries.end())
                return fail(ErrorKind::NotFound, "the keyring has no such entry of Rekey", entry);
            return secret::SecretBytes::copyOf(found->second.bytes());
        };
        ports.keep = [kept = m_kept](const std::string &entry,
                                     const secret::SecretBytes &value) -> Result<void> {
            const std::scoped_lock lock(kept->mutex);
            kept->entries.insert_or_assign(entry, secret::SecretBytes::copyOf(value.bytes()));
            return {};
        };
        return ports;
    }
    [[nodiscard]] std::string value(const std::string &entry) const
    {
        const std::scoped_lock lock(m_kept->mutex);
        const auto found = m_kept->entries.find(entry);
        return found == m_kept->entries.end() ? std::string() : std::string(found->second.view());
    }

    /// While it lives, nobody is answered.
    [[nodiscard]] std::unique_lock<std::mutex> hold() const
    {
        return std::unique_lock(m_kept->mutex);
    }

private:
    struct Kept
    {
        std::mutex mutex;
        std::map<std::string, secret::SecretBytes> entries;
    };
    std::shared_ptr<Kept> m_kept = std::make_shared<Kept>();
};

} // namespace rekey::test
