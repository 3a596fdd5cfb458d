#!/bin/bash
# The manual pages: groff and mandoc find nothing wrong with them, every command and option of the tables is in nicc.1, and
# the example of nicc-design.5 is a design whose claims are proved.
source "$(dirname "$0")/lib.sh"
need man mandoc col
for page in man1/nicc.1 man5/nicc-design.5; do
    quiet "$page: man --warnings" env LC_ALL=C.UTF-8 MANROFFSEQ='' man --warnings -E UTF-8 -l -Tutf8 -Z "$shared/man/$page"
    check "$page: mandoc -T lint" mandoc -T lint -W warning "$shared/man/$page"
done

# What a reader sees, without the marks for bold and underlined text, and with words whole.
MANWIDTH=1000 LC_ALL=C man --nh --nj -E ascii -l "$shared/man/man1/nicc.1" | col -bx >"$work/nicc.1"
for name in $(sed -nE 's/^OPTION\([A-Z_]+, "([a-z-]+)".*/\1/p' cli/options.def); do
    if grep -qE "^ +(-[a-zA-Z], )?--$name( |\$)" "$work/nicc.1"; then good; else bad "nicc.1: the option --$name is missing"; fi
done
for name in $(sed -nE 's/^COMMAND\([A-Z_]+, [a-z_]+, "([a-z]+)".*/\1/p' cli/commands.def); do
    if grep -qE "^ +nicc $name( |\$)" "$work/nicc.1"; then good; else bad "nicc.1: the command $name is missing"; fi
done
for status in 0 1 2 3 4; do
    if grep -qE "^ +$status +[A-Z]" "$work/nicc.1"; then good; else bad "nicc.1: the exit status $status is missing"; fi
done

MANWIDTH=1000 LC_ALL=C man --nh --nj -E ascii -l "$shared/man/man5/nicc-design.5" | col -bx |
    sed -n '/^EXAMPLE/,/^DECLARATIONS/p' | sed '1d;$d' >"$work/small.ni"
check "nicc-design.5: its example" "$program" verify "$work/small.ni"
finish manual
