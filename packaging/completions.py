#!/usr/bin/env python3
"""Print the completion of nicc for one shell, made from the tables of commands and options.

    completions.py bash|zsh|fish TABLES.json

Offered are commands, the options of the command, the words that an option takes, designs (*.ni) and folders, the names of
claims behind --claim, and the codes of `explain`.
"""
import sys

import tables as t

HEAD = "# Completion of nicc for {}. Made by packaging/completions.py: do not edit.\n"


def names(tables):
    return [c["name"] for c in tables["commands"]]


# ---- bash ----

BASH = r"""
_nicc_commands='@COMMANDS@'
_nicc_codes='@CODES@'

# The options of a command, and those that are followed by a value.
_nicc_options() {
    case $1 in
@OPTIONS@
    esac
}
_nicc_with_value=' @WITH_VALUE@ '

# The formats of a command.
_nicc_formats() {
    case $1 in
@FORMATS@
    esac
}

_nicc_words() {
    mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2")
}

_nicc_designs() {
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -X '!*.ni' -- "$1"; compgen -d -- "$1")
}

_nicc_folders() {
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -d -- "$1")
}

_nicc_files() {
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$1")
}

# The names of the claims in the designs that are on the line.
_nicc_claims() {
    local word
    local -a designs=()
    for word in "${COMP_WORDS[@]}"; do
        [[ $word == *.ni && -r $word ]] && designs+=("$word")
    done
    [ "${#designs[@]}" -gt 0 ] || return
    _nicc_words "$(sed -nE 's/^[[:blank:]]*(claim|matrix)[[:blank:]]+([A-Za-z_][A-Za-z0-9_-]*).*/\2/p' "${designs[@]}")" "$1"
}

# Complete the value $2 of the option $1; false when the option takes none.
_nicc_value() {
    case $1 in
@VALUES@
    *) [[ $_nicc_with_value == *" $1 "* ]] ;;
    esac
}

# Complete the operand number $2 (from 1) of the command $1, which begins with $3.
_nicc_operand() {
    case $1:$2 in
@OPERANDS@
    esac
}

# $1 becomes the command, and $2 how many operands stand before the word to complete.
_nicc_read_line() {
    local i word value=no
    command=
    operands=0
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [ "$word" = = ] || [ "$word" = : ]; then
            i=$((i + 1)) # --option=value and FORMAT:FILE are three words here
        elif [ "$value" = yes ]; then
            value=no
        elif [[ $_nicc_with_value == *" $word "* && ${COMP_WORDS[i + 1]-} != = ]]; then
            value=yes
        elif [[ $word != -* ]]; then
            if [ -z "$command" ] && [[ " $_nicc_commands " == *" $word "* ]]; then
                command=$word
            else
                : "${command:=verify}"
                operands=$((operands + 1))
            fi
        fi
    done
}

_nicc() {
    local command operands current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    COMPREPLY=()
    if [ "$current" = = ] || [ "$current" = : ]; then
        current=
    elif [ "$before" = = ] || [ "$before" = : ]; then
        before=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    if [ "${COMP_WORDS[COMP_CWORD]}" = : ] || [ "${COMP_WORDS[COMP_CWORD - 1]}" = : ]; then
        _nicc_files "$current"
        return
    fi
    _nicc_read_line
    if _nicc_value "$before" "$current"; then
        return
    elif [[ $current == -* ]]; then
        _nicc_words "$(_nicc_options "${command:-verify}")" "$current"
    elif [ -z "$command" ]; then
        _nicc_designs "$current"
        mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "$_nicc_commands" -- "$current")
    else
        _nicc_operand "$command" "$((operands + 1))" "$current"
    fi
}

complete -F _nicc nicc
"""

BASH_VALUES = {
    "claims": '_nicc_claims "$2"',
    "folders": '_nicc_folders "$2"',
    "files": '_nicc_files "$2"',
}


def bash_value(tables, option):
    kind = t.value_kind(tables, option)
    if kind == "words":
        action = "_nicc_words '%s' \"$2\"" % " ".join(tables["choices"][option["name"]])
    elif kind == "formats":
        action = '_nicc_words "$(_nicc_formats "${command:-verify}")" "$2"'
    elif kind == "formatted":
        action = 'compopt -o nospace 2>/dev/null\n        _nicc_words "$(_nicc_formats "${command:-verify}" | sed -E \'s/[a-z]+/&:/g\')" "$2"'
    elif kind in BASH_VALUES:
        action = BASH_VALUES[kind]
    else:
        return ""
    return "    %s)\n        %s\n        return 0\n        ;;" % (" | ".join(t.spellings(option)), action)


