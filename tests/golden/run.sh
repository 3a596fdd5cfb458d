#!/bin/bash
# Golden tests: run the program in every case folder below this one and compare what it prints.
#
#   run.sh [--bless] [NAME...]     only cases whose area/case contains one of the NAMEs
#
# A case is a folder AREA/CASE with the files
#   args             the command line, words divided by blanks (no quoting)
#   stdout, stderr   what must be printed; empty files must exist too
#   status           the exit status
#   stdin            standard input (optional; else there is none)
#   env              variables of the environment, NAME=VALUE, one a line (optional; else SOURCE_DATE_EPOCH stands for
#                    2026-01-01)
#   NAME.expected    what a file NAME written by the program must hold (optional)
# and whatever the program is to read. The program runs in a copy of the folder, beside which ../specs is the folder
# of the published designs. Versions of nicc and Z3 are
# replaced by VERSION before comparing. --bless writes what the program did into the case: read the difference
# before you commit it.
#
# Environment: NICC (default build/nicc), GOLDEN_TIMEOUT (seconds a case may take, 20), GOLDEN_JOBS (2).
set -u
here=$(cd "$(dirname "$0")" && pwd)
export NICC GOLDEN_TIMEOUT
NICC=$(realpath "${NICC:-$here/../../build/nicc}")
GOLDEN_TIMEOUT=${GOLDEN_TIMEOUT:-20}

normalise() {
    sed -E -e 's/("(nicc|z3|jansson|semanticVersion)": )"[^"]*"/\1"VERSION"/' -e 's/^nicc [0-9.]+ \(Z3 [^)]*\)$/nicc VERSION (Z3 VERSION)/' \
        -e 's/ \(manifest [0-9a-f]{64}\)$/ (manifest SUM)/' "$1"
}

# Run one case in a copy at $2, leaving stdout.got and so on beside it in $3.
execute() {
    local case=$1 copy=$2 got=$3 input=/dev/null
    cp -R "$case" "$copy"
    ln -sfn "$here/../../specs" "$(dirname "$copy")/specs"
    [ -f "$case/stdin" ] && input=$copy/stdin
    local -a words
    read -r -d '' -a words <"$case/args"
    local -a day=(SOURCE_DATE_EPOCH=1767225600)
    [ -f "$case/env" ] && mapfile -t day <"$case/env"
    (cd "$copy" && env -u NO_COLOR LC_ALL=C TERM=dumb "${day[@]}" timeout "$GOLDEN_TIMEOUT" "$NICC" "${words[@]}") \
        <"$input" >"$got/stdout.raw" 2>"$got/stderr.raw"
    echo $? >"$got/status"
    normalise "$got/stdout.raw" >"$got/stdout"
    normalise "$got/stderr.raw" >"$got/stderr"
    local file
    for file in "$case"/*.expected; do
        [ -f "$file" ] || continue
        file=$(basename "$file" .expected)
        if [ -f "$copy/$file" ]; then normalise "$copy/$file" >"$got/$file.expected"; fi
    done
}

# Compare one file of the case with what came out; prints the difference.
compare() {
    local case=$1 got=$2 file=$3
    if [ ! -f "$case/$file" ]; then
        echo "$case/$file: missing"
        return 1
    fi
    [ -f "$got/$file" ] || touch "$got/$file"
    diff -u --label "$file expected" --label "$file" "$case/$file" "$got/$file"
}

run_case() {
    local case=$1 bless=$2 work file good=1
    if [ ! -f "$case/args" ]; then
        echo "FAIL $case"
        echo "$case/args: missing"
        return 1
    fi
    work=$(mktemp -d)
    mkdir "$work/got"
    execute "$case" "$work/case" "$work/got"
    local -a files=(stdout stderr status)
    for file in "$case"/*.expected; do
        [ -f "$file" ] && files+=("$(basename "$file")")
    done
    if [ "$bless" = 1 ]; then
        for file in "${files[@]}"; do cp "$work/got/$file" "$case/$file"; done
        rm -rf "$work"
        return 0
    fi
    local log=$work/log
    for file in "${files[@]}"; do
        compare "$case" "$work/got" "$file" >>"$log" || good=0
    done
    if [ "$good" = 0 ]; then
        echo "FAIL $case"
        cat "$log"
    fi
    rm -rf "$work"
    [ "$good" = 1 ]
}

# One case, in a process of its own: its verdict is the file $4.ok or $4.failed.
if [ "${1:-}" = --case ]; then
    cd "$here" || exit 1
    if run_case "$2" "$3" >"$4.log" 2>&1; then mv "$4.log" "$4.ok"; else mv "$4.log" "$4.failed"; fi
    exit 0
fi

bless=0
if [ "${1:-}" = --bless ]; then
    bless=1
    shift
fi
[ -x "$NICC" ] || { echo "golden: no program at $NICC" >&2; exit 1; }

cd "$here" || exit 1
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
number=0
list=$results/list
: >"$list"
for case in */*/; do
    [ -d "$case" ] || continue
    case=${case%/}
    wanted=$(($# == 0))
    for name in "$@"; do [[ $case == *"$name"* ]] && wanted=1; done
    [ "$wanted" = 1 ] || continue
    number=$((number + 1))
    printf '%s\0%s\0%s\0' "$case" "$bless" "$results/$(printf %05d "$number")" >>"$list"
done
xargs -0 -r -n 3 -P "${GOLDEN_JOBS:-2}" "$here/run.sh" --case <"$list"

passed=$(find "$results" -name '*.ok' | wc -l)
failed=$((number - passed))
for log in "$results"/*.failed; do [ -f "$log" ] && cat "$log"; done
if [ "$bless" = 1 ]; then
    echo "golden: $passed blessed, $failed failed"
else
    echo "golden: $passed passed, $failed failed"
fi
[ "$failed" = 0 ] && [ "$number" -gt 0 ]
