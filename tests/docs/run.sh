#!/bin/bash
# Documentation tests: run every example of README.md and docs/*.md, and compare the pages with the program.
#
#   run.sh [--bless] [PAGE...]     only these pages, named from the top folder
#
# In a page
#   ```ni        begins a design. Its first line says where it goes: "# file: NAME" makes the file NAME,
#                "# more of NAME" adds to it. All files of a page lie in one folder that is made for the test, beside a link
#                to specs/.
#   ```yaml      with such a first line is a file too.
#   ```json      with such a first line likewise, but the line is not written, as JSON knows no comments.
#   ```console   begins commands and what they print: lines that begin with "$ " are run in that folder, and
#                the lines up to the next one are what must come out, standard error included. With four
#                backticks it may hold lines of three.
#                Commands are `nicc ...`, `cat FILE`, `git ...` and `echo $?` (the status of the command before).
# Other blocks are left alone. Versions of nicc and Z3, and sums of manifests that hold them, are not compared. --bless writes what the program printed
# into the pages, and makes docs/diagnostics.md anew: read the difference before you commit it.
#
# Beyond the examples: docs/diagnostics.md is what scripts/diagnostics-page.sh makes of the catalogue, docs/rules.md holds
# every rule with its sentence, facts and explanation, no page names a code that does not exist, links lead to files, each kind of
# claim has a page in docs/claims, and docs/cookbook.md has every design of specs/. (Fragments of links are tested with the site.)
#
# Environment: NICC (default build/nicc), DOCS_TIMEOUT (seconds a command may take, 20).
set -u
export LC_ALL=C.UTF-8 # where there is no locale, a dash is three characters
top=$(cd "$(dirname "$0")/../.." && pwd)
program=$(realpath "${NICC:-$top/build/nicc}")
limit=${DOCS_TIMEOUT:-20}
bless=0
if [ "${1:-}" = --bless ]; then
    bless=1
    shift
fi
cd "$top" || exit 1
[ -x "$program" ] || { echo "docs: no program at $program" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

good() {
    passed=$((passed + 1))
}

# bad WHERE [FILE]: report a failure, with what FILE says about it.
bad() {
    failed=$((failed + 1))
    echo "FAIL $1"
    [ $# -lt 2 ] || cat "$2"
}

# ---- examples ----

normalise() {
    sed -E -e 's/("(nicc|z3|jansson|semanticVersion)": )"[^"]*"/\1"VERSION"/' -e 's/^nicc [0-9.]+ \(Z3 [^)]*\)$/nicc VERSION (Z3 VERSION)/' \
        -e 's/ \(manifest [0-9a-f]{64}\)$/ (manifest SUM)/' "$1"
}

nicc() {
    env -u NO_COLOR LC_ALL=C TERM=dumb SOURCE_DATE_EPOCH=1767225600 timeout "$limit" "$program" "$@"
}

git() {
    env HOME="$work" GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=reader GIT_AUTHOR_EMAIL=reader@example.org \
        GIT_COMMITTER_NAME=reader GIT_COMMITTER_EMAIL=reader@example.org git "$@"
}

# Run one command line in the folder of the page; $status is that of the command before, and then its own.
run_command() {
    case $1 in
    'nicc '* | 'cat '* | 'git '* | 'echo $?') ;;
    *)
        echo "this command is not run in examples: $1"
        status=127
        return
        ;;
    esac
    (
        cd "$work/page" || exit 127
        (exit "$status")
        eval "$1"
    ) </dev/null 2>&1
    status=$?
}

# The block's first line says which file it is, and whether it goes on with it: sets $file.
open_file() {
    case $1 in
    '# file: '*)
        file=$work/page/${1#\# file: }
        mkdir -p "$(dirname "$file")"
        printf '%s\n' "$1" >"$file"
        ;;
    '# more of '*)
        file=$work/page/${1#\# more of }
        if [ ! -f "$file" ]; then
            bad "$2: there is no such file to go on with: $1"
            file=/dev/null
        fi
        ;;
    *)
        bad "$2: a design does not begin with \"# file: NAME\""
        file=/dev/null
        ;;
    esac
}

