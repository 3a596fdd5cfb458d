#!/bin/bash
# Fuzz one target, or merge what it has found into the corpus of the repository.
#
#   run.sh fuzz  PROGRAM TARGET SECONDS    inputs that are found go to build/fuzz/work/TARGET
#   run.sh merge PROGRAM TARGET            tests/fuzz/corpus/TARGET becomes a smallest set that reaches the same code
#
# Environment: FUZZ_OPTIONS (further options of libFuzzer).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
what=$1 program=$(realpath "$2") target=$3
work=$here/../../build/fuzz/work/$target
corpus=$here/corpus/$target
mkdir -p "$work" "$corpus"
work=$(realpath "$work")
# Whole designs are slow to judge: nothing large there.
case $target in verify) longest=2000 ;; *) longest=4096 ;; esac

# The published designs and the inputs of the golden cases.
seed() {
    find "$here/../../specs" "$here/../golden" -name '*.ni' -size -"$((longest / 512))" -print0 |
        while IFS= read -r -d '' file; do
            cp "$file" "$work/$(sha1sum <"$file" | cut -c1-40)"
        done
}

export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1:allocator_may_return_null=1}
mkdir -p "$work.found"
empty=$(mktemp -d)
trap 'rm -rf "$empty"' EXIT
cd "$empty" # includes find nothing here
case $what in
fuzz)
    [ -n "$(ls -A "$work")" ] || seed
    # shellcheck disable=SC2086
    "$program" -dict="$here/nicc.dict" -max_len="$longest" -timeout=25 -rss_limit_mb=3000 -max_total_time="$4" \
        -artifact_prefix="$work.found/" -print_final_stats=1 ${FUZZ_OPTIONS:-} "$work" "$corpus" "$here/regressions" </dev/null
    ;;
merge)
    rm -rf "$corpus.new"
    mkdir "$corpus.new"
    # By the code that is reached, not how often: that would be thousands of files.
    "$program" -merge=1 -use_counters=0 -max_len=1024 -timeout=25 -rss_limit_mb=3000 "$corpus.new" "$corpus" "$work" </dev/null
    rm -rf "$corpus"
    mv "$corpus.new" "$corpus"
    ;;
esac
