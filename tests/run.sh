#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/run.sh [CTEST-OPTION...]  installs what is missing, builds the preset dev and runs every
# test, or those that the options choose (-R NAME). The last line is "N passed, N failed", with
# ", N skipped" when any was: tests that did not run at all, and what a test that ran left out, which
# is named before. Ends with 0 only when something ran and nothing failed.
set -euo pipefail
checkout=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
readonly checkout
readonly results=$checkout/build/dev/ctest.xml

# A failed build is a failure that must show in the last line as well.
"$checkout/installers/build.sh" dev || {
    echo '0 passed, 1 failed'
    exit 1
}

# What tests compare against and no distribution packages; each that cannot be had is named, and its
# test is skipped by name. REKEY_TOKENIZER and REKEY_SSOKENIZER name programs off the PATH.
timeout 300 "$checkout/tests/peers/fetch.sh" </dev/null || true

# Counts what CTest wrote. A test that could not be started counts as failed.
count_results() {
    "$checkout/installers/env.sh" python3 - "$results" <<'PYTHON'
import re
import sys
import xml.etree.ElementTree

passed = failed = skipped = 0
# As QtTest writes them; the program itself counts as passed, even if it left out all it has.
left_out = re.compile(r"^SKIP   : (.*)$", re.MULTILINE)
try:
    cases = list(xml.etree.ElementTree.parse(sys.argv[1]).getroot().iter("testcase"))
except (OSError, xml.etree.ElementTree.ParseError):
    cases = []
for case in cases:
    reason = case.find("skipped")
    for what in left_out.findall(case.findtext("system-out") or ""):
        skipped += 1
        print(f"skipped: {case.get('name')}: {what}")
    if case.get("status") == "run":
        passed += 1
    elif case.get("status") == "disabled" or (
        reason is not None and reason.get("message", "").startswith("SKIP_")
    ):
        skipped += 1
    else:
        failed += 1
        print("failed:", case.get("name"))
if not cases:
    print("no test ran")
print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
sys.exit(0 if passed and not failed else 1)
PYTHON
}

rm -f -- "$results"
status=0
QT_QPA_PLATFORM=offscreen "$checkout/installers/env.sh" \
    ctest --test-dir "$checkout/build/dev" -j2 --output-on-failure --no-tests=error \
    --test-output-size-passed 1048576 \
    --output-junit "$results" "$@" </dev/null || status=$?
count_results || status=1
exit "$status"
