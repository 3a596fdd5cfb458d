"""What packaging/tables.c prints, as Python sees it, and a few questions about it."""
import json
import re

# What an operand or the argument of an option is: the words of commands.def and options.def.
DESIGNS = {"FILE", "OLD", "NEW"}
FOLDERS = {"DIR"}


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def options_of(tables, command):
    return [o for o in tables["options"] if command in o["commands"]]


def spellings(option):
    """["-o", "--output"]"""
    short = ["-" + option["letter"]] if option["letter"] else []
    return short + ["--" + option["name"]]


def formats_of(tables, command):
    return [f["name"] for f in tables["formats"] if command in f["commands"]]


def formats_by_commands(tables, option):
    """The commands of an option that takes a format, together where they have the same ones: (commands, formats)."""
    groups = {}
    for command in option["commands"]:
        groups.setdefault(tuple(formats_of(tables, command)), []).append(command)
    return [(commands, list(formats)) for formats, commands in groups.items()]


def value_kind(tables, option):
    """What to offer behind an option: "", "words", "formats", "formatted", "claims", "folders", "files" or "text"."""
    if not option["argument"]:
        return ""
    if option["name"] in tables["choices"]:
        return "words"
    kinds = {"FORMAT": "formats", "FORMAT:FILE": "formatted", "GLOB": "claims", "DIR": "folders", "FILE": "files"}
    if option["name"] == "claim":
        return "claims"
    return kinds.get(option["argument"], "text")


def operand_kinds(command):
    """What to offer for each operand: a list of "designs", "folders", "commands", "codes" and "text", the last one with a
    star when it may be repeated."""
    kinds = []
    for word in command["operands"].split():
        bare = re.sub(r"[\[\].]", "", word)
        if bare == "|":  # CODE | CLAIM FILE
            continue
        if bare == "on":
            break
        kind = {"COMMAND": "commands", "CODE": "codes"}.get(bare, "text")
        kind = "designs" if bare in DESIGNS else "folders" if bare in FOLDERS else kind
        if bare == "CLAIM":  # stands in the place of CODE
            continue
        kinds.append(kind + ("*" if word.rstrip("]").endswith("...") else ""))
    return kinds
