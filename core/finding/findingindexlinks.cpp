// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What other rooms know of findings: seals and rotations.
#include "core/finding/findingindex.h"

#include <utility>

namespace rekey::finding {

FindingIndex::Code FindingIndex::codeOfSeals(const secret::SecretId &id)
{
    if (!m_sealHolders)
        return 0;
    const auto found = m_sealHolders->find(id);
    return found == m_sealHolders->end() ? 0 : m_sealPool.intern(found->second);
}

std::vector<IndexRow> FindingIndex::setSeals(std::shared_ptr<const SealHolders> holders)
{
    std::vector<IndexRow> touched;
    if (holders == m_sealHolders)
        return touched;
    m_sealHolders = std::move(holders);
    for (IndexRow row = 0; row < size(); ++row) {
        const Code code = codeOfSeals(m_ids[row]);
        if (std::exchange(m_seals[row], code) != code)
            touched.push_back(row);
    }
    if (!touched.empty())
        ++m_revision;
    return touched;
}

std::string_view FindingIndex::sealHolders(IndexRow row) const
{
    return m_sealPool.at(m_seals[row]);
}

FindingIndex::Code FindingIndex::codeOfRotation(const secret::SecretId &id)
{
    if (!m_rotationsOf || m_rotationsOf->empty())
        return 0;
    const auto found = m_rotationsOf->find(id);
    return found == m_rotationsOf->end() ? 0 : m_rotationPool.intern(rotationWords(found->second));
}

std::vector<IndexRow> FindingIndex::setRotations(std::shared_ptr<const FindingRotations> rotations)
{
    std::vector<IndexRow> touched;
    if (rotations == m_rotationsOf)
        return touched;
    const auto before = std::exchange(m_rotationsOf, std::move(rotations));
    const auto take = [&](const secret::SecretId &id) {
        const auto row = rowOf(id);
        if (!row)
            return;
        m_rotations[*row] = codeOfRotation(id);
        touched.push_back(*row);
    };
    if (before) {
        for (const auto &[id, rotation] : *before) {
            if (!m_rotationsOf || !m_rotationsOf->contains(id))
                take(id);
        }
    }
    if (m_rotationsOf) {
        for (const auto &[id, rotation] : *m_rotationsOf) {
            const auto old = before ? before->find(id) : m_rotationsOf->end();
            if (!before || old == before->end() || old->second != rotation)
                take(id);
        }
    }
    if (!touched.empty())
        ++m_revision;
    return touched;
}

const FindingRotation *FindingIndex::rotation(IndexRow row) const
{
    if (m_rotations[row] == 0)
        return nullptr;
    const auto found = m_rotationsOf->find(m_ids[row]);
    return &found->second;
}

} // namespace rekey::finding
