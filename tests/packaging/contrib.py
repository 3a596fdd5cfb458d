"""What contrib/ holds for pipelines: the YAML files are what their readers expect, their shell lines are sound, the problem
matcher finds what nicc reports, the action's script does what it should, and pre-commit runs the hooks.

    contrib.py NICC
"""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import yaml

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ACTION = "contrib/github-action/action.yml"
AZURE = "contrib/azure-pipelines/verify.yml"
GITLAB = "contrib/gitlab/nicc.gitlab-ci.yml"
HOOKS = ".pre-commit-hooks.yaml"
DOCKERFILE = "contrib/docker/Dockerfile"
passed = failed = 0

RED = """design red "a refuted claim";
site vnet hub      { prefix 10.1.0.0/16; gateway vpn gw; }
site onprem office { prefix 10.9.0.0/16; router ce { asn 65010; } }
connect office.ce <-> hub.gw;
claim works:    office can reach hub;
claim survives: office can reach hub under any 1 failure { severity high; }
"""
GREEN = RED.replace("office can reach hub under any 1 failure { severity high; }", "hub can send to office via hub.gw;")
WRONG = RED.replace("10.9.0.0", "10.9.0.1")
WARNED = GREEN + "site vnet alone { prefix 10.2.0.0/16; }\npeering hub -> alone;\n"


def check(what, good, more=""):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print("FAIL", what, more)


def load(path):
    with open(os.path.join(TOP, path), encoding="utf-8") as file:
        return yaml.safe_load(file)


def write(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(text)


def run(command, folder, **environment):
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                          env=dict(os.environ, **environment), timeout=120)


# ---- form ----

def check_shell(what, script):
    """The lines of a shell script that stands in another file."""
    got = subprocess.run(["shellcheck", "--shell=bash", "-"], input=script, capture_output=True, text=True)
    check(what + ": shellcheck", got.returncode == 0, got.stdout)


def check_action():
    action = load(ACTION)
    text = open(os.path.join(TOP, ACTION), encoding="utf-8").read()
    check("action: name, description, a composite", action["name"] and action["description"] and action["runs"]["using"] == "composite")
    for name, entry in action["inputs"].items():
        check("action: input " + name, entry["description"] and (entry.get("required") or "default" in entry))
    used = set(re.findall(r"inputs\.([a-z-]+)", text))
    check("action: inputs are used and declared", used == set(action["inputs"]), used ^ set(action["inputs"]))
    with open(os.path.join(TOP, "contrib/github-action/verify.sh"), encoding="utf-8") as file:
        written = set(re.findall(r'echo "([a-z]+)=', file.read()))
    used = set(re.findall(r"steps\.verify\.outputs\.([a-z]+)", text))
    check("action: outputs are written", used == written, used ^ written)
    for step in action["runs"]["steps"]:
        check("action: step " + step["name"], ("run" in step) == ("shell" in step) and ("run" in step) != ("uses" in step))
        if "run" in step:
            check_shell("action: step " + step["name"], step["run"])


def check_azure():
    template = load(AZURE)
    text = open(os.path.join(TOP, AZURE), encoding="utf-8").read()
    declared = {p["name"] for p in template["parameters"]}
    used = set(re.findall(r"parameters\.([A-Za-z]+)", text))
    check("azure: parameters are used and declared", declared == used, declared ^ used)
    for step in template["steps"]:
        if "bash" in step:
            check_shell("azure: " + step["displayName"], step["bash"])


def check_gitlab():
    job = load(GITLAB)["nicc"]
    check("gitlab: reports are kept whatever the verdict", job["artifacts"]["when"] == "always")
    check_shell("gitlab: script", "# shellcheck disable=SC2086,SC2154\n" + "\n".join(job["script"]))


def check_dockerfile():
    with open(os.path.join(TOP, DOCKERFILE), encoding="utf-8") as file:
        lines = re.sub(r"\\\n", " ", file.read()).splitlines()
    known = {"FROM", "WORKDIR", "COPY", "RUN", "USER", "ENTRYPOINT"}
    for line in lines:
        word, _, rest = line.partition(" ")
        if not line or line.startswith("#"):
            continue
        check("Dockerfile: the instruction " + word, word in known)
        if word == "RUN":
            check_shell("Dockerfile: RUN", rest)
        if word == "ENTRYPOINT":
            check("Dockerfile: ENTRYPOINT", json.loads(rest) == ["nicc"])


