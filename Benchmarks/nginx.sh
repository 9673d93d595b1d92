#!/usr/bin/env bash
# CPU time per request of the release build beside nginx serving the same bytes from a file, alternated in one run:
# server on one core, load on the other. Requests per second swing on a shared machine; the ratios are what counts.
#
#   Benchmarks/nginx.sh [ROUNDS] [SECONDS]        default: 5 rounds of 4 seconds
#   TARGET=/dialogues?partner=India CONNECTIONS=64 OURS=18080 NGINX=18081 may be set in the environment.
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=${1:-5} seconds=${2:-4}
target=${TARGET:-/dialogues?partner=India} connections=${CONNECTIONS:-64}
ours_port=${OURS:-18080} nginx_port=${NGINX:-18081}
program=.build-release/release/entente

for tool in wrk nginx taskset curl; do
    command -v "$tool" >/dev/null || { echo "error: $tool is missing: apt-get install wrk nginx-light util-linux curl" >&2; exit 1; }
done
[[ -x $program ]] || { echo "error: no release build: run 'make release' first" >&2; exit 1; }

folder=$(mktemp -d)
pids=()
# shellcheck disable=SC2317
cleanup() { for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done; wait; rm -rf "$folder"; }
trap cleanup EXIT

wait_for() { # PORT
    for _ in $(seq 100); do
        curl -fs -o /dev/null "http://127.0.0.1:$1/" 2>/dev/null && return
        sleep 0.05
    done
    echo "error: nothing answers on port $1" >&2
    exit 1
}

taskset -c 0 "$program" serve --port "$ours_port" > "$folder/ours.log" 2>&1 &
ours=$!
pids+=("$ours")
wait_for "$ours_port"

mkdir "$folder/html"
curl -fs "http://127.0.0.1:$ours_port$target" > "$folder/html/answer.json"
cp "$folder/html/answer.json" "$folder/html/index.html"
chmod -R a+rX "$folder"
cat > "$folder/nginx.conf" <<CONF
worker_processes 1; daemon off; pid $folder/nginx.pid; error_log $folder/error.log;
events { worker_connections 4096; }
http {
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; open_file_cache max=100;
    types { application/json json; text/html html; }
    server { listen 127.0.0.1:$nginx_port; root $folder/html; }
}
CONF
taskset -c 0 nginx -c "$folder/nginx.conf" &
pids+=("$!")
wait_for "$nginx_port"
nginx_worker=$(pgrep -P "$(cat "$folder/nginx.pid")")

# User and system time of a process in clock ticks.
ticks() { awk '{print $14 + $15}' "/proc/$1/stat"; }

measure() { # PID PORT TARGET → "microseconds-per-request requests-per-second"
    local before after output requests rate
    before=$(ticks "$1")
    output=$(taskset -c 1 wrk -t1 -c"$connections" -d"${seconds}s" "http://127.0.0.1:$2$3")
    after=$(ticks "$1")
    requests=$(awk '/requests in/ {print $1}' <<<"$output")
    rate=$(awk '/Requests\/sec/ {print $2}' <<<"$output")
    if grep -qE 'Non-2xx|Socket errors' <<<"$output"; then
        echo "error: not every request was answered well: $output" >&2
        exit 1
    fi
    awk -v t=$((after - before)) -v n="$requests" -v r="$rate" -v hz="$(getconf CLK_TCK)" \
        'BEGIN {printf "%.2f %.0f\n", t / hz * 1e6 / n, r}'
}

median() { sort -n | awk '{v[NR] = $1} END {print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2}'; }

printf '%s octets, %s connections, %s rounds of %s s\n' "$(wc -c < "$folder/html/answer.json")" "$connections" "$rounds" "$seconds"
printf '%-6s %14s %14s %14s %14s\n' round 'ours µs' 'ours req/s' 'nginx µs' 'nginx req/s'
measure "$ours" "$ours_port" "$target" > /dev/null
measure "$nginx_worker" "$nginx_port" /answer.json > /dev/null
for round in $(seq "$rounds"); do
    read -r our_time our_rate < <(measure "$ours" "$ours_port" "$target")
    read -r nginx_time nginx_rate < <(measure "$nginx_worker" "$nginx_port" /answer.json)
    printf '%-6s %14s %14s %14s %14s\n' "$round" "$our_time" "$our_rate" "$nginx_time" "$nginx_rate"
    echo "$our_time" >> "$folder/ours"
    echo "$nginx_time" >> "$folder/nginx"
done
our_median=$(median < "$folder/ours") nginx_median=$(median < "$folder/nginx")
awk -v o="$our_median" -v n="$nginx_median" \
    'BEGIN {printf "median CPU µs/request: ours %.2f, nginx from a file %.2f: nginx takes %.2f× ours\n", o, n, n / o}'
