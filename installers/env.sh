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

# shellcheck source=installers/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

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
    ubuntu) if ((10#${VERSION_ID/./} >= 2504)); then echo debian-13; fi ;; # the same names
    fedora) if ((VERSION_ID >= 40)); then echo fedora; fi ;;
    arch) echo arch ;;
    *) if [[ " $ID_LIKE " == *' arch '* ]]; then echo arch; fi ;;
    esac
}

# Without a full upgrade, which is the user's own business.
install_arch() {
    [[ -e /var/lib/pacman/sync/core.db ]] || as_root pacman -Sy </dev/null >&2
    as_root pacman -S --needed --noconfirm "$@" </dev/null >&2 ||
        die "pacman could not install the packages; 'pacman -Syu' first may help"
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
        ((${#missing[@]} == 0)) || install_arch "${missing[@]}"
        ;;
    *)
        mapfile -t missing < <(printf '%s\n' "${names[@]}" | missing_debs '')
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

# Makes sure that the root holds the packages of this checkout's list. Each list it ever satisfied
# has a file .rekey/HASH in it, so that checkouts with different lists share one root.
ensure_root() {
    local hash
    hash=$(read_list debian-13 | sort | sha256sum)
    hash=${hash%% *}
    [[ -e $1/.rekey/$hash ]] || "$checkout/installers/debian-root.sh" "$1" "$hash"
}

# True for the folders that are the root's own inside, or the kernel's.
is_system_path() {
    case $1/ in
    /bin/* | /etc/* | /lib/* | /lib32/* | /lib64/* | /libx32/* | /lost+found/* | /sbin/* | \
        /usr/* | /dev/* | /proc/* | /sys/*) return 0 ;;
    *) return 1 ;;
    esac
}

# Adds to the array bwrap_args: /usr and /etc from the root, read-only; all else from the host,
# under the same paths. /run and /tmp carry the sockets of Wayland, X11 and D-Bus.
bind_folders() {
    local root=$1 entry path
    for entry in "$root"/*; do
        [[ ! -L $entry ]] || bwrap_args+=(--symlink "$(readlink "$entry")" "/${entry##*/}")
    done
    bwrap_args+=(--ro-bind "$root/usr" /usr --ro-bind "$root/etc" /etc --dev-bind /dev /dev
        --bind /proc /proc --ro-bind /sys /sys)
    for entry in /*; do
        is_system_path "$entry" || [[ ! -d $entry ]] || bwrap_args+=(--bind "$entry" "$entry")
    done
    # What the root's package manager and font cache wrote; never the host's.
    for path in /var/lib/dpkg /var/lib/apt /var/cache/apt /var/cache/fontconfig; do
        [[ ! -d $path ]] || bwrap_args+=(--ro-bind "$root$path" "$path")
    done
    for path in "$checkout" "$PWD" "${HOME:-}" "$cache" "${TMPDIR:-}"; do
        bind_from_system_folder "$root" "$path"
    done
}

# Adds a folder of the host that lies in /usr or /etc, like a checkout in /usr/src, unless the
# root has its own there.
bind_from_system_folder() {
    case $2 in
    /usr/* | /etc/*)
        if [[ -d $2 && -z $(ls -A -- "$1$2" 2>/dev/null) ]]; then
            mkdir -p -- "$1$2"
            bwrap_args+=(--bind "$2" "$2")
        fi
        ;;
    esac
}

bind_host_files() {
    local bundle=/etc/ssl/certs/ca-certificates.crt file name
    file=$(host_ca_bundle)
    if [[ -n $file ]]; then
        bwrap_args+=(--ro-bind "$file" "$bundle")
        for name in SSL_CERT_FILE CURL_CA_BUNDLE GIT_SSL_CAINFO REQUESTS_CA_BUNDLE PIP_CERT \
            NODE_EXTRA_CA_CERTS; do
            if [[ -n ${!name:-} ]] && is_system_path "${!name}"; then
                bwrap_args+=(--setenv "$name" "$bundle")
            fi
        done
    fi
    for file in resolv.conf hosts machine-id; do
        [[ ! -r /etc/$file ]] || bwrap_args+=(--ro-bind "/etc/$file" "/etc/$file")
    done
    # Only the host knows the user's name; root keeps the root's own system users.
    ((EUID == 0)) || bwrap_args+=(--ro-bind /etc/passwd /etc/passwd --ro-bind /etc/group /etc/group)
}

# What points into the host's /usr misleads inside, and the host's locales are not there.
set_root_environment() {
    local name language=${LANG:-C}
    for name in LD_LIBRARY_PATH LD_PRELOAD PYTHONHOME PYTHONPATH PERL5LIB QT_PLUGIN_PATH \
        QT_QPA_PLATFORMTHEME PKG_CONFIG_PATH CMAKE_PREFIX_PATH CPATH C_INCLUDE_PATH \
        CPLUS_INCLUDE_PATH LIBRARY_PATH XDG_DATA_DIRS GIT_EXEC_PATH LOCPATH CC CXX; do
        bwrap_args+=(--unsetenv "$name")
    done
    bwrap_args+=(--setenv PATH /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin
        --setenv LANGUAGE "${LANGUAGE:-${language%%.*}}" --setenv LC_ALL C.UTF-8)
    [[ -n ${TZ:-} || ! -L /etc/localtime ]] ||
        bwrap_args+=(--setenv TZ "$(readlink -m /etc/localtime | sed 's|.*/zoneinfo/||')")
}

# Bubblewrap as the user; or through sudo where the system forbids user namespaces to users
# (Ubuntu 24.04 does), with the rights given up inside.
choose_bwrap() {
    if ((EUID == 0)); then
        bwrap_command=(bwrap)
        bwrap_args+=(--cap-add ALL) # root on the host is root inside
    elif bwrap --ro-bind / / true 2>/dev/null; then
        bwrap_command=(bwrap)
    else
        bwrap_command=(sudo --preserve-env bwrap)
        bwrap_args+=(--cap-add ALL --setenv HOME "${HOME:-/}")
        inner+=(setpriv --reuid="$UID" --regid="$(id -g)" --init-groups --inh-caps=-all --)
    fi
}

# Sends the signal $1 to the command itself: the first process below bubblewrap (and sudo).
hand_on() {
    local pid=$bwrap_pid name
    while read -r name <"/proc/$pid/comm" && [[ $name == bwrap || $name == sudo ]]; do
        read -r pid _ <"/proc/$pid/task/$pid/children" || true
        if [[ -z $pid ]]; then # not started yet
            kill -KILL "$bwrap_pid" || true
            return
        fi
    done 2>/dev/null
    kill "-$1" "$pid" 2>/dev/null || true
}

# True when the terminal's keys reach us, and so have reached the command as well.
in_foreground() {
    local stat
    read -r -a stat < <(sed 's/.*) //' "/proc/$$/stat")
    [[ ${stat[2]} == "${stat[5]}" ]]
}

# Bubblewrap hands on no signal, and when it dies of one the command is killed before it can tidy
# up. So it ignores them, the command gets them back, and we stay to hand them on.
run_in_root() {
    local inner signal signals=''
    bwrap_args=(--die-with-parent --chdir "$PWD")
    bind_folders "$1"
    bind_host_files
    set_root_environment
    for signal in HUP INT QUIT TERM; do
        [[ -z $(trap -p "$signal") ]] || continue # ignored by who called us, as nohup does
        signals+=,$signal
        # shellcheck disable=SC2064  # this signal, now
        trap "signalled $signal" "$signal"
    done
    inner=(env ${signals:+"--default-signal=${signals#,}"} --)
    choose_bwrap
    { : <&0; } 2>/dev/null || exec </dev/null # it was closed
    (
        trap '' HUP INT QUIT TERM
        exec "${bwrap_command[@]}" "${bwrap_args[@]}" -- "${inner[@]}" "${@:2}"
    ) <&0 &
    bwrap_pid=$!
    await_bwrap
}

signalled() {
    handed_on=1
    case $1 in
    INT | QUIT) in_foreground || hand_on "$1" ;;
    *) hand_on "$1" ;;
    esac
}

