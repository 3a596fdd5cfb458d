#!/usr/bin/env bash
# SIGINT, SIGTERM and SIGHUP at random moments: the run ends by the signal, with nothing on the screen but what belongs there,
# and the file of --output is whole, says that the run did not finish, or is not there at all. inject.sh sends them at each call about files; here they come while
# the workers and Z3 are at work.
#
# Environment: FAULTS_SIGNALS, how many for each design and number of workers; FAULTS_SEED.
set -u
. "$(dirname "$0")/lib.sh"
RANDOM=${FAULTS_SEED:-1}
count=${FAULTS_SIGNALS:-$((FULL ? 300 : 4))}
declare -A numbers=([INT]=2 [TERM]=15 [HUP]=1)
ended=0 late=0

# shot SIGNAL MICROSECONDS COMMAND...
shot() {
    local signal=$1 delay status
    delay=$(printf '0.%06d' "$2")
    shift 2
    timeout --preserve-status -s "$signal" "$delay" "$@" >"$work/stdout" 2>"$work/stderr"
    status=$?
    if [ $status = "$wanted" ]; then
        late=$((late + 1))
    elif [ $status = $((128 + numbers[$signal])) ]; then
        ended=$((ended + 1))
    else
        bad "SIG$signal after $delay s: $*: status $status"
        return
    fi
    check_traces "SIG$signal after $delay s: $*"
}

check_traces() {
    local -a aside=(result.*)
    if [ -e "${aside[0]}" ]; then
        bad "$1: left behind: ${aside[*]}"
    elif ! unfinished && ! cmp -s result "$work/result"; then
        bad "$1: a part of a file"
    elif [ -s "$work/stdout" ] && ! cmp -s "$work/stdout" "$work/all"; then
        bad "$1: a part of the answer"
    elif grep -q '^nicc:' "$work/stderr"; then
        bad "$1: $(cat "$work/stderr")"
    else
        good
    fi
    rm -f result result.*
}

# barrage COMMAND...: shots over the time that the command takes.
barrage() {
    local begin end span
    begin=$(date +%s%N)
    "$@" >"$work/all" 2>/dev/null
    wanted=$?
    end=$(date +%s%N)
    span=$(((end - begin) / 1000 + 1))
    [ $span -lt 900000 ] || span=900000
    mv result "$work/result"
    for ((i = 0; i < count; i++)); do
        for signal in INT TERM HUP; do
            [ "$signal" != HUP ] || [ $((i % 4)) = 0 ] || continue
            shot "$signal" $(((RANDOM * 32768 + RANDOM) % span + 1)) "$@"
        done
    done
}

barrage "$NICC" verify --jobs 2 --output json:result specs/azure-interop.ni
barrage "$NICC" verify --jobs 1 --rlimit 10000000 --output text:result specs/azure-interop.ni
barrage "$NICC" verify --jobs 2 --timeout 60 --output json:result specs/azure-interop.ni
"$GENERATE" fat-tree $((FULL ? 24 : 16)) igp path-length >large.ni
barrage "$NICC" verify --jobs 2 --output json:result large.ni
"$GENERATE" regions 16 14 >large.ni
barrage "$NICC" verify --jobs 2 --output json:result large.ni
sum_up "signals: $ended ended, $late came too late"
