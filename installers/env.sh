#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# installers/env.sh CMD [ARG...]  runs CMD where Rekey's dependencies are.
#
# On a distribution that carries KF6 SyntaxHighlighting and Qt >= 6.6 (Debian 13, Ubuntu 25.04,
# Fedora 40, Arch, and later) that is the host: what is missing is installed by its package
# manager, and CMD runs there. Elsewhere (Debian 12, Ubuntu 24.04 ...) a Debian 13 root is made
# once with mmdebstrap in the user's cache and CMD runs inside it with bubblewrap; the host's
# folders keep their paths and nothing of the host is changed.
#
# With no CMD it only sets up. Environment:
#   REKEY_CACHE_DIR   where the root and the compiler cache live (default: the user's cache folder,
#                     or build/cache in the checkout when the home cannot be written)
#   REKEY_ENV         native or root: do not guess which of the two ways to take
#   REKEY_DEBIAN_MIRROR  where the Debian 13 root comes from
set -euo pipefail

# Raise when the way the root is made changes, so that existing roots are made anew.
readonly root_version=1

checkout=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
readonly checkout
readonly packages_dir=$checkout/installers/packages

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

# Prints the packages a list names.
read_list() { sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "$packages_dir/$1.txt"; }

# A folder that can be made and written, or failure. A read-only home fails here.
usable_dir() { mkdir -p -- "$1" 2>/dev/null && [[ -w $1 ]]; }

choose_cache_dir() {
    local dir
    for dir in "${REKEY_CACHE_DIR:-}" "${XDG_CACHE_HOME:+$XDG_CACHE_HOME/rekey}" \
        "${HOME:+$HOME/.cache/rekey}" "$checkout/build/cache"; do
        if [[ -n $dir ]] && usable_dir "$dir"; then
            (cd -- "$dir" && pwd -P)
            return
        fi
    done
    die "neither the home nor $checkout/build can be written: set REKEY_CACHE_DIR"
}

# Prints the package list that fits this distribution, nothing when it is too old or unknown.
native_list() {
    local ID='' VERSION_ID='' ID_LIKE=''
    # shellcheck source=/dev/null
    [[ ! -r /etc/os-release ]] || . /etc/os-release
    case $ID in
    debian) # testing and unstable have no VERSION_ID
        if [[ -z $VERSION_ID ]] || ((${VERSION_ID%%.*} >= 13)); then echo debian-13; fi
        ;;
    ubuntu) if ((10#${VERSION_ID/./} >= 2504)); then echo ubuntu; fi ;;
    fedora) if ((VERSION_ID >= 40)); then echo fedora; fi ;;
    arch) echo arch ;;
    *) if [[ " $ID_LIKE " == *' arch '* ]]; then echo arch; fi ;;
    esac
}

# Prints those of the given Debian packages that are not installed below the folder $1 ('' = host).
missing_debs() {
    local admindir=$1/var/lib/dpkg
    shift
    comm -23 <(printf '%s\n' "$@" | sort -u) \
        <(dpkg-query --admindir="$admindir" -W -f '${db:Status-Abbrev} ${Package}\n' |
            sed -n 's/^ii  *//p' | sort -u)
}

apt_install() {
    local missing=("$@") apt=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300)
    say "installing ${missing[*]}"
    as_root "${apt[@]}" update </dev/null >&2 || say "apt-get update failed; trying to install all the same"
    as_root "${apt[@]}" install -y --no-install-recommends "${missing[@]}" </dev/null >&2
}