def yaml_blocks(page):
    """The blocks of a page that are YAML."""
    with open(page, encoding="utf-8") as file:
        return re.findall(r"^```yaml\n(.*?)^```$", file.read(), re.M | re.S)


def check_docs():
    """Examples in the documentation: they are YAML, and name inputs and hooks that there are."""
    inputs, hooks = set(load(ACTION)["inputs"]), {h["id"] for h in load(HOOKS)}
    actions = 0
    for page in sorted(glob.glob(os.path.join(TOP, "docs/**/*.md"), recursive=True)):
        for text in yaml_blocks(page):
            block, name = yaml.safe_load(text), os.path.basename(page)
            for job in block.get("jobs", {}).values():
                for step in job["steps"]:
                    if "nicc/contrib/github-action" in step["uses"]:
                        actions += 1
                        check(name + ": inputs of the action", set(step["with"]) <= inputs and "files" in step["with"], step)
            for repository in block.get("repos", []):
                check(name + ": hooks", {h["id"] for h in repository["hooks"]} <= hooks, repository)
    check("the documentation shows the action", actions > 0)


# ---- the problem matcher ----

def matched(nicc, folder, name):
    """What the matcher finds in the output of nicc: (file, line, severity), and the columns of the errors. (A claim's column
    is that of its assertion in text, and that of the claim in JSON.)"""
    with open(os.path.join(TOP, "contrib/github-action/problem-matcher.json"), encoding="utf-8") as file:
        matcher = json.load(file)["problemMatcher"][0]
    pattern = matcher["pattern"][0]
    got = run([nicc, "verify", "--color", "never", name], folder)
    found = []
    for line in (got.stdout + got.stderr).splitlines():
        match = re.search(pattern["regexp"], line)
        if match:
            column = int(match[pattern["column"]]) if match[pattern["code"]] else 0
            found.append((match[pattern["file"]], int(match[pattern["line"]]), column,
                          match[pattern["severity"]] or matcher["severity"]))
    return sorted(found)


def reported(nicc, folder, name):
    """The same from the JSON of nicc."""
    report = json.loads(run([nicc, "verify", "--format", "json", name], folder).stdout)
    places = [(d["file"], d["line"], d["column"], d["severity"]) for d in report["diagnostics"] if d["severity"] != "note"]
    places += [(c["file"], c["line"], 0, "error") for c in report["claims"] if not c["ok"]]
    return sorted(places)


def check_matcher(nicc, work):
    for name in "red.ni", "wrong.ni", "warned.ni":
        found, should = matched(nicc, work, name), reported(nicc, work, name)
        check("problem matcher: " + name, found == should and found, "found %s, not %s" % (found, should))
    check("problem matcher: green.ni", matched(nicc, work, "green.ni") == [])


# ---- the action ----

def act(nicc, work, files, reports="json:nicc.json", fail_on="low", arguments=""):
    """Run verify.sh as a job does. Returns the run, the outputs and the summary."""
    for name in "output", "summary":
        write(work, name, "")
    got = run(["bash", os.path.join(TOP, "contrib/github-action/verify.sh")], work, NICC_FILES=files, NICC_FAIL_ON=fail_on,
              NICC_REPORTS=reports, NICC_ARGUMENTS=arguments, GITHUB_OUTPUT=os.path.join(work, "output"),
              GITHUB_STEP_SUMMARY=os.path.join(work, "summary"), PATH=os.path.dirname(nicc) + os.pathsep + os.environ["PATH"])
    with open(os.path.join(work, "output")) as output, open(os.path.join(work, "summary")) as summary:
        return got, dict(line.rstrip("\n").split("=", 1) for line in output), summary.read()


