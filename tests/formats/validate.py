#!/usr/bin/env python3
"""Check what nicc wrote in its formats.

    validate.py SCHEMAS SARIF-SCHEMA FOLDER...

Each FOLDER holds the outputs of one run: verify.json, verify.sarif, and so on; other *.json are documents with a "schema".
JSON is checked against the schemas of nicc (docs/schemas), as strictly as the program is meant to keep to them: no member that
they do not name. SARIF is checked against the published schema, and for what code scanning asks beyond it; the others for
the grammar of their lines, Markdown by a reader of GitHub's kind, and all of them for saying the same as the JSON document.
"""
import json
import os
import re
import subprocess
import sys
import warnings
from urllib.parse import unquote

warnings.simplefilter("ignore")
import jsonschema  # noqa: E402

failures = []
checked = 0


def fail(where, what):
    failures.append(f"FAIL {where}: {what}")


def strict(schema):
    """The schema, with no members allowed but those that it names."""
    if isinstance(schema, list):
        return [strict(s) for s in schema]
    if not isinstance(schema, dict):
        return schema
    out = {key: strict(value) for key, value in schema.items()}
    if isinstance(out.get("properties"), dict) and out.get("type") == "object":
        out.setdefault("additionalProperties", False)
    return out


class Schemas:
    def __init__(self, folder, sarif):
        self.store = {}
        self.by_name = {}
        for name in sorted(os.listdir(folder)):
            if not name.endswith(".json"):
                continue
            schema = strict(json.load(open(os.path.join(folder, name), encoding="utf-8")))
            jsonschema.Draft7Validator.check_schema(schema)
            schema["$id"] = "http://nicc.invalid/" + name
            self.store[schema["$id"]] = schema
            self.by_name[name[:-5]] = schema
        self.sarif = json.load(open(sarif, encoding="utf-8"))
        jsonschema.Draft4Validator.check_schema(self.sarif)

    def check(self, where, name, document):
        schema = self.by_name[name]
        resolver = jsonschema.RefResolver(schema["$id"], schema, store=self.store)
        self.report(where, jsonschema.Draft7Validator(schema, resolver=resolver), document)

    def check_sarif(self, where, document):
        self.report(where, jsonschema.Draft4Validator(self.sarif), document)

    @staticmethod
    def report(where, validator, document):
        global checked
        checked += 1
        error = jsonschema.exceptions.best_match(validator.iter_errors(document))
        if error:
            fail(where, f"{'/'.join(map(str, error.absolute_path))}: {error.message[:400]}")


def documents(text):
    """JSON documents, one after the other."""
    decoder = json.JSONDecoder(object_pairs_hook=no_duplicates)
    at, out = 0, []
    while at < len(text):
        document, at = decoder.raw_decode(text, at)
        out.append(document)
        while at < len(text) and text[at].isspace():
            at += 1
    return out


def no_duplicates(pairs):
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("a member twice")
    return dict(pairs)


# ---- SARIF: what code scanning asks beyond the schema ----


def locations_of(result):
    yield from result["locations"]
    yield from result.get("relatedLocations", [])
    for suppression in result.get("suppressions", []):
        yield suppression["location"]
    for flow in result.get("codeFlows", []):
        for thread in flow["threadFlows"]:
            for location in thread["locations"]:
                yield location["location"]


def check_location(where, location, folder):
    physical = location["physicalLocation"]
    uri, region = physical["artifactLocation"]["uri"], physical["region"]
    if uri.startswith(("./", "/")) or not uri:
        fail(where, f"a path that is not relative: {uri!r}")
    lines = None
    path = os.path.join(folder, "designs", unquote(uri))
    if os.path.isfile(path):
        lines = open(path, encoding="utf-8", errors="replace").read().split("\n")
    begin = (region["startLine"], region["startColumn"])
    end = (region["endLine"], region["endColumn"])
    if begin < (1, 1) or end < begin:
        fail(where, f"a region that ends before it begins: {region}")
    if lines and (end[0] > len(lines) or end[1] > len(lines[end[0] - 1]) + 1):
        fail(where, f"a region outside of {uri}: {region}")


