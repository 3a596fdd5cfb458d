#!/bin/bash
# Verify designs in a job of GitHub Actions. The status is that of nicc.
#
# Environment: NICC_FILES (patterns), NICC_FAIL_ON, NICC_REPORTS (FORMAT:FILE), NICC_ARGUMENTS, one item a line;
# GITHUB_OUTPUT, GITHUB_STEP_SUMMARY (files to add to), and nicc on the path.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)

# The lines of $1 that are not blank, without blanks at their ends, into the array `lines`.
read_lines() {
    mapfile -t lines < <(sed -E 's/^[[:blank:]]+//; s/[[:blank:]]+$//; /^$/d' <<<"$1")
}

shopt -s globstar nullglob
files=()
read_lines "$NICC_FILES"
for pattern in "${lines[@]}"; do
    IFS=
    # The pattern is meant to be expanded, and not to be split.
    # shellcheck disable=SC2206
    matches=($pattern)
    unset IFS
    if [ "${#matches[@]}" = 0 ]; then
        echo "::error::no file matches $pattern"
        exit 2
    fi
    files+=("${matches[@]}")
done
if [ "${#files[@]}" = 0 ]; then
    echo "::error::the input \`files\` names no design"
    exit 2
fi

options=(--color never --fail-on "$NICC_FAIL_ON")
sarif=
markdown=
read_lines "$NICC_REPORTS"
for report in "${lines[@]}"; do
    options+=(--output "$report")
    case $report in
    sarif:*) sarif=${report#sarif:} ;;
    markdown:*) markdown=${report#markdown:} ;;
    esac
done
read_lines "$NICC_ARGUMENTS"
options+=("${lines[@]}")

# With the matcher, refuted claims and errors become annotations at their lines.
echo "::add-matcher::$here/problem-matcher.json"
status=0
nicc verify "${options[@]}" -- "${files[@]}" || status=$?
echo "::remove-matcher owner=nicc::"

[ -z "$sarif" ] || [ -s "$sarif" ] || sarif=
{
    echo "status=$status"
    echo "sarif=$sarif"
} >>"$GITHUB_OUTPUT"
if [ -n "$markdown" ] && [ -s "$markdown" ]; then
    cat -- "$markdown" >>"$GITHUB_STEP_SUMMARY"
fi
exit "$status"
