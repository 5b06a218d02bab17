# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs clang-tidy over our sources by the compile database of build/dev.

clang-tidy 19 reads every system header anew for each file: 5 s of CPU time for a file of core,
14 s for one that includes Qt's widgets. So that a machine with two cores is done within six
minutes, a run looks at all of core/ and app/, and of ui/ only at what changed since the main
branch (on the main branch: in the last commit). `--all` looks at everything.

A file found clean is not looked at again until it, a header of ours that it includes, its compile
command, .clang-tidy or clang-tidy's version changes.
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import subprocess
import sys

CHECKOUT = pathlib.Path(__file__).resolve().parent.parent
BUILD = CHECKOUT / "build" / "dev"
CLEAN = pathlib.Path(os.environ.get("CCACHE_DIR", BUILD)).parent / "tidy"


def output(*command: str) -> str:
    return subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True, text=True).stdout


def changed_files() -> set[str]:
    """What this branch changed; on the main branch, what its last commit changed."""
    head = output("git", "rev-parse", "HEAD").strip()
    for base in ("origin/HEAD", "origin/main", "main"):
        found = subprocess.run(
            ["git", "merge-base", "HEAD", base], cwd=CHECKOUT, capture_output=True, text=True
        )
        fork = found.stdout.strip()
        if found.returncode == 0 and fork != head:
            break
    else:
        fork = "HEAD~1"
    try:
        return set(output("git", "diff", "--name-only", fork).split("\n"))
    except subprocess.CalledProcessError:  # the first commit, or a shallow clone
        return set()


def included_files() -> dict[str, list[str]]:
    """Per object file, the files of ours that it was made from, as ninja noted them."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in output("ninja", "-C", str(BUILD), "-t", "deps").splitlines():
        if line.startswith("    "):
            path = (BUILD / line.strip()).resolve()
            if path.is_relative_to(CHECKOUT):
                current.append(str(path))
        elif ": #deps" in line:
            current = found.setdefault(line.split(": #deps")[0], [])
    return found


def chosen_entries(everything: bool) -> list[dict]:
    changed = changed_files()
    chosen = {}
    for entry in json.loads((BUILD / "compile_commands.json").read_text()):
        path = pathlib.Path(entry["file"])
        if not path.is_relative_to(CHECKOUT) or path.is_relative_to(CHECKOUT / "build"):
            continue
        name = str(path.relative_to(CHECKOUT))
        room = name.split("/")[0]
        if room in ("core", "app") or (room == "ui" and (everything or name in changed)):
            chosen[name] = entry
    return [chosen[name] for name in sorted(chosen)]


def key_of(entry: dict, files: list[str], common: bytes) -> str:
    digest = hashlib.sha256(common)
    digest.update(entry["command"].replace(str(CHECKOUT), "").encode())
    for path in sorted({entry["file"], *files}):
        digest.update(path.removeprefix(str(CHECKOUT)).encode())
        digest.update(pathlib.Path(path).read_bytes())
    return digest.hexdigest()


def check(entry: dict, key: str) -> str:
    """Returns what clang-tidy found, empty when the file is clean."""
    if (CLEAN / key).exists():
        return ""
    ran = subprocess.run(
        ["clang-tidy", "--quiet", "-p", str(BUILD), entry["file"]],
        cwd=CHECKOUT, capture_output=True, text=True,
    )
    if ran.returncode == 0:
        (CLEAN / key).touch()
        return ""
    return ran.stdout.strip() or ran.stderr.strip() or f"{entry['file']}: clang-tidy failed"


def main() -> int:
    entries = chosen_entries("--all" in sys.argv[1:])
    if not entries:
        print("no source to look at in build/dev/compile_commands.json")
        return 1
    CLEAN.mkdir(parents=True, exist_ok=True)
    common = output("clang-tidy", "--version").encode() + (CHECKOUT / ".clang-tidy").read_bytes()
    included = included_files()
    keys = [key_of(entry, included.get(entry["output"], []), common) for entry in entries]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = [text for text in pool.map(check, entries, keys) if text]
    lines = {line for text in found for line in text.splitlines() if ": error: " in line}
    print("\n".join(sorted(lines) or found))  # a finding in a header comes once a file
    print(f"{len(entries)} files looked at, {len(found)} with findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
