"""What zsh offers: complete_zsh.py FOLDER LINE prints the line with all candidates in the place of the last word.

FOLDER holds _nicc. An interactive zsh on a terminal of its own gets the line, a tab (its completer puts all matches into
the line), and a key that writes the line to a file.
"""
import os
import pty
import select
import sys
import tempfile
import time

ZSHRC = """
fpath=('{folder}' $fpath)
autoload -Uz compinit && compinit -u -D
setopt no_beep
PS1='READY> '
LISTMAX=0
zstyle ':completion:*' completer _all_matches _complete
zstyle ':completion:*' insert true
zstyle ':completion:*' verbose no
write-line() {{ print -r -- "$BUFFER" >'{result}'; exit 0 }}
zle -N write-line
bindkey '^X' write-line
bindkey '^I' complete-word
"""
PATIENCE = 30  # seconds until a shell that says nothing is given up


def read_until(terminal, text, deadline):
    seen = b""
    while text not in seen:
        ready, _, _ = select.select([terminal], [], [], max(0, deadline - time.time()))
        if not ready:
            sys.exit("zsh does not answer: %r" % seen)
        seen += os.read(terminal, 4096)


def main(folder, line):
    with tempfile.TemporaryDirectory() as home:
        result = os.path.join(home, "line")
        with open(os.path.join(home, ".zshrc"), "w") as file:
            file.write(ZSHRC.format(folder=folder, result=result))
        child, terminal = pty.fork()
        if child == 0:
            os.environ.update(ZDOTDIR=home, TERM="dumb", LC_ALL="C")
            os.execvp("zsh", ["zsh", "-d", "-i"])
        deadline = time.time() + PATIENCE
        read_until(terminal, b"READY> ", deadline)
        os.write(terminal, line.encode() + b"\t\x18")
        try:
            while time.time() < deadline and os.read(terminal, 4096):
                pass
        except OSError:
            pass  # the shell has gone
        os.waitpid(child, 0)
        with open(result) as file:
            print(file.read(), end="")


main(*sys.argv[1:])
