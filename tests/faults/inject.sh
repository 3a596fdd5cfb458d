#!/usr/bin/env bash
# Memory, calls about files and calls of Z3 fail in turn, and signals come before each call about files (fault.h). Memory and
# Z3 fail once at each place that asks for them; with FAULTS_FULL=1 every allocation fails.
set -u
. "$(dirname "$0")/lib.sh"
. "$root/tests/faults/attempt.sh"

# disturb KINDS COMMAND...
disturb() {
    local kinds=$1 fault
    shift
    undisturbed "$@"
    if [ "$FULL" = 0 ]; then places "$kinds" "$@"; else every "$kinds" "$@"; fi
    for fault in file write=ENOSPC; do attempt "$fault:loop/1" "$@"; done
    [ "$FULL" = 1 ] || return
    for fault in file=EMFILE write=EIO write=EINTR write=EAGAIN short signal=SIGINT signal=SIGTERM cut=SIGINT cut=SIGTERM; do
        attempt "$fault:loop/1" "$@"
    done
}

lab=specs/azure-interop.ni
small=designs/small.ni
disturb alloc,z3 verify --jobs 1 --output json:result -v $small
disturb alloc,z3 verify --jobs 1 --output json:result -v $lab
disturb alloc check $lab
disturb alloc routes $lab hub
disturb alloc trace --format json $lab hub branch
disturb alloc matrix $lab
disturb alloc,z3 diff --jobs 1 --format json $lab specs/azure-interop-leak.ni
disturb alloc,z3 diff --jobs 1 designs designs
disturb alloc dump --stage smt2 --claim hub-remote-survives $lab
disturb alloc explain NICC0448
disturb alloc check golden/input/bad-nesting/input.ni
disturb alloc,z3 explain --rlimit 100000 hub-remote-survives $lab

# The time is over at every so many-th look at the clock.
late() {
    local step=$1
    shift
    undisturbed "$@"
    [ "$FULL" = 0 ] || step=$(((step + 9) / 10))
    attempt "time:each/$step" "$@"
}
late 11 verify --jobs 1 --timeout 60 --output json:result -v $small
late 1501 verify --jobs 1 --timeout 60 -v $lab
late 101 check --timeout 60 $lab
late 97 routes --timeout 60 $lab hub
late 97 trace --timeout 60 $lab hub branch
late 397 trace --timeout 60 --format json $lab hub branch
late 97 matrix --timeout 60 $lab
late 4001 diff --jobs 1 --timeout 60 $lab specs/azure-interop-leak.ni
late 503 diff --jobs 1 --timeout 60 --format json $small golden/cli/max-counterexamples-json/input.ni
late 101 dump --stage smt2 --timeout 60 --claim hub-remote-survives $lab
late 97 explain --timeout 60 hub-remote-survives $lab
late 97 verify --jobs 1 --timeout 60 --mutate $small

if [ "$FULL" = 0 ]; then
    undisturbed verify --jobs 1 --output json:result $small
    for fault in short write=EINTR write=EAGAIN file=EMFILE signal=SIGINT signal=SIGTERM cut=SIGINT cut=SIGTERM; do
        attempt "$fault:loop/1" verify --jobs 1 --output json:result $small
    done
else
    disturb alloc,z3 verify --jobs 1 --output json:result --rlimit 10000000 --max-counterexamples 3 $lab
    asks_z3=0
    for design in specs/hijack.ni specs/gadgets/*.ni specs/web-shop.ni specs/complaints/*.ni; do
        disturb alloc,z3 verify --jobs 1 --output json:result "$design"
    done
fi
sum_up "faults: $tried tried"
