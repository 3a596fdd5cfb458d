#!/bin/bash
# Run unit test programs (cmocka) and sum up. Only the output of programs that fail is shown.
#
#   run.sh PROGRAM...
set -u
passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# The number in cmocka's line "[  PASSED  ] 12 test(s)."; 0 without such a line.
count() {
    local n
    n=$(sed -nE "s/^\[  $1  \] ([0-9]+) test\(s\).*/\1/p" "$log" | tail -n 1)
    echo "${n:-0}"
}

for program in "$@"; do
    timeout "${UNIT_TIMEOUT:-120}" "$program" >"$log" 2>&1
    status=$?
    good=$(count PASSED)
    bad=$(count FAILED)
    [ "$status" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1 # crashed, or hung
    if [ "$bad" -gt 0 ]; then
        echo "FAIL $program (status $status)"
        cat "$log"
    fi
    passed=$((passed + good))
    failed=$((failed + bad))
done
echo "unit: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
