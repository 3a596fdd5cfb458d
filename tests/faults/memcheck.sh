#!/usr/bin/env bash
# valgrind over the lab, a sample of the golden cases, and runs in which something fails: no invalid access, no use of what was
# never set, no leak. A run that ends for want of memory stops in the middle; what it holds then is not looked at.
#
# Environment: MEMCHECK_EACH (12), each how manieth golden case; 1: all of them. MEMCHECK_JOBS (2).
set -u
. "$(dirname "$0")/lib.sh"
each=${MEMCHECK_EACH:-12}
export VALGRIND="valgrind --quiet --leak-check=full --show-leak-kinds=definite,indirect --errors-for-leak-kinds=definite,indirect --error-exitcode=99"
printf '#!/bin/bash\nexec %s --log-file=%s/valgrind.%%p %s "$@"\n' "$VALGRIND" "$work" "$NICC" >"$work/nicc"
chmod +x "$work/nicc"

# The runs themselves: their own status, and nothing from valgrind.
clean() {
    local name=$1 status
    local -a leaks=()
    [[ $name == alloc:* || $name == z3:5 ]] && leaks=(--leak-check=no)
    shift
    $VALGRIND "${leaks[@]}" --log-file="$work/log" "$@" >"$work/stdout" 2>"$work/stderr"
    status=$?
    if [ $status = 99 ] || [ -s "$work/log" ]; then
        bad "$name: $(head -n 30 "$work/log")"
    else
        good
    fi
    rm -f result
}
lab=specs/azure-interop.ni
small=designs/small.ni
clean "the lab" "$NICC" verify --jobs 2 -v $lab
clean "the lab in JSON" "$NICC" verify --jobs 2 --format json --output text:result $lab
clean "differences" "$NICC" diff --jobs 1 $lab specs/azure-interop-leak.ni
for fault in alloc:20 alloc:300 alloc:600 z3:5 z3:40 z3:400 z3:700 file:1 file:3 file:5 file:9 file:14 file:17 file:20 write:1 \
    write:2 short:1+ write=ENOSPC:1+ thread:1+; do
    export NICC_FAULT=$fault
    clean "$fault" "$FAULTS" verify --jobs 2 --timeout 100 --output json:result $small
    unset NICC_FAULT
done

# Golden cases: the same output as ever.
names=()
i=0
for case in "$root"/tests/golden/*/*/; do
    i=$((i + 1))
    case=${case%/}
    [ $((i % each)) = 0 ] && names+=("${case#"$root"/tests/golden/}")
done
if ! NICC=$work/nicc GOLDEN_TIMEOUT=600 GOLDEN_JOBS=${MEMCHECK_JOBS:-2} "$root/tests/golden/run.sh" "${names[@]}"; then
    bad "golden cases"
else
    good
fi
for log in "$work"/valgrind.*; do
    [ -s "$log" ] && bad "$(head -n 30 "$log")"
done
sum_up "memcheck"
