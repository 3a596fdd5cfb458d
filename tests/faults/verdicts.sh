#!/usr/bin/env bash
# Every way to a verdict is forced: proofs, refutations, each reason for `unknown` and each for `error`, with the exit status that
# belongs to it. What no design can force is forced by a function that answers wrongly (lies.c) or a call that fails (fault.h).
# docs/faults.md is the table of all of them: a check at the end compares it with this file.
set -u
. "$(dirname "$0")/lib.sh"
small=designs/small.ni
gadget=specs/gadgets/disagree.ni
lab=specs/azure-interop.ni

# verdict STATUS PATTERN FAULT ARGUMENTS...: `nicc verify ARGUMENTS` under the fault (- for none).
verdict() {
    local status=$1 pattern=$2 fault=$3
    shift 3
    if [ "$fault" = - ]; then
        expect "$pattern" "$status" "$pattern" "$NICC" verify --jobs 2 "$@"
    else
        NICC_FAULT=$fault expect "$fault: $pattern" "$status" "$pattern" "$FAULTS" verify --jobs 1 "$@"
    fi
}

# How often nicc may look at the clock while it reads and checks a design.
ticks() {
    NICC_FAULT=time:count NICC_FAULT_COUNT=$work/count "$FAULTS" check "$1" >/dev/null 2>&1
    cut -d ' ' -f 1 "$work/count"
}

# A fault: the time is over, once and for all, soon after the design was read and checked. Commands differ by some looks before that.
late() { echo "time:$(($(ticks "$1") + 60))+"; }

# ---- proved ----
verdict 0 '^proved +connected:' - $small
verdict 0 '^proved +settled: routing is stable' - $small
"$GENERATE" fat-tree 12 igp all-pairs-length >large.ni
verdict 0 '^proved +all-pairs-length:' - large.ni
verdict 0 'warning: the claim speaks of no flow' - golden/vacuous/verify/input.ni
verdict 0 'warning: .*stateful|goes round' - specs/complaints/spoke-route.ni
verdict 0 'packets from .* are delivered, but no reply comes back' - specs/azure-interop-leak.ni

# ---- refuted ----
verdict 0 '^refuted +twice:' - $small
verdict 1 ': refuted: claim' - golden/cli/max-counterexamples-json/input.ni
verdict 0 '^refuted .*routing is stable' - $gadget
sed 's/within [0-9]* hops/within 2 hops/' large.ni >short.ni
verdict 1 ': refuted: claim .all-pairs-length.' - short.ni

# ---- unknown: a limit of time or work ----
verdict 3 'unknown: .*the time limit of 9000 ms \(--timeout\) was reached' "$(late $lab)" --timeout 9 $lab
verdict 3 'unknown: .*the work limit of 1 \(--rlimit\) was reached' - --rlimit 1 $lab
verdict 3 'unknown: .*no thread could be started to keep the time limit' thread:1+ --timeout 9 $lab
verdict 3 'unknown: .*Z3 ran out of memory' lie:check-memory $lab
verdict 3 'unknown: .*Z3 found no answer: \(incomplete\)' lie:check-incomplete $lab

# ---- the time of everything else is over ----
export NICC_FAULT
for format in '' '--format json'; do
    for view in "trace $lab hub branch" "routes $lab hub" "routes $lab hub.er-gw" "matrix $lab"; do
        NICC_FAULT=$(late $lab)
        expect "late: $view $format" 3 'the time limit of 9000 ms \(--timeout\) was reached' "$FAULTS" --timeout 9 $format $view
        { [ "$format" ] && grep -q '"cells": \|"forward": \|"routes": ' "$work/stdout"; } || { [ -z "$format" ] && [ -s "$work/stdout" ]; } &&
            bad "late: $view $format: a part of the answer"
        NICC_FAULT=time:90
        expect "late: reading, $view $format" 2 'reading and checking the design takes longer than 10000 ms' "$FAULTS" --timeout 9 $format $view
    done
    NICC_FAULT=time:$(($(ticks $lab) + $(ticks $small) + 60))
    expect "late: diff $format" 3 'the time limit of 9000 ms' "$FAULTS" diff --jobs 1 --timeout 9 $format $lab $small
    grep -q 'has to go\|"result": null\|: unknown; claims: ' "$work/stdout" && good || bad "late: diff $format: something was compared"
