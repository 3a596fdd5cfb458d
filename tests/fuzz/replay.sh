#!/bin/bash
# Replay the corpus and the regressions through every target, and compare the dictionary with the keyword table.
#
#   replay.sh FOLDER     of the programs replay-TARGET and dictionary
set -u
here=$(cd "$(dirname "$0")" && pwd)
programs=$(realpath "$1")
log=$(mktemp)
empty=$(mktemp -d)
trap 'rm -rf "$log" "$empty"' EXIT
cd "$empty" || exit 1 # includes find nothing here

shopt -s nullglob
failed=0 count=0
for target in scan parse fmt compile verify; do
    inputs=("$here/corpus/$target"/* "$here"/regressions/*)
    count=$((count + ${#inputs[@]}))
    if ! "$programs/replay-$target" "${inputs[@]}" >"$log" 2>"$log.err" </dev/null; then
        echo "fuzz: $target went wrong with $(tail -n 1 "$log")"
        cat "$log.err"
        failed=1
    fi
    rm -f "$log.err"
done
if ! "$programs/dictionary" | diff -u "$here/nicc.dict" - ; then
    echo "fuzz: nicc.dict does not agree with the keywords: make fuzz-dictionary"
    failed=1
fi
[ "$failed" = 0 ] && echo "fuzz: $count inputs replayed, the dictionary agrees"
exit $failed
