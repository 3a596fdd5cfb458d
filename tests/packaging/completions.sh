#!/bin/bash
# Completions of bash, zsh and fish: each shell can read its file, and offers in a real shell what it should, for every
# command and option of the tables.
source "$(dirname "$0")/lib.sh"
need bash zsh fish python3
here=$top/tests/packaging
bash_file=$shared/bash-completion/completions/nicc
zsh_folder=$shared/zsh/site-functions
fish_file=$shared/fish/vendor_completions.d/nicc.fish

check "bash -n" bash -n "$bash_file"
check "zsh -n" zsh -n "$zsh_folder/_nicc"
check "fish -n" fish -n "$fish_file"

mkdir -p "$work/place/certificates"
cd "$work/place" || exit 1
cp "$top/specs/web-shop.ni" shop.ni
touch report.json

# offers SHELL LINE: what the shell offers for the last word, sorted, in one line.
offers() {
    case $1 in
    bash) bash "$here/complete.bash" "$bash_file" "$2" ;;
    zsh) python3 "$here/complete_zsh.py" "$zsh_folder" "$2" ;;
    fish) fish --no-config -c "source '$fish_file'; complete -C '$2'" | cut -f1 ;;
    esac | tr '\n' ' ' | sed 's/ *$//'
}

# expect LINE SHOULD: all three shells offer SHOULD. zsh shows the whole line. Behind a colon bash completes a word of its
# own, and the slash behind a folder it adds later.
expect() {
    local got
    for shell in bash zsh fish; do
        got=$(offers "$shell" "$1")
        [ "$shell" != zsh ] || got=${got#"${1% *} "}
        same "$shell: $1" "$2" "$(tr ' ' '\n' <<<"$got" | sed 's/^json://; s,/$,,' | LC_ALL=C sort | tr '\n' ' ' | sed 's/^ *//; s/ *$//')"
    done
}

expect 'nicc ver' 'verify version'
expect 'nicc help di' 'diff'
expect 'nicc verify --fail-on ' 'critical high low medium'
expect 'nicc dump --stage s' 'smt2'
expect 'nicc --color a' 'always auto'
expect 'nicc explain NICC000' "$(sed -nE 's/^DIAG\((.),.*/NICC000\1/p' "$top/base/diag_codes.def" | tr '\n' ' ' | sed 's/ $//')"
expect 'nicc verify shop.ni --claim sho' 'shop'
expect 'nicc verify shop.ni --no' '--no-waivers'
expect 'nicc routes sh' 'shop.ni'
expect 'nicc sh' 'shop.ni'
expect 'nicc verify --certify cer' 'certificates'
expect 'nicc verify -o json:rep' 'report.json'

# Every command is offered, with every one of its options.
all=$(offers bash 'nicc ')
for command in $("$program" help | sed -nE 's/^  nicc ([a-z]+) .*/\1/p'); do
    case " $all " in *" $command "*) good ;; *) bad "bash: nicc does not offer $command" ;; esac
    for shell in bash fish; do
        offered=" $(offers "$shell" "nicc $command --") "
        for option in $("$program" help "$command" | grep -oE '^ +(-[a-zA-Z], )?--[a-z-]+' | grep -oE -- '--[a-z-]+'); do
            case $offered in *" $option "*) good ;; *) bad "$shell: nicc $command does not offer $option" ;; esac
        done
    done
done

# Options with fixed words offer exactly those that the program names when it gets another one.
sorted() {
    tr -s ' ' '\n' | LC_ALL=C sort | tr '\n' ' '
}
for option in 'verify --fail-on' 'verify --color' 'dump --stage'; do
    # The words of $option are two arguments.
    # shellcheck disable=SC2086
    named=$("$program" $option '?' shop.ni 2>&1 | sed -nE 's/.* takes (.*), not .*/\1/p' | sed -E 's/,| or/ /g' | sorted)
    same "bash: nicc $option" "$named" "$(offers bash "nicc $option " | sorted)"
done

# Behind --format each command offers its own formats and no others.
for command in $("$program" help | sed -nE 's/^  nicc ([a-z]+) .*/\1/p'); do
    "$program" help "$command" | grep -q -- '--format ' || continue
    offered=" $(offers bash "nicc $command --format ") "
    for format in $(sed -nE 's/^FORMAT\([A-Z]+, "([a-z]+)".*/\1/p' "$top/report/formats.def"); do
        refused=no
        "$program" "$command" --format "$format" none.ni none none 2>&1 | grep -q 'has no format' && refused=yes
        case $refused$offered in
        "yes"*" $format "*) bad "bash: nicc $command offers the format $format" ;;
        "no"*" $format "* | yes*) good ;;
        *) bad "bash: nicc $command does not offer the format $format" ;;
        esac
    done
done
finish completions
