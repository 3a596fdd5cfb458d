"""The pages of the site: well formed, links and fragments lead somewhere, every page is found from the first one, and
nothing comes from another host.

    site.py FOLDER TABLES.json
"""
import html.parser
import json
import os
import sys
import urllib.parse

VOID = {"meta", "link", "br", "img", "hr", "input"}
passed = failed = 0


def check(what, good, more=""):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print("FAIL", what, more)


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.path, self.open, self.names, self.links, self.loaded, self.mistakes = path, [], [], [], [], []
        self.text = ""
        with open(path, encoding="utf-8") as file:
            self.feed(file.read())
        self.close()
        if self.open:
            self.mistakes.append("not closed: %s" % self.open)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag not in VOID:
            self.open.append(tag)
        if "id" in given:
            self.names.append(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in ("link", "img", "script", "iframe"):
            self.loaded.append(given.get("href") or given.get("src") or "")
        if tag == "a" and self.open.count("a") > 1:
            self.mistakes.append("a link inside a link")

    def handle_startendtag(self, tag, attributes):
        if tag not in VOID:
            self.mistakes.append("<%s/>" % tag)
        self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.mistakes.append("a stray </%s> in line %d" % (tag, self.getpos()[0]))

    def handle_data(self, data):
        self.text += data


def read_site(folder):
    pages = {}
    for place, _, files in os.walk(folder):
        for name in files:
            if name.endswith(".html"):
                path = os.path.relpath(os.path.join(place, name), folder)
                pages[path] = Page(os.path.join(folder, path))
    return pages


def check_page(path, page, pages, folder):
    """Returns the pages that it leads to."""
    leads = set()
    check(path + ": form", not page.mistakes, page.mistakes)
    check(path + ": names are different", len(set(page.names)) == len(page.names))
    check(path + ": nothing of Markdown is left", "](" not in page.text or path.startswith("source/"))
    for target in page.loaded:
        there = os.path.normpath(os.path.join(os.path.dirname(path), target))
        check("%s: loads %s" % (path, target), not urllib.parse.urlparse(target).scheme and os.path.exists(os.path.join(folder, there)))
    for target in page.links:
        parsed = urllib.parse.urlparse(target)
        if parsed.scheme:
            check("%s: link to %s" % (path, target), parsed.scheme == "https")
            continue
        there = os.path.normpath(os.path.join(os.path.dirname(path), parsed.path)) if parsed.path else path
        found = there in pages and (not parsed.fragment or parsed.fragment in pages[there].names)
        check("%s: link to %s" % (path, target), found)
        leads.add(there)
    return leads


def main(folder, tables):
    pages = read_site(folder)
    leads = {path: check_page(path, page, pages, folder) for path, page in pages.items()}
    reached, waiting = set(), ["index.html"]
    while waiting:
        path = waiting.pop()
        if path not in reached and path in leads:
            reached.add(path)
            waiting.extend(leads[path])
    with open(tables, encoding="utf-8") as file:
        codes = json.load(file)["codes"]
    for code in codes:
        check("a page for " + code["code"], "diagnostics/%s.html" % code["code"] in pages)
    check("every page is found from index.html", reached == set(pages), sorted(set(pages) - reached)[:10])
    docs = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "docs")
    for place, _, files in os.walk(docs):
        for name in files:
            if name.endswith(".md"):
                path = os.path.relpath(os.path.join(place, name), docs)
                path = path.replace("README.md", "index.md")[:-3].lower() + ".html"
                check("a page for docs/" + path, path in pages)
    print("site: %d passed, %d failed" % (passed, failed))
    sys.exit(failed > 0 or passed == 0)


main(*sys.argv[1:])
