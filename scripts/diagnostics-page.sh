#!/bin/bash
# Print docs/diagnostics.md: every diagnostic of the catalogue, with the text that `nicc explain` shows.
#
#   scripts/diagnostics-page.sh >docs/diagnostics.md
#
# tests/docs/run.sh checks that the page is current, and with --bless makes it anew.
#
# Environment: NICC (default build/nicc).
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
program=${NICC:-$top/build/nicc}

# The first line of `explain` becomes a heading; examples, which are indented, get blank lines around them.
entry() {
    LC_ALL=C "$program" explain "$1" | awk '
        NR == 1 {
            match($0, /^NICC[0-9]+ \([a-z]+\): /)
            head = substr($0, 1, RLENGTH)
            split(head, word, /[ ():]+/)
            printf "\n### %s\n\n**%s** (%s)\n", word[1], substr($0, RLENGTH + 1), word[2]
            next
        }
        /^    / != indented && !/^$/ { if (!blank) print ""; indented = /^    / }
        { print; blank = /^$/ }'
}

section() {
    case $1 in
    00) echo "Input and limits" ;;
    01) echo "Syntax" ;;
    02) echo "Names" ;;
    03) echo "Checks of the design" ;;
    04) echo "Claims" ;;
    07) echo "Not supported yet" ;;
    08) echo "Warnings and notes" ;;
    *) echo "Further codes ($1xx)" ;;
    esac
}

cat <<'END'
# Diagnostics

Every message about a design bears a code. This page is made from the catalogue (`base/diag_codes.def`) by
`scripts/diagnostics-page.sh`; `nicc explain CODE` prints the same text. Rules of routing, NICC3xxx, are in
[rules.md](rules.md).

An **error** stops the run before any claim is judged: the exit status is 2. A **warning** or a **note** does not
change the exit status. Facts (F-numbers) are statements about the platform; [rules.md](rules.md#facts) says which of
them are modelled. All errors of a design are reported in one run, in the order of the text.
END
last=
for number in $(sed -nE 's/^DIAG\(([0-9]+),.*/\1/p' "$top/base/diag_codes.def"); do
    number=$(printf %04d "$number")
    if [ "${number:0:2}" != "$last" ]; then
        last=${number:0:2}
        printf '\n## %s\n' "$(section "$last")"
    fi
    entry "$number"
done
