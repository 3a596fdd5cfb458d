#!/usr/bin/env python3
"""Print a grammar for an editor, made from the table of keywords.

    syntax.py vim|textmate TABLES.json

The results are contrib/vim/syntax/nicc.vim and contrib/textmate/nicc.tmLanguage.json; `make editors` writes them anew.
"""
import json
import sys

import tables as t

# The words that begin a declaration; every other keyword may stand inside one.
DECLARATIONS = ["circuit", "claim", "connect", "design", "expect", "group", "include", "let", "matrix", "peering", "policy",
                "profile", "site", "waive"]
VERDICTS = ["proved", "refuted"]
NAME = r"[A-Za-z_][A-Za-z0-9_-]*"


def classes(tables):
    """The words of the language: declarations, constants (reserved words), verdicts, and the others."""
    words = [k for k in tables["keywords"] if k["text"][0].isalpha()]
    known = {k["text"] for k in words}
    assert known.issuperset(DECLARATIONS + VERDICTS), "a word of this list is no keyword any more"
    named = set(DECLARATIONS + VERDICTS)
    return {"Declaration": DECLARATIONS, "Verdict": VERDICTS,
            "Constant": [k["text"] for k in words if k["reserved"]],
            "Word": [k["text"] for k in words if not k["reserved"] and k["text"] not in named]}


VIM = r'''" Vim syntax of nicc designs (*.ni). Made by packaging/syntax.py: do not edit.
if exists("b:current_syntax")
  finish
endif

syntax case match
syntax iskeyword @,48-57,_,-

@KEYWORDS@

syntax match   niccName     /\<[A-Za-z_][A-Za-z0-9_-]*\(\.[A-Za-z0-9_-]\+\)\+/
syntax match   niccClaim    /\(\<\(claim\|matrix\)\s\+\)\@<=[A-Za-z_][A-Za-z0-9_-]*/
syntax match   niccNumber   /\<\d\+\(ms\|us\|s\)\?\>/
syntax match   niccAddress  /\<\d\{1,3}\(\.\d\{1,3}\)\{3}\(\/\d\{1,2}\)\?/
syntax match   niccAddress  /\<\x\{1,4}:[0-9A-Fa-f:.]*\(\/\d\{1,3}\)\?/
syntax match   niccDate     /\<\d\{4}-\d\d-\d\d\>/
syntax match   niccFact     /\<F\d\{1,3}\>/
syntax match   niccOperator /<->\|->\|?/
syntax region  niccString   start=/"/ skip=/\\./ end=/"/ oneline
syntax match   niccComment  /#.*$/ contains=niccTodo,@Spell
syntax keyword niccTodo     contained FIXME NOTE TODO XXX

highlight default link niccDeclaration Statement
highlight default link niccVerdict     Special
highlight default link niccConstant    Constant
highlight default link niccWord        Type
highlight default link niccName        Normal
highlight default link niccClaim       Function
highlight default link niccNumber      Number
highlight default link niccAddress     Number
highlight default link niccDate        Number
highlight default link niccFact        Special
highlight default link niccOperator    Operator
highlight default link niccString      String
highlight default link niccComment     Comment
highlight default link niccTodo        Todo

let b:current_syntax = "nicc"
'''


def vim(tables):
    lines = []
    for group, words in classes(tables).items():
        line = "syntax keyword nicc" + group
        for word in words:
            if len(line) + len(word) > 118:
                lines.append(line)
                line = "syntax keyword nicc" + group
            line += " " + word
        lines.append(line)
    return VIM.replace("@KEYWORDS@", "\n".join(lines))


def textmate(tables):
    scopes = {"Declaration": "keyword.control.nicc", "Verdict": "support.constant.nicc", "Constant": "constant.language.nicc",
              "Word": "keyword.other.nicc"}
    # The longest first, so that no alternative is the beginning of a later one; a word inside a name or path is none.
    word = r"(?<![A-Za-z0-9_.-])(?:%s)(?![A-Za-z0-9_-]|\.[A-Za-z0-9_])"
    keywords = [{"name": scopes[group], "match": word % "|".join(sorted(words, key=lambda w: (-len(w), w)))}
                for group, words in classes(tables).items()]
    patterns = [
        {"name": "comment.line.number-sign.nicc", "match": "#.*$"},
        {"name": "string.quoted.double.nicc", "begin": '"', "end": '"|$',
         "patterns": [{"name": "constant.character.escape.nicc", "match": r"\\."}]},
        {"match": r"(?<![A-Za-z0-9_.-])(claim|matrix)\s+(%s)" % NAME,
         "captures": {"1": {"name": scopes["Declaration"]}, "2": {"name": "entity.name.function.nicc"}}},
        {"name": "constant.numeric.date.nicc", "match": r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b"},
        {"name": "constant.numeric.address.nicc",
         "match": r"(?<![A-Za-z0-9_.-])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?:/[0-9]{1,2})?(?![A-Za-z0-9_])"},
        {"name": "constant.numeric.address.nicc",
         "match": r"(?<![A-Za-z0-9_.:-])[0-9A-Fa-f]{1,4}:[0-9A-Fa-f:.]*(?:/[0-9]{1,3})?(?![A-Za-z0-9_])"},
        {"name": "constant.numeric.nicc", "match": r"(?<![A-Za-z0-9_.-])[0-9]+(?:\.[0-9]+)?(?:ms|us|s)?(?![A-Za-z0-9_.])"},
        {"name": "constant.other.fact.nicc", "match": r"\bF[0-9]{1,3}\b"},
        {"name": "keyword.operator.nicc", "match": r"<->|->|\?"},
    ]
    grammar = {"$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
               "comment": "Made by packaging/syntax.py: do not edit.", "name": "nicc design", "scopeName": "source.nicc",
               "fileTypes": ["ni"], "patterns": patterns + keywords}
    return json.dumps(grammar, indent=2) + "\n"


def main():
    editors = {"vim": vim, "textmate": textmate}
    if len(sys.argv) != 3 or sys.argv[1] not in editors:
        sys.exit(__doc__)
    print(editors[sys.argv[1]](t.load(sys.argv[2])), end="")


main()
