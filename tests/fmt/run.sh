#!/usr/bin/env bash
# The layout: what it must never change, and what `nicc fmt` does with files.
#
# Every design below specs/ is laid out, is the first test. Then each design of specs/ and the golden tests, the same with
# blanks, line ends and comments elsewhere, and random designs of the oracle go through tests/fuzz/fuzz_fmt.c, which
# compares trees and tokens and lays out twice.
#
# Environment: NICC, REPLAY (the program replay-fmt), ORACLE; FMT_SEEDS (1 2), FMT_ORACLE (100 designs).
set -u
cd "$(dirname "$0")/../.." || exit 1
NICC=$(realpath "$NICC")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

# check NAME STATUS COMMAND...: the command must end with this status; its output is in $work/out, that of the check before
# in $work/out.1.
check() {
    local name=$1 expected=$2 status=0
    shift 2
    [ ! -f "$work/out" ] || mv "$work/out" "$work/out.1"
    "$@" >"$work/out" 2>"$work/err" || status=$?
    if [ "$status" = "$expected" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $name: status $status, expected $expected"
        tail -n 20 "$work/out" "$work/err"
    fi
}

# ---- properties ----

properties() {
    local seed
    mapfile -t designs < <(find specs tests/golden -name '*.ni' | LC_ALL=C sort)
    check "specs are laid out" 0 "$NICC" fmt --check specs
    check "layout of ${#designs[@]} designs" 0 "$REPLAY" "${designs[@]}"
    mkdir "$work/mangled" "$work/drawn"
    for seed in ${FMT_SEEDS:-1 2}; do
        python3 tests/fmt/mangle.py "$work/mangled" "$seed" "${designs[@]}"
        check "layout of mangled designs, seed $seed" 0 "$REPLAY" "$work/mangled"/*.ni
        "$ORACLE" --print --count "${FMT_ORACLE:-100}" --seed "$seed" |
            awk -v folder="$work/drawn" '/^# seed .*, number/ { close(file); file = folder "/" ++n ".ni" } { print > file }'
        check "layout of drawn designs, seed $seed" 0 "$REPLAY" "$work/drawn"/*.ni
    done
}

# ---- files ----

files() {
    mkdir -p "$work/files/below"
    cd "$work/files" || exit 1
    printf 'let a=10.0.0.0/8;   # kept\r\nsite  vnet v{ prefix a; }\n' >one.ni
    printf 'let a = 10.0.0.0/8;  # kept\nsite vnet v { prefix a; }\n' >expected
    cp one.ni below/two.ni
    cp expected below/good.ni
    chmod 640 one.ni
    ln -s ../one.ni below/link.ni

    check "--check names files" 1 "$NICC" fmt --check .
    check "... these" 0 diff - "$work/out.1" <<<$'./below/link.ni\n./below/two.ni\n./one.ni'
    check "--diff is for patch" 1 "$NICC" fmt --diff one.ni
    cp one.ni patched.ni
    patch -s --binary patched.ni "$work/out" >/dev/null
    check "... which makes the same" 0 cmp patched.ni expected
    rm patched.ni
    printf 'site vnet v { prefix ; }\n' >bad.ni
    cp bad.ni bad.before
    local before
    before=$(stat -c %i,%Y below/good.ni)
    check "a bad file does not keep others from being laid out" 2 "$NICC" fmt .
    check "one.ni is laid out" 0 cmp one.ni expected
    check "its mode is kept" 0 test "$(stat -c %a one.ni)" = 640
    check "the link is still one" 0 test -L below/link.ni
    check "bad.ni is as before" 0 cmp bad.ni bad.before
    check "good.ni is not written" 0 test "$(stat -c %i,%Y below/good.ni)" = "$before"
    rm bad.ni
    check "a second time there is nothing to do" 0 "$NICC" fmt .
    check "... and nothing is said" 0 test ! -s "$work/out.1"
    check "--check is content" 0 "$NICC" fmt --check .
    check "--diff is content" 0 "$NICC" fmt --diff .
    check "a missing file" 2 "$NICC" fmt missing.ni
    check "nothing is left behind" 0 test "$(find . | LC_ALL=C sort | tr '\n' ' ')" = \
        ". ./bad.before ./below ./below/good.ni ./below/link.ni ./below/two.ni ./expected ./one.ni "
    if [ "$(id -u)" -ne 0 ]; then
        printf 'let a=10.0.0.0/8;\n' >locked.ni
        chmod 444 locked.ni
        check "a file that may not be written" 2 "$NICC" fmt locked.ni
    fi
    check "no output on a full disk is no success" 4 sh -c '"$1" fmt - <expected >/dev/full' sh "$NICC"
    cd - >/dev/null || exit 1
}

properties
files
echo "fmt: $passed passed, $failed failed"
[ "$failed" = 0 ]
