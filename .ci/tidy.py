# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs clang-tidy over FOLDERS by the compile database of build/dev.

clang-tidy 19 matches every check against every system header of every file: 5 to 15 s of CPU time
each, too much for two cores and all files. So it looks at the rooms everything else stands on, and
a run starts no file after five minutes and says how many it left; `--all` leaves none. What the
branch changed comes first (on the main branch, what its last commit changed).

What was found in a file is kept, and asked again only when the file, a header of ours that it
includes, its compile command, .clang-tidy or clang-tidy's version changes. So the runs of one
machine get through all files, however many there are.
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import time

CHECKOUT = pathlib.Path(__file__).resolve().parent.parent
BUILD = CHECKOUT / "build" / "dev"
KEPT = pathlib.Path(os.environ.get("CCACHE_DIR", BUILD / "ccache")).parent / "tidy"
SECONDS = 300
FOLDERS = (
    "core/base", "core/secret", "core/finding", "core/report", "core/rules", "core/scan",
    "core/sources", "core/store", "core/provider", "core/verify", "core/rotate", "core/seal",
)


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


def ordered_entries() -> list[dict]:
    """Our sources in the compile database, in the order they are looked at."""
    changed = changed_files()
    ranked = {}
    for entry in json.loads((BUILD / "compile_commands.json").read_text()):
        path = pathlib.Path(entry["file"])
        if not path.is_relative_to(CHECKOUT):
            continue
        name = str(path.relative_to(CHECKOUT))
        folder = name.rpartition("/")[0]
        if folder in FOLDERS:
            ranked[(name not in changed, FOLDERS.index(folder), name)] = entry
    return [ranked[rank] for rank in sorted(ranked)]


def key_of(entry: dict, files: list[str], common: bytes) -> str:
    digest = hashlib.sha256(common)
    digest.update(entry["command"].replace(str(CHECKOUT), "").encode())
    for path in sorted({entry["file"], *files}):
        digest.update(path.removeprefix(str(CHECKOUT)).encode())
        digest.update(pathlib.Path(path).read_bytes())
    return digest.hexdigest()


def look_at(entry: dict, key: str, deadline: float) -> str | None:
    """Returns what clang-tidy finds: empty when the file is clean, None when time is up."""
    kept = KEPT / key
    if kept.exists():
        return kept.read_text()
    if time.monotonic() > deadline:
        return None
    ran = subprocess.run(
        ["clang-tidy", "--quiet", "-p", str(BUILD), entry["file"]],
        cwd=CHECKOUT, capture_output=True, text=True,
    )
    found = [line for line in ran.stdout.splitlines() if ": error: " in line]
    if ran.returncode != 0 and not found:
        return f"{entry['file']}: clang-tidy failed: {ran.stderr.strip()}\n"
    text = "".join(line.replace(f"{CHECKOUT}/", "") + "\n" for line in found)
    unfinished = kept.with_suffix(f".{os.getpid()}")
    unfinished.write_text(text)
    unfinished.replace(kept)
    return text


def main() -> int:
    entries = ordered_entries()
    if not entries:
        print("no source to look at in build/dev/compile_commands.json")
        return 1
    KEPT.mkdir(parents=True, exist_ok=True)
    common = output("clang-tidy", "--version").encode() + (CHECKOUT / ".clang-tidy").read_bytes()
    included = included_files()
    keys = [key_of(entry, included.get(entry["output"], []), common) for entry in entries]
    deadline = time.monotonic() + (float("inf") if "--all" in sys.argv[1:] else SECONDS)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        texts = list(pool.map(look_at, entries, keys, [deadline] * len(entries)))
    # A finding in a header comes once for every file that includes it.
    lines = sorted({line for text in texts if text for line in text.splitlines()})
    print("".join(line + "\n" for line in lines), end="")
    left = texts.count(None)
    print(f"{len(texts) - left} files looked at, {len(lines)} findings", end="")
    print(f", {left} left for the next run: the time is up" if left else "")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
