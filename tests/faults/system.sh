#!/usr/bin/env bash
# What the system itself refuses: full disks, closed pipes, folders without permission, no memory, no threads.
set -u
. "$(dirname "$0")/lib.sh"
lab=specs/azure-interop.ni
small=designs/small.ni
shell() { bash -c "$@"; }
export NICC FAULTS lab small

# ---- standard output ----

for command in "verify $lab" "check $lab" "routes $lab hub" "trace $lab hub branch" "matrix $lab" "dump --stage ir $lab" \
    "diff $small $small" "explain NICC0448" "help" "version" "help verify" "explain settled $small"; do
    for format in "" "--format json"; do
        case "$command $format" in
        help*json | version*json | dump*json | *NICC0448*json) continue ;;
        esac
        [ ! -c /dev/full ] ||
            expect "full disk: $command $format" 4 '^nicc: cannot write output: No space left on device$' \
                shell '"$NICC" '"$command $format"' >/dev/full'
        expect "closed output: $command $format" 4 '^nicc: cannot write output: Bad file descriptor$' \
            shell '"$NICC" '"$command $format"' >&-'
        # A pipe whose reader is gone: as SIGPIPE would have it, without a message.
        expect "closed pipe: $command $format" 0 '^141 0$' \
            shell '{ sleep 0.05; "$NICC" '"$command $format"' 2>err; echo "$? $(grep -c "^nicc: " err)" >&3; } 3>status | true; cat status'
    done
done
expect "closed pipe, and a file" 0 '^141$' \
    shell '{ sleep 0.05; "$NICC" verify --output json:result $lab; echo $? >status; } | true; cat status'
expect "the file is whole all the same" 0 '^}$' tail -n 1 result
rm -f result status err
expect "a file that grows too large" 0 '^4$' \
    shell '(trap "" XFSZ; ulimit -f 1; trap - XFSZ; "$NICC" verify --format json $lab >out 2>err); echo $?; cat err'
expect "it says so" 0 'cannot write output: File too large' cat err
expect "messages that cannot be written" 0 '^4 claims' shell '"$NICC" verify $small 2>&-'
[ ! -c /dev/full ] || expect "a design with errors, and nowhere to say so" 2 '' shell '"$NICC" check missing.ni 2>/dev/full'

# ---- files of --output ----

mkdir open closed
expect "a folder that is not there" 2 'cannot write .none/result.: No such file or directory' \
    "$NICC" verify --output json:none/result $small
expect "a folder" 2 'cannot write .open.: Is a directory' "$NICC" verify --output json:open $small
if [ "$(id -u)" = 0 ]; then # root may write everywhere: but not into /proc
    expect "no permission" 4 'cannot write ./proc/result' "$NICC" verify --output json:/proc/result $small
else
    chmod a-w closed
    expect "no permission" 2 'cannot write .closed/result.: Permission denied' "$NICC" verify --output json:closed/result $small
fi
if [ -c /dev/full ]; then
    expect "a device that is full" 4 'cannot write ./dev/full.: No space left on device' \
        "$NICC" verify --output json:/dev/full $small
    expect "and the verdicts all the same" 4 '4 claims: 3 proved' "$NICC" verify --output json:/dev/full $small
fi
expect "a file that grows too large" 0 '^4$' \
    shell '(trap "" XFSZ; ulimit -f 1; trap - XFSZ; "$NICC" verify --output json:result $lab >/dev/null 2>err); echo $?'
expect "it says so" 0 'cannot write .result.: File too large' cat err
no_verdict "a file that grows too large"
echo old >result
expect "an old file does not stay" 0 'nicc did not finish' \
    shell '(ulimit -f 1; "$NICC" verify --output json:result $lab >/dev/null 2>&1); cat result'
rm -f result

# ---- memory ----

# From too little even for the libraries to enough: either all of the answer, or a message and status 4.
"$NICC" verify --jobs 1 $lab >"$work/all" 2>/dev/null
memory() {
    local limit=$1 status
    (ulimit -v "$limit" && exec "$NICC" verify --jobs 1 --output json:result $lab) >"$work/stdout" 2>"$work/stderr"
    status=$?
    if [ $status = 0 ] && cmp -s "$work/all" "$work/stdout" && [ -s result ]; then
        good
    elif [ $status = 4 ] && [ ! -s "$work/stdout" ] && unfinished && grep -q 'nicc: out of memory' "$work/stderr"; then
        good
    elif [ $status = 4 ] && grep -q 'Z3 reports: out of memory' "$work/stdout"; then
        good
    elif [ $status = 134 ] && grep -qx 'terminate called without an active exception' "$work/stderr" && [ ! -s "$work/stdout" ]; then
        return # the C++ library gives up before main: an abort of nicc has status 4
    elif [ $status != 127 ]; then # 127: the libraries could not be loaded
        bad "memory of $limit KiB: status $status: $(tail -n 1 "$work/stderr")"
    fi
    rm -f result
}
if ! nm -D "$NICC" 2>/dev/null | grep -q __asan_init; then # it reserves much more than it uses
    for ((limit = 28000; limit <= 60000; limit += FULL ? 250 : 4000)); do memory $limit; done
fi

# ---- threads ----

export NICC_FAULT=thread:1+
expect "no threads: one worker does all" 0 '4 claims: 3 proved, 1 refuted as expected' "$FAULTS" verify --jobs 4 $small
expect "no thread to keep the time" 3 'unknown: claim .*: no thread could be started to keep the time limit' \
    "$FAULTS" verify --jobs 1 --timeout 9 $lab
unset NICC_FAULT
sum_up "system"
