# lib: what the scripts of this folder share. To be sourced; leaves the script in a working folder of its own.
#
# Environment: NICC (default build/nicc), FAULTS (default build/tests/faults/nicc-faults),
# GENERATE (default build/bench/generate), FAULTS_FULL (1: all, not samples).
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
NICC=$(realpath "${NICC:-$root/build/nicc}")
FAULTS=$(realpath "${FAULTS:-$root/build/tests/faults/nicc-faults}")
GENERATE=$(realpath "${GENERATE:-$root/build/bench/generate}")
FULL=${FAULTS_FULL:-0}
export SOURCE_DATE_EPOCH=1767225600
unset NICC_FAULT
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/run"
ln -s "$root/specs" "$work/run/specs"
ln -s "$root/tests/golden" "$work/run/golden"
ln -s "$root/tests/faults/designs" "$work/run/designs"
cd "$work/run" || exit 1
passed=0 failed=0

good() { passed=$((passed + 1)); }
bad() {
    failed=$((failed + 1))
    printf 'FAIL %s\n' "$*"
}

# expect NAME STATUS PATTERN COMMAND...: the command ends with this status, and its output and messages match
# (grep -E; "" matches all).
expect() {
    local name=$1 status=$2 pattern=$3 got
    shift 3
    "$@" >"$work/stdout" 2>"$work/stderr"
    got=$?
    if [ "$got" != "$status" ]; then
        bad "$name: status $got, not $status: $(tail -n 2 "$work/stderr")"
    elif [ -n "$pattern" ] && ! cat "$work/stdout" "$work/stderr" | grep -qE -- "$pattern"; then
        bad "$name: nothing matches '$pattern': $(tail -n 3 "$work/stdout" "$work/stderr")"
    else
        good
    fi
}

# unfinished: the file of --output is not there, or says that the run did not finish.
unfinished() {
    [ ! -e result ] || grep -q 'nicc did not finish' result
}

# no_verdict NAME: no part of an answer was left, and nothing aside.
no_verdict() {
    local -a aside=(result.*)
    if [ -e "${aside[0]}" ]; then bad "$1: left behind: ${aside[*]}"
    elif ! unfinished; then bad "$1: an answer"
    else good; fi
    rm -f result*
}

sum_up() {
    echo "$1: $passed passed, $failed failed"
    [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
}
