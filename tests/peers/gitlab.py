#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""GitLab's personal access tokens on loopback, as its documentation has them ("Personal access
tokens API": self, rotate, revoke). A rotation of a token that was rotated already revokes the whole
family, as "Automatic reuse detection" says.

Prints its port as the first line and runs until its standard input ends. Beside GitLab it answers
to the test:
  POST /_peer/reset {"token"}    one token that works
  GET  /_peer/state -> {"live": [TOKEN...], "rotations": COUNT, "reused": BOOL}
"""
import json
import secrets
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

SELF = "/api/v4/personal_access_tokens/self"


class Tokens:
    def __init__(self):
        self.lock = threading.Lock()
        self.reset("")

    def reset(self, token):
        self.known = {token: True} if token else {}  # value to whether it works
        self.ids = {token: 1}
        self.rotations = 0
        self.reused = False

    def describe(self, token):
        return {"id": self.ids[token], "name": "deploy", "active": self.known[token],
                "revoked": not self.known[token], "scopes": ["api"], "user_id": 7,
                "created_at": "2026-01-01T00:00:00.000Z", "last_used_at": None,
                "expires_at": "2027-01-01"}

    def rotate(self, token):
        self.rotations += 1
        successor = "glpat-" + secrets.token_urlsafe(15)[:20]
        self.known[token] = False
        self.known[successor] = True
        self.ids[successor] = len(self.known)
        return {**self.describe(successor), "token": successor}

    def revoke_family(self):
        self.reused = True
        for token in self.known:
            self.known[token] = False


TOKENS = Tokens()


class Handler(BaseHTTPRequestHandler):
    def answer(self, status, value=None):
        body = b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle_one(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        url = urlparse(self.path)
        with TOKENS.lock:
            if url.path == "/_peer/reset":
                TOKENS.reset(json.loads(body)["token"])
                return self.answer(200, {})
            if url.path == "/_peer/state":
                live = [token for token, works in TOKENS.known.items() if works]
                return self.answer(200, {"live": live, "rotations": TOKENS.rotations,
                                         "reused": TOKENS.reused})
            return self.gitlab(url)

    def gitlab(self, url):
        token = self.headers.get("PRIVATE-TOKEN", "")
        is_rotation = self.command == "POST" and url.path == SELF + "/rotate"
        if not TOKENS.known.get(token, False):
            if is_rotation and token in TOKENS.known:
                TOKENS.revoke_family()
            return self.answer(401, {"message": "401 Unauthorized"})
        if is_rotation:
            if "expires_at" not in parse_qs(url.query):
                return self.answer(400, {"error": "expires_at is missing"})
            return self.answer(200, TOKENS.rotate(token))
        if self.command == "GET" and url.path == SELF:
            return self.answer(200, TOKENS.describe(token))
        if self.command == "DELETE" and url.path == SELF:
            TOKENS.known[token] = False
            return self.answer(204)
        return self.answer(404, {"message": "404 Not Found"})

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
