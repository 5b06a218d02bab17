# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the scripts share. Sourced, never run.

checkout=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
readonly checkout
readonly packages_dir=$checkout/installers/packages

# Standard output belongs to the command that is run, so the scripts talk on standard error.
say() { printf 'rekey: %s\n' "$*" >&2; }
die() {
    say "$*"
    exit 1
}

# Runs a command as root: directly, or through sudo.
as_root() {
    if ((EUID == 0)); then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "this needs root rights and there is no sudo; run as root: $*"
    fi
}

# Prints the packages the list $1 names.
read_list() { sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "$packages_dir/$1.txt"; }

# Prints those of the Debian packages on standard input that are not installed in the system whose
# top folder is $1 ('' = the host).
missing_debs() {
    comm -23 <(sort -u) \
        <(dpkg-query --admindir="$1/var/lib/dpkg" -W -f '${db:Status-Abbrev}${Package}\n' |
            sed -n 's/^ii *//p' | sort -u)
}

# Installs Debian packages on the host. Its words are long and seldom read, but errors are.
apt_install() {
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
    say "installing $*"
    as_root "${apt[@]}" update </dev/null >/dev/null ||
        say "apt-get update failed; going on with the lists that are here"
    as_root "${apt[@]}" install -y --no-install-recommends "$@" </dev/null >/dev/null
}