def bash_operands(command):
    actions = {"designs": '_nicc_designs "$3"', "folders": '_nicc_folders "$3"',
               "commands": '_nicc_words "$_nicc_commands" "$3"', "codes": '_nicc_words "$_nicc_codes" "$3"'}
    lines = []
    for number, kind in enumerate(t.operand_kinds(command), 1):
        action = actions.get(kind.rstrip("*"))
        if action:
            place = "*" if kind.endswith("*") else str(number)
            lines.append("    %s:%s) %s ;;" % (command["name"], place, action))
    return lines


def bash(tables):
    options = ["    %s) echo '%s' ;;" % (c, " ".join(s for o in t.options_of(tables, c) for s in t.spellings(o)))
               for c in names(tables)]
    with_value = [s for o in tables["options"] if o["argument"] for s in t.spellings(o)]
    values = [v for v in (bash_value(tables, o) for o in tables["options"]) if v]
    return fill(BASH, {
        "COMMANDS": " ".join(names(tables)),
        "CODES": " ".join(c["code"] for c in tables["codes"]),
        "OPTIONS": "\n".join(options),
        "FORMATS": "\n".join("    %s) echo '%s' ;;" % (c, " ".join(t.formats_of(tables, c))) for c in names(tables)),
        "WITH_VALUE": " ".join(with_value),
        "VALUES": "\n".join(values),
        "OPERANDS": "\n".join(line for c in tables["commands"] for line in bash_operands(c)),
    })


# ---- zsh ----

ZSH = r"""
_nicc_designs() {
    _files -g '*.ni'
}

# The names of the claims in the designs that are on the line.
_nicc_claims() {
    local -a designs claims
    designs=(${(M)words:#*.ni})
    (( $#designs )) || return 1
    claims=(${(f)"$(sed -nE 's/^[[:blank:]]*(claim|matrix)[[:blank:]]+([A-Za-z_][A-Za-z0-9_-]*).*/\2/p' $designs 2>/dev/null)"})
    compadd -a claims
}

# FORMAT:FILE, with these formats.
_nicc_output() {
    if compset -P '*:'; then
        _files
    else
        compadd -S : -- $@
    fi
}

_nicc_commands() {
    local -a commands=(
@COMMANDS@
    )
    _describe -t commands command commands
}

_nicc_codes() {
    local -a codes=(
@CODES@
    )
    _describe -t codes code codes
}

# The first operand: a command, or a design to verify.
_nicc_first() {
    _alternative 'commands:command:_nicc_commands' 'files:design:_nicc_designs'
}

_nicc() {
    local command=bare
    integer i
    for (( i = 2; i < CURRENT; i++ )); do
        if [[ " @NAMES@ " == *" $words[i] "* ]]; then
            command=$words[i]
            words[i]=()
            (( CURRENT-- ))
            break
        fi
    done
    _nicc_$command
}
@FUNCTIONS@
_nicc "$@"
"""


def zsh_quote(text):
    """Inside '...' of an _arguments specification."""
    for char in "[]:":
        text = text.replace(char, "\\" + char)
    return text.replace("'", "'\\''")


def zsh_option(tables, option, command):
    kind = t.value_kind(tables, option)
    formats = " ".join(t.formats_of(tables, command))
    action = {"": "", "formats": "(%s)" % formats, "formatted": "{_nicc_output %s}" % formats, "claims": "_nicc_claims", "folders": "_files -/", "files": "_files",
              "text": " "}.get(kind)
    if kind == "words":
        action = "(%s)" % " ".join(tables["choices"][option["name"]])
    value = ":%s:%s" % (zsh_quote(option["argument"]), action) if option["argument"] else ""
    repeat = "*" if "may be repeated" in option["help"] else ""
    lines = []
    for spelling in t.spellings(option):
        attach = ("=" if spelling.startswith("--") else "+") if option["argument"] else ""
        lines.append("'%s%s%s[%s]%s'" % (repeat, spelling, attach, zsh_quote(option["help"]), value))
    return lines


def zsh_operands(command):
    actions = {"designs": "_nicc_designs", "folders": "_files -/", "commands": "_nicc_commands", "codes": "_nicc_codes",
               "text": " "}
    lines = []
    for number, kind in enumerate(t.operand_kinds(command), 1):
        place = "*" if kind.endswith("*") else str(number)
        lines.append("'%s:%s:%s'" % (place, kind.rstrip("*"), actions[kind.rstrip("*")]))
    return lines


def zsh_function(tables, name, command, operands):
    specs = [line for o in t.options_of(tables, command["name"]) for line in zsh_option(tables, o, command["name"])] + operands
    return "\n_nicc_%s() {\n    _arguments -s -S \\\n        %s\n}" % (name, " \\\n        ".join(specs))


