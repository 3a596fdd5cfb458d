#!/bin/sh
# Install what building nicc needs; do nothing, quietly, when it is all there.
#
#   scripts/install-deps.sh            compiler, generators and libraries
#   scripts/install-deps.sh --check    also what `make check` uses: two other solvers, Graphviz, patch, shells, an editor, readers of pages,
#                                      of XML and JSON, and of JavaScript
#   scripts/install-deps.sh --deb      also what `make deb` and `make check-deb` use
#   scripts/install-deps.sh --extra    also what `make lint`, `make coverage` and `make memcheck` use
#   scripts/install-deps.sh --bench    also what `make bench` uses
#
# On Debian and its relatives missing packages are installed with apt-get, as root or through sudo
# without a password. Everywhere else, and when nothing may be installed, the script says exactly what
# is missing and ends with status 1.
set -eu

packages='gcc libc6-dev make flex bison libz3-dev libcmocka-dev libjansson-dev python3'
commands='gcc make flex bison python3'
headers='z3.h cmocka.h jansson.h'
extra='clang clang-format clang-tidy cppcheck lcov valgrind'
check='cadical cvc5 graphviz patch'
check_commands='cadical cvc5 dot patch'
# Tests of the manual pages, the completions, the editors' grammars and contrib/. They need packages whose commands have
# other names.
packaging='man-db mandoc bsdextrautils bash zsh fish vim python3-yaml git pre-commit shellcheck cmark-gfm'
packaging_commands='man mandoc col bash zsh fish vim git pre-commit shellcheck cmark-gfm'
# Readers of the output formats. python3-jsonschema has no command.
formats='libxml2-utils python3-jsonschema nodejs'
formats_commands='xmllint node'
deb='build-essential dpkg-dev debhelper lintian cmark-gfm'
deb_commands='dpkg-buildpackage dh lintian cmark-gfm'
bench=gnuplot # of which Debian has several packages; the smallest one will do

usage() {
    echo "usage: $0 [--check | --extra | --deb | --bench]" >&2
    exit 2
}

is_installed() {
    state=$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) && [ "$state" = installed ]
}

missing_packages() {
    for package in $packages; do
        is_installed "$package" || printf ' %s' "$package"
    done
}

# cmocka.h asks for four headers before it.
has_header() {
    printf '#include <stdarg.h>\n#include <stddef.h>\n#include <stdint.h>\n#include <setjmp.h>\n#include <%s>\n' "$1" |
        "${CC:-cc}" -fsyntax-only -x c - 2>/dev/null
}

missing_elsewhere() {
    for command in $commands; do
        command -v "$command" >/dev/null 2>&1 || printf ' %s' "$command"
    done
    for header in $headers; do
        has_header "$header" || printf ' <%s>' "$header"
    done
}

# Run a command as root, or fail.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

may_install() {
    command -v apt-get >/dev/null 2>&1 && as_root true 2>/dev/null
}

case $# in
0) ;;
1)
    case $1 in
    --check)
        packages="$packages $check $packaging $formats"
        commands="$commands $check_commands $packaging_commands $formats_commands"
        ;;
    --extra)
        packages="$packages $extra"
        commands="$commands $extra"
        ;;
    --deb)
        packages="$packages $deb"
        commands="$commands $deb_commands"
        ;;
    --bench)
        packages="$packages $bench-nox"
        commands="$commands $bench"
        ;;
    *) usage ;;
    esac
    ;;
*) usage ;;
esac

if ! command -v dpkg-query >/dev/null 2>&1; then
    missing=$(missing_elsewhere)
    [ -n "$missing" ] || exit 0
    echo "nicc needs these commands and C headers, which were not found:$missing" >&2
    exit 1
fi

missing=$(missing_packages)
[ -n "$missing" ] || exit 0
if ! may_install; then
    echo "nicc needs these packages, and this user may not install them. Run as root:" >&2
    echo "  apt-get update && apt-get install -y --no-install-recommends$missing" >&2
    exit 1
fi
echo "installing:$missing"
as_root apt-get update
# The list is meant to be split into words.
# shellcheck disable=SC2086
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing
