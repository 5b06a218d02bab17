#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# installers/run.sh [PATH...]       installs what is missing, builds, opens the window (scanning
#                                   PATH); without a display it scans PATH, or the current folder,
#                                   headless and prints the table
# installers/run.sh cli ARG...      the same set-up, then rekey-cli ARG...
set -euo pipefail
# shellcheck source=installers/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

readonly env=$checkout/installers/env.sh
readonly programs=$checkout/build/release/app

# True when some argument is an option: the program itself then decides what to do.
has_option() {
    local arg
    for arg in "$@"; do
        [[ $arg != -?* ]] || return 0
    done
    return 1
}

# In the Debian 13 root /usr and /etc are the root's own. Scanning those in place of the host's
# would be a wrong answer, so say it.
refuse_system_paths() {
    local arg path
    for arg in "$@"; do
        path=$(realpath -m -- "$arg")
        case $path/ in
        /usr/* | /etc/*) [[ -e $path ]] || continue ;;
        *) continue ;;
        esac
        [[ $(stat -c %d:%i -- "$path") == "$("$env" stat -c %d:%i -- "$path" 2>/dev/null)" ]] ||
            die "$path cannot be seen from the Debian 13 root: copy it elsewhere and scan the copy"
    done
}

main() {
    local mode=window
    if [[ ${1:-} == cli ]]; then
        mode=cli
        shift
    fi
    "$checkout/installers/build.sh" release
    if [[ $mode == cli ]]; then
        refuse_system_paths "$@"
        exec "$env" "$programs/rekey-cli" "$@"
    fi
    refuse_system_paths "$@"
    if has_option "$@" || "$env" python3 "$checkout/installers/display.py"; then
        exec "$env" "$programs/rekey" "$@"
    fi
    say "no display that can be opened: scanning headless"
    exec "$env" "$programs/rekey-cli" scan "${@:-.}"
}

main "$@"
