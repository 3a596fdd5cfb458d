#!/bin/bash
# The Debian package: its version is that of the program, lintian finds no errors and no warnings, and unpacked by dpkg its
# program verifies the lab. As root it is installed by dpkg --root, else unpacked.
#
#   deb.sh FOLDER     the folder with the package
source "$(dirname "$0")/lib.sh"
need lintian dpkg dpkg-deb
folder=$1
version=$(sed -nE 's/^#define NICC_VERSION "(.*)"/\1/p' cli/version.h)
package=$folder/nicc_${version}_$(dpkg --print-architecture).deb
same "the version of debian/changelog" "$version" "$(dpkg-parsechangelog -l packaging/debian/changelog -S Version)"
check "the package" test -f "$package"
check "lintian" lintian --allow-root --fail-on error,warning --tag-display-limit 0 "$folder"/nicc_"$version"_*.changes
case $(dpkg-deb -f "$package" Depends) in
*libz3-4*libjansson4* | *libjansson4*libz3-4*) good ;;
*) bad "the package depends on neither Z3 nor jansson: $(dpkg-deb -f "$package" Depends)" ;;
esac

root=$work/root
mkdir "$root"
if [ "$(id -u)" = 0 ]; then
    mkdir -p "$root/var/lib/dpkg"
    touch "$root/var/lib/dpkg/status"
    check "dpkg --install" dpkg --root="$root" --force-script-chrootless --force-depends --install "$package"
    same "dpkg-query" "install ok installed" "$(dpkg-query --admindir="$root/var/lib/dpkg" -W -f '${Status}' nicc)"
else
    check "dpkg-deb -x" dpkg-deb -x "$package" "$root"
fi
check "nicc verify: the lab" "$root/usr/bin/nicc" verify specs/azure-interop.ni
same "nicc version" "nicc $version" "$("$root/usr/bin/nicc" version | cut -d ' ' -f 1,2)"
for file in man/man1/nicc.1.gz man/man5/nicc-design.5.gz bash-completion/completions/nicc zsh/vendor-completions/_nicc \
    fish/vendor_completions.d/nicc.fish doc/nicc/changelog.gz doc/nicc/copyright doc/nicc/html/index.html; do
    check "the package holds $file" test -s "$root/usr/share/$file"
done
finish deb
