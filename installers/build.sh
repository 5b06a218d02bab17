#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# installers/build.sh PRESET [TARGET...]  configures and builds a preset where the dependencies
# are. Says one line on standard error, and nothing at all when there is nothing to do; what the
# tools print goes to build/PRESET/build.log, shown only when they fail.
set -euo pipefail
# shellcheck source=installers/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

[[ -n ${REKEY_ENV_READY:-} ]] ||
    exec "$checkout/installers/env.sh" "$checkout/installers/build.sh" "$@" </dev/null

readonly preset=${1:?a preset of CMakePresets.json}
readonly dir=$checkout/build/$preset
readonly log=$dir/build.log
shift

explain_failure() {
    # The compiler's words stand after ninja's FAILED; CMake's at the end.
    if grep -q '^FAILED: ' "$log"; then
        sed -n '/^FAILED: /,$p' "$log" | head -n 80 >&2
    else
        tail -n 40 -- "$log" >&2
    fi
    die "building $preset failed; the whole log is $log"
}

# A build folder is made anew when its presets, its tools or its place are not those of last time.
configure() {
    local wanted
    wanted=$(cksum <"$checkout/CMakePresets.json"; g++ -dumpfullversion
        echo "$REKEY_ENV_READY $checkout")
    [[ -e $dir/build.ninja && $(cat "$dir/configured" 2>/dev/null) == "$wanted" ]] && return
    say "configuring $preset"
    (cd -- "$checkout" && cmake --preset "$preset" --fresh) >"$log" 2>&1 || explain_failure
    printf '%s\n' "$wanted" >"$dir/configured"
}

# Copies ninja's lines to the log, and its count to the terminal if there is one. Says that it
# builds at the first step of work: looking for new files is none.
show_progress() {
    local line said=''
    while IFS= read -r line; do
        printf '%s\n' "$line"
        [[ $line == '['* && $line != *'Re-checking globbed'* ]] || continue
        [[ -n $said ]] || say "building $preset (log: $log)"
        said=1
        [[ ! -t 2 ]] || printf '\r%s ' "${line%% *}" >&2
    done >"$log"
    [[ ! -t 2 ]] || printf '\r\033[K' >&2
}

build() {
    cmake --build "$dir" --parallel "$(nproc)" ${1:+--target "$@"} 2>&1 | show_progress ||
        explain_failure
}

mkdir -p -- "$dir"
# Two builds in one folder break each other.
exec {lock}>"$dir/build.lock"
flock -n "$lock" || {
    say "waiting for another build of $preset"
    flock "$lock"
}
configure
build "$@"
