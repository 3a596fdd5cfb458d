# What the tests of this folder share: $top, $work (removed at the end), $program, $shared, and counting.
# shellcheck shell=bash disable=SC2034
set -u
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$top" || exit 1
build=$(realpath "${BUILD:-build}")
program=$(realpath "${NICC:-$build/nicc}")
shared=$build/share
export PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

good() {
    passed=$((passed + 1))
}

# bad WHAT [FILE]: report a failure, with what FILE says about it.
bad() {
    failed=$((failed + 1))
    echo "FAIL $1"
    [ $# -lt 2 ] || cat "$2"
}

# check WHAT COMMAND...: the command succeeds, and what it prints is shown where it does not.
check() {
    local what=$1
    shift
    if "$@" >"$work/check" 2>&1; then good; else bad "$what" "$work/check"; fi
}

# quiet WHAT COMMAND...: the command succeeds and prints nothing on standard error.
quiet() {
    local what=$1
    shift
    if "$@" >/dev/null 2>"$work/check" && [ ! -s "$work/check" ]; then good; else bad "$what" "$work/check"; fi
}

# same WHAT EXPECTED GOT
same() {
    if [ "$2" = "$3" ]; then good; else
        printf 'expected: %s\ngot:      %s\n' "$2" "$3" >"$work/check"
        bad "$1" "$work/check"
    fi
}

# need COMMAND...: no test is left out because a program is not there.
need() {
    local command
    for command in "$@"; do
        command -v "$command" >/dev/null || {
            echo "$0 needs $command: scripts/install-deps.sh --check" >&2
            exit 1
        }
    done
}

finish() {
    echo "$1: $passed passed, $failed failed"
    [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
}
