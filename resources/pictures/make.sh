#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# resources/pictures/make.sh [STATE...]  draws every state of the window, or those named, light and
# dark, over a made-up repository, and lists them in gallery.md. Needs a release
# build, or REKEY to name another one.
set -euo pipefail
checkout=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
readonly checkout
readonly pictures=$checkout/resources/pictures
readonly rekey=${REKEY:-$checkout/build/release/app/rekey}
work=$(mktemp -d)
readonly work
trap 'rm -rf -- "$work"' EXIT

# State, and what it shows.
readonly states=(
    'first-run:The first question of the first run'
    'empty:The window before anything was scanned'
    'findings:Findings with the context of the chosen one'
    'filter:A filter being typed'
    'dashboard:Figures and charts; each bar is a filter'
    'timeline:What happened to a secret'
    'fix:The steps of a fix'
    'coverage:What was read and what was not'
    'verify:What is asked before anything is sent'
    'rotation:The plan of a rotation'
    'rotations:The plan of several rotations: one goes first, alone'
    'seal:Sealing a value for its consumers'
    'seals:What was sealed'
    'broker:A broker: who used which key for what'
    'incidents:Cases'
    'hygiene:A list of tokens: orphaned, unused, without an end'
    'import:Reports of other scanners before they are taken in'
    'compare:Who found what, and who missed it'
    'export:A report before it is written'
    'paste:A text being looked at'
    'palette:The palette'
    'keys:The keyboard map'
    'settings:Settings'
    'settings-appearance:Settings: appearance'
    'settings-keys:Settings: keys'
    'settings-scanning:Settings: scanning'
    'settings-network:Settings: network and consent'
    'settings-security:Settings: security'
    'settings-store:Settings: store'
    'settings-reports:Settings: reports'
    'locked:The window when it is locked'
)

draw() {
    local state=$1 theme=$2
    local paths=("$work/demo/payments")
    case $state in
    empty | first-run) paths=() ;;
    hygiene) paths+=("$work/demo/tokens.csv") ;;
    broker) install -D -m 600 "$work/demo/broker.jsonl" "$work/data/rekey/broker.jsonl" ;;
    esac
    # Only the window has folders of its own: env.sh keeps its root in the user's cache.
    # Reports go to the home of whoever draws: here of somebody made up.
    "$checkout/installers/env.sh" env REKEY_LANG=en HOME=/home/ada XDG_DATA_HOME="$work/data" \
        XDG_CONFIG_HOME="$work/config" XDG_CACHE_HOME="$work/cache" "$rekey" \
        --screenshot "$work/shot.png" --size 1280x800 \
        --theme "$theme" --state "$state" "${paths[@]}" </dev/null
    "$checkout/installers/env.sh" convert "$work/shot.png" -strip +dither -colors 255 \
        "PNG8:$pictures/$state-$theme.png"
}

python3 "$pictures/demo.py" "$work/demo"
for entry in "${states[@]}"; do
    state=${entry%%:*}
    if (($# == 0)) || [[ " $* " == *" $state "* ]]; then
        draw "$state" light
        draw "$state" dark
    fi
done
{
    printf '# Every page, light and dark\n\n%s\n' \
        'Drawn by rekey --screenshot over a made-up repository; make.sh draws them again.'
    for entry in "${states[@]}"; do
        printf '\n## %s\n\n![%s, light](%s-light.png)\n![%s, dark](%s-dark.png)\n' \
            "${entry#*:}" "${entry#*:}" "${entry%%:*}" "${entry#*:}" "${entry%%:*}"
    done
} >"$pictures/gallery.md"
