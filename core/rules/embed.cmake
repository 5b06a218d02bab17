# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DOUT=builtin.cpp -DRULES=a.toml|b.toml -DSUBWORDS=file -DCODE=a.cpp|b.cpp -P embed.cmake
# Writes the provider files and the sub-word list as string literals, and a hash over sources.
string(REPLACE "|" ";" RULES "${RULES}")
set(entries "")
foreach(path IN LISTS RULES)
  get_filename_component(name "${path}" NAME)
  file(READ "${path}" text)
  string(APPEND entries "        {\"${name}\", R\"rekey~(${text})rekey~\"},\n")
endforeach()
file(READ "${SUBWORDS}" words)
string(REPLACE "|" ";" CODE "${CODE}")
set(hashes "")
foreach(path IN LISTS CODE SUBWORDS)
  file(SHA256 "${path}" hash)
  string(APPEND hashes "${hash}")
endforeach()
string(SHA256 code_id "${hashes}")
file(WRITE "${OUT}.new" "// Made from resources/providers and resources/wordlists.
#include \"core/rules/anchor.h\"
#include \"core/rules/loader.h\"
#include \"core/rules/subwords.h\"

#include <vector>

namespace rekey::rules {

std::span<const RuleFile> builtinRuleFiles()
{
    static const std::vector<RuleFile> files = {
${entries}    };
    return files;
}

std::string_view subwordText()
{
    return R\"rekey~(${words})rekey~\";
}

std::string_view anchorCodeId() { return \"${code_id}\"; }

} // namespace rekey::rules
")
file(COPY_FILE "${OUT}.new" "${OUT}" ONLY_IF_DIFFERENT)
file(REMOVE "${OUT}.new")
