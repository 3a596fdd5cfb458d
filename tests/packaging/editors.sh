#!/bin/bash
# The grammars for editors, in Vim and as TextMate: editors.py.
source "$(dirname "$0")/lib.sh"
need vim python3
python3 tests/packaging/editors.py "$build/packaging/tables.json" "$program"
