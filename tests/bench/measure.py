#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times whole processes on one repository and prints medians and ratios.

Every run starts with the repository's files out of the page cache. For each round: rekey-cli (2
workers, JSON report written, no compiled-rule cache in the first round), the same with 1 worker,
`git cat-file --batch-all-objects --batch --buffer`, and gitleaks once, when they are installed. CPU
is user + system time of the process and its children. "Own memory" is the peak of anonymous memory
(RssAnon), which leaves out the mapped packs.
"""
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time


def own_memory(pid, peak, done):
    while not done.is_set():
        try:
            with open(f"/proc/{pid}/status") as status:
                for line in status:
                    if line.startswith("RssAnon:"):
                        peak[0] = max(peak[0], int(line.split()[1]))
        except OSError:
            return
        done.wait(0.01)


def forget(folder):
    """Has the system drop what it keeps of the files below `folder`, so that a run starts cold."""
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                file = os.open(os.path.join(parent, name), os.O_RDONLY)
            except OSError:
                continue
            os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(file)


def timed(command, repo, env=None):
    forget(repo)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env)
    peak, done = [0], threading.Event()
    watcher = threading.Thread(target=own_memory, args=(process.pid, peak, done))
    watcher.start()
    words = process.stderr.read().decode(errors="replace")
    process.wait()
    wall = time.monotonic() - start
    done.set()
    watcher.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall": wall, "cpu": cpu, "own_mib": peak[0] / 1024, "exit": process.returncode,
            "words": words.strip().splitlines()[-1:] or [""]}


def median(runs, key):
    return statistics.median(run[key] for run in runs)


def show(name, runs):
    print(f"{name:34} wall {median(runs, 'wall'):8.2f} s   cpu {median(runs, 'cpu'):8.2f} s"
          f"   own memory {median(runs, 'own_mib'):7.0f} MiB   ({len(runs)} runs)")


def main():
    rekey, repo, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
    work = tempfile.mkdtemp(prefix="rekey-bench-")
    env = dict(os.environ, XDG_CACHE_HOME=work + "/cache", XDG_DATA_HOME=work + "/data")
    scan = [rekey, "scan", "--fail-on", "none", "--format", "json", "--output"]
    two, one, cat = [], [], []
    for round_number in range(rounds):
        two.append(timed(scan + [f"{work}/two.json", "--jobs", "2", repo], repo, env))
        cat.append(timed(["git", "-c", "safe.directory=*", "-C", repo, "cat-file", "--batch-all-objects",
                          "--batch", "--buffer"], repo))
        if round_number == 0:
            one.append(timed(scan + [f"{work}/one.json", "--jobs", "1", repo], repo, env))
    full = timed(scan + [f"{work}/full.json", "--no-delta", "--jobs", "2", repo], repo, env)
    show("rekey, 2 workers, report included", two)
    show("rekey, 1 worker", one)
    show("rekey, 2 workers, --no-delta", [full])
    show("git cat-file, all objects", cat)
    print("rekey says:", two[-1]["words"][0])
    print(f"first run, rules compiled anew: wall {two[0]['wall']:.2f} s")
    print(f"CPU against cat-file:        {median(two, 'cpu') / median(cat, 'cpu'):.3f} x")
    print(f"1 worker against 2, wall:    {median(one, 'wall') / median(two, 'wall'):.2f} x")
    findings = [json.load(open(f"{work}/{name}.json"))["findings"] for name in ("two", "one", "full")]
    print("same findings with 1 worker:", findings[0] == findings[1])
    print("same findings without delta:", findings[0] == findings[2], f"({len(findings[0])})")
    if shutil.which("gitleaks"):
        leaks = timed(["gitleaks", "detect", "--no-banner", "--exit-code", "0", "--source", repo,
                       "--report-format", "json", "--report-path", f"{work}/leaks.json"],
                      repo,
                      dict(os.environ, GIT_CONFIG_COUNT="1", GIT_CONFIG_KEY_0="safe.directory",
                           GIT_CONFIG_VALUE_0="*"))
        show("gitleaks detect", [leaks])
        print(f"gitleaks wall against ours:  {leaks['wall'] / median(two, 'wall'):.1f} x")
    else:
        print("peer not here: gitleaks")
    shutil.rmtree(work)


main()
