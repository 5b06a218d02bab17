# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DOUT=languagefiles.cpp -DLANGUAGES=a.toml|b.toml -P embed.cmake
# Writes the languages of patches as string literals.
string(REPLACE "|" ";" paths "${LANGUAGES}")
set(entries "")
foreach(path IN LISTS paths)
  get_filename_component(name "${path}" NAME)
  file(READ "${path}" text)
  string(APPEND entries "        {\"${name}\", R\"rekey~(${text})rekey~\"},\n")
endforeach()
file(WRITE "${OUT}.new" "// Made from resources/switching.
#include \"core/rotate/patchlanguage.h\"

namespace rekey::rotate {

std::span<const LanguageFile> builtinLanguageFiles()
{
    static constexpr LanguageFile files[] = {
${entries}    };
    return files;
}

} // namespace rekey::rotate
")
file(COPY_FILE "${OUT}.new" "${OUT}" ONLY_IF_DIFFERENT)
file(REMOVE "${OUT}.new")
