#!/usr/bin/env bash
# Topologies: every design below specs/ is drawn in all formats, and counterexamples on some of them. Graphviz must draw the
# first, without a warning; Mermaid's grammar must accept the second, and YAML their titles; docs/schemas/graph.json the third,
# as docs/schemas/compare.json the comparisons of the golden cases.
#
# Environment: NICC.
set -u
cd "$(dirname "$0")/../.." || exit 1
NICC=$(realpath "$NICC")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
drawn=0 failed=0

fail() {
    failed=$((failed + 1))
    echo "FAIL $1"
    [ $# -lt 2 ] || head -n 5 "$2"
}

# draw NAME ARGUMENT...: in all formats; a design with errors has no graph.
draw() {
    local name=$1 status=0
    shift
    "$NICC" graph "$@" >"$work/$name.dot" 2>"$work/err" || status=$?
    if [ "$status" = 2 ]; then
        rm "$work/$name.dot"
        return
    fi
    [ "$status" = 0 ] || fail "graph $*: status $status" "$work/err"
    "$NICC" graph "$@" | cmp -s - "$work/$name.dot" || fail "graph $*: another text the second time"
    dot -Tsvg "$work/$name.dot" >"$work/$name.svg" 2>"$work/err" || fail "graph $*: dot" "$work/err"
    [ ! -s "$work/err" ] || fail "graph $*: dot warns" "$work/err"
    "$NICC" graph --format mermaid "$@" >"$work/$name.mermaid" || fail "graph --format mermaid $*"
    "$NICC" graph --format json "$@" >"$work/documents/$name.json" || fail "graph --format json $*"
    drawn=$((drawn + 1))
}

mkdir "$work/documents" "$work/charts" "$work/titles"
number=0
while IFS= read -r design; do
    number=$((number + 1))
    draw "design-$number" "$design"
done < <(find specs -name '*.ni' -not -path 'specs/lab/*' | LC_ALL=C sort)
for design in specs/azure-interop.ni specs/complaints/spoke-route.ni specs/complaints/vpn-backup.ni specs/web-shop.ni \
    specs/leak.ni specs/unknown-settings.ni specs/symmetry/instances.ni; do
    while IFS= read -r claim; do
        number=$((number + 1))
        draw "claim-$number" --claim "$claim" "$design"
    done < <("$NICC" verify --format json "$design" | python3 -c '
import json, sys
for claim in json.load(sys.stdin)["claims"]:
    if claim["verdict"] == "refuted":
        print(claim["name"])')
done
for case in tests/golden/graph/everything-dot tests/golden/graph/down-by-the-claim; do
    number=$((number + 1))
    draw "case-$number" "$case/input.ni"
done

# The title of a chart is YAML between two lines of dashes; the chart follows.
for chart in "$work"/*.mermaid; do
    name=$(basename "$chart" .mermaid)
    awk -v title="$work/titles/$name.yaml" -v chart="$work/charts/$name.mermaid" \
        '/^---$/ { part++; next } { print > (part == 1 ? title : chart) }' "$chart"
done
python3 -c '
import sys, yaml
for path in sys.argv[1:]:
    assert list(yaml.safe_load(open(path, encoding="utf-8"))) == ["title"], path' "$work/titles"/*.yaml || fail titles
node tests/formats/mermaid.mjs "$work/charts"/*.mermaid >"$work/log" || fail mermaid "$work/log"

for case in tests/golden/routes-live/*/; do
    if head -n 2 "$case/stdout" | grep -q '"nicc.compare/1"'; then cp "$case/stdout" "$work/documents/$(basename "$case").json"; fi
done
"$NICC" version --format json >"$work/documents/version.json"
cp tests/golden/graph/bad-design-json/stdout "$work/documents/bad-design.json"
python3 tests/formats/validate.py docs/schemas tests/formats/sarif/sarif-2.1.0-rtm.5.json "$work/documents" >"$work/log" ||
    fail schemas "$work/log"

# The pictures of docs/graph.md show what nicc draws now (make pictures).
titles() {
    grep -o '<title>[^<]*' "$1" | LC_ALL=C sort
}
picture() {
    local svg=$1
    shift
    "$NICC" graph "$@" | dot -Tsvg >"$work/picture.svg"
    diff <(titles "$svg") <(titles "$work/picture.svg") >"$work/log" || fail "$svg is old: make pictures" "$work/log"
}
picture docs/graph-lab.svg specs/azure-interop.ni
picture docs/graph-cut.svg --claim two-failures-cut-on-prem-1 specs/azure-interop.ni
picture docs/graph-ways.svg --claim billing-same specs/complaints/spoke-route.ni

echo "graph: $drawn drawn, $failed failed"
[ "$failed" = 0 ] && [ "$drawn" -gt 100 ]