# Ends as the command ended.
await_bwrap() {
    local status
    while :; do
        handed_on=''
        wait "$bwrap_pid" && status=0 || status=$?
        [[ -n $handed_on ]] || exit "$status" # else a signal ended the wait, not the command
    done
}

# --- main ------------------------------------------------------------------------------------

# Compilations are cached across runs and shared by all checkouts.
set_ccache() {
    export CCACHE_DIR=${CCACHE_DIR:-$cache/ccache} CCACHE_MAXSIZE=${CCACHE_MAXSIZE:-10G}
    export CCACHE_BASEDIR=$checkout CCACHE_NOHASHDIR=1
}

main() {
    local list way
    if [[ -n ${REKEY_ENV_READY:-} ]]; then # an env.sh within an env.sh
        [[ $# == 0 ]] || exec "$@"
        return
    fi
    cache=$(choose_cache_dir)
    set_ccache
    export REKEY_ENV_READY
    list=$(native_list)
    way=${REKEY_ENV:-$([[ -n $list ]] && echo native || echo root)}
    if [[ $way == native ]]; then
        [[ -z $list ]] || install_native "$list"
        REKEY_ENV_READY=native
        [[ $# == 0 ]] || exec "$@"
    else
        REKEY_ENV_READY=root-$root_version
        ensure_root "$cache/debian-13.$root_version"
        [[ $# == 0 ]] || run_in_root "$cache/debian-13.$root_version" "$@"
    fi
}

main "$@"
