#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/fuzz/run.sh [SECONDS [TARGET...]]  builds the preset fuzz and runs each fuzz target, or the
# named ones, for so many seconds (60), two at a time, from the seeds in tests/fuzz/corpus/TARGET.
# New inputs and crashes go below build/fuzz, never into the tree. Fails when a target does, or
# when there is none.
set -euo pipefail
checkout=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
readonly checkout
readonly dir=$checkout/build/fuzz

fuzz_one() {
    local seconds=$1 name=$2 seeds
    local work=$dir/inputs/$name log=$dir/$name.log crashes=$dir/crashes
    mkdir -p -- "$work" "$crashes"
    seeds=$checkout/tests/fuzz/corpus/${name#fuzz_}
    [[ -d $seeds ]] || seeds=$checkout/tests/fuzz/corpus/$name
    [[ -d $seeds ]] || seeds=
    if "$dir/tests/fuzz/$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
        -print_final_stats=1 -artifact_prefix="$crashes/$name-" "$work" \
        ${seeds:+"$seeds"} >"$log" 2>&1; then
        echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs, nothing found"
    else
        tail -n 40 -- "$log"
        echo "$name: FAILED; the input is in $crashes, the whole log is $log"
        return 1
    fi
}

# Within xargs, one target.
if [[ ${1:-} == --one ]]; then
    fuzz_one "$2" "$3"
    exit
fi

seconds=${1:-60}
[[ $# == 0 ]] || shift
"$checkout/installers/build.sh" fuzz
targets=("$@")
if ((${#targets[@]} == 0)); then
    mapfile -t targets < <(find "$dir/tests/fuzz" -maxdepth 1 -type f -name 'fuzz_*' -perm -u+x -printf '%f\n' | sort)
fi
((${#targets[@]} > 0)) || {
    echo "there is no fuzz target in $dir/tests/fuzz"
    exit 1
}
printf '%s\0' "${targets[@]}" |
    "$checkout/installers/env.sh" xargs -0 -n 1 -P 2 "$checkout/tests/fuzz/run.sh" --one "$seconds"