def check_verify(nicc, work):
    got, outputs, _ = act(nicc, work, "green.ni\n")
    check("action: a green design", got.returncode == 0 and outputs["status"] == "0", got)
    got, outputs, _ = act(nicc, work, "  red.ni  \n\n")
    check("action: a red design", got.returncode == 1 and outputs["status"] == "1" and "red.ni:6:17: refuted" in got.stdout, got)
    with open(os.path.join(work, "nicc.json")) as file:
        check("action: the report", json.load(file)["summary"]["refuted"] == 1)
    got, _, _ = act(nicc, work, "red.ni", fail_on="critical")
    check("action: fail-on", got.returncode == 0, got)
    got, _, _ = act(nicc, work, "gr*.ni\n**/more *.ni", reports="")
    check("action: patterns and blanks", got.returncode == 0 and "2 claims" in got.stdout, got)
    got, _, _ = act(nicc, work, "green.ni", arguments="--claim\nworks")
    check("action: arguments", "1 claim: 1 proved" in got.stdout, got)
    got, _, _ = act(nicc, work, "none*.ni")
    check("action: a pattern that matches nothing", got.returncode == 2 and "::error::no file matches none*.ni" in got.stdout, got)
    got, _, _ = act(nicc, work, "\n")
    check("action: no files", got.returncode == 2 and "::error::" in got.stdout, got)


def check_reports(nicc, work):
    """The action with the reports that it writes when nothing else is said."""
    reports = load(ACTION)["inputs"]["reports"]["default"]
    got, outputs, summary = act(nicc, work, "red.ni\ngreen.ni", reports=reports)
    check("action: its reports", got.returncode == 1 and outputs["sarif"] == "nicc.sarif", got)
    with open(os.path.join(work, "nicc.sarif"), encoding="utf-8") as file:
        results = json.load(file)["runs"][0]["results"]
    places = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results]
    check("action: SARIF", places == ["red.ni"], places)
    check("action: the summary", "survives" in summary and "refuted" in summary, summary)
    got, outputs, summary = act(nicc, work, "wrong.ni", reports=reports)
    check("action: reports of a design with errors", got.returncode == 2 and outputs["sarif"] and "NICC0116" in summary, got)


# ---- Azure Pipelines and GitLab ----

def check_azure_script(nicc, work):
    """The script of the template, as an agent runs it."""
    step = next(s for s in load(AZURE)["steps"] if s.get("displayName") == "nicc verify")
    built = os.path.join(work, "workspace", "nicc", "build")
    os.makedirs(built)
    os.symlink(nicc, os.path.join(built, "nicc"))
    reports = os.path.join(work, "azure")
    check("azure: variables of the script", set(step["env"]) == {"FILES", "FAIL_ON", "ARGUMENTS", "REPORTS"}, step["env"])

    def script(files):
        return run(["bash", "-c", step["bash"]], work, PIPELINE_WORKSPACE=os.path.join(work, "workspace"), FILES=files, FAIL_ON="low",
                   ARGUMENTS="--max-counterexamples 2", REPORTS=reports)

    got = script("green.ni")
    check("azure: a green design", got.returncode == 0, got)
    got = script("green.ni red.ni")
    check("azure: a red design", got.returncode == 1 and "##vso[task.logissue type=error;sourcepath=red.ni;linenumber=6" in got.stdout, got)
    suite = xml.etree.ElementTree.parse(os.path.join(reports, "nicc.xml")).getroot()
    check("azure: JUnit", [c.get("name") for c in suite.iter("testcase") if c.find("failure") is not None] == ["survives"])
    with open(os.path.join(reports, "nicc.sarif"), encoding="utf-8") as file:
        check("azure: SARIF", len(json.load(file)["runs"][0]["results"]) == 1)


def check_gitlab_script(nicc, work):
    """The script of the job, as a runner runs it."""
    document = load(GITLAB)
    job = document["nicc"]
    got = run(["bash", "-c", "set -e\n" + "\n".join(job["script"])], work, NICC_FAIL_ON=document["variables"]["NICC_FAIL_ON"],
              NICC_FILES="green.ni red.ni", PATH=os.path.dirname(nicc) + os.pathsep + os.environ["PATH"])
    check("gitlab: a red design", got.returncode == 1 and "red.ni:6:17: refuted" in got.stdout, got)
    reports = job["artifacts"]["reports"]
    suite = xml.etree.ElementTree.parse(os.path.join(work, reports["junit"])).getroot()
    check("gitlab: JUnit", len([c for c in suite.iter("testcase") if c.find("failure") is not None]) == 1)
    with open(os.path.join(work, reports["codequality"]), encoding="utf-8") as file:
        found = [(f["location"]["path"], f["location"]["lines"]["begin"]) for f in json.load(file)]
    check("gitlab: code quality", found == [("red.ni", 6)], found)


