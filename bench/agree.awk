# Do an engine's verdicts agree with nicc's? Usage: awk -f agree.awk NICC-OUTPUT ENGINE-OUTPUT
# Prints how many of the claims the engine has answered, as 3/4; or the claims about which the two disagree, with
# status 1. A proof that the engine marks as `failure-free` or `one-state` is of less than what the claim says: it
# disagrees with nothing, and the answer bears a `*`. Where nicc has said nothing, nothing is compared.

{ from_nicc = FILENAME == ARGV[1] }

# proved   NAME: TEXT
from_nicc && $1 ~ /^(proved|refuted)$/ { name = $2 == "(vacuous)" ? $3 : $2; sub(/:$/, "", name); verdict[name] = $1; known++ }

# FILE:LINE:COLUMN: refuted: claim `NAME`: TEXT
from_nicc && match($0, /: (proved|refuted): claim `[^`]*`/) {
    split(substr($0, RSTART, RLENGTH), part, "`")
    verdict[part[2]] = part[1] ~ /refuted/ ? "refuted" : "proved"
    known++
}

from_nicc { next }

$1 ~ /^(proved|refuted)$/ {
    claims++
    answered++
    if ($1 == "proved" && $0 ~ / (failure-free|one-state)/)
        weaker = "*"
    else if (known && verdict[$2] != $1)
        wrong = wrong " " $2 " (" $1 ", not " (verdict[$2] ? verdict[$2] : "known to nicc") ")"
}
$1 ~ /^(unknown|unsupported)$/ { claims++ }

END {
    if (wrong)
        print substr(wrong, 2)
    else
        print answered + 0 "/" claims + 0 weaker
    exit wrong != ""
}
