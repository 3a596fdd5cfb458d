#!/bin/bash
# Formats: run the program on many designs in all formats at once, and have each output read by something that is not nicc: JSON by
# schemas of docs/schemas, SARIF by the published schema, JUnit by libxml2 and docs/schemas/junit.xsd, flowcharts by
# Mermaid's grammar; and all of them must say the same.
#
# Environment: NICC (default build/nicc).
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
export NICC
NICC=$(realpath "${NICC:-$top/build/nicc}")
export SOURCE_DATE_EPOCH=1767225600
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
count=0

# all_formats NAME COMMAND FILE...: the outputs of one run, in a folder of its own, beside a copy of what it reads.
all_formats() {
    local folder=$work/$1 command=$2 format
    shift 2
    local -a outputs=()
    for format in json sarif junit github gitlab azure; do outputs+=(--output "$format:../$command.$format"); done
    (cd "$folder/designs" && timeout 60 "$NICC" "$command" "${outputs[@]}" --output "markdown:../$command.md" \
        --output "text:../$command.txt" "$@" >/dev/null 2>&1)
    local status=$?
    if [ $status -gt 3 ]; then
        echo "FAIL formats: nicc $command $*: status $status"
        failed=$((failed + 1))
    fi
    count=$((count + 1))
}

# case_of FOLDER: a golden case, with its own options.
case_of() {
    local name=golden-${1//\//-}
    local -a words
    [ -f "$1/args" ] && [ ! -f "$1/stdin" ] || return
    read -r -d '' -a words <"$1/args"
    [ "${words[0]}" = verify ] || [ "${words[0]}" = check ] || return
    case " ${words[*]} " in *' --output '* | *' --format '* | *' -o '* | *' ../'* | *' --certify '*) return ;; esac
    mkdir -p "$work/$name"
    cp -R "$1" "$work/$name/designs"
    all_formats "$name" "${words[@]}"
}

cd "$top" || exit 1
for area in formats verify waivers vacuous settings warnings gadgets names syntax input; do
    for case in tests/golden/"$area"/*/; do case_of "${case%/}"; done
done
mkdir -p "$work/specs"
cp -R specs "$work/specs/designs"
all_formats specs verify azure-interop.ni complaints/*.ni
all_formats specs check azure-interop.ni lab/*.ni complaints/*.ni

# More than a comment on GitHub holds: what is left out is said.
mkdir -p "$work/large/designs"
{
    cat tests/formats/large.ni
    for i in $(seq 600); do echo "claim bad-$i: office can reach hub within $((i % 2 + 1)) hops;"; done
    for i in $(seq 600); do echo "claim good-$i: office can reach hub within $((i % 9 + 3)) hops;"; done
} >"$work/large/designs/large.ni"
all_formats large verify large.ni
if ! grep -q '^Left out, .* counterexamples, .*\.$' "$work/large/verify.md"; then
    echo "FAIL formats: large.ni: what is left out is not said: $(tail -n 1 "$work/large/verify.md")"
    failed=$((failed + 1))
fi

# The documents of the other commands.
other=$work/other
mkdir "$other"
(cd specs/complaints && set -- *.ni && [ -f "$1" ]) || exit 1
for design in specs/azure-interop.ni specs/complaints/*.ni; do
    stem=$(basename "$design" .ni)
    "$NICC" matrix --format json "$design" >"$other/matrix-$stem.json"
    "$NICC" check --format json "$design" >"$other/check-$stem.json"
done
for case in tests/golden/*/*; do
    read -r -d '' -a words <"$case/args"
    case " ${words[*]} " in *' --format json '*) ;; *) continue ;; esac
    case ${words[0]} in trace | routes | matrix | diff | explain | verify | check) ;; *) continue ;; esac
    cp "$case/stdout" "$other/$(basename "$(dirname "$case")")-$(basename "$case").json"
done

"$here/unfinished.sh" "$work" || failed=$((failed + 1))

for report in "$work"/*/*.junit; do
    message=$(xmllint --nonet --noout --schema docs/schemas/junit.xsd "$report" 2>&1) || {
        echo "FAIL ${report#"$work"/}: $message"
        failed=$((failed + 1))
    }
done
PYTHONDONTWRITEBYTECODE=1 python3 "$here/validate.py" docs/schemas "$here/sarif/sarif-2.1.0-rtm.5.json" "$work"/*/ ||
    failed=$((failed + 1))
node "$here/mermaid.mjs" "$work"/*/*.md || failed=$((failed + 1))
PYTHONDONTWRITEBYTECODE=1 python3 "$here/terminal.py" "$NICC" "$top" || failed=$((failed + 1))
echo "formats: $count runs in all formats, $failed failed"
[ "$failed" = 0 ] && [ "$count" -gt 0 ]
