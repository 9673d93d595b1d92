"""What lies in Deploy/, judged offline by the tools of those who will run it; and that each of them sees a mistake."""

import functools
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from kit import ROOT, command

DEPLOY = ROOT / "Deploy"
TOOLS = pathlib.Path(sys.executable).parent  # where PyPI's are installed
MOST_EXPOSURE = 0.5  # of systemd-analyze security: 0 is closed, 10 is open


def run(server, checks):
    with tempfile.TemporaryDirectory(prefix="deploy-") as name:
        folder = pathlib.Path(name)
        kubernetes(checks, folder)
        judge(checks, "compose", DEPLOY / "compose/compose.yaml", folder, is_compose, ("read_only:", "read_onyl:"))
        judge(checks, "hadolint", ROOT / "Dockerfile", folder, is_dockerfile, ("STOPSIGNAL SIGTERM\n", "STOPSIGNAL SIGTERM\nRUN cd srv\n"))
        judge(checks, "haproxy", DEPLOY / "haproxy/haproxy.cfg", folder, is_haproxy, ("option redispatch", "option redispach"))
        judge(checks, "nginx", DEPLOY / "nginx/entente.conf", folder, functools.partial(is_nginx, folder), ("proxy_buffering", "proxy_bufering"))
        systemd(checks, folder, server.arguments[0])
        for file in [*DEPLOY.rglob("*.yaml")]:
            judge(checks, f"yamllint {file.name}", file, folder, is_yaml, ("\n", "\n\ta: b\n"))
        for file in [DEPLOY / "engine", ROOT / ".ci/run", ROOT / "Fuzz/run"]:
            judge(checks, f"shellcheck {file.name}", file, folder, is_shell, ("set -euo pipefail", "set -euo pipefail; echo $1 $undefined_name"))


def judge(checks, what, file, folder, verdict, mistake):
    """The file is right, and with a mistake in it, it is not."""
    result = verdict(file)
    checks.check(result.returncode == 0, f"{what} is right", result.stdout + result.stderr)
    text = file.read_text()
    checks.check(mistake[0] in text, f"{what}: there is a place for a mistake")
    wrong = folder / "wrong" / file.name
    wrong.parent.mkdir(exist_ok=True)
    wrong.write_text(text.replace(*mistake, 1))
    checks.check(verdict(wrong).returncode != 0, f"{what}: a mistake is seen")


def is_compose(file):
    return command([TOOLS / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", file])


def is_dockerfile(file):
    return command([TOOLS / "hadolint", file])


def is_haproxy(file):
    return command(["haproxy", "-c", "-f", file])


def is_yaml(file):
    rules = "{extends: default, rules: {line-length: {max: 130}, document-start: disable}}"
    return command([TOOLS / "yamllint", "--strict", "--config-data", rules, file])


def is_shell(file):
    return command(["shellcheck", file])


def is_nginx(folder, file):
    """As a site, in a configuration around it."""
    around = folder / "nginx.conf"
    around.write_text(f"pid {folder}/nginx.pid;\nerror_log stderr;\nevents {{}}\nhttp {{\n    include {file};\n}}\n")
    return command(["nginx", "-t", "-q", "-p", folder, "-c", around])


def kubernetes(checks, folder):
    """What kustomize makes of it, by the schemas of Kubernetes, in which an unknown field is an error."""
    if shutil.which("kubectl"):
        made = command(["kubectl", "kustomize", DEPLOY / "kubernetes"])
        checks.check(made.returncode == 0, "kustomize makes the objects", made.stderr)
        text = made.stdout
    else:
        # Without it, the objects as they are written; those that kustomize makes itself are not seen.
        files = sorted(set((DEPLOY / "kubernetes").glob("*.yaml")) - {DEPLOY / "kubernetes/kustomization.yaml"})
        text = "---\n".join(file.read_text() for file in files)
    file = folder / "kubernetes.yaml"
    file.write_text(text)
    kinds = set(re.findall(r"^kind: (\w+)$", text, re.MULTILINE))
    wanted = {"Deployment", "Service", "PodDisruptionBudget", "HorizontalPodAutoscaler", "NetworkPolicy"}
    checks.check(wanted <= kinds, "all kinds are there", kinds)
    for field in ["readOnlyRootFilesystem", "terminationGracePeriodSeconds", "sessionAffinityConfig", "maxUnavailable",
                  "stabilizationWindowSeconds", "policyTypes"]:
        judge(checks, f"kubernetes, {field}", file, folder, is_kubernetes, (f"{field}:", f"{field}s:"))
    selectors = re.findall(r"(?:matchLabels|podSelector|selector|labelSelector): *(\{\})", text)
    checks.equal(selectors, [], "no selector means everything there is")


def is_kubernetes(file):
    return command([TOOLS / "kubernetes-validate", "--strict", file])


def systemd(checks, folder, program):
    """The units, with paths of this machine in the place of those that an installation has."""
    place = folder / "units"
    place.mkdir()
    for file in (DEPLOY / "systemd").iterdir():
        text = file.read_text().replace("/usr/local/bin/entente", str(program))
        (place / file.name).write_text(text.replace("/srv/entente", str(folder)))

    def is_unit(file):
        # It looks for the other units beside the file, and ends well with what it only warns of.
        for other in place.iterdir():
            if file.parent != place and other.name != file.name:
                shutil.copy(other, file.parent)
        units = [file.parent / other.name for other in place.iterdir()]
        found = command(["systemd-analyze", "verify", "--recursive-errors=yes", "--man=no", *units])
        ours = [line for line in (found.stdout + found.stderr).splitlines() if "entente" in line]
        return subprocess.CompletedProcess([], 1 if ours else found.returncode, "\n".join(ours), "")

    for name, mistake in [("entente.service", ("WatchdogSec", "WatchdogSecs")), ("entente.socket", ("ListenStream=8080", "ListenStream=80 80")),
                          ("entente-admin.socket", ("FileDescriptorName", "FileDescriptorNames"))]:
        judge(checks, f"systemd, {name}", place / name, folder, is_unit, mistake)

    def is_closed(file):
        return command(["systemd-analyze", "security", "--offline=true", f"--threshold={int(MOST_EXPOSURE * 10)}", file])

    service = place / "entente.service"
    judge(checks, "systemd, exposure", service, folder, is_closed, ("CapabilityBoundingSet=\n", ""))
    score = re.search(r"exposure level for \S+: ([\d.]+)", is_closed(service).stdout)
    print(f"  systemd: exposure {score[1] if score else 'unknown'}, at most {MOST_EXPOSURE}", flush=True)