# Compare what a command printed with what the page says.
end_command() {
    [ -n "$command" ] || return
    normalise "$work/expected" >"$work/expected.plain"
    normalise "$work/got" >"$work/got.plain"
    if diff -u --label page --label program "$work/expected.plain" "$work/got.plain" >"$work/difference"; then
        good
    elif [ "$bless" = 0 ]; then
        bad "$command_at: \$ $command" "$work/difference"
    fi
    command=
}

# Walk through a page and write it anew with what the program prints.
run_page() {
    local page=$1 mode=text number=0 line file=/dev/null command='' command_at='' status=0 fence=''
    rm -rf "$work/page"
    mkdir "$work/page"
    ln -s "$top/specs" "$work/page/specs"
    while IFS= read -r line; do
        number=$((number + 1))
        case $mode:$line in
        'text:```ni') mode=first ;;
        'text:```yaml') mode=maybe ;;
        'text:```json') mode=json ;;
        'text:```console' | 'text:````console')
            mode=console
            fence=${line%console}
            ;;
        "console:$fence")
            end_command
            mode=text
            ;;
        'console:$ '*)
            end_command
            command=${line#$ }
            command_at=$page:$number
            : >"$work/expected"
            run_command "$command" >"$work/got"
            printf '%s\n' "$line" >>"$work/new"
            cat "$work/got" >>"$work/new"
            continue
            ;;
        console:*)
            printf '%s\n' "$line" >>"$work/expected"
            continue
            ;;
        *':```'*) mode=$([ "$mode" = text ] && echo other || echo text) ;;
        first:*)
            open_file "$line" "$page:$number"
            mode=design
            ;;
        maybe:'# file: '*)
            open_file "$line" "$page:$number"
            mode=design
            ;;
        maybe:*) mode=other ;;
        json:'# file: '*)
            file=$work/page/${line#\# file: }
            : >"$file"
            mode=design
            ;;
        json:*) mode=other ;;
        design:*) printf '%s\n' "$line" >>"$file" ;;
        esac
        printf '%s\n' "$line" >>"$work/new"
    done <"$page"
}

test_page() {
    : >"$work/new"
    run_page "$1"
    if [ "$bless" = 1 ] && ! cmp -s "$work/new" "$1"; then
        cat "$work/new" >"$1"
        echo "blessed $1"
    fi
}

# ---- the catalogues ----

# Numbers of the entries that begin with $1 in file $2.
numbers() {
    sed -nE "s/^$1\(([0-9]+),.*/\1/p" "$2"
}

test_diagnostics() {
    NICC=$program scripts/diagnostics-page.sh >"$work/diagnostics.md"
    if diff -u docs/diagnostics.md "$work/diagnostics.md" >"$work/difference" 2>&1; then
        good
    elif [ "$bless" = 1 ]; then
        cp "$work/diagnostics.md" docs/diagnostics.md
        echo "blessed docs/diagnostics.md"
    else
        bad "docs/diagnostics.md: not what scripts/diagnostics-page.sh makes" "$work/difference"
    fi
}

# In rules.md a rule is a heading, a quotation and its explanation: "### NICC3101", "> sentence (F76, F77)", "", text.
# Where the lines of the text break does not matter.
test_rules() {
    local number explained text facts more
    for number in $(numbers RULE compiler/rules.def); do
        explained=$(nicc explain "$number")
        text=$(sed -nE '1s/^NICC[0-9]+ \(rule\): //p' <<<"$explained")
        facts=$(sed -nE 's/^Facts: //p' <<<"$explained")
        more=$(sed -E '1d; /^Facts: /d' <<<"$explained" | xargs -d '\n')
        printf '### NICC%04d\n> %s%s\n%s\n' "$((10#$number))" "$text" "${facts:+ (${facts// /, })}" "$more"
    done | sed -E 's/^ +| +$//g' >"$work/rules"
    awk '/^#/ { if (text) print text; text = ""; rule = /^### NICC/; if (rule) print; next }
         rule && /^> / { print; next }
         rule && !/^$/ { text = text (text ? " " : "") $0 }' docs/rules.md >"$work/rules.page"
    if diff -u --label rules.md --label program "$work/rules.page" "$work/rules" >"$work/difference"; then
        good
    else
        bad "docs/rules.md: not the rules of compiler/rules.def" "$work/difference"
    fi
}

