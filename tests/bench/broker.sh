#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rekey authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/bench/broker.sh [CONNECTIONS [SECONDS]]  what a small request costs the broker, beside nginx
# as a plain forward to the same upstream by TLS: processor time for each, in one run on loopback.
# Needs nginx on the PATH (or in NGINX_PROGRAM), and the preset bench. Not a test: figures, no verdict.
set -euo pipefail
checkout=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
readonly checkout
[[ -n ${REKEY_ENV_READY:-} ]] || {
    "$checkout/installers/build.sh" bench rekey-cli bench_proxy
    exec "$checkout/installers/env.sh" env NGINX_PROGRAM="${NGINX_PROGRAM:-}" "$checkout/tests/bench/broker.sh" "$@"
}
connections=${1:-2000}
seconds=${2:-10}
nginx=${NGINX_PROGRAM:-$(command -v nginx || true)}
[[ -n $nginx ]] || {
    echo "nginx is not installed: nothing to measure the broker against; skipped"
    exit 0
}
bin=$checkout/build/bench
work=$(mktemp -d)
pids=()
finish() {
    ((${#pids[@]} == 0)) || kill "${pids[@]}" 2>/dev/null || true
    rm -rf -- "$work"
}
trap finish EXIT
ulimit -n $((connections * 4 + 200))

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null

serve_nginx() {
    local name=$1
    cat >"$work/$name.conf"
    "$nginx" -c "$work/$name.conf" -p "$work" -e "$work/$name.log" &
    pids+=($!)
}
common="daemon off; master_process off; worker_processes 1; error_log $work/error.log;
events { worker_connections $((connections * 4)); }"
http="access_log off; keepalive_requests 100000000; client_body_temp_path $work/b; proxy_temp_path $work/p;
fastcgi_temp_path $work/f; uwsgi_temp_path $work/u; scgi_temp_path $work/s;"
serve_nginx upstream <<CONF
$common pid $work/upstream.pid;
http { $http server { listen 127.0.0.1:19443 ssl; ssl_certificate $work/cert.pem; ssl_certificate_key $work/key.pem;
location / { return 200 "hello"; } } }
CONF
serve_nginx forward <<CONF
$common pid $work/forward.pid;
http { $http upstream u { server 127.0.0.1:19443; keepalive $connections; keepalive_requests 100000000; }
server { listen 127.0.0.1:18080; location / { proxy_pass https://u; proxy_http_version 1.1;
proxy_set_header Connection ""; proxy_set_header Host 127.0.0.1:19443; proxy_ssl_verify on;
proxy_ssl_trusted_certificate $work/cert.pem; proxy_ssl_name localhost; proxy_buffering off; } } }
CONF
forward=${pids[-1]}

echo 0d88a36d5c41d5c3d97b929fdebf0bea57e5fb4616da88121ba972431a161cab >"$work/open.key"
cat >"$work/broker.toml" <<CONF
authorities = "$work/cert.pem"
[[allow]]
name = "bench"
host = "127.0.0.1"
[limits]
clients = $((connections + 100))
[audit]
file = "$work/audit.jsonl"
CONF
"$bin/app/rekey-cli" broker serve --config "$work/broker.toml" --listen 127.0.0.1:18118 --key-fd 0 \
    <"$work/open.key" 2>"$work/broker.log" &
broker=$!
pids+=("$broker")
# The protocol's published vector: an inject of a made-up token, for anybody.
token=B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/AsrhtHHz//0G6cmm3kK38c05vhmk5PBDOLwuSpm+rXgh/i/0HVWELmelccyvU8gL9H4JSwT6jywewA9iE81QNeXK1So22TsFzsEXs
printf 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n' >"$work/plain"
printf 'GET http://127.0.0.1:19443/ HTTP/1.1\r\nHost: x\r\nProxy-Tokenizer: %s\r\n\r\n' "$token" >"$work/sealed"
for port in 19443 18080 18118; do
    until (: >"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
        kill -0 "$broker" || exit 1
    done
done

echo "$connections kept connections, $seconds s each"
for round in 1 2 3; do
    echo "nginx  $round: $("$bin/tests/bench/bench_proxy" 18080 "$work/plain" "$connections" "$seconds" "$forward")"
    echo "broker $round: $("$bin/tests/bench/bench_proxy" 18118 "$work/sealed" "$connections" "$seconds" "$broker")"
done | tee "$work/figures"
awk '/nginx/ { n += $(NF - 4) } /broker/ { b += $(NF - 4) } END { printf "ratio of processor time, broker to nginx: %.2f\n", b / n }' "$work/figures"