def zsh(tables):
    commands = {c["name"]: c for c in tables["commands"]}
    functions = [zsh_function(tables, n, c, zsh_operands(c)) for n, c in commands.items()]
    verify = commands["verify"]
    functions.append(zsh_function(tables, "bare", verify, ["'1:command or design:_nicc_first'", "'*:designs:_nicc_designs'"]))
    described = lambda pairs: "\n".join("        '%s:%s'" % (a, zsh_quote(b)) for a, b in pairs)
    return fill(ZSH, {
        "COMMANDS": described((c["name"], c["summary"]) for c in tables["commands"]),
        "CODES": described((c["code"], c["text"]) for c in tables["codes"]),
        "NAMES": " ".join(commands),
        "FUNCTIONS": "\n".join(functions),
    })


# ---- fish ----

FISH = r"""
set -g __nicc_commands @COMMANDS@

# The command on the line; verify when a design stands in its place; none when nothing does.
function __nicc_command
    set -l words (commandline -opc)
    for word in $words[2..-1]
        if contains -- $word $__nicc_commands
            echo $word
            return
        end
    end
    for word in $words[2..-1]
        if not string match -q -- '-*' $word
            echo verify
            return
        end
    end
end

function __nicc_is
    set -l command (__nicc_command)
    test "$command" = $argv[1]
end

# Options before any command are those of verify.
function __nicc_takes
    set -l command (__nicc_command)
    test -n "$command"; or set command verify
    contains -- $command $argv
end

function __nicc_bare
    set -l command (__nicc_command)
    test -z "$command"
end

# The names of the claims in the designs that are on the line.
function __nicc_claims
    set -l designs (string match -- '*.ni' (commandline -op))
    test (count $designs) -gt 0
    and sed -nE 's/^[[:blank:]]*(claim|matrix)[[:blank:]]+([A-Za-z_][A-Za-z0-9_-]*).*/\2/p' $designs 2>/dev/null
end

# FORMAT:FILE, with these formats.
function __nicc_outputs
    set -l token (commandline -ct | string replace -r '^(-o|--output=)' '')
    if string match -q '*:*' -- $token
        set -l parts (string split -m 1 : -- $token)
        __fish_complete_path $parts[2] | string replace -r '^' "$parts[1]:"
    else
        printf '%s:\n' $argv
    end
end

complete -c nicc -f
complete -c nicc -n __nicc_bare -k -a '(__fish_complete_suffix .ni)'
@LINES@
"""


def fish_quote(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def fish_line(option, commands, kind, offered):
    words = ["complete -c nicc -n '__nicc_takes %s'" % " ".join(commands)]
    if option["letter"]:
        words.append("-s " + option["letter"])
    words.append("-l " + option["name"])
    if kind in ("folders", "files"):
        words.append("-r -F")
    elif kind:
        words.append("-x")
    if offered:
        words.append("-a " + fish_quote(offered))
    words.append("-d " + fish_quote(option["help"]))
    return " ".join(words)


def fish_option(tables, option):
    kind = t.value_kind(tables, option)
    if kind in ("formats", "formatted"):
        form = "%s" if kind == "formats" else "(__nicc_outputs %s)"
        return [fish_line(option, commands, kind, form % " ".join(formats))
                for commands, formats in t.formats_by_commands(tables, option)]
    offered = {"claims": "(__nicc_claims)", "words": " ".join(tables["choices"].get(option["name"], []))}.get(kind)
    return [fish_line(option, option["commands"], kind, offered)]


def fish_operands(command):
    actions = {"designs": "(__fish_complete_suffix .ni)", "folders": "(__fish_complete_directories)",
               "commands": "$__nicc_commands", "codes": "(__nicc_codes)"}
    kinds = {k.rstrip("*") for k in t.operand_kinds(command)}
    return ["complete -c nicc -n '__nicc_is %s' -k -a %s" % (command["name"], fish_quote(actions[k]))
            for k in sorted(kinds) if k in actions]


def fish(tables):
    lines = ["complete -c nicc -n __nicc_bare -a %s -d %s" % (c["name"], fish_quote(c["summary"]))
             for c in tables["commands"]]
    lines += [line for c in tables["commands"] for line in fish_operands(c)]
    lines += [line for o in tables["options"] for line in fish_option(tables, o)]
    codes = "\nfunction __nicc_codes\n    printf '%%s\\t%%s\\n' %s\nend\n" % " ".join(
        c["code"] + " " + fish_quote(c["text"]) for c in tables["codes"])
    return fill(codes + FISH, {
        "COMMANDS": " ".join(names(tables)),
        "LINES": "\n".join(lines),
    })


# ----

def fill(template, values):
    for name, value in values.items():
        template = template.replace("@" + name + "@", value)
    return template


def main():
    shells = {"bash": bash, "zsh": zsh, "fish": fish}
    if len(sys.argv) != 3 or sys.argv[1] not in shells:
        sys.exit(__doc__)
    head = ("#compdef nicc\n" if sys.argv[1] == "zsh" else "") + HEAD.format(sys.argv[1])
    print(head + shells[sys.argv[1]](t.load(sys.argv[2])), end="")


main()
