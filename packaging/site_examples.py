"""Examples for the pages of codes, out of the golden tests: the shortest case in which a code is reported, as design and output."""
import os
import re

LINES_MAX = 40  # of design or output: longer cases are no examples


def case_files(folder):
    """The design that a golden case is about, and what nicc prints; None when it is no plain case of one design."""
    def read(name):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            return file.read()

    words = read("args").split()
    designs = [w for w in words if w.endswith(".ni")]
    if len(designs) != 1 or "json" in words or os.path.exists(os.path.join(folder, "env")):
        return None
    try:
        design = read(designs[0])
    except (OSError, UnicodeDecodeError):
        return None
    output = read("stderr") + read("stdout")
    if "\x1b" in output or max(design.count("\n"), output.count("\n")) > LINES_MAX:
        return None
    return words, designs[0], design, output


def show(words, name, design, output):
    def html(site, page):
        text = "<h2>Example</h2>\n<p><code>%s</code></p>\n<pre class=\"ni\" tabindex=\"0\"><code>%s</code></pre>\n" % (
            name, site.design(design))
        return text + '<pre class="console" tabindex="0"><code>%s</code></pre>\n' % site.link_codes(
            site.console("$ nicc %s\n%s" % (" ".join(words), output)), page)
    return html


def examples_of_codes(top):
    """code -> a function that makes the HTML of its example for a site and a page."""
    best = {}
    golden = os.path.join(top, "tests", "golden")
    for area in sorted(os.listdir(golden)):
        if not os.path.isdir(os.path.join(golden, area)):
            continue
        for case in sorted(os.listdir(os.path.join(golden, area))):
            folder = os.path.join(golden, area, case)
            found = case_files(folder) if os.path.exists(os.path.join(folder, "args")) else None
            if not found:
                continue
            size = len(found[2]) + len(found[3])
            for code in set(re.findall(r"NICC\d{4}", found[3])):
                if code not in best or size < best[code][0]:
                    best[code] = (size, found)
    return {code: show(*found) for code, (_, found) in best.items()}
