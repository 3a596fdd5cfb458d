#!/usr/bin/env bash
# A second solver: the question of every claim, as `nicc dump --stage smt2` writes it, is put to cvc5, and its answer must
# be that of `nicc verify`: unsat for proved, sat for refuted.
#
#   run.sh [DESIGN...]     these designs; default: all of specs/, but for the parts in lab/
#
# A claim without such a question (that routing is stable), or on which nicc has no verdict, is counted and listed.
# Environment: NICC (default build/nicc), CVC5 (cvc5), CVC5_JOBS (2).
set -u
cd "$(dirname "$0")/../.." || exit 1
export NICC=${NICC:-build/nicc} CVC5=${CVC5:-cvc5}

# One claim: prints "agree", "differ WHY" or "open WHY".
judge() { # DESIGN CLAIM VERDICT
    local question answer
    if [ "$3" != proved ] && [ "$3" != refuted ]; then
        echo "open nicc: $3"
    elif ! question=$("$NICC" dump --stage smt2 --claim "$2" "$1" 2>&1); then
        echo "open $question"
    else
        answer=$("$CVC5" --lang smt2 - <<<"$question" 2>&1)
        case "$3 $answer" in
        "proved unsat" | "refuted sat") echo agree ;;
        *) echo "differ nicc: $3, cvc5: $answer" ;;
        esac
    fi
}

# All claims of one design; one line each: what came out, the design and the claim.
if [ "${1:-}" = --design ]; then
    if ! document=$("$NICC" verify --format json "$2" 2>/dev/null) && [ -z "$document" ]; then
        echo "differ nicc verify failed | $2"
        exit 0
    fi
    while IFS=$'\t' read -r name verdict; do
        echo "$(judge "$2" "$name" "$verdict") | $2 $name"
    done < <(awk -F'"' '/^      "name": / { name = $4 } /^      "verdict": / { print name "\t" $4 }' <<<"$document")
    exit 0
fi

command -v "$CVC5" >/dev/null || { echo "cvc5: no command $CVC5" >&2; exit 1; }
if [ $# -gt 0 ]; then
    designs=("$@")
else
    mapfile -t designs < <(find specs -name '*.ni' -not -path 'specs/lab/*' | LC_ALL=C sort)
fi
results=$(printf '%s\0' "${designs[@]}" | xargs -0 -n 1 -P "${CVC5_JOBS:-2}" tests/cvc5/run.sh --design | LC_ALL=C sort)
count() { grep -c "^$1" <<<"$results"; }
grep '^open' <<<"$results" | sed -E 's/^open (.*) \| (.*)$/not compared: \2: \1/'
grep '^differ' <<<"$results" | sed -E 's/^differ (.*) \| (.*)$/FAIL \2: \1/'
echo "cvc5: $(count agree) agree, $(count differ) differ, $(count open) not compared"
[ "$(count differ)" = 0 ] && [ "$(count agree)" -gt 0 ]
