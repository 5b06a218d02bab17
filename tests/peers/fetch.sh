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
