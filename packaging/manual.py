#!/usr/bin/env python3
"""Print a manual page: the text of a template, with the lines @COMMANDS@, @OPTIONS@ and @FORMATS@ filled from the tables of the
program, and @VERSION@ replaced.

    manual.py TEMPLATE TABLES.json
"""
import re
import sys

import tables as t


def roff(text):
    """Plain text for roff: no character means anything, and `words` in backticks are bold."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    text = re.sub(r"`([^`]*)`", r"\\fB\1\\fR", text)
    return re.sub(r"(?m)^([.'])", r"\\&\1", text)


def command_entry(command):
    operands = " \\fI%s\\fR" % roff(command["operands"]) if command["operands"] else ""
    lines = [".TP", "\\fBnicc %s\\fR%s" % (roff(command["name"]), operands), roff(command["summary"][:1].upper() + command["summary"][1:]) + "."]
    if command["text"]:
        # Lines of the help that are a table ("Y: yes.  N: no.") begin anew.
        for line in command["text"].split("\n"):
            lines.append(".br\n" + roff(line) if re.match(r"\S+: .* {2,}\S+: ", line) else roff(line))
    return lines


def option_entry(tables, option):
    argument = option["argument"]
    names = ", ".join("\\fB%s\\fR" % roff(s) for s in t.spellings(option))
    everywhere = len(option["commands"]) == len(tables["commands"])
    where = "all commands" if everywhere else ", ".join(option["commands"])
    return [".TP", names + (" \\fI%s\\fR" % roff(argument) if argument else ""), roff(option["help"]) + " (" + roff(where) + ")"]


def format_entry(tables, form):
    """A format, and the commands that have it: none where all do that take a format, those that do not where they are few."""
    takers = next(o for o in tables["options"] if o["name"] == "format")["commands"]
    having = [c for c in takers if c in form["commands"]]
    lacking = [c for c in takers if c not in form["commands"]]
    where = "" if not lacking else " (not %s)" % ", ".join(lacking) if len(lacking) < 3 else " (%s)" % ", ".join(having)
    return [".TP", "\\fB%s\\fR" % roff(form["name"]), roff(form["summary"][:1].upper() + form["summary"][1:] + where) + "."]


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    tables = t.load(sys.argv[2])
    filled = {"@COMMANDS@": [line for c in tables["commands"] for line in command_entry(c)],
              "@FORMATS@": [line for f in tables["formats"] for line in format_entry(tables, f)],
              "@OPTIONS@": [line for o in tables["options"] for line in option_entry(tables, o)]}
    with open(sys.argv[1], encoding="utf-8") as template:
        for line in template.read().splitlines():
            print("\n".join(filled.get(line, [line.replace("@VERSION@", tables["version"])])))


main()
