# attempt: runs of a command in which calls fail in turn (fault.h). To be sourced after lib.sh.
#
# Environment: FAULTS_DEPTH (60): places that allocate, or call Z3, are told apart by so many callers. FAULTS_FULL=1: not
# once at each place, but every allocation, and each FAULTS_Z3_STEP-th (5) call of Z3. FAULTS_TIMEOUT (900) seconds for a
# command and a kind of fault. FAULTS_LINES (20) of the report on what went wrong. V=1: each is named with its numbers.
mkdir "$work/traces" "$work/expected"
export NICC_FAULT_DIR=$work/traces NICC_FAULT_EXPECT=$work/expected
export NICC_FAULT_COUNT=$work/count NICC_FAULT_REPORT=$work/report
tried=0
asks_z3=1 # 0: the designs may be decided without Z3, then nothing of it can fail
depth=${FAULTS_DEPTH:-60}

# What the command gives without a fault.
undisturbed() {
    rm -f result "$work"/expected/*
    "$FAULTS" "$@" >"$work/expected/out" 2>"$work/expected/err"
    echo $? >"$work/expected/status"
    [ ! -f result ] || mv result "$work/expected/result"
}

# attempt FAULT COMMAND...
attempt() {
    local fault=$1 seen number wrong
    shift
    rm -f "$work/report" "$work/count" result
    NICC_FAULT=$fault timeout "${FAULTS_TIMEOUT:-900}" "$FAULTS" "$@" >"$work/stdout" 2>"$work/stderr"
    if [ "$asks_z3" = 0 ] && [[ $fault == z3:* ]] && [ "$(cat "$work/count" 2>/dev/null)" = "0 0 0" ]; then
        return
    fi
    if ! read -r seen number wrong 2>/dev/null <"$work/count" || [ "$number" = 0 ]; then
        bad "$fault: $*: nothing was tried: $(tail -n 2 "$work/stderr")"
        return
    fi
    tried=$((tried + number))
    if [ "$wrong" = 0 ]; then
        good
    else
        bad "$fault: $*: $wrong of $number went wrong"
        head -n "${FAULTS_LINES:-20}" "$work/report"
    fi
    [ "${V:-0}" = 0 ] || echo "  $fault $*: $number of $seen"
}

# places KINDS COMMAND...: memory fails once at each place, and so do the calls of Z3 when KINDS is alloc,z3.
places() {
    local kinds=$1
    shift
    attempt "alloc:site/$depth" "$@"
    [[ $kinds != *z3* ]] || attempt "z3:site/$depth" "$@"
}

# every KINDS COMMAND...: memory fails at every call.
every() {
    local kinds=$1
    shift
    attempt alloc:each/1 "$@"
    [[ $kinds != *z3* ]] || attempt "z3:each/${FAULTS_Z3_STEP:-5}" "$@"
}
