#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""demo.py FOLDER  makes FOLDER/payments, a repository with made-up secrets in every reach,
FOLDER/tokens.csv, a list of made-up tokens, FOLDER/reports, what two other scanners would have
found, and FOLDER/broker.jsonl, the log of a broker. The same at every run. Values are put together
here, so that this file holds none."""
import hashlib
import json
import os
import random
import subprocess
import sys
import zlib

RANDOM = random.Random(2026)
UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
VALUES = []  # drawn so far, with the rule that gitleaks and TruffleHog know them by
PEOPLE = ("Ada Marsh", "Ben Okafor", "Chen Wei", "Dana Ruiz")


def draw(alphabet, count):
    return "".join(RANDOM.choice(alphabet) for _ in range(count))


def known(value, rule, detector):
    VALUES.append((value, rule, detector))
    return value


def github():
    body = draw(BASE62, 30)
    crc, tail = zlib.crc32(body.encode()), ""
    for _ in range(6):
        crc, digit = divmod(crc, 62)
        tail = BASE62[digit] + tail
    return known("gh" + "p_" + body + tail, "github-pat", "Github")


def aws():
    return "AK" + "IA" + draw(UPPER, 16), draw(BASE62, 40)


def slack():
    parts = ("xo" + "xb", draw("123456789", 12), draw("123456789", 12), draw(BASE62, 24))
    return known("-".join(parts), "slack-bot-token", "Slack")


def stripe(mode):
    return known("_".join(("s" + "k", mode, draw(BASE62, 24))), "stripe-access-token", "Stripe")


def sendgrid():
    value = ".".join(("S" + "G", draw(BASE62, 22), draw(BASE62, 43)))
    return known(value, "sendgrid-api-token", "SendGrid")


def database(host):
    return "postgres" + "://billing:" + draw(BASE62, 20) + "@" + host + "/billing"


class Repository:
    def __init__(self, folder):
        self.folder = folder
        self.day = 0
        os.makedirs(folder)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments):
        who = PEOPLE[self.day % len(PEOPLE)]
        name = who.split()[0].lower()
        when = f"{1750000000 + self.day * 86400 * 3} +0000"
        subprocess.run(
            ("git", "-C", self.folder, *arguments), check=True, stdout=subprocess.DEVNULL,
            env={"PATH": os.environ["PATH"], "HOME": self.folder, "GIT_CONFIG_NOSYSTEM": "1",
                 "GIT_AUTHOR_NAME": who, "GIT_AUTHOR_EMAIL": f"{name}@example.com",
                 "GIT_COMMITTER_NAME": who, "GIT_COMMITTER_EMAIL": f"{name}@example.com",
                 "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when})

    def write(self, path, text):
        path = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def commit(self, subject):
        self.day += 1
        self.git("add", "-A")
        self.git("commit", "-q", "-m", subject)


def settings(name, key, secret):
    return (f"# Settings of {name}\nimport os\n\nREGION = \"eu-west-1\"\nTIMEOUT_SECONDS = 30\n\n"
            f"AWS_ACCESS_KEY_ID = \"{key}\"\nAWS_SECRET_ACCESS_KEY = \"{secret}\"\n\n"
            f"def bucket():\n    return os.environ.get(\"BUCKET\", \"{name}-uploads\")\n")


def fill(repository):
    key, secret = aws()
    repository.write("README.md", "# payments\n\nTakes card payments and writes invoices.\n")
    repository.write("services/invoices/settings.py", settings("invoices", key, secret))
    repository.commit("Write invoices to the bucket")
    repository.write("services/web/.env",
                     f"STRIPE_KEY={stripe('live')}\nDATABASE_URL={database('db.example.com')}\n")
    repository.write("deploy/notify.sh", f"#!/bin/sh\nSLACK_TOKEN={slack()}\n"
                     "curl -s -H \"Authorization: Bearer $SLACK_TOKEN\" \"$SLACK_URL\" -d \"$1\"\n")
    repository.commit("Tell the channel about deployments")
    repository.write("tools/release.py", f"TOKEN = \"{github()}\"\nREPOSITORY = \"payments\"\n")
    repository.commit("Make releases by script")
    repository.git("tag", "v1.0")
    repository.write("tools/release.py",
                     "import os\n\nTOKEN = os.environ[\"GITHUB_TOKEN\"]\n")
    repository.commit("Read the token from the environment")
    for number, name in enumerate(("refunds", "ledger", "webhooks", "reports", "fraud", "mailer")):
        key, secret = aws()
        repository.write(f"services/{name}/settings.py", settings(name, key, secret))
        repository.write(f"services/{name}/config.json",
                         f"{{\n  \"github\": \"{github()}\",\n  \"stripe\": \"{stripe('test')}\"\n}}\n")
        if number % 2:
            repository.write(f"services/{name}/mail.ts",
                             f"export const sendgrid = \"{sendgrid()}\";\n")
        repository.commit(f"Add the service {name}")
    repository.git("checkout", "-q", "-b", "try-queue")
    repository.write("services/queue/.env", f"GITHUB_TOKEN={github()}\nSLACK={slack()}\n")
    repository.commit("Try a queue")
    repository.git("checkout", "-q", "main")
    repository.write("deploy/local.env", f"DATABASE_URL={database('staging.example.com')}\n")
    repository.git("add", "-A")
    repository.git("stash", "push", "-q")
    repository.write("notes.txt", f"try again with {github()}\n")


def inventory(path):
    rows = ["name,provider,id,creator,creator active,created,last used,scopes,expires"]
    for number in range(40):
        who = PEOPLE[number % len(PEOPLE)]
        used = "" if number % 7 == 3 else f"2026-0{1 + number % 9}-1{number % 10}"
        rows.append(f"token-{number:02},GitHub,{4100 + number},{who},{'no' if number % 5 == 2 else 'yes'},"
                    f"2025-0{1 + number % 9}-0{1 + number % 9},{used},"
                    f"{'admin' if number % 11 == 4 else 'repo:read'},"
                    f"{'2027-01-01' if number % 3 else ''}")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(rows) + "\n")


def uses(path):
    """The log of a broker, as core/seal/broker/auditlog.h has it."""
    who = (("billing", "8f1c22d0a94b7e63"), ("mail service", "03be5510c7d2fa18"),
           ("reports", "5ad9e1277b60c43f"))
    previous = "0" * 64
    with open(path, "w", encoding="utf-8") as file:
        for number in range(1, 61):
            name, seal = who[(number * number) % 11 % 3]
            refused = {13: ("not_authorized", 407), 29: ("rate_limited", 429),
                       44: ("host_refused", 400)}.get(number)
            record = {"n": number,
                      "time": f"2026-11-26T14:{number - 1:02}:{number * 7 % 60:02}.120Z",
                      "secrets": [{"consumer": name, "seal": seal}],
                      "method": "POST" if number % 4 else "GET",
                      "host": "api.sendgrid.com" if name == "mail service" else "api.stripe.com",
                      "path": "/v3/mail/send" if name == "mail service" else "/v1/charges",
                      "reason": refused[0] if refused else "forwarded",
                      "status": refused[1] if refused else 200,
                      "micros": 800 if refused else 41_000 + number * 900,
                      "prev": previous}
            if refused and refused[0] == "not_authorized":
                del record["secrets"][0]["consumer"]
            line = json.dumps(record, separators=(",", ":"))
            previous = hashlib.sha256(line.encode()).hexdigest()
            file.write(line + "\n")


def places(folder):
    """Path and line of each value that stands in the working tree."""
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != ".git")
        for name in sorted(names):
            path = os.path.join(top, name)
            with open(path, encoding="utf-8") as file:
                for number, line in enumerate(file, 1):
                    for value in VALUES:
                        if value[0] in line:
                            yield os.path.relpath(path, folder), number, value


def reports(top):
    found = list(places(os.path.join(top, "payments")))
    folder = os.path.join(top, "reports")
    os.makedirs(folder)
    rows = [{"Description": rule, "StartLine": line, "File": path, "RuleID": rule, "Secret": value,
             "Match": value, "Author": PEOPLE[0], "Email": "ada@example.com", "Commit": "",
             "Date": "2026-03-02T10:00:00Z", "Fingerprint": f"{path}:{rule}:{line}"}
            for number, (path, line, (value, rule, _)) in enumerate(found) if number % 4]
    with open(os.path.join(folder, "gitleaks.json"), "w", encoding="utf-8") as file:
        json.dump(rows, file, indent=1)
    with open(os.path.join(folder, "trufflehog.jsonl"), "w", encoding="utf-8") as file:
        for number, (path, line, (value, _, detector)) in enumerate(found):
            if number % 3 == 0:
                continue
            place = {"Data": {"Git": {"file": path, "line": line, "commit": ""}}}
            json.dump({"SourceMetadata": place, "DetectorName": detector, "Raw": value,
                       "Verified": number % 5 == 1}, file)
            file.write("\n")


if __name__ == "__main__":
    top = sys.argv[1]
    fill(Repository(os.path.join(top, "payments")))
    reports(top)
    inventory(os.path.join(top, "tokens.csv"))
    uses(os.path.join(top, "broker.jsonl"))
