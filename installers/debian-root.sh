#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# installers/debian-root.sh ROOT LIST-HASH  makes the Debian 13 root in the folder ROOT, or adds
# to it the packages it lacks, and notes LIST-HASH as satisfied. Called by env.sh, which knows
# when. A root is built beside its place and moved there whole, so that an interruption at any
# moment leaves either no root or a whole one; the next call clears what was left.
set -euo pipefail
# shellcheck source=installers/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

readonly root=$1 list_hash=$2
readonly log=$root.log fresh=$root.new old=$root.old

# The tools are scripts: a Perl or Python of the user's own must not come first.
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

# Standard error goes to the log; this is the terminal.
exec 3>&2
tell() { say "$@" 2>&3; }

remove() { rm -rf --one-file-system -- "$@"; }

need_tools() {
    local missing=()
    command -v apt-get >/dev/null ||
        die "this distribution is not known here: install the libraries that $packages_dir names and set REKEY_ENV=native"
    command -v mmdebstrap >/dev/null || missing+=(mmdebstrap)
    command -v bwrap >/dev/null || missing+=(bubblewrap)
    [[ -e /usr/share/keyrings/debian-archive-keyring.gpg ]] || missing+=(debian-archive-keyring)
    ((EUID == 0)) || command -v newuidmap >/dev/null || missing+=(uidmap)
    ((${#missing[@]} == 0)) || apt_install "${missing[@]}"
}

# 3 GB: the root, and the archives while they are unpacked.
need_space() {
    local free
    free=$(df --output=avail -k -- "$(dirname -- "$root")" | tail -n 1)
    ((free > 3 * 1024 * 1024)) ||
        die "less than 3 GB free in $(dirname -- "$root"): set REKEY_CACHE_DIR to a folder with room"
}

# The host's mirror of Debian, if it is a Debian: for machines that reach no other.
host_mirror() {
    # shellcheck disable=SC2016  # apt expands it
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' \
        'Label: Debian' 2>/dev/null | head -n 1 || true
}

# Fills the folder $fresh from the mirror $1 ('' = mmdebstrap's own choice).
bootstrap() {
    local mirror=$1 options proxy=''
    options=(--variant=apt --include="$(read_list debian-13 | paste -sd,)"
        --aptopt='APT::Install-Recommends "false"' --aptopt='APT::Sandbox::User "root"'
        --dpkgopt=force-unsafe-io)
    eval "$(apt-config shell proxy Acquire::http::Proxy)"
    [[ -z $proxy ]] || options+=(--aptopt="Acquire::http::Proxy \"$proxy\"")
    if ((EUID == 0)); then
        clear_fresh
        mmdebstrap --mode=root --format=directory "${options[@]}" trixie "$fresh" ${mirror:+"$mirror"}
        return
    fi
    # Through a tar, so that every file belongs to the user and can be removed without rights.
    # In a user namespace; by sudo where the system forbids them.
    unpack mmdebstrap --mode=unshare --format=tar "${options[@]}" trixie - ${mirror:+"$mirror"} ||
        unpack as_root mmdebstrap --mode=root --format=tar "${options[@]}" trixie - ${mirror:+"$mirror"}
}

clear_fresh() {
    remove "$fresh"
    mkdir -- "$fresh"
}

# Unpacks into $fresh the tar that the command prints. The command runs in /, for the user that
# mmdebstrap becomes may not enter the current folder.
unpack() {
    clear_fresh
    (cd / && "$@") | tar -x --no-same-owner --exclude='./dev/*' -C "$fresh"
}

# What env.sh mounts the host's files over must be there, as plain files.
prepare_mount_points() {
    local file
    for file in resolv.conf hosts passwd group machine-id; do
        if [[ ! -f $fresh/etc/$file || -L $fresh/etc/$file ]]; then
            rm -f -- "$fresh/etc/$file"
            : >"$fresh/etc/$file"
        fi
    done
}

# Installs what the list names and the root lacks. Fails for anybody but root, for dpkg gives
# files to system groups.
extend() {
    local missing
    mapfile -t missing < <(read_list debian-13 | missing_debs "$root")
    ((${#missing[@]} > 0)) || return 0
    ((EUID == 0)) || return 1
    tell "installing ${missing[*]} into $root"
    local inside=(bwrap --bind "$root" / --dev /dev --proc /proc --tmpfs /tmp --tmpfs /run
        --ro-bind /etc/resolv.conf /etc/resolv.conf --cap-add ALL --chdir /
        --setenv DEBIAN_FRONTEND noninteractive --setenv PATH /usr/sbin:/usr/bin)
    # An interrupted installation is finished first.
    "${inside[@]}" dpkg --configure -a && "${inside[@]}" apt-get update &&
        "${inside[@]}" apt-get install -y --no-install-recommends "${missing[@]}" &&
        "${inside[@]}" apt-get clean
}

make() {
    local mirror=${REKEY_DEBIAN_MIRROR:-}
    tell "making a Debian 13 root in $root (once: one to five minutes, 2 GB; log: $log)"
    need_space
    if ! bootstrap "$mirror"; then
        mirror=$(host_mirror)
        [[ -n $mirror && -z ${REKEY_DEBIAN_MIRROR:-} ]] || return 1
        bootstrap "$mirror" || return 1
    fi
    prepare_mount_points
    mkdir -- "$fresh/.rekey"
    if [[ -e $root ]]; then
        remove "$old"
        mv -T -- "$root" "$old"
    fi
    mv -T -- "$fresh" "$root"
    remove "$old"
}

explain_failure() {
    local status=$?
    ((status == 0)) && return
    tail -n 40 -- "$log" >&3
    tell "the Debian 13 root could not be made; the whole log is $log"
}

exec {lock}>"$root.lock"
if ! flock -n "$lock"; then
    tell "waiting for another set-up of $root"
    flock "$lock"
fi
[[ ! -e $root/.rekey/$list_hash ]] || exit 0
need_tools
trap explain_failure EXIT
exec </dev/null >"$log" 2>&1
if [[ ! -d $root/.rekey ]] || ! extend; then
    make
fi
: >"$root/.rekey/$list_hash"
