#!/usr/bin/env bash
# Claims per second on the published lab, all of them under any 2 failures: for each ordered pair of its six sites
# `can reach`, `cannot reach`, `symmetric` and `only via hub`.
# Usage: bench/failures.sh BUILD-FOLDER [RUNS]
set -euo pipefail
build=${1:?usage: bench/failures.sh BUILD-FOLDER [RUNS]}
runs=${2:-11}
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

sites=(hub spoke branch on-prem-1 on-prem-2 remote)
cp -R "$root/specs/lab" "$work/lab"
sed -n '/^include/p' "$root/specs/azure-interop.ni" >"$work/lab.ni"
for a in "${sites[@]}"; do
    for b in "${sites[@]}"; do
        [ "$a" != "$b" ] || continue
        echo "claim reach_${a}_$b: $a can reach $b under any 2 failures;"
        echo "claim apart_${a}_$b: $a cannot reach $b under any 2 failures;"
        echo "claim same_${a}_$b: $a and $b are symmetric under any 2 failures;"
        echo "claim gate_${a}_$b: $a reaches $b only via hub under any 2 failures;"
    done
done >"$work/claims.ni"

# A run that is measured has to end well: what is refuted is expected to be.
cat "$work/claims.ni" >>"$work/lab.ni"
refuted=$("$build/nicc" verify "$work/lab.ni" 2>/dev/null | sed -nE 's/.*refuted: claim `([^`]*)`.*/\1/p') || true
for name in $refuted; do
    sed -i -E "s/^(claim $name:.*);\$/\1 { expect refuted; }/" "$work/lab.ni"
done
claims=$(wc -l <"$work/claims.ni")
line=$("$build/bench/measure" "$runs" "$claims claims under any 2 failures" "$build/nicc" verify -q --jobs 1 "$work/lab.ni")
echo "$line"
awk -v claims="$claims" -v ms="$(sed -E 's/^.{34} *([0-9.]+) ms.*/\1/' <<<"$line")" \
    'BEGIN { printf "claims per second: %.0f\n", claims * 1000 / ms }'
