"""sslyze judges the TLS port by Mozilla's intermediate profile, once for each kind of certificate."""

import json
import sys

from kit import Server, command

OLD = ["ssl_2_0", "ssl_3_0", "tls_1_0", "tls_1_1"]
NEW = ["tls_1_2", "tls_1_3"]
SAFE = {
    "openssl_ccs_injection": ("is_vulnerable_to_ccs_injection", False),
    "heartbleed": ("is_vulnerable_to_heartbleed", False),
    "tls_compression": ("supports_compression", False),
    "tls_fallback_scsv": ("supports_fallback_scsv", True),
    "tls_1_3_early_data": ("supports_early_data", False),
    "session_renegotiation": ("is_vulnerable_to_client_renegotiation_dos", False),
    "tls_extended_master_secret": ("supports_ems_extension", True),
}


def run(server, checks):
    for name in ["localhost", Server.RSA_NAME]:
        output = server.folder / f"sslyze-{name}.json"
        scan = command([
            sys.executable, "-m", "sslyze", "--mozilla_config=intermediate", "--early_data", "--resum",
            "--certinfo_ca_file", server.ca, "--sni", name, "--json_out", output, f"127.0.0.1:{server.secure_port}"])
        verdict = scan.stdout.partition("COMPLIANCE AGAINST TLS CONFIGURATION")[2]
        # The exit code alone says nothing: it is 0 as well when nothing could be scanned.
        checks.check(
            scan.returncode == 0 and "OK - Compliant." in verdict, f"{name} complies with the intermediate profile",
            verdict.strip() or scan.stdout + scan.stderr)
        if not output.exists():
            continue
        (result,) = json.loads(output.read_text())["server_scan_results"]
        findings = {key: value["result"] for key, value in (result["scan_result"] or {}).items()}
        for version in OLD + NEW:
            suites = (findings.get(f"{version}_cipher_suites") or {}).get("accepted_cipher_suites")
            checks.check(
                suites is not None and bool(suites) == (version in NEW),
                f"{name}: {version} is {'served' if version in NEW else 'refused'}", suites)
        for finding, (member, expected) in SAFE.items():
            checks.equal((findings.get(finding) or {}).get(member), expected, f"{name}: {finding}: {member}")
        robot = (findings.get("robot") or {}).get("robot_result")
        checks.check(str(robot).startswith("NOT_VULNERABLE"), f"{name}: no ROBOT attack", robot)
        resumption = findings.get("session_resumption") or {}
        checks.equal(resumption.get("tls_ticket_resumption_result"), "FULLY_SUPPORTED", f"{name}: tickets resume sessions")
