#!/bin/bash
# A run that dies leaves files which say so: not the old report, not a part, and no verdict. The design is a pipe that nobody
# writes into, so that the run hangs before it has read a word; then it is killed.
#
#   unfinished.sh FOLDER    leaves the files in FOLDER/KILLED..., for validate.py and others
#
# Environment: NICC.
set -u
folder=$1
formats='text json sarif junit github gitlab azure markdown'
passed=0
failed=0

bad() {
    failed=$((failed + 1))
    echo "FAIL unfinished: $*"
}

name_of() {
    case $1 in
    text) echo verify.txt ;;
    markdown) echo verify.md ;;
    *) echo "verify.$1" ;;
    esac
}

# killed COMMAND SIGNAL
killed() {
    local command=$1 signal=$2 place=$folder/killed-$1-$2 format file
    local -a outputs=()
    mkdir -p "$place/designs"
    mkfifo "$place/designs/never.ni"
    for format in $formats; do
        file=$(name_of "$format")
        echo "an old report: all proved" >"$place/$file"
        outputs+=(--output "$format:../$file")
    done
    (cd "$place/designs" && exec "$NICC" "$command" "${outputs[@]}" never.ni) >/dev/null 2>&1 &
    local run=$!
    for _ in $(seq 400); do
        grep -qs 'did not finish' "$place/verify.md" && break # the last one
        sleep 0.05
    done
    kill -s "$signal" "$run"
    wait "$run" 2>/dev/null
    rm "$place/designs/never.ni"
    for format in $formats; do
        file=$place/$(name_of "$format")
        if grep -q 'an old report' "$file"; then bad "$command, SIG$signal: the old $format report"
        elif ! grep -q 'nicc did not finish' "$file"; then bad "$command, SIG$signal: $format: $(head -n 3 "$file")"
        else passed=$((passed + 1)); fi
    done
    local -a aside=("$place"/verify.*.??????)
    [ ! -e "${aside[0]}" ] || bad "$command, SIG$signal: left behind: ${aside[*]}"
}

killed verify KILL
killed verify TERM
killed check KILL
echo "unfinished: $passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
