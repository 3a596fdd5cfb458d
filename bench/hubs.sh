#!/usr/bin/env bash
# Measure nicc on hub-and-spoke designs of growing size (hub.sh), without and with one failure.
# Usage: bench/hubs.sh BUILD-FOLDER [RUNS] [SPOKES...]
set -euo pipefail
build=${1:?usage: bench/hubs.sh BUILD-FOLDER [RUNS] [SPOKES...]}
runs=${2:-11}
sizes=("${@:3}")
[ "${#sizes[@]}" -gt 0 ] || sizes=(20 50 100 200)
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for spokes in "${sizes[@]}"; do
    for failures in 0 1; do
        "$here/hub.sh" "$spokes" "$failures" >"$work/hub.ni"
        "$build/bench/measure" "$runs" "$spokes spokes, $failures failures" "$build/nicc" verify -q --jobs 1 "$work/hub.ni"
    done
done
