#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""npm's tokens on loopback, as its registry documents them (npm-profile: listTokens, createToken,
removeToken; GET /-/whoami). Every request is signed with a token; making one needs the account's
password too. A token is named by a key, the SHA-512 of its value, and is listed masked. Verdaccio
(verdaccio.mjs) cannot stand in: its tokens have another form, its removals another answer.

Prints its port as the first line and runs until its standard input ends. Beside npm it answers to
the test:
  POST /_peer/reset {"token", "password"}    one token that works, a new one when it is empty
      -> {"token", "key": ITS KEY}
  GET  /_peer/state -> {"live": {KEY: TOKEN}, "requests": ["METHOD PATH"...]}
"""
import hashlib
import json
import secrets
import string
import sys
import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

TOKENS = "/-/npm/v1/tokens"
LETTERS = string.digits + string.ascii_uppercase + string.ascii_lowercase


def key_of(token):
    return hashlib.sha512(token.encode()).hexdigest()


def new_token():
    """The last six characters are the CRC-32 of the others, in base 62 (GitHub's token format)."""
    text = "".join(secrets.choice(LETTERS) for _ in range(30))
    rest, check = zlib.crc32(text.encode()), ""
    for _ in range(6):
        rest, digit = divmod(rest, 62)
        check = LETTERS[digit] + check
    return "npm_" + text + check


class Account:
    def __init__(self):
        self.lock = threading.Lock()
        self.reset(new_token(), "")

    def reset(self, token, password):
        self.password = password
        self.live = {key_of(token): token}
        self.requests = []

    def describe(self, key):
        token = self.live[key]
        return {"token": token[:6] + "..." + token[-4:], "key": key, "cidr_whitelist": None,
                "created": "2026-01-01T00:00:00.000Z", "updated": "2026-01-01T00:00:00.000Z",
                "readonly": False}

    def create(self):
        token = new_token()
        self.live[key_of(token)] = token
        return {**self.describe(key_of(token)), "token": token}


ACCOUNT = Account()


class Handler(BaseHTTPRequestHandler):
    def answer(self, status, value=None):
        body = b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle_one(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        with ACCOUNT.lock:
            if self.path == "/_peer/reset":
                asked = json.loads(body)
                token = asked["token"] or new_token()
                ACCOUNT.reset(token, asked["password"])
                return self.answer(200, {"token": token, "key": key_of(token)})
            if self.path == "/_peer/state":
                return self.answer(200, {"live": ACCOUNT.live, "requests": ACCOUNT.requests})
            ACCOUNT.requests.append(self.command + " " + self.path)
            return self.npm(body)

    def npm(self, body):
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer" or key_of(token) not in ACCOUNT.live:
            return self.answer(401, {"message": "unauthorized"})
        if self.command == "GET" and self.path == "/-/whoami":
            return self.answer(200, {"username": "kupfer"})
        if self.command == "GET" and self.path == TOKENS:
            return self.answer(200, {"objects": [ACCOUNT.describe(key) for key in ACCOUNT.live],
                                     "urls": {}})
        if self.command == "POST" and self.path == TOKENS:
            asked = json.loads(body)
            if asked.get("password") != ACCOUNT.password:
                return self.answer(401, {"message": "the password is wrong"})
            if not isinstance(asked.get("cidr_whitelist"), list) or "readonly" not in asked:
                return self.answer(400, {"message": "readonly and cidr_whitelist are needed"})
            return self.answer(200, ACCOUNT.create())
        if self.command == "DELETE" and self.path.startswith(TOKENS + "/token/"):
            gone = ACCOUNT.live.pop(unquote(self.path.rpartition("/")[2]), None)
            if gone is None:
                return self.answer(404, {"message": "Token not found"})
            return self.answer(204)
        return self.answer(404, {"message": "not found"})

    do_GET = do_POST = do_DELETE = handle_one

    def log_message(self, *arguments):
        pass


def main():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()
    server.shutdown()


if __name__ == "__main__":
    main()
