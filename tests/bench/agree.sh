#!/usr/bin/env bash
# Do the comparison engines of bench/compare and nicc agree on every claim of the designs? What an engine does not
# support, or what anyone leaves unknown, is no disagreement, and neither is a `failure-free` or `one-state` proof.
# Designs with errors are passed over.
# Usage: tests/bench/agree.sh ENGINE,... DESIGN...
# Environment: NICC (default build/nicc), COMPARE (default build/bench/compare), COMPARE_TIMEOUT (seconds per claim, default 60)
set -u
NICC=${NICC:-build/nicc}
COMPARE=${COMPARE:-build/bench/compare}
engines=${1:?usage: agree.sh ENGINE,... DESIGN...}
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
judged=0 passed_over=0 apart=0

# Lines "VERDICT NAME", from nicc's text: JSON would ask for what proofs rest on. Cells of matrices that are proved have none.
nicc_verdicts() {
    timeout "${NICC_TIMEOUT:-300}" "$NICC" verify --timeout "${COMPARE_TIMEOUT:-60}" "$1" 2>&1 |
        sed -nE 's/^(proved|refuted|unknown)( \(vacuous\))? +([^ :]+): .*/\1 \3/p; s/^.*: (refuted|unknown): claim `([^`]*)`.*/\1 \2/p'
}

for design in "$@"; do
    "$NICC" check -q "$design" >"$work/errors" 2>&1 || continue
    nicc_verdicts "$design" >"$work/nicc"
    for engine in ${engines//,/ }; do
        if ! "$COMPARE" --timeout "${COMPARE_TIMEOUT:-60}" "$engine" "$design" >"$work/engine" 2>"$work/errors"; then
            printf 'FAIL %s: %s ended badly\n' "$design" "$engine"
            cat "$work/errors"
            apart=$((apart + 1))
            continue
        fi
        while read -r verdict name words; do
            expected=$(awk -v name="$name" '$2 == name { print $1; exit }' "$work/nicc")
            case "$name/$expected" in */?*/) expected=proved ;; esac
            case "$verdict/$expected/$words" in
            unsupported/* | unknown/* | */unknown/* | proved/refuted/*failure-free* | proved/refuted/*one-state*)
                passed_over=$((passed_over + 1))
                ;;
            proved/proved/* | refuted/refuted/*) judged=$((judged + 1)) ;;
            *)
                printf 'FAIL %s: %s says %s, nicc %s: %s\n' "$design" "$engine" "$verdict" "${expected:-nothing}" "$name"
                apart=$((apart + 1))
                ;;
            esac
        done <"$work/engine"
    done
done
echo "comparison engines: $judged verdicts agree, $passed_over passed over, $apart disagree"
[ "$apart" = 0 ] && [ "$judged" -gt 0 ]
