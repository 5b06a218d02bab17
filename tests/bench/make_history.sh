#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/bench/make_history.sh FOLDER [COMMITS]  makes a bare repository to measure on: files that
# grow line by line through COMMITS commits (default 12000: over 1 GB of blobs), some tags and
# branches, packed with deltas up to 50 deep. The same arguments give the same objects.
set -euo pipefail

folder=${1:?usage: make_history.sh FOLDER [COMMITS]}
commits=${2:-12000}

export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
git init -q --bare -b main "$folder"

# Each commit changes two of 60 files; a file loses most of its lines when it has grown too long.
# All versions of a file are written one after the other, so that each is a delta of the last.
python3 - "$commits" <<'PYTHON' | git -C "$folder" fast-import --quiet --depth=50
import random
import sys

random.seed(1)
out = sys.stdout.buffer
words = [bytes(random.choices(b"abcdefghijklmnopqrstuvwxyz_", k=random.randint(2, 11)))
         for _ in range(4000)]
paths = [b"src/part%d/file%d.c" % (i % 7, i) for i in range(60)]
total = int(sys.argv[1])


def line():
    return b"    " * random.randint(0, 3) + b" ".join(random.choices(words, k=8)) + b";\n"


changes = [list(range(len(paths)))]
changes += [sorted(random.sample(range(len(paths)), 2)) for _ in range(total - 1)]
mark = total
marks = {}
for index in range(len(paths)):
    lines = [line() for _ in range(600)]
    for number, changed in enumerate(changes):
        if index not in changed:
            continue
        if len(lines) > 2600:
            del lines[:2000]
        at = random.randrange(len(lines))
        lines[at:at + random.randint(0, 2)] = [line() for _ in range(random.randint(3, 9))]
        content = b"".join(lines)
        mark += 1
        marks[number, index] = mark
        out.write(b"blob\nmark :%d\ndata %d\n%s\n" % (mark, len(content), content))
for number, changed in enumerate(changes):
    out.write(b"commit refs/heads/main\nmark :%d\ncommitter Ann Author <ann@example.com> %d +0000\n"
              b"data 7\nchange\n\n" % (number + 1, 1500000000 + number * 600))
    if number:
        out.write(b"from :%d\n" % number)
    for index in changed:
        out.write(b"M 100644 :%d %s\n" % (marks[number, index], paths[index]))
    if number % 500 == 499:
        out.write(b"\nreset refs/tags/v%d\nfrom :%d\n\nreset refs/heads/release-%d\nfrom :%d\n\n"
                  % (number // 500, number + 1, number // 500, number + 1))
PYTHON
git -C "$folder" repack -q -ad --depth=50
git -C "$folder" count-objects -vH | grep -E 'in-pack|size-pack'
