#!/usr/bin/env bash
# The designs of the benchmarks, in small sizes, come out as their claims expect, and bad arguments are refused.
# Environment: NICC (default build/nicc), GENERATE (default build/bench/generate).
set -u
cd "$(dirname "$0")/../.." || exit 1
NICC=${NICC:-build/nicc}
GENERATE=${GENERATE:-build/bench/generate}
abilene=bench/topologies/Abilene.edges
passed=0 failed=0

result() { # STATUS WHAT OUTPUT
    if [ "$1" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL %s\n%s\n' "$2" "$3"
    fi
}

# Everything is as it should be, without a warning or note.
verified() {
    local output
    output=$("$GENERATE" "$@" | "$NICC" verify - 2>&1) && ! grep -E 'warning|note' <<<"$output"
    result $? "generate $*" "$output"
}

refused() {
    local output status
    output=$("$GENERATE" "$@" 2>&1 >/dev/null)
    status=$?
    [ "$status" = 2 ] && [ -n "$output" ]
    result $? "generate $* has status $status, not 2" "$output"
}

verified hub-and-spoke 5 2
verified firewalled-hub 5 0
verified firewalled-hub 5 1
verified regions 2 2
verified regions 3 2
for graph in 'fat-tree 4' "graph $abilene"; do
    for claims in all-pairs all-pairs-length path-length 'one-destination 0'; do
        # shellcheck disable=SC2086 # two words each
        verified $graph igp $claims
        # shellcheck disable=SC2086
        verified $graph ebgp $claims
    done
done
verified fat-tree 4 ebgp one-destination 1
verified fat-tree 4 ebgp round-trip 2
verified fat-tree 4 ebgp hijack
verified graph "$abilene" ebgp round-trip 1
verified graph "$abilene" ebgp one-destination 2
verified graph "$abilene" ebgp hijack
verified graph "$abilene" ebgp hijack-open

output=$("$NICC" verify -q bench/lab-pairs.ni 2>&1)
result $? bench/lab-pairs.ni "$output"

refused
refused star 5
refused hub-and-spoke 5
refused hub-and-spoke five 1
refused regions 1 5
refused fat-tree 3 igp all-pairs
refused fat-tree 4 rip all-pairs
refused fat-tree 4 igp hijack
refused fat-tree 4 igp one-destination 1
refused fat-tree 4 ebgp one-destination
refused fat-tree 4 ebgp all-pairs 1
refused graph no-such-file igp all-pairs
refused graph bench/topologies/README.md igp all-pairs

echo "bench: $passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
