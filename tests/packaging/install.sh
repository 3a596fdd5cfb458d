#!/bin/bash
# `make install` below a folder: what is there, that nothing else is, and that the installed program and pages work.
source "$(dirname "$0")/lib.sh"
need make man
root=$work/root
check "make install" make --no-print-directory BUILD="$build" DESTDIR="$root" PREFIX=/usr install
nicc=$root/usr/bin/nicc
check "nicc version" "$nicc" version
check "nicc verify: the lab" "$nicc" verify "$top/specs/azure-interop.ni"

(cd "$root/usr" && find . -type f ! -path './share/doc/*' -printf '%m %P\n' | LC_ALL=C sort -k 2) >"$work/got"
cat >"$work/expected" <<'END'
755 bin/nicc
644 share/bash-completion/completions/nicc
644 share/fish/vendor_completions.d/nicc.fish
644 share/man/man1/nicc.1
644 share/man/man5/nicc-design.5
644 share/vim/vimfiles/ftdetect/nicc.vim
644 share/vim/vimfiles/ftplugin/nicc.vim
644 share/vim/vimfiles/syntax/nicc.vim
644 share/zsh/site-functions/_nicc
END
check "the installed files" diff -u "$work/expected" "$work/got"
for page in README.md docs/*.md LICENSE; do
    check "installed: $page" cmp "$page" "$root/usr/share/doc/nicc/$(basename "$page")"
done
for page in docs/claims/*.md; do
    check "installed: $page" cmp "$page" "$root/usr/share/doc/nicc/claims/$(basename "$page")"
done
quiet "man nicc" man -M "$root/usr/share/man" 1 nicc
quiet "man nicc-design" man -M "$root/usr/share/man" 5 nicc-design
finish install
