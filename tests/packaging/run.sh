#!/bin/bash
# What is around the program: manual pages, completions, editors' grammars, contrib/ and the installation. Each part is a
# script of this folder and counts for itself.
#
#   run.sh [PART...]      manual, completions, editors, contrib, install
#
# Environment: NICC (default build/nicc), BUILD (default build; `make shared` has filled $BUILD/share).
set -u
here=$(cd "$(dirname "$0")" && pwd)
[ $# -gt 0 ] || set -- manual completions editors contrib install
built=${BUILD:-$here/../../build}
[ -x "${NICC:-$built/nicc}" ] && [ -d "$built/share" ] || {
    echo "$0: there is no ${NICC:-$built/nicc} or no $built/share: make all shared" >&2
    exit 1
}
status=0
for part in "$@"; do "$here/$part.sh" || status=1; done
exit $status