# rules.md says of each fact whether it is modelled: rows "| F1 | M | subject | how |", Virtual WAN in one row. One that is
# has its number in a catalogue.
test_facts() {
    local fact
    for number in $(seq 1 100) "101 to F124" $(seq 125 167); do echo "F$number"; done >"$work/facts"
    sed -nE 's/^\| (F[0-9]+( to F[0-9]+)?) \|.*/\1/p' docs/rules.md >"$work/facts.page"
    sed -nE 's/^(RULE\([0-9]+, [A-Z0-9_]+|DIAG\([0-9]+, [A-Z0-9_]+, [A-Z_]+), "([^"]*)".*/\2/p' \
        compiler/rules.def base/diag_codes.def | tr ' ' '\n' | sort -u >"$work/facts.known"
    for fact in $(sed -nE 's/^\| (F[0-9]+) \| M \|.*/\1/p' docs/rules.md); do
        if grep -qx "$fact" "$work/facts.known"; then good; else bad "docs/rules.md: $fact is modelled and in no catalogue"; fi
    done
    if grep -E '^\| F' docs/rules.md | grep -qvE '^\| F[0-9]+( to F[0-9]+)? \| [MP–] \| [^|]+ \| [^|]+ \|$'; then
        bad "docs/rules.md: a row of the facts says not whether, what or how"
    else
        good
    fi
    if diff -u --label rules.md --label expected "$work/facts.page" "$work/facts" >"$work/difference"; then
        good
    else
        bad "docs/rules.md: not one row for each fact, in order" "$work/difference"
    fi
}

test_codes() {
    local code
    for code in $(grep -ohE 'NICC[0-9]{4}' "$@" | sort -u); do
        if nicc explain "$code" >/dev/null 2>&1; then good; else bad "there is no code $code: $(grep -l "$code" "$@" | tr '\n' ' ')"; fi
    done
}

test_links() {
    local page target
    for page in "$@"; do
        for target in $(grep -oE '\]\([^)#]+' "$page" | sed 's/^](//' | grep -v '^https\?:'); do
            if [ -e "$(dirname "$page")/$target" ]; then good; else bad "$page: the link leads nowhere: $target"; fi
        done
    done
}

# The pages are named by the words of the claims, and the index leads to each of them.
test_claim_pages() {
    local kind
    for kind in $(sed -nE 's/^    CLAIM_([A-Z_]+),$/\1/p' compiler/claim.h | tr 'A-Z_' 'a-z-' | sed -E \
        -e 's/^(can|cannot)-send$/&-to/; s/^not-routes$/does-not-route/; s/^not-(.*)s$/does-not-\1/; s/^stable$/routing-is-stable/'); do
        if [ -f "docs/claims/$kind.md" ] && grep -q "($kind.md)" docs/claims/README.md; then
            good
        else
            bad "docs/claims: no page $kind.md, or none in its README"
        fi
    done
}

# A file of specs/ with a `design` is a design; the others are included.
test_cookbook() {
    local design
    for design in $(grep -rlE '^design ' specs --include='*.ni' | LC_ALL=C sort); do
        if grep -qF "(../$design)" docs/cookbook.md; then good; else bad "docs/cookbook.md: $design is missing"; fi
    done
}

# ----

if [ $# -gt 0 ]; then
    pages=("$@")
else
    pages=(README.md docs/*.md docs/*/*.md)
    test_diagnostics
    test_rules
    test_facts
    test_codes "${pages[@]}"
    test_links "${pages[@]}" CHANGELOG.md specs/*/README.md
    test_claim_pages
    test_cookbook
fi
for page in "${pages[@]}"; do test_page "$page"; done
echo "docs: $passed passed, $failed failed"
[ "$failed" = 0 ] && [ $((passed + bless)) -gt 0 ]
