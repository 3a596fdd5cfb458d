#!/bin/bash
# Check hostile designs of every kind: nicc must end by itself, with status 0 or 2, and print no more than it should.
#
#   run.sh GENERATE BYTES [KIND...]     a table of status, time, memory and last line with HOSTILE_TABLE=1
#
# Environment: NICC (default build/nicc), HOSTILE_TIMEOUT (seconds a design may take, 60).
set -u
generate=$(realpath "$1") bytes=$2
shift 2
NICC=$(realpath "${NICC:-build/nicc}")
limit=${HOSTILE_TIMEOUT:-60}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failed=0 count=0

# Run nicc over the design x.ni.
judge() {
    local kind=$1 status
    local -a measure=()
    [ -n "${HOSTILE_TABLE:-}" ] && measure=(/usr/bin/time -f '%e s %M KiB' -o time)
    "${measure[@]}" timeout "$limit" "$NICC" check x.ni >out 2>&1 </dev/null
    status=$?
    count=$((count + 1))
    if [ -n "${HOSTILE_TABLE:-}" ]; then
        printf '%-16s status %-3s %s  %s\n' "$kind" "$status" "$(tail -n 1 time)" "$(grep -a -v '^ ' out | tail -n 1 | cut -c1-80)"
    fi
    if [ "$status" != 0 ] && [ "$status" != 2 ]; then
        echo "hostile: $kind: status $status"
        head -c 2000 out
        failed=1
    elif [ "$(wc -c <out)" -gt 200000 ]; then
        echo "hostile: $kind: prints $(wc -c <out) bytes"
        failed=1
    fi
}

kinds=("$@")
[ ${#kinds[@]} -gt 0 ] || mapfile -t kinds < <("$generate")
for kind in "${kinds[@]}"; do
    "$generate" "$kind" "$bytes" >x.ni
    judge "$kind"
done

# Files that include each other: a long row, a circle, and each of many including all of them.
chain() {
    for i in $(seq 0 "$1"); do echo "include \"$((i + 1)).ni\"; let l$i = 10.0.0.0/8;" >"$i.ni"; done
    echo "include \"$2.ni\"; let last = 10.0.0.0/8;" >"$(($1 + 1)).ni"
    cp 0.ni x.ni
    judge "$3"
    rm -f ./*.ni
}
chain 1000 9999 include-chain
chain 20 3 include-circle
for i in $(seq 0 60); do for j in $(seq 0 60); do echo "include \"$j.ni\";"; done >"$i.ni"; done
cp 0.ni x.ni
judge include-mesh

[ "$failed" = 0 ] && echo "hostile: $count designs of $bytes bytes ended in good order"
exit $failed
