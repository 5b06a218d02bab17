#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Puts what tests compare against, and no distribution packages, into build/peers. Each peer that
# cannot be had is named; the test that wants it then says that it was skipped.
set -euo pipefail
cd "$(dirname "$0")/../.."
peers=build/peers
mkdir -p "$peers"

# Whoever runs this may end it in the middle. So nothing is made where tests look for it: it is
# unpacked in a folder beside and moved into place when it is whole. What was left by a run that was
# ended is removed once no other run can still be at it.
find "$peers" -maxdepth 1 -name 'new.*' -mmin +60 -exec rm -rf -- {} +

new_folder() { mktemp -d "$peers/new.XXXXXX"; }

# Copies a program to where tests look for it, unless it is there already.
put_program() {
    local from place=$2 work status
    from=$(readlink -f -- "$1") || return 1
    cmp -s -- "$from" "$place" && return 0
    work=$(new_folder)
    mkdir -p "$(dirname -- "$place")" && cp -- "$from" "$work/program" && mv -- "$work/program" "$place"
    status=$?
    rm -rf "$work"
    return $status
}

# The SARIF 2.1.0 schema, as the npm package @microsoft/jest-sarif carries it.
sarif_schema() {
    python3 -m json.tool "$peers/sarif-2.1.0.json" >/dev/null 2>&1 && return 0
    command -v npm >/dev/null || return 1
    local work status
    work=$(new_folder)
    (cd "$work" && npm pack --silent @microsoft/jest-sarif@1.0.0-beta.0 >/dev/null 2>&1 \
        && tar xzf ./*.tgz package/lib/schemas/sarif-2.1.0-rtm.5.json) \
        && mv "$work/package/lib/schemas/sarif-2.1.0-rtm.5.json" "$peers/sarif-2.1.0.json"
    status=$?
    rm -rf "$work"
    return $status
}

# The node that runs peers: the tests may run in a root of their own that has none.
node_program() {
    local found
    found=$(command -v node) || return 1
    put_program "$found" "$peers/bin/node"
}

# A package of npm, with what it needs, into build/peers/FOLDER/node_modules. What stands in a third
# argument is the package.json that it is installed beside.
npm_program() {
    local folder=$peers/$1 package=$2 beside=${3:-'{"private":true}'} work status
    # npm writes the list of what it installed last.
    [ -s "$folder/node_modules/.package-lock.json" ] &&
        [ -s "$folder/node_modules/${package%@*}/package.json" ] && return 0
    command -v npm >/dev/null || return 1
    work=$(new_folder)
    printf '%s\n' "$beside" >"$work/package.json"
    npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" "$package" \
        >/dev/null 2>&1 && mkdir -p "$folder" && rm -rf "$folder/node_modules" &&
        mv -- "$work/package.json" "$folder/" && mv -- "$work/node_modules" "$folder/"
    status=$?
    rm -rf "$work"
    return $status
}

# Verdaccio, a registry for npm. Something that it needs names another package by a tag instead of a
# version, which not every registry has.
verdaccio() {
    npm_program verdaccio verdaccio@6.10.4 '{"private":true,"overrides":{"node-fetch":"2.7.0"}}'
}

# The files of one package (as openapi.list names it) into the folder, below their own paths.
files_of() {
    local package=$1 folder=$2 work status file
    shift 2
    work=$(new_folder)
    mkdir -p "$work/files"
    if [ "${package#pypi:}" != "$package" ]; then
        python3 -m pip download --quiet --no-deps --dest "$work" "${package#pypi:}" >/dev/null 2>&1 &&
            python3 -c 'import sys, zipfile
zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2], sys.argv[3:])' "$work"/*.whl "$work/files" "$@"
    else
        (cd "$work" && npm pack --silent "$package" >/dev/null 2>&1) &&
            tar xzf "$work"/*.tgz -C "$work/files" --strip-components=1 "${@/#/package/}"
    fi
    status=$?
    for file in "$@"; do
        [ "$status" = 0 ] || break
        mkdir -p "$(dirname -- "$folder/$file")" && mv -- "$work/files/$file" "$folder/$file"
        status=$?
    done
    rm -rf "$work"
    return $status
}

# OpenAPI descriptions of providers, see openapi.list; a package that cannot be had is named.
openapi_descriptions() {
    local folder=$peers/openapi/descriptions package files file missing mark
    mkdir -p "$folder"
    while read -r package; do
        mapfile -t files < <(awk -v package="$package" '$2 == package { print $3 }' \
            tests/peers/openapi.list)
        mark=$folder/.whole-${package//\//+} # only then are its files known to be whole
        missing=
        for file in "$mark" "${files[@]/#/$folder/}"; do [ -e "$file" ] || missing=yes; done
        [ -z "$missing" ] || { files_of "$package" "$folder" "${files[@]}" </dev/null && : >"$mark"; } ||
            echo "peer not here: OpenAPI descriptions (package $package)" >&2
    done < <(sed '/^#/d' tests/peers/openapi.list | cut -d' ' -f2 | sort -u)
}

# An OpenID provider (npm package oidc-provider) and the node that runs it: the tests may run in a
# root of their own that has none.
oidc_provider() {
    local found
    found=$(command -v node) || return 1
    npm_program oidc oidc-provider@8.8.1 && put_program "$found" "$peers/oidc/node"
}

# A program in Go that nobody packages, into build/peers/bin: the one that REKEY_<NAME> names or the
# PATH has, for the tests may run in a root of their own that has neither.
go_program() {
    local name=$1 variable=REKEY_${1^^} found
    found=${!variable:-$(command -v "$name" || true)}
    if [ -z "$found" ]; then
        [ -x "$peers/bin/$name" ]
        return
    fi
    put_program "$found" "$peers/bin/$name"
}

sarif_schema || echo "peer not here: SARIF 2.1.0 schema (npm package @microsoft/jest-sarif)" >&2
oidc_provider || echo "peer not here: OpenID provider (npm package oidc-provider)" >&2
go_program tokenizer || echo "peer not here: tokenizer (github.com/superfly/tokenizer)" >&2
go_program ssokenizer || echo "peer not here: ssokenizer (github.com/superfly/ssokenizer)" >&2
node_program || echo "peer not here: node" >&2
npm_program openapi @stoplight/prism-http@5.16.0 ||
    echo "peer not here: Prism (npm package @stoplight/prism-http)" >&2
openapi_descriptions
verdaccio || echo "peer not here: Verdaccio (npm package verdaccio)" >&2