install_native() {
    local list=$1 names missing
    mapfile -t names < <(read_list "$list")
    case $list in
    fedora)
        mapfile -t missing < <(for name in "${names[@]}"; do
            rpm -q --quiet --whatprovides "$name" || echo "$name"
        done)
        ((${#missing[@]} == 0)) || as_root dnf install -y "${missing[@]}" </dev/null >&2
        ;;
    arch)
        mapfile -t missing < <(pacman -T "${names[@]}")
        ((${#missing[@]} == 0)) || as_root pacman -S --needed --noconfirm "${missing[@]}" </dev/null >&2
        ;;
    *)
        mapfile -t missing < <(missing_debs '' "${names[@]}")
        ((${#missing[@]} == 0)) || apt_install "${missing[@]}"
        ;;
    esac
}

# --- the Debian 13 root ---------------------------------------------------------------------

# The host's CA bundle: clients inside fail with TLS errors behind a proxy that has its own CA.
host_ca_bundle() {
    local file
    for file in "${SSL_CERT_FILE:-}" /etc/ssl/certs/ca-certificates.crt \
        /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/ca-bundle.pem; do
        if [[ -n $file && -r $file ]]; then
            echo "$file"
            return
        fi
    done
}

install_root_tools() {
    local missing=()
    command -v apt-get >/dev/null ||
        die "this distribution is not known here: install the libraries named in $packages_dir and set REKEY_ENV=native"
    command -v mmdebstrap >/dev/null || missing+=(mmdebstrap)
    command -v bwrap >/dev/null || missing+=(bubblewrap)
    [[ -d /usr/share/keyrings && -e /usr/share/keyrings/debian-archive-keyring.gpg ]] ||
        missing+=(debian-archive-keyring)
    ((EUID == 0)) || command -v newuidmap >/dev/null || missing+=(uidmap)
    ((${#missing[@]} == 0)) || apt_install "${missing[@]}"
}

# The host's mirror of Debian, if it is a Debian: for machines that reach no other.
host_mirror() {
    # shellcheck disable=SC2016  # apt expands it
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' \
        'Label: Debian' 2>/dev/null | head -n 1
}

# Makes a whole root in the folder $1, from the mirror $2 ('' = mmdebstrap's own choice).
bootstrap() {
    local target=$1 mirror=$2 proxy='' options
    options=(--variant=apt --include="$(read_list debian-13 | paste -sd,)"
        --aptopt='APT::Install-Recommends "false"' --aptopt='APT::Sandbox::User "root"'
        --dpkgopt=force-unsafe-io --dpkgopt='path-exclude=/usr/share/man/*'
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/locale/*')
    eval "$(apt-config shell proxy Acquire::http::Proxy)"
    [[ -z $proxy ]] || options+=(--aptopt="Acquire::http::Proxy \"$proxy\"")
    mkdir -p -- "$target"
    if ((EUID == 0)); then
        mmdebstrap --mode=root --format=directory "${options[@]}" trixie "$target" ${mirror:+"$mirror"}
    else
        # Through a tar, so that every file belongs to the user and rm needs no rights.
        mmdebstrap --format=tar "${options[@]}" trixie - ${mirror:+"$mirror"} |
            tar -x --no-same-owner --exclude='./dev/*' -C "$target"
    fi
}

# Files that bubblewrap puts the host's over must be there, as files.
prepare_mount_points() {
    local file
    for file in resolv.conf hosts passwd group machine-id; do
        [[ -f $1/etc/$file && ! -L $1/etc/$file ]] || {
            rm -f -- "$1/etc/$file"
            : >"$1/etc/$file"
        }
    done
}

make_root() {
    local fresh=$1.new mirror=${REKEY_DEBIAN_MIRROR:-}
    rm -rf --one-file-system -- "$fresh"
    bootstrap "$fresh" "$mirror" || {
        mirror=$(host_mirror)
        [[ -n $mirror && -z ${REKEY_DEBIAN_MIRROR:-} ]] || return 1
        rm -rf --one-file-system -- "$fresh"
        bootstrap "$fresh" "$mirror" || return 1
    }
    prepare_mount_points "$fresh"
    rm -rf --one-file-system -- "$fresh"/var/cache/apt/archives/*.deb
    mkdir -p -- "$fresh/.rekey"
    if [[ -e $1 ]]; then
        rm -rf --one-file-system -- "$1.old"
        mv -T -- "$1" "$1.old"
    fi
    mv -T -- "$fresh" "$1"
    rm -rf --one-file-system -- "$1.old"
}

# Installs into an existing root what the list names anew. Only root may: dpkg sets owners.
extend_root() {
    local root=$1 missing
    mapfile -t missing < <(read_list debian-13 | { mapfile -t n; missing_debs "$root" "${n[@]}"; })
    ((${#missing[@]} > 0)) || return 0
    ((EUID == 0)) || return 1
    local apt=(bwrap --bind "$root" / --dev /dev --proc /proc --tmpfs /tmp --tmpfs /run
        --ro-bind /etc/resolv.conf /etc/resolv.conf --cap-add ALL --chdir /
        --setenv DEBIAN_FRONTEND noninteractive --setenv PATH /usr/sbin:/usr/bin apt-get)
    "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "${missing[@]}" &&
        "${apt[@]}" clean
}

# Makes sure that the root holds this checkout's list. Each list it ever satisfied has a file
# .rekey/HASH in it, so that checkouts with different lists share one root.
ensure_root() {
    local root=$1 hash log=$1.log
    hash=$(read_list debian-13 | sort | sha256sum)
    hash=${hash%% *}
    [[ ! -e $root/.rekey/$hash ]] || return 0
    exec {lock}>"$root.lock"
    flock "$lock"
    if [[ ! -e $root/.rekey/$hash ]]; then
        install_root_tools
        say "setting up Debian 13 in $root (once; about 2 minutes and 2 GB; log: $log)"
        {
            { [[ -d $root/.rekey ]] && extend_root "$root"; } || make_root "$root"
        } </dev/null >"$log" 2>&1 || {
            tail -n 40 -- "$log" >&2
            die "the Debian 13 root could not be made; the whole log is $log"
        }
        : >"$root/.rekey/$hash"
    fi
    exec {lock}>&-
}

# Adds to the array bwrap_args: the root's system folders read-only, the host's others as they are.
bind_folders() {
    local root=$1 entry name path
    for entry in "$root"/*; do
        name=${entry##*/}
        if [[ -L $entry ]]; then
            bwrap_args+=(--symlink "$(readlink "$entry")" "/$name")
        elif [[ $name == usr || $name == etc || $name == var ]]; then
            bwrap_args+=(--ro-bind "$entry" "/$name")
        fi
    done
    bwrap_args+=(--dev-bind /dev /dev --bind /proc /proc --ro-bind /sys /sys --tmpfs /run
        --bind /var/tmp /var/tmp)
    for entry in /*; do
        is_system_path "$entry" || [[ ! -d $entry ]] || bwrap_args+=(--bind "$entry" "$entry")
    done
    # Whatever is needed and lies in a system folder, like a checkout in /var/lib.
    for path in "$checkout" "$PWD" "${HOME:-}" "$cache" "${TMPDIR:-}" "${XDG_RUNTIME_DIR:-}" \
        "${XAUTHORITY:-}" /run/dbus "${SSL_CERT_FILE:-}"; do
        if [[ -n $path && -e $path && $path != / ]] && is_system_path "$path"; then
            case $path in /usr/* | /etc/* | /var/tmp*) ;; *) bwrap_args+=(--bind "$path" "$path") ;; esac
        fi
    done
}

is_system_path() {
    case $1/ in
    /bin/* | /boot/* | /dev/* | /etc/* | /lib/* | /lib[0-9]*/* | /libx32/* | /lost+found/* | \
        /proc/* | /run/* | /sbin/* | /sys/* | /usr/* | /var/*) return 0 ;;
    *) return 1 ;;
    esac
}

bind_host_files() {
    local ca file
    ca=$(host_ca_bundle)
    [[ -z $ca ]] || bwrap_args+=(--ro-bind "$ca" /etc/ssl/certs/ca-certificates.crt)
    for file in resolv.conf hosts machine-id; do
        [[ ! -r /etc/$file ]] || bwrap_args+=(--ro-bind "/etc/$file" "/etc/$file")
    done
    # Only the host knows the user's name; root keeps the root's own system users.
    ((EUID == 0)) || bwrap_args+=(--ro-bind /etc/passwd /etc/passwd --ro-bind /etc/group /etc/group)
}

# What points into the host's /usr misleads inside, and the host's locales are not there.
set_root_environment() {
    local name
    for name in LD_LIBRARY_PATH LD_PRELOAD PYTHONHOME PYTHONPATH PERL5LIB QT_PLUGIN_PATH \
        QT_QPA_PLATFORMTHEME PKG_CONFIG_PATH CMAKE_PREFIX_PATH CPATH C_INCLUDE_PATH \
        CPLUS_INCLUDE_PATH LIBRARY_PATH XDG_DATA_DIRS GIT_EXEC_PATH LOCPATH CC CXX; do
        bwrap_args+=(--unsetenv "$name")
    done
    bwrap_args+=(--setenv PATH /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin
        --setenv LANGUAGE "${LANGUAGE:-${LANG%%.*}}" --setenv LC_ALL C.UTF-8
        --setenv REKEY_IN_ROOT 1)
    [[ -n ${TZ:-} || ! -L /etc/localtime ]] ||
        bwrap_args+=(--setenv TZ "$(readlink -m /etc/localtime | sed 's|.*/zoneinfo/||')")
}

run_in_root() {
    local root=$1
    shift
    bwrap_args=(--die-with-parent --chdir "$PWD")
    bind_folders "$root"
    bind_host_files
    set_root_environment
    # Root on the host is root inside; anybody else stays who they are.
    ((EUID != 0)) || bwrap_args+=(--cap-add ALL)
    exec bwrap "${bwrap_args[@]}" -- "$@"
}

# --- main ------------------------------------------------------------------------------------

# Compilations are cached across runs and shared by all checkouts.
set_ccache() {
    export CCACHE_DIR=${CCACHE_DIR:-$cache/ccache} CCACHE_MAXSIZE=${CCACHE_MAXSIZE:-10G}
    export CCACHE_BASEDIR=$checkout CCACHE_NOHASHDIR=1
}

main() {
    local list way
    if [[ -n ${REKEY_IN_ROOT:-} ]]; then # an env.sh within an env.sh
        [[ $# == 0 ]] || exec "$@"
        return
    fi
    cache=$(choose_cache_dir)
    set_ccache
    list=$(native_list)
    way=${REKEY_ENV:-$([[ -n $list ]] && echo native || echo root)}
    if [[ $way == native ]]; then
        [[ -z $list ]] || install_native "$list"
        [[ $# == 0 ]] || exec "$@"
    else
        ensure_root "$cache/debian-13.$root_version"
        [[ $# == 0 ]] || run_in_root "$cache/debian-13.$root_version" "$@"
    fi
}

main "$@"
