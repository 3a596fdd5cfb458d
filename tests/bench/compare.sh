#!/usr/bin/env bash
# The comparison engines and nicc agree on small networks of each kind that they are used for.
# Environment: see agree.sh.
set -u
cd "$(dirname "$0")/../.." || exit 1
tests/bench/agree.sh simulator,datalog,textbook tests/bench/compare/*.ni specs/hijack.ni specs/hijack-repaired.ni
