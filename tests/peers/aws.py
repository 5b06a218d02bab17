#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS STS and IAM on loopback: moto with signatures checked, behind a front that refuses what AWS
refuses and moto does not: keys that are switched off, and new ones in their first seconds.

Prints its port as the first line and runs until its standard input ends. Exits with 77 where moto
is not installed. Beside AWS it answers to the test:
  POST /_peer/reset {"id", "secret", "settle"}   one user "billing" with that key, one "admin"
                    -> {"admin_id", "admin_secret"}; "others": [{"user", "id", "secret"}...] has
                    more users with a key each
  POST /_peer/fault {"at", "kind"}   what becomes of the request of that number (from 0): "429" and
                    "redirect" do nothing; "500" and "cut" do it and spoil the answer. With
                    "action" instead of "at": of the next request of that action, or the one after
                    "skip" of them
  GET  /_peer/state -> {"keys": {ID: {"secret", "status", "user"}}, "requests": [ACTION...]}, of
                    all but the administrator
"""
import io
import json
import os
import sys
import threading
import time
import types
import warnings

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
warnings.filterwarnings("ignore")
# Debian's moto does without the module that adds headers for browsers.
cors = types.ModuleType("flask_cors")
cors.CORS = lambda *arguments, **options: None
sys.modules.setdefault("flask_cors", cors)

try:
    import moto.core.responses
    from moto import settings
    from moto.core import DEFAULT_ACCOUNT_ID
    from moto.iam.models import iam_backends
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import WSGIRequestHandler, make_server
except ModuleNotFoundError as problem:
    print(f"moto is not installed: {problem}", file=sys.stderr)
    sys.exit(77)

REFUSED = """<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <Error><Type>Sender</Type><Code>InvalidClientTokenId</Code>
  <Message>The security token included in the request is invalid.</Message></Error>
  <RequestId>00000000-0000-0000-0000-000000000000</RequestId>
</ErrorResponse>"""
ANYTHING = json.dumps({
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}],
})


class Peer:
    def __init__(self):
        self.lock = threading.Lock()
        self.moto = DomainDispatcherApplication(create_backend_app)
        self.settle = 0.0
        self.born = {}
        self.requests = []
        self.fault = {}
        self.users = []

    @property
    def iam(self):
        return iam_backends[DEFAULT_ACCOUNT_ID]["aws"]

    def reset(self, wanted):
        iam = self.iam
        iam.reset()
        settings.INITIAL_NO_AUTH_ACTION_COUNT = 0
        moto.core.responses.ActionAuthenticatorMixin.request_count = 0
        owners = [{"user": "billing", **wanted}, *wanted.get("others", [])]
        self.users = [owner["user"] for owner in owners]
        for name in (*self.users, "admin"):
            iam.create_user("us-east-1", name, None, None)
            iam.put_user_policy(name, "anything", ANYTHING)
        for owner in owners:
            old = iam.create_access_key(owner["user"])
            iam.access_keys[owner["id"]] = iam.access_keys.pop(old.access_key_id)
            old.access_key_id = owner["id"]
            old.secret_access_key = owner["secret"]
        admin = iam.create_access_key("admin")
        self.settle = float(wanted.get("settle", 0))
        self.born = {}
        self.requests = []
        self.fault = {}
        return {"admin_id": admin.access_key_id, "admin_secret": admin.secret_access_key}

    def keys(self, *users):
        return {key.access_key_id: key for user in users or self.users
                for key in self.iam.list_access_keys(user)}

    def state(self):
        return {
            "keys": {
                id: {"secret": key.secret_access_key, "status": key.status, "user": key.user_name}
                for id, key in self.keys().items()
            },
            "requests": self.requests,
        }

    def is_refused(self, authorization):
        if "Credential=" not in authorization:
            return True
        id = authorization.split("Credential=")[1].split("/")[0]
        if id in self.keys("admin"):
            return False
        key = self.keys().get(id)
        if key is None or key.status != "Active":
            return True
        return time.monotonic() < self.born.get(id, 0) + self.settle

    def __call__(self, environ, start_response):
        with self.lock:
            path = environ["PATH_INFO"]
            length = int(environ.get("CONTENT_LENGTH") or 0)
            if path == "/_peer/reset":
                return self.answer(start_response, self.reset(
                    json.loads(environ["wsgi.input"].read(length))))
            if path == "/_peer/fault":
                self.fault = json.loads(environ["wsgi.input"].read(length))
                return self.answer(start_response, {})
            if path == "/_peer/state":
                return self.answer(start_response, self.state())
            return self.forward(environ, start_response, length)

    def fault_of(self, action):
        if self.fault.get("action") == action:
            if self.fault.get("skip", 0) > 0:
                self.fault["skip"] -= 1
                return ""
            return self.fault.pop("kind", "")
        return self.fault.get("kind") if self.fault.get("at") == len(self.requests) - 1 else ""

    def forward(self, environ, start_response, length):
        body = environ["wsgi.input"].read(length)
        environ["wsgi.input"] = io.BytesIO(body)
        action = dict(pair.split(b"=", 1) for pair in body.split(b"&") if b"=" in pair).get(
            b"Action", b"?").decode()
        self.requests.append(action)
        fault = self.fault_of(action)
        if fault == "429":
            start_response("429 Too Many Requests", [("Retry-After", "1")])
            return [b""]
        if fault == "redirect":
            start_response("307 Temporary Redirect", [("Location", "http://127.0.0.1:9/")])
            return [b""]
        if self.is_refused(environ.get("HTTP_AUTHORIZATION", "")):
            start_response("403 Forbidden", [("Content-Type", "text/xml")])
            return [REFUSED.encode()]
        before = set(self.keys())
        answered = {}
        chunks = list(self.moto(environ, lambda *call: answered.update(call=call)))
        status, headers = answered["call"][:2]
        for id in set(self.keys()) - before:
            self.born[id] = time.monotonic()
        # The Query protocol's errors are ErrorResponse/Error; moto puts a list round it. And it
        # calls its XML text/html.
        whole = b"".join(chunks).replace(b"<Errors>", b"").replace(b"</Errors>", b"")
        if fault == "500":
            status, whole = "500 Failure", b"<html>Internal failure</html>"
        headers = [(name, value) for name, value in headers
                   if name.lower() not in ("content-type", "content-length")]
        start_response(status, headers + [("Content-Type", "text/xml"),
                                          ("Content-Length", str(len(whole)))])
        return [whole[:-40] if fault == "cut" else whole]

    @staticmethod
    def answer(start_response, value):
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(value).encode()]


class Quiet(WSGIRequestHandler):
    def log(self, *arguments):
        pass


def main():
    server = make_server("127.0.0.1", 0, Peer(), threaded=True, request_handler=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()
    server.shutdown()


if __name__ == "__main__":
    main()
