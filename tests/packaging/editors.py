"""The grammars in contrib/: they are what packaging/syntax.py makes, and show every keyword as one.

    editors.py TABLES.json NICC

The TextMate grammar is applied as an editor does it: at each place the first pattern that matches earliest.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VIM = "contrib/vim/syntax/nicc.vim"
TEXTMATE = "contrib/textmate/nicc.tmLanguage.json"
passed = failed = 0


def check(what, good, more=""):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print("FAIL", what, more)


def check_current(tables):
    for editor, path in ("vim", VIM), ("textmate", TEXTMATE):
        made = subprocess.run([sys.executable, "packaging/syntax.py", editor, tables], check=True, capture_output=True, text=True)
        with open(path, encoding="utf-8") as file:
            check(path + ": not what packaging/syntax.py makes (make editors)", file.read() == made.stdout)


DESIGN = """design small "a # in a string"; # a comment with vnet
site vnet hub { prefix 10.1.0.0/16, fd00:1::/32; }
connect a.vpn <-> hub.gw { delay 75ms; }
claim works: hub can reach internet { expect refuted; }
waive works until 2027-01-31 reason "x";
expect error F19;
"""
# line (from 1), text at that place, group in Vim, scope in TextMate
PLACES = [
    (1, "design", "niccDeclaration", "keyword.control.nicc"),
    (1, "# in", "niccString", "string.quoted.double.nicc"),
    (1, "vnet", "niccComment", "comment.line.number-sign.nicc"),
    (2, "vnet", "niccWord", "keyword.other.nicc"),
    (2, "hub", "", ""),
    (2, "10.1", "niccAddress", "constant.numeric.address.nicc"),
    (2, "fd00", "niccAddress", "constant.numeric.address.nicc"),
    (3, "vpn", "niccName", ""),
    (3, "<->", "niccOperator", "keyword.operator.nicc"),
    (3, "75ms", "niccNumber", "constant.numeric.nicc"),
    (4, "works", "niccClaim", "entity.name.function.nicc"),
    (4, "internet", "niccConstant", "constant.language.nicc"),
    (4, "refuted", "niccVerdict", "support.constant.nicc"),
    (5, "2027", "niccDate", "constant.numeric.date.nicc"),
    (6, "F19", "niccFact", "constant.other.fact.nicc"),
]


def textmate_scopes(grammar, line):
    """The scope of each character of a line."""
    scopes = [""] * len(line)
    at = 0
    while at < len(line):
        best = None
        for pattern in grammar["patterns"]:
            match = re.compile(pattern.get("match") or pattern["begin"]).search(line, at)
            if match and match.end() > match.start() and (best is None or match.start() < best[0].start()):
                best = (match, pattern)
        if best is None:
            break
        match, pattern = best
        end = match.end()
        if "end" in pattern:
            end = re.compile(r"(?:\\.|[^\\])*?(?:%s)" % pattern["end"]).match(line, end).end()
        scopes[match.start():end] = [pattern.get("name", "")] * (end - match.start())
        for number, capture in pattern.get("captures", {}).items():
            first, last = match.span(int(number))
            scopes[first:last] = [capture["name"]] * (last - first)
        at = end
    return scopes


def check_textmate(keywords):
    with open(TEXTMATE, encoding="utf-8") as file:
        grammar = json.load(file)
    lines = DESIGN.splitlines()
    for row, text, _, scope in PLACES:
        got = textmate_scopes(grammar, lines[row - 1])[lines[row - 1].index(text)]
        check("TextMate: `%s` in line %d" % (text, row), got == scope, "is " + repr(got))
    for word in keywords:
        got = set(textmate_scopes(grammar, "a %s;" % word)[2:-1])
        check("TextMate: the keyword " + word, len(got) == 1 and got != {""}, "is " + repr(got))
        got = set(textmate_scopes(grammar, "hub.%s x-%s" % (word, word)))
        check("TextMate: the name hub." + word, got == {""}, "is " + repr(got))


def check_vim(keywords, nicc):
    with tempfile.TemporaryDirectory() as work:
        design, words, result = (os.path.join(work, n) for n in ("design.ni", "words", "result"))
        lines = DESIGN.splitlines() + ["a %s;" % w for w in keywords]
        with open(design, "w") as file:
            file.write("\n".join(lines) + "\n")
        with open(words, "w") as file:
            for row, text, _, _ in PLACES:
                file.write("%d %d\n" % (row, lines[row - 1].index(text) + 1))
            for row, word in enumerate(keywords, len(DESIGN.splitlines()) + 1):
                file.write("%d 3\n%d %d\n" % (row, row, 2 + len(word)))
        environment = dict(os.environ, DESIGN=design, WORDS=words, RESULT=result, HOME=work, TERM="dumb",
                           PATH=os.path.dirname(nicc) + os.pathsep + os.environ["PATH"])
        subprocess.run(["vim", "-u", "NONE", "-es", "-S", "tests/packaging/vim.vim"], env=environment, timeout=60,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with open(result) as file:
            got = file.read().splitlines()
    check("Vim: file type", got[0] == "filetype nicc", got[0])
    check("Vim: comments", got[1] == "comments # %s", got[1])
    for (row, text, group, _), found in zip(PLACES, got[2:]):
        check("Vim: `%s` in line %d" % (text, row), found == group, "is " + repr(found))
    for word, first, last in zip(keywords, got[2 + len(PLACES)::2], got[3 + len(PLACES)::2]):
        check("Vim: the keyword " + word, first == last and first.startswith("nicc") and first != "niccName", "is " + repr(first))
    check("Vim: :make finds the places of errors", re.match(r"\d+ \d+ \d+ .*unexpected", got[-1]), got[-1])


def main(tables, nicc):
    os.chdir(TOP)
    check_current(tables)
    with open(tables, encoding="utf-8") as file:
        keywords = [k["text"] for k in json.load(file)["keywords"] if k["text"][0].isalpha()]
    check_textmate(keywords)
    check_vim(keywords, nicc)
    print("editors: %d passed, %d failed" % (passed, failed))
    sys.exit(failed > 0 or passed == 0)


main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]))
