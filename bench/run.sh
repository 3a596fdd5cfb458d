#!/usr/bin/env bash
# Measure nicc and the comparison engines on the work of bench/work.txt, check that all verdicts agree, and print one
# table. A full run also keeps it as bench/results/DATE.txt and renews the table and the curves of
# docs/performance.md.
#
# Usage: bench/run.sh quick|full BUILD-FOLDER
# Exit status 1: engines disagree, a verdict is not the expected one, or a program failed. A limit that was reached
# and a target that was missed stand in the table and are no failure.
set -euo pipefail
cd "$(dirname "$0")/.."
set=${1:?usage: bench/run.sh quick|full BUILD-FOLDER}
build=${2:?usage: bench/run.sh quick|full BUILD-FOLDER}
export LC_ALL=C

# Seconds: of all, of one run of nicc, of one engine, and how long to repeat; MiB of each program.
case $set in
full) total=1740 nicc_limit=90 engine_limit=40 repeat_for=8 runs=21 ;;
quick) total=110 nicc_limit=20 engine_limit=5 repeat_for=1 runs=11 ;;
*) echo "bench: a run is quick or full, not $set" >&2 && exit 2 ;;
esac
memory=8192
engines=(textbook datalog simulator)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
end=$((SECONDS + total))
problems=0

problem() {
    echo "bench: $*" >&2
    problems=$((problems + 1))
}

# The smaller of a limit and what is left of the whole time.
within() {
    local left=$((end - SECONDS))
    echo $((left < $1 ? left : $1))
}

measure() { "$build/bench/measure" -m "$memory" "$@"; }

# `value` tells about a run of nicc or an engine: STATUS WALL PROCESSOR MEMORY LIMIT, `-` where there was none.
not_run='- 0 0 0 0'

run_nicc() { # WORK COMMAND
    local limit status wall least most processor kib count
    local -a command
    limit=$(within "$nicc_limit")
    if [ "$limit" -lt 1 ]; then
        value=$not_run
        return
    fi
    read -ra command <<<"${2//@/$design_file}"
    [ -x "$build/${command[0]}" ] && command[0]=$build/${command[0]} || command[0]=$build/bench/${command[0]}
    read -r status wall least most processor kib count \
        < <(measure -n "$runs" -b "$repeat_for" -t "$limit" -o "$work/nicc.out" "${command[@]}" 2>"$work/nicc.err")
    case $status in
    0) ;;
    time | memory) : >"$work/nicc.out" ;;
    *) problem "$1: nicc ended with $status: $(cat "$work/nicc.err" "$work/nicc.out" | head -3)" ;;
    esac
    printf '  %-52s nicc %s %s ms (%s to %s, %s runs)\n' "$1" "$status" "$wall" "$least" "$most" "$count" >&2
    value="$status $wall $processor $kib $limit"
}

run_engine() { # WORK ENGINE
    local limit status wall least most processor kib count agreement
    limit=$(within "$engine_limit")
    value=$not_run
    [ "$limit" -ge 1 ] || return 0
    read -r status wall least most processor kib count \
        < <(measure -t "$limit" -o "$work/engine.out" "$build/bench/compare" "$2" "$design_file" 2>"$work/engine.err")
    case $status in
    0 | time | memory) ;;
    *) problem "$1: $2 ended with $status: $(head -3 "$work/engine.err")" ;;
    esac
    if ! agreement=$(awk -f bench/agree.awk "$work/nicc.out" "$work/engine.out"); then
        problem "$1: $2 and nicc disagree: $agreement"
    elif [ "$status" = 0 ]; then
        status=$agreement # how many of the claims it has answered
    fi
    printf '  %-52s %s %s %s ms\n' "" "$2" "$status" "$wall" >&2
    value="$status $wall $processor $kib $limit"
}

# The file with the design of a row, in design_file.
make_design() {
    local -a arguments
    read -ra arguments <<<"$1"
    case $1 in
    *.ni) design_file=$1 ;;
    ?*)
        design_file=$work/design.ni
        "$build/bench/generate" "${arguments[@]}" >"$design_file"
        ;;
    *) design_file= ;;
    esac
}

# One line of results for each row: WORK, CURVE, TARGET, PEER, then the values of nicc and each engine, tabs between.
run_row() { # WORK COMMAND DESIGN COMPARE CURVE TARGET PEER
    local line engine
    make_design "$3" || problem "$1: no design"
    run_nicc "$1" "$2"
    line="$1	$5	$6	$7	$value"
    for engine in "${engines[@]}"; do
        value=-
        case " $4 " in *" $engine "*) run_engine "$1" "$engine" ;; esac
        line+="	$value"
    done
    echo "$line" >>"$work/results"
}

run_all() {
    local group title command design compare curve target peer
    while IFS='|' read -r group title command design compare curve target peer; do
        case $group in
        quick) ;;
        full) [ "$set" = full ] || continue ;;
        *) continue ;;
        esac
        run_row "$title" "$command" "$design" "$compare" "$curve" "$target" "$peer"
    done < <(sed -E 's/#.*//; s/[ ]*\|[ ]*/|/g; s/[ ]+$//' bench/work.txt)
}

head_lines() {
    echo "- date: $(date -u +%F)"
    echo "- version: $("$build/nicc" version | tr '\n' ' ' | sed 's/ $//'), commit $(git describe --always --dirty 2>/dev/null || echo unknown)"
    echo "- machine: $(sed -n '/^model name/{s/.*: //p;q}' /proc/cpuinfo), $(nproc) cores, $(awk '/MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo) GiB"
    echo "- limits: nicc ${nicc_limit} s, engines ${engine_limit} s, ${memory} MiB each; medians of up to $runs runs of nicc, one of each engine"
}

# The growth curves: a plot of each, and a line with the exponents.
curves() {
    local word name counts most
    while IFS='|' read -r word name counts most; do
        [ "$word" = curve ] || continue
        awk -F'\t' -v curve="$name" -f bench/points.awk "$work/results" >"$work/points"
        if ! awk '$2 != "NaN" { found = 1 } END { exit !found }' "$work/points"; then
            echo "- Growth of $name: no run of nicc has ended."
            continue
        fi
        awk -v curve="$name" -v counts="$counts" -v most="$most" -f bench/fit.awk "$work/points"
        gnuplot -e "points='$work/points'; counts='$counts'; name='$name'" bench/curve.gp >"docs/growth-$name.svg"
    done < <(sed -E 's/#.*//; s/[ ]*\|[ ]*/|/g; s/[ ]+$//' bench/work.txt)
}

# Put a file between the two marks of docs/performance.md.
renew_page() {
    awk -v file="$1" '
        /^<!-- results/ { print; print ""; while ((getline line < file) > 0) print line; print ""; skip = 1 }
        /^<!-- end of results/ { skip = 0 }
        !skip || /^<!-- end/ { if (!/^<!-- results/) print }' docs/performance.md >"$work/page"
    cat "$work/page" >docs/performance.md
}

run_all
{
    head_lines
    echo
    awk -F'\t' -f bench/table.awk "$work/results"
} >"$work/table"
if [ "$set" = full ]; then
    echo >>"$work/table"
    curves >>"$work/table"
fi
if [ "$problems" -gt 0 ]; then
    cat "$work/table"
    echo "bench: $problems problems, see above" >&2
    exit 1
fi
cat "$work/table"
if [ "$set" = full ]; then
    mkdir -p bench/results
    cp "$work/table" "bench/results/$(date -u +%F).txt"
    renew_page "$work/table"
fi
