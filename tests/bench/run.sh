#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Measures a whole-history scan of REPO against reading its object database with git and against
# gitleaks, as ratios in one run. Usage: tests/bench/run.sh REPO [ROUNDS]
# Builds the release preset when needed. Not a test: figures, no verdict.
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
repo=$(cd "${1:?usage: tests/bench/run.sh REPO [ROUNDS]}" && pwd)
rounds=${2:-3}
cd "$here"
installers/env.sh bash -c 'cmake --preset release >/dev/null && ninja -C build/release rekey-cli >/dev/null' >&2
exec installers/env.sh python3 tests/bench/measure.py build/release/app/rekey-cli "$repo" "$rounds"
