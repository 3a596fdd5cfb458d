#!/bin/bash
# What contrib/ holds for pipelines, and the hooks of pre-commit: contrib.py.
source "$(dirname "$0")/lib.sh"
need python3 shellcheck git pre-commit
check "the action's scripts: shellcheck" shellcheck contrib/github-action/*.sh
python3 tests/packaging/contrib.py "$program" && finish "contrib, scripts"
