#!/usr/bin/env bash
# Every design below specs/ (but for the parts in lab/) meets its own expectations: exit status 0.
# Environment: NICC (default build/nicc).
set -u
cd "$(dirname "$0")/../.." || exit 1
NICC=${NICC:-build/nicc}
passed=0 failed=0
while IFS= read -r design; do
    if output=$("$NICC" verify "$design" 2>&1); then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL %s\n%s\n' "$design" "$output"
    fi
done < <(find specs -name '*.ni' -not -path 'specs/lab/*' | LC_ALL=C sort)
echo "specs: $passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
