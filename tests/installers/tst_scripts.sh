#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Checks what the scripts promise and a second can show: exit codes, standard input, signals, paths
# with spaces, a home that cannot be written, the speed of a second run, the headless way of
# run.sh and the count of tests/run.sh. Works on a copy of the scripts with a stand-in for the
# build; makes no root. Under CTest it sees the native way, started by hand on an old host the way
# through the root.
set -euo pipefail
unset REKEY_ENV_READY DISPLAY WAYLAND_DISPLAY
source_dir=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
work=$(mktemp -d "${TMPDIR:-/tmp}/rekey scripts.XXXXXX")
trap 'rm -rf -- "$work"' EXIT
copy="$work/a checkout"
env="$copy/installers/env.sh"

failures=0
# same NAME WANTED GOT
same() {
    if [[ $2 == "$3" ]]; then
        echo "ok: $1"
    else
        printf 'FAILED: %s\n  wanted: %q\n  got:    %q\n' "$1" "$2" "$3"
        failures=$((failures + 1))
    fi
}

# Prints the exit code of a command, and nothing else.
code_of() {
    local code=0
    "$@" >/dev/null 2>&1 || code=$?
    echo "$code"
}

# shellcheck disable=SC2016  # the stand-ins expand these
make_checkout() {
    mkdir -p "$copy/tests" "$copy/build/release/app" "$copy/build/dev"
    cp -R -- "$source_dir/installers" "$copy/"
    cp -- "$source_dir/tests/run.sh" "$copy/tests/"
    printf '#!/bin/sh\nexit ${STAND_IN_BUILD:-0}\n' >"$copy/installers/build.sh"
    local program
    for program in rekey rekey-cli; do
        {
            echo '#!/bin/sh'
            echo 'printf "%s in %s:" "${0##*/}" "$PWD"; printf " <%s>" "$@"; cat; exit 6'
        } >"$copy/build/release/app/$program"
    done
    chmod +x "$copy/installers/build.sh" "$copy"/build/release/app/*
}

check_env() {
    same 'exit code is kept' 37 "$(code_of "$env" sh -c 'exit 37')"
    same 'death by a signal shows' 143 "$(code_of "$env" sh -c 'kill -TERM $$')"
    same 'standard input passes' 'some words' "$(echo 'some words' | "$env" cat)"
    same 'no standard input is needed' 0 "$(code_of "$env" true <&-)"
    same 'arguments stay whole' '<a b><><*>' "$("$env" printf '<%s>' 'a b' '' '*')"
    mkdir -- "$work/some where"
    same 'the working directory is kept' "$work/some where" "$(cd "$work/some where" && "$env" pwd)"
    same 'a home that cannot be written' "$copy/build/cache/ccache" \
        "$(env -u REKEY_CACHE_DIR -u XDG_CACHE_HOME -u CCACHE_DIR HOME=/proc REKEY_ENV=native \
            "$env" printenv CCACHE_DIR)"
    local begin=${EPOCHREALTIME/./}
    "$env" true
    same 'a second run takes under 2 s' 1 $(((${EPOCHREALTIME/./} - begin) < 2000000))
}

check_signals() {
    local pid code=0
    # shellcheck disable=SC2016  # for the inner shell
    "$env" bash -c 'trap "exit 42" TERM; echo >"$1"; while :; do sleep 0.05; done' - "$work/up" &
    pid=$!
    while [[ ! -e $work/up ]]; do sleep 0.05; done
    kill -TERM "$pid"
    wait "$pid" || code=$?
    same 'the command may tidy up on SIGTERM' 42 "$code"
}

check_run() {
    local run=$copy/installers/run.sh out
    mkdir -p -- "$work/here/sub dir"
    cd -- "$work/here"
    out=$(echo typed | "$run" cli scan --format json - 2>"$work/stderr") || same 'cli: exit code' 6 $?
    same 'cli: arguments and standard input' \
        "rekey-cli in $PWD: <scan> <--format> <json> <->typed" "$out"
    same 'cli: nothing on standard error' '' "$(cat "$work/stderr")"
    out=$("$run" 'sub dir' 2>"$work/stderr" </dev/null) || same 'headless: exit code' 6 $?
    same 'headless: scans the path' "rekey-cli in $PWD: <scan> <sub dir>" "$out"
    same 'headless: says so in one line' 1 "$(wc -l <"$work/stderr")"
    out=$(DISPLAY=:4711 "$run" 2>/dev/null </dev/null) || true
    same 'a dead display is none' "rekey-cli in $PWD: <scan> <.>" "$out"
    out=$("$run" --screenshot x.png 2>&1 </dev/null) || true
    same 'options go to the window program' "rekey in $PWD: <--screenshot> <x.png>" "$out"
    same 'a failed build ends it' 3 "$(STAND_IN_BUILD=3 code_of "$run" cli --version)"
    if [[ $("$env" printenv REKEY_ENV_READY) == root* ]]; then
        same 'a folder that the root hides is refused' 1 "$(code_of "$run" cli scan /etc)"
    fi
    cd /
}

check_count() {
    local tests=$copy/build/dev/CTestTestfile.cmake
    cat >"$tests" <<'CMAKE'
add_test(good true)
add_test(left_out sh -c "exit 77")
set_tests_properties(left_out PROPERTIES SKIP_RETURN_CODE 77)
CMAKE
    same 'counts: all good' '1 passed, 0 failed, 1 skipped' "$("$copy/tests/run.sh" 2>&1 | tail -n 1)"
    same 'exit code: all good' 0 "$(code_of "$copy/tests/run.sh")"
    printf 'add_test(bad false)\nadd_test(gone /nowhere/at/all)\n' >>"$tests"
    same 'counts: some bad' '1 passed, 2 failed, 1 skipped' \
        "$({ "$copy/tests/run.sh" 2>&1 || true; } | tail -n 1)"
    same 'exit code: some bad' 1 "$(code_of "$copy/tests/run.sh" | sed 's/[1-9]/1/')"
    same 'chosen tests only' '1 passed, 0 failed' "$("$copy/tests/run.sh" -R good 2>&1 | tail -n 1)"
    same 'no test is a failure' 1 "$(code_of "$copy/tests/run.sh" -R none | sed 's/[1-9]/1/')"
    cat >"$tests" <<'CMAKE'
add_test(half sh -c "head -c 9000 /dev/zero | tr '\\0' .; echo; echo 'SKIP   : Half::one(a b) No server.'")
CMAKE
    same 'counts: what a test left out' '1 passed, 0 failed, 1 skipped' \
        "$("$copy/tests/run.sh" 2>&1 | tail -n 1)"
    same 'names what a test left out' 'skipped: half: Half::one(a b) No server.' \
        "$("$copy/tests/run.sh" 2>&1 | grep '^skipped: ')"
    same 'exit code: something left out' 0 "$(code_of "$copy/tests/run.sh")"
    same 'a failed build is a failure' '0 passed, 1 failed' \
        "$({ STAND_IN_BUILD=1 "$copy/tests/run.sh" 2>&1 || true; } | tail -n 1)"
}

make_checkout
check_env
check_signals
check_run
check_count
echo "$failures failures"
((failures == 0))