def check_sarif(where, document, claims, folder):
    run = document["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    if rules != sorted(set(rules)):
        fail(where, "rules are not sorted, or some are there twice")
    seen = set()
    for result in run["results"]:
        if rules[result["ruleIndex"]] != result["ruleId"]:
            fail(where, f"the rule of {result['ruleId']} is another one")
        if not result["locations"]:
            fail(where, "a result without a place")
        for location in locations_of(result):
            check_location(where, location, folder)
        fingerprint = result["partialFingerprints"]["nicc/v1"]
        if fingerprint in seen:
            fail(where, "two results with the same fingerprint")
        seen.add(fingerprint)
    check_verdicts(where, run["results"], claims)


def check_verdicts(where, results, claims):
    """Each claim that is not as it should be has a result of the right kind, with all hops; the others have none."""
    for design, claim in claims:
        found = [r for r in results if r.get("properties", {}).get("claim") == claim["name"] and
                 r["properties"]["design"] == design and r["ruleId"].split("/")[1] not in
                 ("vacuous", "may-stall", "one-way-only")]
        wanted = not claim["ok"] or claim["waived"]
        if len(found) != wanted:
            fail(where, f"{claim['name']} is {claim['verdict']} and has {len(found)} results")
            continue
        if not wanted:
            continue
        if (found[0]["kind"] == "open") != (claim["verdict"] == "unknown"):
            fail(where, f"{claim['name']} is {claim['verdict']}, its result {found[0]['kind']}")
        if bool(found[0].get("suppressions")) != claim["waived"]:
            fail(where, f"{claim['name']}: the suppression is wrong")
        check_flow(where, found[0], claim)


def check_flow(where, result, claim):
    example = claim["counterexample"]
    wanted = {}
    for way in ("forward", "return"):
        path = example and example[way]
        if path and (path["hops"] or path["drop"]):
            wanted[way] = max(len(path["hops"]), 1)
    flows = result.get("codeFlows", [])
    got = {t["id"]: len(t["locations"]) for t in flows[0]["threadFlows"]} if flows else {}
    if got != wanted:
        fail(where, f"{claim['name']}: hops {wanted}, locations {got}")


# ---- the formats of lines ----

GITHUB = re.compile(r"::(error|warning|notice) file=[^:,]+,line=[1-9][0-9]*,endLine=[1-9][0-9]*"
                    r"(,col=[1-9][0-9]*,endColumn=[1-9][0-9]*)?,title=[^:,]+::.+")
AZURE = re.compile(r"##vso\[task\.logissue type=(error|warning);sourcepath=[^;\]]+;linenumber=[1-9][0-9]*;"
                   r"columnnumber=[1-9][0-9]*;code=[^;\]]+;\].+")
SUM = re.compile(r"[0-9]+ (claims?|designs?)(: [a-z0-9, ]+)?")


def check_lines(where, text, pattern, escape):
    for line in text.splitlines():
        if SUM.fullmatch(line):
            continue
        if not pattern.fullmatch(line):
            fail(where, f"this line is no command: {line[:200]!r}")
        if re.search(r"%(?!25|0D|0A|3A|2C)" if escape == "github" else r"%(?!AZP25|0D|0A|3B|5D)", line):
            fail(where, f"a percent sign that is not escaped: {line[:200]!r}")


# What nicc writes: headings, tables, lists, code, and bold words. No links, images, emphasis or HTML of a design.
TAGS = {"h2", "h3", "h4", "p", "table", "thead", "tbody", "tr", "th", "td", "ul", "ol", "li", "pre", "code", "strong", "br"}


def check_markdown(where, text):
    global checked
    checked += 1
    if len(text.encode()) > 65536:
        fail(where, f"{len(text.encode())} bytes")
    if text.count("```") % 2:
        fail(where, "a block that does not end")
    for line in text.splitlines():
        cells = len(re.findall(r"(?<!\\)\|", line))
        if line.startswith("|") and cells != 5:
            fail(where, f"a row with {cells - 1} cells: {line[:200]!r}")
    html = subprocess.run(["cmark-gfm", "--unsafe", "-e", "table", "-e", "strikethrough", "-e", "autolink"],
                          input=text.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    tags = {tag.lower() for tag in re.findall(r"<(/?[A-Za-z][^\s>]*)", html)}
    if not {tag.strip("/") for tag in tags} <= TAGS:
        fail(where, f"markup that is not meant: {sorted(tags)}")
    rows = len(re.findall(r"^\|", text, re.M)) - len(re.findall(r"^\|---", text, re.M))
    if html.count("<tr>") != rows:
        fail(where, f"{rows} rows of tables, and a reader finds {html.count('<tr>')}")


# ----


def check_folder(schemas, folder):
    global checked
    claims = []
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if not os.path.isfile(path):
            continue
        text = open(path, encoding="utf-8").read()
        try:
            if name.endswith(".json"):
                for document in documents(text):
                    schemas.check(path, document["schema"].split(".")[1].split("/")[0], document)
                    claims += [(document["design"], claim) for claim in document.get("claims", [])
                               if document["schema"] == "nicc.verify/1"]
            elif name.endswith(".sarif"):
                schemas.check_sarif(path, documents(text)[0])
            elif name.endswith(".gitlab"):
                issues = documents(text)[0]
                schemas.check(path, "gitlab", issues)
                if len({issue["fingerprint"] for issue in issues}) != len(issues):
                    fail(path, "two issues with the same fingerprint")
            elif name.endswith((".github", ".azure")):
                checked += 1
                check_lines(path, text, GITHUB if name.endswith("github") else AZURE, name.rsplit(".", 1)[1])
            elif name.endswith(".md"):
                check_markdown(path, text)
        except (ValueError, KeyError, IndexError, TypeError) as error:
            fail(path, f"{type(error).__name__}: {error}")
    sarif = os.path.join(folder, "verify.sarif")
    if os.path.isfile(sarif) and not failures:
        check_sarif(sarif, documents(open(sarif, encoding="utf-8").read())[0], claims, folder)


def main():
    schemas = Schemas(sys.argv[1], sys.argv[2])
    for folder in sys.argv[3:]:
        check_folder(schemas, folder)
    for failure in failures:
        print(failure)
    print(f"documents: {checked} passed, {len(failures)} failed")
    return 1 if failures or not checked else 0


sys.exit(main())
