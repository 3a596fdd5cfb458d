#!/usr/bin/env bash
# Memory, calls about files, threads and the fork fail in turn while certificates are written and checked, and while `fmt`
# rewrites a design. A directory of certificates is there whole and good, or not at all, with nothing beside it; a check never
# finds less wrong than there is; a design has its old text or its new one. With FAULTS_FULL=1 every allocation, else each 7th.
set -u
. "$(dirname "$0")/lib.sh"
lab=specs/azure-interop.ni
small=designs/small.ni

# calls KIND COMMAND...: how many there are.
calls() {
    local kind=$1
    shift
    rm -rf evidence
    NICC_FAULT=$kind:count NICC_FAULT_COUNT=$work/count "$FAULTS" "$@" >"$work/expected" 2>"$work/stderr"
    echo $? >"$work/status"
    cut -d ' ' -f 1 "$work/count"
}

# A run that writes to the folder `evidence`, with call N failing.
writes() {
    local status
    rm -rf evidence*
    NICC_FAULT=$1 "$FAULTS" verify -q --jobs 1 --certify evidence $small >"$work/stdout" 2>"$work/stderr"
    status=$?
    local -a left=(evidence*)
    if [[ $status != [234] || ( $status != 3 && ! -s $work/stderr ) ]]; then
        bad "$1: status $status: $(tail -n 2 "$work/stderr")"
    elif [ "${left[*]}" = evidence ]; then
        expect "$1" 3 ' 0 wrong' "$NICC" certify --check evidence
    elif [ "${left[*]}" = 'evidence*' ] && [ "$status" != 3 ]; then
        good
    else
        bad "$1: status $status and left: ${left[*]}"
    fi
}

# A check of `good`, with call N failing: the same answer, or no good one.
checks() {
    local status
    NICC_FAULT=$1 "$FAULTS" certify --check good >"$work/stdout" 2>"$work/stderr"
    status=$?
    if [ "$status" = "$(cat "$work/status")" ] && cmp -s "$work/stdout" "$work/expected"; then
        good
    elif { [ "$status" = 1 ] && grep -qE 'cannot (read|write)' "$work/stdout" "$work/stderr"; } ||
        { [[ $status == [24] ]] && grep -q '^nicc: ' "$work/stderr"; }; then
        good
    else
        bad "$1: check: status $status: $(tail -n 2 "$work/stdout" "$work/stderr")"
    fi
}

# `fmt` of a copy of the lab, with call N failing.
rewrites() {
    local status
    rm -rf rewritten*
    cp old.ni rewritten.ni
    NICC_FAULT=$1 "$FAULTS" fmt rewritten.ni >"$work/stdout" 2>"$work/stderr"
    status=$?
    local -a left=(rewritten*)
    if [ "${left[*]}" != rewritten.ni ]; then
        bad "$1: fmt: status $status and left: ${left[*]}"
    elif [ $status = 0 ] && cmp -s rewritten.ni new.ni; then
        good
    elif [[ $status == [24] ]] && [ -s "$work/stderr" ] && { cmp -s rewritten.ni old.ni || cmp -s rewritten.ni new.ni; }; then
        good
    else
        bad "$1: fmt: status $status: $(tail -n 2 "$work/stderr")"
    fi
}

# each KIND STEP TEST COMMAND...
each() {
    local kind=$1 step=$2 try=$3 count i
    shift 3
    count=$(calls "$kind" "$@")
    [ "$FULL" = 0 ] || step=1
    [ "${count:-0}" -gt 0 ] || bad "$kind: nothing to try in $*"
    for ((i = 1; i <= count; i += step)); do $try "$kind:$i"; done
}

verify=(verify -q --jobs 1 --certify evidence "$small")
each alloc 7 writes "${verify[@]}"
each file 1 writes "${verify[@]}"
each write=ENOSPC 1 writes "${verify[@]}"
each thread 1 writes "${verify[@]}"
each z3 37 writes "${verify[@]}"
rm -rf evidence*
"$NICC" verify -q --certify good $small >/dev/null
each alloc 7 checks certify --check good
each file 1 checks certify --check good
each write=ENOSPC 1 checks certify --check good
sed -E 's/^ +//; s/;/ ;/' $lab >old.ni
cp old.ni new.ni
"$NICC" fmt new.ni >/dev/null
for kind in alloc file write=ENOSPC write=EINTR; do
    cp old.ni rewritten.ni
    each "$kind" 1 rewrites fmt rewritten.ni
done
sum_up "faults of files that are written"
