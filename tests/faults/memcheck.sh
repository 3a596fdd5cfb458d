#!/usr/bin/env bash
# valgrind over the lab, designs of specs/, golden cases, unit tests, and runs in which something fails: no invalid access, no
# use of what was never set, no leak. Runs that end for want of memory are looked at as well: what nothing leads to any more
# is a leak, what is still in use at that moment is none.
#
# Environment:
#   MEMCHECK_EACH (12)   each how manieth golden case and design of specs/ is run; 1: all of them
#   MEMCHECK_FROM (0)    which one is the first, below MEMCHECK_EACH: so all of them can be run in parts
#   MEMCHECK_JOBS (2)    golden cases at a time
#   MEMCHECK_PARTS (lab faults golden specs unit)
#   UNIT (none)          the programs of the unit tests
set -u
. "$(dirname "$0")/lib.sh"
. "$root/tests/faults/attempt.sh"
each=${MEMCHECK_EACH:-12} from=${MEMCHECK_FROM:-0}
parts=" ${MEMCHECK_PARTS:-lab faults golden specs unit} "
options=(--quiet --leak-check=full --show-leak-kinds=definite,indirect --errors-for-leak-kinds=definite,indirect
    --error-exitcode=99 "--log-file=$work/valgrind.%p")
under() { # PROGRAM SCRIPT: a script that runs the program under valgrind
    printf '#!/bin/bash\nexec valgrind %s %s "$@"\n' "${options[*]}" "$1" >"$2"
    chmod +x "$2"
}
under "$NICC" "$work/nicc"
under "$FAULTS" "$work/faults"
FAULTS=$work/faults

# What valgrind has found since the last time.
logs() { # NAME
    local log found=0
    for log in "$work"/valgrind.*; do
        if [ -s "$log" ] && [ $((++found)) -le 3 ]; then bad "$1: $(head -n 30 "$log")"; fi
    done
    [ $found -le 3 ] || bad "$1: $((found - 3)) more logs of valgrind"
    rm -f "$work"/valgrind.*
}

# A run that comes to its end, whatever its status.
clean() {
    local name=$1 status
    shift
    "$@" >"$work/stdout" 2>"$work/stderr"
    status=$?
    if [ $status = 99 ] || [ $status -ge 124 ]; then bad "$name: status $status"; else good; fi
    logs "$name"
    rm -rf result*
}

# chosen NUMBER: is it one of the sample?
chosen() { [ $(($1 % each)) = "$((from % each))" ]; }

lab=specs/azure-interop.ni
small=designs/small.ni

run_lab() {
    clean "the lab" "$work/nicc" verify --jobs 2 -v $lab
    clean "the lab in JSON" "$work/nicc" verify --jobs 2 --format json --output text:result $lab
    clean "differences" "$work/nicc" diff --jobs 1 $lab specs/azure-interop-leak.ni
    clean "certificates" "$work/nicc" verify --jobs 1 --certify results $small
}

# fails KINDS COMMAND...: once at each place.
fails() {
    local kinds=$1
    shift
    undisturbed "$@"
    places "$kinds" "$@"
    logs "$*"
}

run_faults() {
    fails alloc,z3 verify --jobs 1 --output json:result -v $small
    fails alloc,z3 diff --jobs 1 designs designs
    fails alloc,z3 explain --rlimit 100000 hub-remote-survives $lab
    fails alloc trace --format json $lab hub branch
    fails alloc matrix $lab
    fails alloc check golden/input/bad-nesting/input.ni
    fails alloc dump --stage smt2 --claim hub-remote-survives $lab
    if [ "$each" = 1 ]; then fails alloc,z3 verify --jobs 1 --output json:result -v $lab; fi
    local fault
    for fault in file:1 file:3 file:5 file:9 file:14 file:17 file:20 write:1 write:2 short:1+ write=ENOSPC:1+ thread:1+; do
        export NICC_FAULT=$fault
        clean "$fault" "$FAULTS" verify --jobs 2 --timeout 100 --output json:result $small
        unset NICC_FAULT
    done
}

# The same output as ever.
run_golden() {
    local names=() i=0 case
    for case in "$root"/tests/golden/*/*/; do
        case=${case%/}
        chosen $((i++)) && names+=("${case#"$root"/tests/golden/}")
    done
    if NICC=$work/nicc GOLDEN_TIMEOUT=600 GOLDEN_JOBS=${MEMCHECK_JOBS:-2} "$root/tests/golden/run.sh" "${names[@]}"; then
        good
    else
        bad "golden cases"
    fi
    logs "golden cases"
}

run_specs() {
    local i=0 design
    while IFS= read -r design; do
        chosen $((i++)) && clean "$design" "$work/nicc" verify --format json "$design"
    done < <(find specs/ -name '*.ni' -not -path 'specs/lab/*' | LC_ALL=C sort)
}

# A sample leaves out the programs that go through thousands of random designs: minutes each.
run_unit() {
    local program
    for program in ${UNIT:-}; do
        [ "$each" = 1 ] || [[ $program != *_random ]] || continue
        under "$root/$program" "$work/unit"
        clean "$program" timeout 3600 "$work/unit"
    done
}

for part in lab faults golden specs unit; do
    [[ $parts != *" $part "* ]] || "run_$part"
done
sum_up "memcheck"
