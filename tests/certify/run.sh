#!/usr/bin/env bash
# Certificates: written for designs of specs/ and checked again; whatever is changed in them is found; nothing half-written
# is left behind.
#
# Environment: NICC (default build/nicc), GENERATE (default build/bench/generate).
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
NICC=$(realpath "${NICC:-$root/build/nicc}")
GENERATE=$(realpath "${GENERATE:-$root/build/bench/generate}")
cd "$root" || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

result() { # STATUS WHAT OUTPUT
    if [ "$1" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL %s\n%s\n' "$2" "$3"
    fi
}

# A command ends with this status, and its output has a line that matches.
expect() { # STATUS PATTERN COMMAND...
    local status=$1 pattern=$2 output found
    shift 2
    output=$("$@" 2>&1)
    found=$?
    [ "$found" = "$status" ] && grep -qE -- "$pattern" <<<"$output"
    result $? "$* has status $found, not $status, or no line matches /$pattern/" "$output"
}

# ---- writing and checking ----

lab=$work/lab
expect 0 '^certified 149 of 149 claims in ' "$NICC" verify -q --certify "$lab" specs/azure-interop.ni
expect 0 ': 136 proofs and 13 counterexamples good, 0 wrong, 0 not certified$' "$NICC" certify --check "$lab"
(cd "$lab" && sha256sum --quiet -c manifest.sha256) >/dev/null 2>&1
result $? "sha256sum takes manifest.sha256" ""

expect 0 '^certified' "$NICC" verify -q --certify "$work/again" specs/azure-interop.ni
output=$(diff -r "$lab" "$work/again")
result $? "two runs write the same bytes" "$output"

# No solver is needed, nor the design, nor the folder where it was verified.
(cd "$work" && PATH=/nonexistent "$NICC" certify --check -q lab) >/dev/null 2>&1
result $? "certificates are checked anywhere" ""

# Nobody reads standard output, or it cannot be written: the certificates are there all the same.
{ sleep 0.05; "$NICC" verify --certify "$work/unread" specs/complaints/spoke-route.ni specs/hijack.ni; echo $? >"$work/status"; } | true
result "$([ "$(cat "$work/status")" = 141 ] && echo 0 || echo 1)" "ended by SIGPIPE" "$(cat "$work/status")"
expect 0 ' 0 wrong, 0 not certified$' "$NICC" certify --check "$work/unread"
[ ! -c /dev/full ] || expect 4 'cannot write output' bash -c '"$0" verify --certify "$1" specs/hijack.ni >/dev/full' "$NICC" "$work/full"
[ ! -c /dev/full ] || expect 0 ' 0 wrong, 0 not certified$' "$NICC" certify --check "$work/full"

# What cannot be certified is listed, and shows in the status.
expect 3 '^not certified: settles: whether an environment' \
    "$NICC" verify --certify "$work/gadget" specs/gadgets/good-gadget.ni
expect 3 '^open +settles: whether an environment' "$NICC" certify --check "$work/gadget"
expect 3 '^certified 2 of [0-9]+ claims|^not certified' "$NICC" verify --certify "$work/bad" specs/gadgets/bad-gadget.ni
expect 3 'refuted, the counterexample was replayed' "$NICC" certify --check "$work/bad"
# Claims that were not asked for are named, and are not certified.
expect 0 '^certified 1 of 1 claim ' "$NICC" verify --claim hub-remote-survives --certify "$work/one" specs/azure-interop.ni
expect 3 '^open +lab/hub/spoke: not asked for$' "$NICC" certify --check "$work/one"
# Several designs, and one from standard input.
expect 0 '^certified' "$NICC" verify -q --certify "$work/two" specs/complaints/spoke-route.ni - \
    <specs/complaints/vpn-backup.ni
expect 0 ' good, 0 wrong' "$NICC" certify --check "$work/two"

# ---- changes are found ----

spoil() { # STATUS PATTERN COMMAND: what it does to a copy at $copy is found
    copy=$work/copy
    rm -rf "$copy"
    cp -R "$lab" "$copy"
    (cd "$copy" && eval "$3")
    expect "$1" "$2" "$NICC" certify --check -q "$copy"
}

# The sums after a change, so that only what is behind them can find it.
resum() { # FILE
    local old new
    old=$(grep -A1 "\"file\": \"$1\"" manifest.json | sed -nE 's/.*"sha256": "(.*)".*/\1/p')
    new=$(sha256sum "$1" | cut -d ' ' -f 1)
    sed -i "s/$old/$new/" manifest.json
    sha256sum manifest.json >manifest.sha256
}

proof=$(cd "$lab" && find 1 -name '*.drat' -size +0 | LC_ALL=C sort | head -n 1)
formula=${proof%.drat}.cnf
witness=$(cd "$lab" && find 1 -name '*.json' | LC_ALL=C sort | head -n 1)

spoil 1 "WRONG +[^ ]+: .$proof. is not the file that the manifest names: its SHA-256 sum differs" "echo '1 0' >>$proof"
spoil 1 "WRONG +[^ ]+: .$formula. is not the file" "echo >>$formula"
spoil 1 "WRONG +[^ ]+: .$witness. is not the file" "echo >>$witness"
spoil 1 'manifest.json. was changed' 'sed -i s/proved/refuted/ manifest.json'
spoil 1 'manifest.json. was changed' 'echo 0 >manifest.sha256'
spoil 1 'cannot read .*manifest.sha256' 'rm manifest.sha256'
spoil 2 'cannot read .*manifest.json' 'rm manifest.json'
spoil 2 'cannot read .*manifest.json' 'rm -r *'
spoil 1 "WRONG .*cannot read .*$proof" "rm $proof"
spoil 1 "WRONG .*cannot read .*$formula" "rm $formula"
spoil 1 "WRONG .*cannot read .*$witness" "rm $witness"
spoil 1 'cannot read .*1/design/2.ni' 'rm 1/design/2.ni'
spoil 1 '1/design/2.ni. is not the file' 'echo >>1/design/2.ni'
# With new sums: a proof that proves nothing, another formula, another design, another witness.
spoil 1 'the proof ends without a contradiction' ": >$proof; resum $proof"
spoil 1 'the clause does not follow|takes away a clause|without a contradiction' "sed -i '1s/^/0 /' $proof; resum $proof"
spoil 1 'line 1 of the proof: no literal' "echo x >$proof; resum $proof"
spoil 1 'the formula is not the one of this claim' "sed -i '\$d' $formula; resum $formula"
spoil 1 'the formula is not the one of this claim' "printf 'p cnf 1 2\n1 0\n-1 0\n' >$formula; resum $formula"
spoil 1 'does not compile|WRONG' "sed -i s/gateway/gatewax/ 1/design/2.ni; resum 1/design/2.ni"
spoil 1 'the simulator shows another counterexample' "sed -i 's/\"problem\": \"/&not /' $witness; resum $witness"
spoil 1 'its changes are no ascending list|does not let change' \
    "sed -i 's/\"changed\": \[\]/\"changed\": [{\"element\": 99999}]/' $witness; resum $witness"
spoil 1 'WRONG .*line 2: ' "echo '{' >$witness; resum $witness"
spoil 1 'no document of the schema' "echo '{}' >$witness; resum $witness"
spoil 1 'no document of the schema' 'echo "{}" >manifest.json; sha256sum manifest.json >manifest.sha256'
spoil 1 'lists no design' \
    'echo "{\"schema\": \"nicc.certificate/1\"}" >manifest.json; sha256sum manifest.json >manifest.sha256'
spoil 1 'does not name its file and sum' \
    "sed -i 's,\"file\": \"$proof\",\"file\": \"../lab/$proof\",' manifest.json; sha256sum manifest.json >manifest.sha256"
spoil 1 'lists another claim in its place' \
    "sed -i '0,/\"text\": \"/s//&not /' manifest.json; sha256sum manifest.json >manifest.sha256"
spoil 1 'WRONG' "sed -i '0,/\"verdict\": \"proved\"/s//\"verdict\": \"refuted\"/' manifest.json; sha256sum manifest.json >manifest.sha256"

# Texts of the manifest cannot pretend to be other lines; files are those of the directory; and there is an end to each.
first='0,/"certified": true/s//"certified": false/'
forged='s/"reason": ""/"reason": "x\\ngood     forged: proved\\u001b[2K"/'
spoil 3 '^open +[^ ]+: x.good     forged: proved.\[2K$' "sed -i '$first; $forged' manifest.json; sha256sum manifest.json >manifest.sha256"
spoil 1 'WRONG +[^ ]+: cannot read .*/x.good  all: proved.: No such' \
    "sed -i 's,\"file\": \"$proof\",\"file\": \"x\\\\ngood  all: proved\",' manifest.json; sha256sum manifest.json >manifest.sha256"
spoil 1 "WRONG .*cannot read .*$proof.: it lies outside of the directory" "mv $proof ../away; ln -s ../../away $proof"
spoil 1 'cannot read .*1/design/1.ni.: it lies outside of the directory' 'mv 1 ../elsewhere; ln -s ../elsewhere 1'
rm -rf "$work/elsewhere" "$work/away"
spoil 1 "WRONG .*cannot read .*$proof.: it is no regular file" "rm $proof; mkfifo $proof"
spoil 1 "WRONG .*cannot read .*$formula.: it lies outside" "rm $formula; ln -s /dev/zero $formula"
spoil 1 "WRONG .*cannot read .*$formula.: it is larger than the limit of memory" "truncate -s 9G $formula"
spoil 2 'cannot read .*manifest.json.: it is no regular file' 'rm manifest.json; mkfifo manifest.json'
expect 1 'a file of the design is larger than the limit of file-size' "$NICC" certify --limit file-size=100 --check "$lab"

# ---- what cannot be written ----

expect 2 'the directory is not empty' "$NICC" verify --certify "$lab" specs/leak.ni
expect 2 'cannot write .*No such file' "$NICC" verify --certify "$work/none/deeper" specs/leak.ni
expect 2 'cannot write .*Not a directory' "$NICC" verify --certify README.md specs/leak.ni
mkdir "$work/empty"
ln -s nowhere "$work/link"
expect 2 'cannot write .*/link.: a directory with a name of its own is needed' "$NICC" verify --certify "$work/link" specs/leak.ni
expect 2 'cannot write .*: a directory with a name of its own is needed' "$NICC" verify --certify "$work/empty/." specs/leak.ni
expect 0 '^certified' "$NICC" verify -q --certify "$work/empty/" specs/complaints/vpn-backup.ni
expect 0 ' good, 0 wrong' "$NICC" certify --check "$work/empty"
printf 'design broken "";\nsite vnet hub { prefix 10.0.0.0/33; }\n' >"$work/broken.ni"
expect 2 'no certificates are written' "$NICC" verify --certify "$work/errors" "$work/broken.ni"

# CaDiCaL is found on PATH, and is not believed.
fake() { # STATUS PATTERN PROGRAM: verify with this as cadical
    mkdir -p "$work/bin"
    printf '#!/bin/sh\n%s\n' "$3" >"$work/bin/cadical"
    chmod +x "$work/bin/cadical"
    expect "$1" "$2" env PATH="$work/bin:/bin:/usr/bin" "$NICC" verify -q --certify "$work/fake" specs/azure-interop.ni
}
expect 2 'needs the command .cadical.' env PATH="$work" "$NICC" verify --certify "$work/fake" specs/leak.ni
fake 4 'CaDiCaL finds a solution where Z3 finds none' 'exit 10'
fake 4 "CaDiCaL's proof does not hold: the proof ends without a contradiction" 'for last; do :; done; : >"$last"; exit 20'
fake 4 "CaDiCaL could not be run, or failed" 'exit 1'
fake 4 "CaDiCaL could not be run, or failed" 'kill -9 $$'
fake 4 'cannot read .*drat' 'exit 20'
fake 3 '^not certified: [^ ]+: CaDiCaL reached its limit' 'exit 0'
rm -rf "$work/fake"

# A design for whose whole question there is no memory; and one that is written with bounds, which is said.
"$GENERATE" fat-tree 4 ebgp round-trip 1 >"$work/tree.ni"
expect 3 'not certified: [^ ]+: the limit of memory, [^ ]+, was reached' \
    "$NICC" verify -q --limit memory=8MiB --certify "$work/small" "$work/tree.ni"
expect 0 '^certified 1 of 1' "$NICC" verify -q --certify "$work/tree" "$work/tree.ni"
expect 0 'assuming that no farther routes are selected' "$NICC" certify --check "$work/tree"

# A run that is interrupted leaves nothing behind.
printf '#!/bin/sh\nexec sleep 30\n' >"$work/bin/cadical"
env PATH="$work/bin:/bin:/usr/bin" "$NICC" verify -q --certify "$work/fake" specs/azure-interop.ni >/dev/null 2>&1 &
for _ in $(seq 100); do
    compgen -G "$work/fake.*" >/dev/null && break
    sleep 0.05
done
sleep 0.2
kill -TERM $!
wait $! 2>/dev/null
result $(($? != 143)) "a run that is interrupted ends by the signal" ""
output=$(compgen -G "$work/fake*")
result $(($? == 0)) "a run that fails or is interrupted leaves nothing behind" "$output"

echo "certify: $passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
