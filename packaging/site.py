#!/usr/bin/env python3
"""Make the documentation as a site of static pages, without scripts and without anything from other hosts.

    site.py FOLDER TABLES.json

Every page of docs/ and below, README.md, CHANGELOG.md and the READMEs of specs/ become pages; each code gets a page of its own with an
example out of the golden tests; each design and source file that a page links to is shown as a page. cmark-gfm renders
Markdown, as GitHub does; this program adds the frame, names of headings, links between pages, and colours in examples.
"""
import html
import os
import re
import shutil
import subprocess
import sys

import tables as t
from site_examples import examples_of_codes

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# The menu: sections with pages, named by their Markdown files. Other pages of docs/ come last, in a section of their own, and
# pages elsewhere are found by links.
MENU = [
    ("Start", [("README.md", "Overview"), ("docs/tutorial.md", "Tutorial"), ("docs/cookbook.md", "Cookbook"),
               ("docs/integrations.md", "Integrations")]),
    ("Reference", [("docs/language.md", "The language"), ("docs/claims/README.md", "Claims, one by one"),
                   ("docs/claims.md", "Claims, exactly"), ("docs/cli.md", "Command line"), ("docs/fmt.md", "Layout"),
                   ("docs/terminal.md", "Terminal"), ("docs/formats.md", "Formats"), ("docs/changes.md", "Changes"),
                   ("docs/diagnostics.md", "Diagnostics"), ("docs/rules.md", "Rules and facts"), ("docs/limits.md", "Limits")]),
    ("Trust", [("docs/trust.md", "What could be wrong"), ("docs/second-opinion.md", "Second opinion"),
               ("docs/certificates.md", "Certificates"), ("docs/faults.md", "Faults"), ("docs/fuzzing.md", "Fuzzing"),
               ("specs/published/README.md", "Published cases"), ("specs/complaints/README.md", "Complaints"),
               ("specs/gadgets/README.md", "Gadgets")]),
    ("Project", [("docs/architecture.md", "Architecture"), ("docs/performance.md", "Performance"),
                 ("CHANGELOG.md", "Changelog")]),
]


def read(path):
    with open(os.path.join(TOP, path), encoding="utf-8") as file:
        return file.read()


def whole_menu():
    listed = {source for _, pages in MENU for source, _ in pages}
    others = sorted("docs/" + name for name in os.listdir(os.path.join(TOP, "docs")) if name.endswith(".md"))
    more = [(source, read(source).split("\n", 1)[0].lstrip("# ")) for source in others if source not in listed]
    return MENU + ([("More", more)] if more else [])


def page_of(source):
    """Where the page of a file of the project lies in the site."""
    if source == "README.md":
        return "index.html"
    base, extension = os.path.splitext(source)
    if extension == ".md":
        base = re.sub(r"^docs/", "", base)
        base = re.sub(r"(^|/)README$", r"\1index", base)
        return base.lower() + ".html"
    return "source/" + source + ".html"


def relative(target, page):
    return os.path.relpath(target, os.path.dirname(page) or ".")


# ---- text ----

def slug(text, used):
    """The name of a heading, as GitHub makes it."""
    name = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
    count = used.get(name, 0)
    used[name] = count + 1
    return name if count == 0 else "%s-%d" % (name, count)


