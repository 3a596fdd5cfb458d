#!/usr/bin/env bash
# Measure nicc on the published lab. Usage: bench/run.sh BUILD-FOLDER [RUNS]
set -euo pipefail
build=${1:?usage: bench/run.sh BUILD-FOLDER [RUNS]}
runs=${2:-41}
nicc=$build/nicc
lab=specs/azure-interop.ni

measure() { "$build/bench/measure" "$runs" "$@"; }
median() { sed -E 's/^.{34} *([0-9.]+) ms.*/\1/' <<<"$1"; }

printf 'machine: %s, %s cores; %s runs each; median wall time (range), median processor time, largest memory\n' \
    "$(sed -n '/^model name/{s/.*: //p;q}' /proc/cpuinfo)" "$(nproc)" "$runs"
whole=$(measure "verify $lab" "$nicc" verify --jobs 1 "$lab")
start=$(measure "Z3's own start" "$build/bench/z3_start")
echo "$whole"
measure 'the same with 2 jobs' "$nicc" verify --jobs 2 "$lab"
why=$(measure 'the same with what proofs rest on' "$nicc" verify --jobs 1 -v "$lab")
echo "$why"
awk -v whole="$(median "$whole")" -v why="$(median "$why")" \
    'BEGIN { printf "what proofs rest on: %.2f times the plain verdicts\n", why / whole }'
measure 'check (everything but the solver)' "$nicc" check "$lab"
measure "verify --mutate $lab" "$nicc" verify --mutate --jobs 1 "$lab"
measure "diff of the lab with itself" "$nicc" diff --jobs 1 "$lab" "$lab"
echo "$start"
awk -v whole="$(median "$whole")" -v start="$(median "$start")" \
    'BEGIN { printf "outside Z3'"'"'s own start: %.1f ms, %.0f %% of the whole\n", whole - start, 100 * (whole - start) / whole }'
"$nicc" verify --jobs 1 --stats -q "$lab"
