// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/keptseals.h"

namespace rekey::seal {

Result<Profile> keptProfile(const finding::Keeper &keeper, const std::string &name)
{
    const auto text = keeper.property(kProfileRoom, name);
    if (!text)
        return std::unexpected(text.error());
    if (!*text || (*text)->empty())
        return fail(ErrorKind::NotFound,
                    "no profile has this name; see rekey-cli seal profile list", name);
    return profileFromText(**text);
}

Result<SealRegister> keptRegister(const finding::Keeper &keeper)
{
    const auto texts = keeper.properties(kRegisterRoom);
    if (!texts)
        return std::unexpected(texts.error());
    SealRegister seals;
    if (seals.load(*texts) > 0)
        return fail(ErrorKind::Malformed,
                    "a seal in the store cannot be read; look at it with a newer version");
    return seals;
}

Result<void> keep(finding::Keeper &keeper, SealRegister &seals)
{
    for (const auto &[key, text] : seals.takeChanges()) {
        if (auto kept = keeper.setProperty(kRegisterRoom, key, text); !kept)
            return kept;
    }
    return {};
}

} // namespace rekey::seal