class Site:
    def __init__(self, folder, tables):
        self.folder = folder
        self.codes = {c["code"]: c["text"] for c in tables["codes"]}
        words = "|".join(sorted((k["text"] for k in tables["keywords"] if k["text"][0].isalpha()), key=lambda w: (-len(w), w)))
        self.design_words = re.compile(
            r'(?P<comment>#[^\n]*)|(?P<string>"(?:\\.|[^"\\\n])*")|(?P<number>\b\d+\.\d[\d./]*(?:ms|us|s)?|(?<![\w.-])\d+(?:ms|us|s)?\b)'
            r"|(?P<word>(?<![\w.-])(?:%s)(?![\w-]|\.\w))" % words)
        self.sections = whole_menu()
        self.waiting = []  # files of the project that pages link to
        self.done = set()

    # -- examples --

    def design(self, text):
        """A design in colours; the text is plain."""
        parts, at = [], 0
        for match in self.design_words.finditer(text):
            parts.append(html.escape(text[at:match.start()], quote=False))
            parts.append('<span class="%s">%s</span>' % (match.lastgroup, html.escape(match.group(), quote=False)))
            at = match.end()
        return "".join(parts) + html.escape(text[at:], quote=False)

    def console(self, text):
        """Commands and what they print."""
        lines = []
        for line in html.escape(text, quote=False).split("\n"):
            if line.startswith("$ "):
                line = '<span class="command">%s</span>' % line
            else:
                line = re.sub(r"^(proved\b|[^ ]+: refuted:|[^ ]+: (?:error|unknown)\b)",
                              lambda m: '<span class="%s">%s</span>' % ("good" if m[0] == "proved" else "bad", m[0]), line)
            lines.append(line)
        return "\n".join(lines)

    def code_block(self, match):
        language, text = match[1] or "", html.unescape(match[2])
        shown = self.design(text) if language == "ni" else self.console(text) if language == "console" else html.escape(text, quote=False)
        return '<pre class="%s" tabindex="0"><code>%s</code></pre>' % (language or "text", shown)

    def link_codes(self, text, page):
        """NICC0101 leads to its page, wherever it stands outside of links and headings."""
        pieces = re.split(r"(<a [^>]*>.*?</a>|<h[1-6][^>]*>.*?</h[1-6]>|<[^>]*>)", text, flags=re.S)
        for i in range(0, len(pieces), 2):
            pieces[i] = re.sub(r"NICC\d{4}", lambda m: self.code_link(m[0], page), pieces[i])
        return "".join(pieces)

    def code_link(self, code, page):
        target = "diagnostics/%s.html" % code
        if code not in self.codes or target == page:
            return code
        return '<a href="%s">%s</a>' % (relative(target, page), code)

    # -- Markdown --

    def link(self, target, source, page):
        """Where a link of a page leads to in the site; None when it is a folder, which has no page."""
        if re.match(r"[a-z]+:", target) or target.startswith("#"):
            return target
        path, _, fragment = target.partition("#")
        path = os.path.normpath(os.path.join(os.path.dirname(source), path))
        if os.path.isdir(os.path.join(TOP, path)):
            if not os.path.exists(os.path.join(TOP, path, "README.md")):
                return None
            path = os.path.join(path, "README.md")
        if path.endswith(".svg"):
            self.copy(path)
            return relative(os.path.basename(path), page)
        self.waiting.append(path)
        return relative(page_of(path), page) + ("#" + fragment if fragment else "")

    def copy(self, path):
        shutil.copy(os.path.join(TOP, path), os.path.join(self.folder, os.path.basename(path)))

    def markdown(self, text, source, page):
        """The HTML of a text in Markdown, and its headings: (level, name, text)."""
        body = subprocess.run(["cmark-gfm", "-e", "table", "-e", "strikethrough"], input=text, capture_output=True, text=True,
                              check=True).stdout
        headings, used = [], {}

        def heading(match):
            name = slug(html.unescape(re.sub(r"<[^>]*>", "", match[2])), used)
            headings.append((int(match[1]), name, match[2]))
            return '<h%s id="%s"><a class="here" href="#%s">%s</a></h%s>' % (match[1], name, name, re.sub(r"</?a[^>]*>", "", match[2]), match[1])

        def anchor(match):
            target = self.link(html.unescape(match[1]), source, page)
            return match[2] if target is None else '<a href="%s">%s</a>' % (html.escape(target), match[2])

        def picture(match):
            return '<img src="%s"' % html.escape(self.link(html.unescape(match[1]), source, page))

        body = re.sub(r'<pre><code(?: class="language-([a-z]+)")?>(.*?)</code></pre>', self.code_block, body, flags=re.S)
        body = re.sub(r'<a href="([^"]*)">(.*?)</a>', anchor, body, flags=re.S)
        body = re.sub(r'<img src="([^"]*)"', picture, body)
        body = re.sub(r"<h([1-6])>(.*?)</h\1>", heading, body, flags=re.S)
        body = body.replace("<table>", '<div class="table" tabindex="0"><table>').replace("</table>", "</table></div>")
        return self.link_codes(body, page), headings

    # -- pages --

    def menu(self, page, headings):
        parts = []
        for section, pages in self.sections:
            parts.append("<h2>%s</h2><ul>" % section)
            for source, name in pages:
                target = page_of(source)
                here = ' aria-current="page"' if target == page else ""
                parts.append('<li><a href="%s"%s>%s</a>' % (relative(target, page), here, name))
                inner = [h for h in headings if h[0] == 2] if here else []
                if len(inner) > 1:
                    parts.append("<ul>%s</ul>" % "".join('<li><a href="#%s">%s</a></li>' % (n, re.sub(r"</?a[^>]*>", "", x)) for _, n, x in inner))
                parts.append("</li>")
            parts.append("</ul>")
        return "".join(parts)

    def write(self, page, title, body, headings=()):
        path = os.path.join(self.folder, page)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        plain = re.sub(r"<[^>]*>", "", title)
        menu = self.menu(page, headings)
        with open(path, "w", encoding="utf-8") as file:
            file.write(FRAME.format(title=plain if plain == "nicc" else plain + " – nicc", style=relative("style.css", page),
                                    home=relative("index.html", page), menu=menu, body=body))
        self.done.add(page)

    def source_page(self, source):
        page = page_of(source)
        text = read(source)
        shown = self.design(text) if source.endswith(".ni") else html.escape(text, quote=False)
        self.write(page, source, '<h1>%s</h1>\n<pre class="ni" tabindex="0"><code>%s</code></pre>\n' % (html.escape(source), shown))

    def markdown_page(self, source):
        page = page_of(source)
        body, headings = self.markdown(read(source), source, page)
        title = headings[0][2] if headings else source
        self.write(page, title, body, headings)

    def code_pages(self, program_examples):
        """A page for each code, with the section of diagnostics.md or rules.md about it."""
        order = sorted(self.codes)
        sections = {}
        for source in "docs/diagnostics.md", "docs/rules.md":
            for match in re.finditer(r"^### (NICC\d{4})\n(.*?)(?=^##|\Z)", read(source), re.M | re.S):
                sections[match[1]] = (source, match[2])
        for i, code in enumerate(order):
            source, text = sections[code]
            page = "diagnostics/%s.html" % code
            body, _ = self.markdown("# %s\n%s" % (code, text), source, page)
            body += program_examples.get(code, lambda site, page: "")(self, page)
            around = [order[j] for j in (i - 1, i + 1) if 0 <= j < len(order)]
            body += '<p class="around">%s · <a href="%s#%s">all</a></p>\n' % (
                " · ".join(self.code_link(c, page) for c in around), relative(page_of(source), page), code.lower())
            self.write(page, code + ": " + html.escape(self.codes[code]), body)

    def make(self):
        self.waiting = [source for _, pages in self.sections for source, _ in pages]
        self.code_pages(examples_of_codes(TOP))
        while self.waiting:
            source = self.waiting.pop()
            if page_of(source) not in self.done:
                (self.markdown_page if source.endswith(".md") else self.source_page)(source)


FRAME = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="stylesheet" href="{style}">
</head>
<body>
<a class="skip" href="#text">To the text</a>
<header><a href="{home}">nicc</a></header>
<nav aria-label="Pages"><details><summary>Menu</summary>{menu}</details><div class="wide">{menu}</div></nav>
<main id="text">
{body}</main>
</body>
</html>
"""


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    folder = sys.argv[1]
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    shutil.copy(os.path.join(TOP, "packaging", "site.css"), os.path.join(folder, "style.css"))
    Site(folder, t.load(sys.argv[2])).make()


main()
