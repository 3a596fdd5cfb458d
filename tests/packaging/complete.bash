# What bash offers: complete.bash SCRIPT LINE prints one candidate a line. LINE is split as bash splits it, at blanks and
# at = and :, and its last word is the one to complete (empty after a blank).
set -u
source "$1"
split=$(sed -E 's/([=:])/ \1 /g' <<<"$2")
read -r -a COMP_WORDS <<<"$split"
[[ $split == *' ' ]] && [[ $2 != *[=:] ]] && COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
compopt() { :; } # works only while bash completes
COMPREPLY=()
_nicc
printf '%s\n' "${COMPREPLY[@]}"
