// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as a rule file: reading and compiling it neither crashes nor hangs.
#include "core/rules/check.h"
#include "core/rules/loader.h"

#include <cstddef>
#include <cstdint>
#include <string>

using namespace rekey::rules;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size > 16 * 1024)
        return 0;
    const RuleFile file{"fuzz.toml", std::string(reinterpret_cast<const char *>(data), size)};
    const auto pack = parseRuleFile(file);
    if (!pack)
        return 0;
    const auto rules = CompiledRules::compile(*pack);
    if (!rules)
        return 0;
    for (std::size_t i = 0; i < (*rules)->detectorCount(); ++i) {
        for (const std::string &example : (*rules)->detector(i).examples)
            static_cast<void>(findsSecret(**rules, i, example));
    }
    return 0;
}