# ---- pre-commit ----

def check_hooks(nicc, work):
    """pre-commit itself reads the hooks, from a repository made for the test, and runs them."""
    hooks = os.path.join(work, "hooks")
    os.mkdir(hooks)
    shutil.copy(os.path.join(TOP, HOOKS), hooks)
    environment = dict(PATH=os.path.dirname(nicc) + os.pathsep + os.environ["PATH"], PRE_COMMIT_HOME=os.path.join(work, "cache"),
                       GIT_CONFIG_GLOBAL="/dev/null", GIT_AUTHOR_NAME="a", GIT_AUTHOR_EMAIL="a@example.org",
                       GIT_COMMITTER_NAME="a", GIT_COMMITTER_EMAIL="a@example.org", HOME=work)
    project = os.path.join(work, "project")
    os.mkdir(project)
    for name, text in ("red.ni", RED), ("green.ni", GREEN), ("wrong.ni", WRONG), ("notes.txt", "no design\n"):
        write(project, name, text)
    for folder in hooks, project:
        for command in ["git", "init", "-q"], ["git", "add", "."], ["git", "commit", "-q", "-m", "a test"]:
            got = run(command, folder, **environment)
            check(" ".join(command), got.returncode == 0, got)

    def hook(name, *files):
        return run(["pre-commit", "try-repo", hooks, name, "--files", *files], project, **environment)

    got = hook("nicc-verify", "green.ni", "notes.txt")
    check("pre-commit: nicc-verify passes", got.returncode == 0 and "Passed" in got.stdout, got)
    got = hook("nicc-verify", "red.ni")
    check("pre-commit: nicc-verify fails", got.returncode == 1 and "red.ni:6:17: refuted" in got.stdout, got)
    got = hook("nicc-verify", "notes.txt")
    check("pre-commit: nothing to verify", got.returncode == 0 and "Skipped" in got.stdout, got)
    got = hook("nicc-check", "red.ni")
    check("pre-commit: nicc-check passes", got.returncode == 0 and "Passed" in got.stdout, got)
    got = hook("nicc-check", "wrong.ni")
    check("pre-commit: nicc-check fails", got.returncode == 1 and "NICC0116" in got.stdout, got)
    got = hook("nicc-fmt", "green.ni")
    check("pre-commit: nicc-fmt leaves what is laid out", got.returncode == 0 and "Passed" in got.stdout, got)
    write(project, "green.ni", GREEN.replace("prefix ", "prefix    "))
    got = hook("nicc-fmt", "green.ni")
    with open(os.path.join(project, "green.ni"), encoding="utf-8") as file:
        check("pre-commit: nicc-fmt lays out", got.returncode == 1 and file.read() == GREEN, got)
    check("pre-commit: every hook is tested", {h["id"] for h in load(HOOKS)} == {"nicc-verify", "nicc-check", "nicc-fmt"})


def main(nicc):
    check_action()
    check_azure()
    check_gitlab()
    check_dockerfile()
    check_docs()
    with tempfile.TemporaryDirectory() as work:
        for name, text in ("red", RED), ("green", GREEN), ("wrong", WRONG), ("warned", WARNED):
            write(work, name + ".ni", text)
        os.mkdir(os.path.join(work, "deep"))
        write(os.path.join(work, "deep"), "more green.ni", GREEN)
        check_matcher(nicc, work)
        check_verify(nicc, work)
        check_reports(nicc, work)
        check_azure_script(nicc, work)
        check_gitlab_script(nicc, work)
        check_hooks(nicc, work)
    print("contrib: %d passed, %d failed" % (passed, failed))
    sys.exit(failed > 0 or passed == 0)


main(os.path.abspath(sys.argv[1]))
