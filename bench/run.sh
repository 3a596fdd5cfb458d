#!/usr/bin/env bash
# Measure nicc on the published lab. Usage: bench/run.sh BUILD-FOLDER [RUNS]
set -euo pipefail
build=${1:?usage: bench/run.sh BUILD-FOLDER [RUNS]}
runs=${2:-41}
nicc=$build/nicc
measure=$build/bench/measure

printf 'machine: %s, %s cores; %s runs each, medians\n' \
    "$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$runs"
"$measure" "$runs" 'verify specs/azure-interop.ni' "$nicc" verify --jobs 1 specs/azure-interop.ni
"$measure" "$runs" 'verify, 2 jobs' "$nicc" verify --jobs 2 specs/azure-interop.ni
"$measure" "$runs" 'check (no solver)' "$nicc" check specs/azure-interop.ni
"$measure" "$runs" 'nicc version (load, no work)' "$nicc" version
"$measure" "$runs" "Z3's own start" "$build/bench/z3_start"
"$nicc" verify --jobs 1 --stats -q specs/azure-interop.ni
