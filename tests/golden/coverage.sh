#!/bin/bash
# Does every diagnostic of base/diag_codes.def appear in what some golden case expects? Prints the codes that do not.
# Codes that no input of reasonable size can bring about stand below, each with its reason; such a code that does
# appear is told too, so that the list stays true.
set -u
here=$(cd "$(dirname "$0")" && pwd)
codes=$here/../../base/diag_codes.def

unreachable() {
    cat <<'END'
12   depends on the time that passes: tests/faults/verdicts.sh forces it
324  the grammar lets no gateway stand in an on-premises site and no router in a VNet
END
}

missing=0
covered=0
for number in $(sed -nE 's/^DIAG\(([0-9]+),.*/\1/p' "$codes"); do
    code=NICC$(printf %04d "$number")
    reason=$(unreachable | sed -nE "s/^$number +//p")
    if grep -qs --include=stdout --include=stderr -r "\b$code\b" "$here"/*/*/; then
        covered=$((covered + 1))
        [ -z "$reason" ] && continue
        echo "$code appears, although coverage.sh says: $reason"
        missing=$((missing + 1))
    elif [ -z "$reason" ]; then
        echo "$code ($(sed -nE "s/^DIAG\($number, ([A-Z0-9_]+),.*/\1/p" "$codes")) appears in no golden case"
        missing=$((missing + 1))
    fi
done
echo "golden coverage: $covered diagnostics covered, $missing not"
[ "$missing" = 0 ]
