#!/bin/bash
# Build nicc from the repository that holds this folder, and put it on the path of the job's later steps.
#
# Environment: GITHUB_PATH (a file to which folders of the path are added).
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
"$top/scripts/install-deps.sh"
make -C "$top" -j"$(nproc)" all
echo "$top/build" >>"$GITHUB_PATH"
