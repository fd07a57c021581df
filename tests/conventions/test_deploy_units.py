"""The systemd units say only what systemd knows, and hold each part as tightly as it can bear."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr
from pydantic_settings import BaseSettings

from service.cli.__main__ import build_parser
from service.settings import (
    ApiSettings,
    MediaWorkerSettings,
    MigrationSettings,
    WorkerSettings,
)

FOLDER = Path(__file__).resolve().parents[2] / "deploy" / "systemd"
UNITS: dict[str, type[BaseSettings]] = {
    "gobetween-api": ApiSettings,
    "gobetween-worker": WorkerSettings,
    "gobetween-media-worker": MediaWorkerSettings,
    "gobetween-migrate": MigrationSettings,
}
KNOWN = {
    "Unit": {"Description", "Documentation", "After", "Wants", "Requires"},
    "Install": {"WantedBy"},
    "Service": {
        *("Type", "WorkingDirectory", "Environment", "EnvironmentFile", "ExecStart"),
        *("RemainAfterExit", "LoadCredential", "Restart", "RestartSec", "TimeoutStopSec"),
        *("DynamicUser", "NoNewPrivileges", "UMask", "LimitCORE", "CapabilityBoundingSet"),
        *("AmbientCapabilities", "ProtectSystem", "ProtectHome", "PrivateTmp", "PrivateDevices"),
        *("ProtectControlGroups", "ProtectKernelModules", "ProtectClock", "LockPersonality"),
        *("RestrictRealtime", "RestrictSUIDSGID", "RemoveIPC", "SystemCallArchitectures"),
        *("RestrictAddressFamilies", "ProtectKernelTunables", "ProtectKernelLogs"),
        *("ProtectHostname", "ProtectProc", "ProcSubset", "PrivateUsers", "RestrictNamespaces"),
        *("SystemCallFilter", "SystemCallErrorNumber", "MemoryMax", "MemorySwapMax", "TasksMax"),
        *("IPAddressDeny", "IPAddressAllow"),
    },
}
EVERYWHERE = {
    "DynamicUser": "yes",
    "NoNewPrivileges": "yes",
    "UMask": "0077",
    "LimitCORE": "0",
    "CapabilityBoundingSet": "",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "ProtectControlGroups": "yes",
    "ProtectKernelModules": "yes",
    "LockPersonality": "yes",
    "RestrictRealtime": "yes",
    "RestrictSUIDSGID": "yes",
    "SystemCallArchitectures": "native",
    "RestrictAddressFamilies": "AF_UNIX AF_INET AF_INET6",
}
# What covers a part of /proc, or forbids namespaces, and so cannot be where the sandbox is made.
NOT_AROUND_THE_SANDBOX = {
    "ProtectKernelTunables",
    "ProtectKernelLogs",
    "ProtectHostname",
    "ProtectProc",
    "ProcSubset",
    "PrivateUsers",
}


def _read(name: str) -> dict[str, dict[str, list[str]]]:
    """Read a unit strictly: sections and keys that are known, nothing else on any line."""
    found: dict[str, dict[str, list[str]]] = {}
    section: dict[str, list[str]] = {}
    known: set[str] = set()
    for line in (FOLDER / f"{name}.service").read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        if heading := re.fullmatch(r"\[(\w+)\]", line):
            assert heading.group(1) not in found
            section = found.setdefault(heading.group(1), {})
            known = KNOWN[heading.group(1)]
            continue
        entry = re.fullmatch(r"([A-Za-z]+)=(.*)", line)
        assert entry is not None, line
        assert entry.group(1) in known, line
        section.setdefault(entry.group(1), []).append(entry.group(2))
    return found


def _one(service: dict[str, list[str]], key: str) -> str:
    assert len(service.get(key, [])) == 1, key
    return service[key][0]


def test_these_units_and_no_others() -> None:
    assert {path.stem for path in FOLDER.glob("*.service")} == set(UNITS)


@pytest.mark.parametrize("name", sorted(UNITS))
def test_a_unit_says_only_what_is_known(name: str) -> None:
    assert set(_read(name)) == {"Unit", "Service", "Install"}


@pytest.mark.parametrize("name", sorted(UNITS))
def test_systemd_has_nothing_to_say(name: str, tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        # Without systemd the strict reading above is all there is.
        assert "Service" in _read(name)
        return
    for path in FOLDER.glob("*.service"):
        # The only thing that may be missing on this machine is the installation itself.
        text = path.read_text().replace("/opt/gobetween/.venv/bin/python", sys.executable)
        (tmp_path / path.name).write_text(text)
    asked = [program, "verify", "--man=no", str(tmp_path / f"{name}.service")]
    said = subprocess.run(asked, capture_output=True, text=True, check=False)
    ours = [line for line in said.stderr.splitlines() if "gobetween" in line]
    assert ours == []


@pytest.mark.parametrize("name", sorted(UNITS))
def test_a_unit_is_held_tight(name: str) -> None:
    service = _read(name)["Service"]
    assert {key: _one(service, key) for key in EVERYWHERE} == EVERYWHERE
    if name != "gobetween-media-worker":
        for key in NOT_AROUND_THE_SANDBOX | {"RestrictNamespaces"}:
            assert _one(service, key) in {"yes", "invisible", "pid"}, key
        assert service["SystemCallFilter"] == ["@system-service", "~@privileged @resources"]


def test_the_media_worker_may_make_its_sandbox() -> None:
    service = _read("gobetween-media-worker")["Service"]
    assert not NOT_AROUND_THE_SANDBOX & set(service)
    allowed = set(_one(service, "RestrictNamespaces").split())
    assert allowed == {"user", "net", "pid", "ipc", "uts", "mnt", "cgroup"}
    assert {"@system-service", "@mount"} <= set(_one(service, "SystemCallFilter").split())
    assert _one(service, "MemorySwapMax") == "0"
    assert _one(service, "IPAddressDeny") == "any"


@pytest.mark.parametrize("name", sorted(UNITS))
def test_a_unit_runs_a_verb_that_exists(name: str) -> None:
    program, *words = _one(_read(name)["Service"], "ExecStart").split()
    assert (program, words[:3]) == ("/opt/gobetween/.venv/bin/python", ["-P", "-m", "service.cli"])
    build_parser().parse_args(words[3:])


@pytest.mark.parametrize("name", sorted(UNITS))
def test_a_unit_is_handed_its_own_secrets_as_credentials(name: str) -> None:
    settings, service = UNITS[name], _read(name)["Service"]
    handed = dict(line.split(":") for line in service["LoadCredential"])
    assert all(path == f"/etc/gobetween/secrets/{key}" for key, path in handed.items())
    secret = {
        f"gobetween_{field}"
        for field, info in settings.model_fields.items()
        if info.annotation is SecretStr
    }
    people = {"worker.key", "worker.passphrase"} if name == "gobetween-media-worker" else set()
    assert set(handed) == secret | people


def test_the_settings_file_names_everything_else_and_no_secret() -> None:
    lines = (FOLDER / "settings.env.example").read_text().splitlines()
    named = {line.partition("=")[0] for line in lines if line and not line.startswith("#")}
    plain = {
        f"GOBETWEEN_{field.upper()}"
        for settings in UNITS.values()
        for field, info in settings.model_fields.items()
        if info.annotation is not SecretStr
    }
    in_the_unit = {"GOBETWEEN_WORKER_KEY_FILE", "GOBETWEEN_WORKER_KEY_PASSPHRASE_FILE"}
    assert named == plain - in_the_unit
