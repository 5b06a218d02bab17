# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DOUT=guidefiles.cpp -DGUIDES=a.toml|b.toml -DSNIPPETS=c.toml -P embed.cmake
# Writes the guides as string literals.
foreach(list GUIDES SNIPPETS)
  string(REPLACE "|" ";" paths "${${list}}")
  set(${list}_entries "")
  foreach(path IN LISTS paths)
    get_filename_component(name "${path}" NAME)
    file(READ "${path}" text)
    string(APPEND ${list}_entries "        {\"${name}\", R\"rekey~(${text})rekey~\"},\n")
  endforeach()
endforeach()
file(WRITE "${OUT}.new" "// Made from resources/guides.
#include \"core/finding/guide.h\"

namespace rekey::finding {

std::span<const GuideFile> builtinGuideFiles()
{
    static constexpr GuideFile files[] = {
${GUIDES_entries}    };
    return files;
}

std::span<const GuideFile> builtinSnippetFiles()
{
    static constexpr GuideFile files[] = {
${SNIPPETS_entries}    };
    return files;
}

} // namespace rekey::finding
")
file(COPY_FILE "${OUT}.new" "${OUT}" ONLY_IF_DIFFERENT)
file(REMOVE "${OUT}.new")
