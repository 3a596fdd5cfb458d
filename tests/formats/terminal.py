#!/usr/bin/env python3
"""What people see: run nicc on terminals (ptys) of several widths.

    terminal.py [--bless] NICC TOP

Text must fit the width, colours come and go as asked for, progress shows on a terminal alone, and files and machine formats do not
depend on any of it. The screens in docs/screens are what nicc prints on a terminal of that width for the design of
docs/terminal.md; --bless draws them anew.
"""
import fcntl
import html
import os
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios

SGR = re.compile(r"\x1b\[([0-9;]*)m")
CLEAR = "\r\x1b[K"
passed = 0
failures = []


def check(good, what):
    global passed
    if good:
        passed += 1
    else:
        failures.append("FAIL terminal: " + what)


def terminal(columns):
    """A pty of this width: its two ends."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    return master, slave


def run(nicc, folder, arguments, out=None, err=None, **variables):
    """Run nicc, with standard output and error on terminals of these widths (None: pipes). Returns what they got, and the status."""
    environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "TERM")}
    environment.update(TERM="xterm-256color", LC_ALL="C", SOURCE_DATE_EPOCH="1767225600")
    environment.update(variables)
    ends = [terminal(width) if width is not None else os.pipe() for width in (out, err)]
    process = subprocess.Popen([nicc, *arguments], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                               stdout=ends[0][1], stderr=ends[1][1])
    for _, write in ends:
        os.close(write)
    got = {ends[0][0]: b"", ends[1][0]: b""}
    open_ends = set(got)
    while open_ends:
        for end in select.select(list(open_ends), [], [])[0]:
            try:
                more = os.read(end, 65536)
            except OSError:  # a terminal whose other end is closed
                more = b""
            got[end] += more
            if not more:
                open_ends.discard(end)
    status = process.wait()
    texts = [got[read].decode().replace("\r\n", "\n") for read, _ in ends]
    for read, _ in ends:
        os.close(read)
    return texts[0], texts[1], status


# ---- screens ----

COLOURS = {"31": "#d70000", "32": "#2e8b2e", "35": "#a000a0", "36": "#008a8a"}
WIDTH, HEIGHT = 7.85, 17  # of a character


def style_of(codes, style):
    for code in codes.split(";"):
        if code in ("", "0"):
            style = {}
        elif code == "1":
            style = {**style, "font-weight": "bold"}
        elif code == "2":
            style = {**style, "fill-opacity": "0.6"}
        elif code in COLOURS:
            style = {**style, "fill": COLOURS[code]}
    return style


def draw(text, columns):
    lines = text.rstrip("\n").split("\n")
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{columns * WIDTH + 24:.0f}" height="{len(lines) * HEIGHT + 24}" '
           'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="13">',
           '<rect width="100%" height="100%" rx="6" fill="#fdfdfd" stroke="#c8c8c8"/>']
    style = {}
    for number, line in enumerate(lines):
        out.append(f'<text xml:space="preserve" x="12" y="{number * HEIGHT + 25}" fill="#202020">')
        at = 0
        for match in [*SGR.finditer(line), None]:
            piece = line[at:match.start() if match else len(line)]
            if piece:
                attributes = "".join(f' {key}="{value}"' for key, value in style.items())
                out[-1] += f"<tspan{attributes}>{html.escape(piece, quote=False)}</tspan>"
            if match:
                style = style_of(match.group(1), style)
                at = match.end()
        out[-1] += "</text>"
    return "\n".join(out) + "\n</svg>\n"


def check_screens(nicc, folder, top, bless):
    for columns in (140, 80):
        out, _, _ = run(nicc, folder, ["verify", "asym.ni"], out=columns, err=columns)
        path = os.path.join(top, "docs", "screens", f"verify-{columns}.svg")
        if bless:
            with open(path, "w", encoding="utf-8") as file:
                file.write(draw(out, columns))
        with open(path, encoding="utf-8") as file:
            check(file.read() == draw(out, columns), f"docs/screens/verify-{columns}.svg is not what nicc prints: terminal.py --bless")


# ---- tests ----


def squeezed(text):
    return re.sub(r"\s+", " ", SGR.sub("", text)).strip()


def check_widths(nicc, folder):
    wide, _, _ = run(nicc, folder, ["verify", "asym.ni"], out=None, err=None)
    for columns in (0, 1, 2, 3, 7, 19, 20, 21, 40, 60, 80, 100, 120, 139, 140, 200, 500, 65535):
        out, _, status = run(nicc, folder, ["verify", "asym.ni"], out=columns, err=columns)
        check(status == 1, f"{columns} columns: status {status}")
        lines = SGR.sub("", out).split("\n")
        check(lines[-2:] == ["3 claims: 1 proved, 2 refuted", ""], f"{columns} columns: the last line is {lines[-2:]}")
        long = [line for line in lines if line.startswith("  ") and len(line) > columns]
        check(not long or columns < 60, f"{columns} columns: {long[:1]}")
        beside = any("forward:" in line and "return:" in line for line in lines)
        if columns >= 140 or columns < 80:
            check(beside == (columns >= 140), f"{columns} columns: side by side {beside}")
        if not beside and columns >= 60:
            check(len(squeezed(out)) <= len(squeezed(wide)), f"{columns} columns: more text than in a file")
    for command in (["check", "errors.ni"], ["verify", "errors.ni"], ["matrix", "asym.ni"], ["trace", "asym.ni", "hub", "office"]):
        _, _, plain = run(nicc, folder, command)
        for columns in (1, 30):
            _, _, status = run(nicc, folder, command, out=columns, err=columns)
            check(status == plain, f"{command}: {columns} columns: status {status}, not {plain}")


def check_colours(nicc, folder):
    def coloured(arguments, out=80, **variables):
        return "\x1b[" in run(nicc, folder, ["verify", "asym.ni", *arguments], out=out, err=None, **variables)[0]

    check(coloured([]), "no colours on a terminal")
    check(coloured([], NO_COLOR=""), "NO_COLOR that is empty counts")
    check(coloured(["--color", "always"], NO_COLOR="1"), "--color always does not count")
    check(coloured(["--color", "always"], out=None), "--color always does not count in a pipe")
    check(not coloured([], NO_COLOR="1"), "NO_COLOR does not count")
    check(not coloured([], TERM="dumb"), "colours on a terminal that knows none")
    check(not coloured(["--color", "never"]), "--color never does not count")
    check(not coloured([], out=None), "colours in a pipe")


def check_machines(nicc, folder):
    """What is not for people does not depend on the terminal."""
    for name in ("json", "sarif", "junit", "github", "gitlab", "azure", "markdown"):
        arguments = ["verify", "--format", name, "--color", "always", "asym.ni"]
        piped, _, _ = run(nicc, folder, arguments)
        shown, _, _ = run(nicc, folder, arguments, out=30, err=30)
        check(piped == shown, f"{name} depends on the terminal")
        check("\x1b" not in shown, f"{name} has colours")
    texts = []
    for columns in (None, 30, 200):
        run(nicc, folder, ["verify", "--output", "text:text", "--color", "always", "asym.ni"], out=columns, err=columns)
        with open(os.path.join(folder, "text"), encoding="utf-8") as file:
            texts.append(file.read())
    check(len(set(texts)) == 1 and "\x1b" not in texts[0], "--output text:FILE depends on the terminal")


def check_progress(nicc, folder):
    """A claim that nothing decides in three seconds."""
    slow = ["verify", "--timeout", "3", "--limit", "states=100000000", "slow.ni"]
    out, err, status = run(nicc, folder, slow, err=60)
    check(status == 3, f"progress: status {status}")
    check("slow.ni: 0 of 1 claims, " in err, f"no progress: {err!r}")
    check("claims, " not in out, "progress on standard output")
    check(err.rsplit(CLEAR, 1)[-1] == "", f"the line stays: {err[-60:]!r}")
    narrow = run(nicc, folder, slow, err=9)[1]
    check(max(len(piece) for piece in narrow.split(CLEAR)) == 8, f"the line is wider than the terminal: {narrow!r}")
    one = run(nicc, folder, slow, err=1)[1]
    check(one.replace(CLEAR, "") == "", f"one column: {one!r}")
    check(run(nicc, folder, slow)[1] == "", "progress in a pipe")
    check(run(nicc, folder, [*slow, "-q"], err=60)[1] == "", "progress although -q")
    check(run(nicc, folder, slow, err=60, TERM="dumb")[1] == "", "progress on a terminal that cannot take it away")


def main():
    bless = "--bless" in sys.argv
    nicc, top = [os.path.abspath(argument) for argument in sys.argv[1:] if argument != "--bless"]
    with open(os.path.join(top, "docs", "terminal.md"), encoding="utf-8") as file:
        design = re.search(r"```ni\n(# file: asym\.ni\n.*?)```", file.read(), re.S).group(1)
    with open(os.path.join(top, "tests/golden/verify/bad-too-many-states/input.ni"), encoding="utf-8") as file:
        slow = file.read()
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("asym.ni", design), ("slow.ni", slow), ("errors.ni", "site vnet hub { }\nsite vnet hub { }\n" + "#" * 300)):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        check_screens(nicc, folder, top, bless)
        check_widths(nicc, folder)
        check_colours(nicc, folder)
        check_machines(nicc, folder)
        check_progress(nicc, folder)
    for failure in failures:
        print(failure)
    print(f"terminal: {passed} passed, {len(failures)} failed")
    return 1 if failures or not passed else 0


sys.exit(main())
