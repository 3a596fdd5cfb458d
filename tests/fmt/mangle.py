#!/usr/bin/env python3
"""Lay designs out badly: other blanks, line ends and comments between the same words.

    mangle.py FOLDER SEED FILE...     writes FOLDER/N.ni for each FILE
"""
import pathlib
import random
import re
import sys

PART = re.compile(r'"(?:[^"\\\n]|\\.)*"|#[^\n]*\n?|\s+|[^\s"#]+')


def blank(rng):
    return rng.choice([" ", " ", " ", " ", "  ", "\t", "\n", "\n", "\r\n", "\n\n\n", " # noted \n", "\n  # alone\n"])


def mangle(text, rng):
    keep = rng.random()  # some files lose less of their layout
    out = []
    for part in PART.findall(text):
        if part.isspace() and rng.random() > keep:
            part = blank(rng)
        elif part in (";", "}") and rng.random() < 0.2:
            part += blank(rng)
        out.append(part)
    return "".join(out)


def main():
    folder, seed, *files = sys.argv[1:]
    for number, path in enumerate(files):
        rng = random.Random(f"{seed} {number}")
        text = pathlib.Path(path).read_bytes().decode("utf-8", "surrogateescape")
        new = pathlib.Path(folder) / f"{number}.ni"
        new.write_bytes(mangle(text, rng).encode("utf-8", "surrogateescape"))


main()