done
NICC_FAULT=$(late $lab)
expect "late: dump" 3 'the time limit of 9000 ms' "$FAULTS" dump --stage smt2 --timeout 9 --claim hub-remote-survives $lab
expect "late: explain" 0 'unknown: .*the time limit of 9000 ms' "$FAULTS" explain --timeout 9 hub-remote-survives $lab
NICC_FAULT=time:90
expect "late: check" 2 'error.NICC0012' "$FAULTS" check --timeout 60 $lab
expect "late: without a limit there is none" 0 'no errors' "$FAULTS" check $lab
unset NICC_FAULT
verdict 3 'score: .* 11 that could not be judged within the limits' "$(late $small)" --timeout 9 --mutate $small
verdict 2 'error.NICC0012' time:90 --timeout 9 $small

# ---- unknown: too large ----
verdict 3 'unknown: .*has more than 200000 states, which is the limit' - golden/verify/bad-too-many-states/input.ni
verdict 3 'unknown: .*an AS path for .* may have more than 255 numbers' - golden/verify/path-too-long/input.ni
verdict 3 'unknown: .*the delays add up to more than 50000 different sums' - golden/verify/delays-too-many-sums/input.ni
verdict 3 'unknown: .*the ways of the packets have more than 1 positions' lie:query_count_position $small
verdict 3 'unknown: .*routing is not stable, but too large for the simulator to show it' lie:stability-unsure $gadget

# ---- unknown: what the rules do not settle ----
verdict 1 'unknown: .*routing for .* has no stable state$' - golden/verify/bad-no-stable-state/input.ni
verdict 3 'unknown: .*has no stable state when spare is down' - golden/verify/bad-no-stable-state-after-failure/input.ni
verdict 3 'unknown: .*more than 0 environments in which' - --limit environments=0 golden/verify/bad-too-many-environments/input.ni
verdict 3 'unknown: .*a route for .* can come back unchanged to where it was' lie:states_explore $small
verdict 3 'unknown: .*internal routing to .* may not settle' lie:routing_of golden/igp/verify/input.ni
verdict 4 'unknown: .*a route to a next hop goes by way of a next hop itself' lie:candidate_hop golden/igp/verify/input.ni
verdict 4 "unknown: .*: Z3's solution does not solve the query" lie:z3x_values specs/gadgets/wedgie.ni

# ---- error ----
verdict 4 'error: .*Z3 reports: out of memory' z3:40 $small
verdict 4 'error: .*replayed: the simulator finds that the claim holds' lie:sim_claim_holds $small
verdict 4 'error: .*replayed: its announcements lead to no stable state' lie:sim_follow --claim twice $small
verdict 4 'error: .*replayed: no state of its environment fits' lie:search_solution $small
verdict 4 "error: .*replayed: Z3's solution does not solve the query" lie:z3x_values specs/gadgets/wedgie.ni
verdict 4 'error: .*replayed: the simulator finds that the routing is stable' lie:sim_stability $gadget
verdict 4 'error: .*further counterexample could not be replayed: the simulator finds nothing new' lie:sim_claim_violations \
    --max-counterexamples 3 golden/cli/max-counterexamples-json/input.ni
verdict 4 'error: .*the example of a warning could not be replayed' lie:sim_claim_one_way specs/azure-interop-leak.ni
verdict 4 'error: .*the example of a warning could not be replayed' lie:sim_claim_may_stall specs/complaints/private-endpoint.ni
verdict 4 'error: .*no flow of a part that fails does' lie:search-pair short.ni

# ---- no verdict ----
verdict 2 'error.NICC0001' - missing.ni
verdict 4 'nicc: out of memory' alloc:20 $small
verdict 4 'nicc: out of memory' z3:2 $small
verdict 4 'nicc: internal error' signal=SIGABRT:3 $small

# Each fault named above is named in the table, and each reason of the table comes from here.
while read -r fault; do
    if grep -qF "\`$fault" "$root/docs/faults.md"; then good; else bad "docs/faults.md does not name $fault"; fi
done < <(cd "$root" && grep -oE '(lie:[a-z0-9_-]+|thread:1\+|z3:[0-9]+|alloc:[0-9]+|signal=[A-Z]+:[0-9]|time:[0-9]+\+?)' tests/faults/verdicts.sh | sort -u)
sum_up "verdict paths"
