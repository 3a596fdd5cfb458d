#!/usr/bin/env bash
# Every allocation, every call about files and every call of Z3 fails in turn, and signals come before each call about files
# (fault.h). With FAULTS_FULL=1 every one, else a sample of allocations and calls of Z3.
set -u
. "$(dirname "$0")/lib.sh"
mkdir "$work/traces" "$work/expected"
export NICC_FAULT_DIR=$work/traces NICC_FAULT_EXPECT=$work/expected
export NICC_FAULT_COUNT=$work/count NICC_FAULT_REPORT=$work/report
tried=0
asks_z3=1 # 0: the designs may be decided without Z3, then nothing of it can fail

# What the command gives without a fault.
undisturbed() {
    rm -f result "$work"/expected/*
    "$FAULTS" "$@" >"$work/expected/out" 2>"$work/expected/err"
    echo $? >"$work/expected/status"
    [ ! -f result ] || mv result "$work/expected/result"
}

# attempt FAULT COMMAND...
attempt() {
    local fault=$1 seen number wrong
    shift
    rm -f "$work/report" "$work/count" result
    NICC_FAULT=$fault timeout "${FAULTS_TIMEOUT:-900}" "$FAULTS" "$@" >"$work/stdout" 2>"$work/stderr"
    if [ "$asks_z3" = 0 ] && [[ $fault == z3:* ]] && [ "$(cat "$work/count" 2>/dev/null)" = "0 0 0" ]; then
        return
    fi
    if ! read -r seen number wrong 2>/dev/null <"$work/count" || [ "$number" = 0 ]; then
        bad "$fault: $*: nothing was tried: $(tail -n 2 "$work/stderr")"
        return
    fi
    tried=$((tried + number))
    if [ "$wrong" = 0 ]; then
        good
    else
        bad "$fault: $*: $wrong of $number went wrong"
        head -n "${FAULTS_LINES:-20}" "$work/report"
    fi
    [ "${V:-0}" = 0 ] || echo "  $fault $*: $number of $seen"
}

# disturb ALLOCATIONS CALLS COMMAND...: the steps in which a sample takes allocations and calls of Z3; - for none.
disturb() {
    local allocations=$1 calls=$2 fault
    shift 2
    undisturbed "$@"
    [ "$FULL" = 0 ] || { allocations=1 && [ "$calls" = - ] || calls=${FAULTS_Z3_STEP:-5}; }
    attempt "alloc:each/$allocations" "$@"
    [ "$calls" = - ] || attempt "z3:each/$calls" "$@"
    for fault in file write=ENOSPC; do attempt "$fault:loop/1" "$@"; done
    [ "$FULL" = 1 ] || return
    for fault in file=EMFILE write=EIO write=EINTR write=EAGAIN short signal=SIGINT signal=SIGTERM; do
        attempt "$fault:loop/1" "$@"
    done
}

lab=specs/azure-interop.ni
small=designs/small.ni
disturb 1 1 verify --jobs 1 --output json:result -v $small
disturb 307 211 verify --jobs 1 -v $lab
disturb 5 - check $lab
disturb 5 - routes $lab hub
disturb 5 - trace --format json $lab hub branch
disturb 17 - matrix $lab
disturb 211 - diff --jobs 1 --format json $lab specs/azure-interop-leak.ni
disturb 23 - diff --jobs 1 designs designs
disturb 5 - dump --stage smt2 --claim hub-remote-survives $lab
disturb 1 - explain NICC0448
disturb 1 - check golden/input/bad-nesting/input.ni
disturb 53 - explain --rlimit 100000 hub-remote-survives $lab
if [ "$FULL" = 0 ]; then
    undisturbed verify --jobs 1 --output json:result $small
    for fault in short write=EINTR write=EAGAIN file=EMFILE signal=SIGINT signal=SIGTERM; do
        attempt "$fault:loop/1" verify --jobs 1 --output json:result $small
    done
else
    disturb 1 5 verify --jobs 1 --output json:result --rlimit 10000000 --max-counterexamples 3 $lab
    asks_z3=0
    for design in specs/hijack.ni specs/gadgets/*.ni specs/web-shop.ni specs/complaints/*.ni; do
        disturb 1 5 verify --jobs 1 --output json:result "$design"
    done
fi
sum_up "faults: $tried tried"
