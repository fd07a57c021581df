"""The deploy files are what they say: parts, settings, secrets, confinement."""

import importlib.resources
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import asyncpg
import jsonschema
import pytest
import yaml
from pydantic import SecretStr
from pydantic_settings import BaseSettings

from service.cli.__main__ import build_parser
from service.embedded import LocalStack
from service.settings import (
    ApiSettings,
    MediaWorkerSettings,
    MigrationSettings,
    StoreSettings,
    WorkerSettings,
)

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
STAYS_UP = {"api", "worker", "media-worker", "postgres", "queue", "store", "proxy"}
RUNS_ONCE: dict[str, type[BaseSettings]] = {
    "migrate": MigrationSettings,
    "make-bucket": StoreSettings,
}
OURS: dict[str, type[BaseSettings]] = {
    "api": ApiSettings,
    "worker": WorkerSettings,
    "media-worker": MediaWorkerSettings,
    **RUNS_ONCE,
}
# The organisation's administrator makes these; a machine's operator cannot.
MADE_BY_PEOPLE = {"worker.key", "worker.passphrase"}
PREFIX = "GOBETWEEN_"


def _names(settings: type[BaseSettings], *, required: bool = False) -> set[str]:
    fields = settings.model_fields.items()
    return {PREFIX + name.upper() for name, field in fields if field.is_required() or not required}


def _secret_names() -> set[str]:
    return {
        PREFIX + name.upper()
        for settings in OURS.values()
        for name, field in settings.model_fields.items()
        if field.annotation is SecretStr
    }


def _given(part: str) -> set[str]:
    """What a part is told: by its environment, and by its secrets' file names."""
    told = set(SERVICES[part].get("environment", {}))
    told |= {name.upper() for name in SERVICES[part].get("secrets", [])}
    return {name for name in told if name.startswith(PREFIX)}


def _schema() -> dict[str, Any]:
    shipped = importlib.resources.files("check_jsonschema") / "builtin_schemas" / "vendor"
    schema: dict[str, Any] = json.loads((shipped / "compose-spec.json").read_text())
    return schema


def test_the_compose_file_is_as_the_specification_wants_it() -> None:
    jsonschema.validate(COMPOSE, _schema())


def test_the_specification_would_notice_a_slip() -> None:
    slipped = json.loads(json.dumps(COMPOSE))
    slipped["services"]["api"]["read-only"] = True
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(slipped, _schema())


def test_exactly_these_parts_stay_up() -> None:
    assert set(SERVICES) == STAYS_UP | set(RUNS_ONCE)
    for name, part in SERVICES.items():
        assert part["restart"] == ("no" if name in RUNS_ONCE else "unless-stopped")


def test_every_part_that_stays_up_says_how_it_is() -> None:
    for name in STAYS_UP:
        assert SERVICES[name]["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}, name


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_part_is_held_tight(name: str) -> None:
    part = SERVICES[name]
    assert part["read_only"] is True
    assert part["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in part["security_opt"]
    assert not part.get("privileged")
    assert set(part.get("cap_add", [])) == ({"NET_BIND_SERVICE"} if name == "proxy" else set())
    assert not any("docker.sock" in str(volume) for volume in part.get("volumes", []))


def test_only_the_media_worker_has_its_outer_confinement_loosened() -> None:
    loosened = {
        name
        for name, part in SERVICES.items()
        if any(not option.startswith("no-new-privileges") for option in part["security_opt"])
    }
    assert loosened == {"media-worker"}
    options = SERVICES["media-worker"]["security_opt"]
    assert "seccomp:./sandbox/seccomp.json" in options
    assert SERVICES["media-worker"]["memswap_limit"] == SERVICES["media-worker"]["mem_limit"]


def test_the_outer_filter_lets_the_sandbox_be_made_and_no_more_than_it_must() -> None:
    profile = json.loads((DEPLOY / "sandbox" / "seccomp.json").read_text())
    denied = {name for rule in profile["syscalls"] for name in rule["names"]}
    assert all(rule["action"] == "SCMP_ACT_ERRNO" for rule in profile["syscalls"])
    assert not denied & {"clone", "unshare", "mount", "umount2", "pivot_root", "seccomp", "prctl"}
    assert denied >= {"bpf", "ptrace", "kexec_load", "init_module", "keyctl", "io_uring_setup"}


def test_the_media_worker_reaches_the_api_and_the_queue_and_nothing_else() -> None:
    networks = set(SERVICES["media-worker"]["networks"])
    reached = {name for name, part in SERVICES.items() if networks & set(part["networks"])}
    assert reached == {"media-worker", "api", "queue"}


def test_one_way_in_and_no_other_way_out() -> None:
    assert {name for name, part in SERVICES.items() if "ports" in part} == {"proxy"}
    outward = {name for name, net in COMPOSE["networks"].items() if not net.get("internal")}
    assert outward == {"edge"}
    assert {name for name, part in SERVICES.items() if "edge" in part["networks"]} == {"proxy"}


def test_images_are_of_a_named_version_and_none_is_the_archived_store() -> None:
    for name, part in SERVICES.items():
        assert re.fullmatch(r"[a-z/]+:v?\d[\w.-]*", part["image"]), name
        assert "minio" not in part["image"]
    for base in re.findall(r"^FROM (\S+)", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE):
        assert re.fullmatch(r"[a-z]+:\d[\w.-]*", base)


def test_every_part_is_told_what_it_needs_and_nothing_it_does_not_know() -> None:
    for part, settings in OURS.items():
        given = _given(part)
        assert given <= _names(settings), part
        assert _names(settings, required=True) <= given, part
    # Each setting is given to somebody: one that no deployment gives is one nobody knows.
    everything = set().union(*map(_names, OURS.values()))
    assert set().union(*map(_given, OURS)) == everything


def test_no_other_variable_of_ours_is_named_in_any_deploy_file() -> None:
    known = set().union(*map(_names, OURS.values()))
    for path in DEPLOY.rglob("*"):
        if path.is_file() and path.parent.name != "secrets":
            named = set(re.findall(r"GOBETWEEN_[A-Z_]+", path.read_text()))
            assert named <= known, path


def test_secrets_come_from_files_and_have_no_default() -> None:
    for name, part in SERVICES.items():
        environment = set(part.get("environment", {}))
        assert not environment & _secret_names(), name
        assert {n for n in environment if "PASSWORD" in n} <= {"POSTGRES_PASSWORD_FILE"}, name
    for name, secret in COMPOSE["secrets"].items():
        assert secret == {"file": f"./secrets/{name}"}
    # Neither of the values that may be left out is a secret.
    defaults = re.findall(r"\$\{(\w+):-", (DEPLOY / "compose.yaml").read_text())
    assert set(defaults) == {"MEDIA_WORKER_APPARMOR", "OBJECT_STORE_PUBLIC_URL"}


def test_no_secret_can_be_committed() -> None:
    asked = ["git", "-c", "safe.directory=*", "check-ignore", "-q", "deploy/secrets/worker.key"]
    assert subprocess.run(asked, cwd=ROOT, check=False).returncode == 0
    listed = ["git", "-c", "safe.directory=*", "ls-files", "deploy/secrets"]
    assert subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout == b""


def test_every_secret_is_used_and_made() -> None:
    used = {name for part in SERVICES.values() for name in part.get("secrets", [])}
    declared = set(COMPOSE["secrets"])
    assert used == declared
    assert _made_names() == declared - MADE_BY_PEOPLE


def _brought_along(names: set[str]) -> set[str]:
    """These parts and all that they wait for."""
    wanted = {one for name in names for one in SERVICES[name].get("depends_on", {})}
    return names if wanted <= names else _brought_along(names | wanted)


def test_the_first_start_needs_nothing_that_only_a_founded_organisation_can_make() -> None:
    text = (DEPLOY / "README.md").read_text()
    first, *later = re.findall(r"docker compose .* up (?:--build )?-d ?(.*)$", text, re.MULTILINE)
    started = _brought_along(set(first.split()))
    assert started == set(SERVICES) - {"media-worker"}
    needed = {name for part in started for name in SERVICES[part].get("secrets", [])}
    assert not needed & MADE_BY_PEOPLE
    assert later == [""]
    units = re.findall(r"systemctl enable --now ([\w -]+)", text)
    assert ["media-worker" in one for one in units] == [False, True]


def test_the_media_worker_s_key_belongs_to_the_user_that_reads_it() -> None:
    uid = re.findall(r"useradd .*--uid (\d+)", (DEPLOY / "Dockerfile").read_text())
    told = re.findall(
        r"install -m 0400 -o (\d+) worker\.key worker\.passphrase deploy/secrets/",
        (DEPLOY / "README.md").read_text(),
    )
    assert told == uid != []


def test_the_parts_are_started_by_verbs_that_exist() -> None:
    parser = build_parser()
    for name in set(OURS) - {"make-bucket"}:
        parser.parse_args(SERVICES[name]["command"])


def test_the_image_is_made_from_what_is_there_and_runs_as_nobody_special() -> None:
    text = (DEPLOY / "Dockerfile").read_text()
    for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE):
        for source in line.split()[:-1]:
            assert (ROOT / source).exists(), source
    assert re.findall(r"^USER (\S+)$", text, re.MULTILINE) == ["gobetween"]
    assert "--require-hashes" in text
    assert "--ignore-scripts" in text


def test_the_proxy_keeps_the_operators_pages_inside() -> None:
    text = (DEPLOY / "proxy" / "Caddyfile").read_text()
    inside = re.findall(r"@inside path (.+)", text)
    assert inside == ["/metrics /health/*"]
    assert "respond @inside 404" in text
    assert "reverse_proxy api:8000" in text


def _make(folder: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(DEPLOY / "make-secrets"), *options, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _made_names() -> set[str]:
    names = re.search(r"return \{(.+)\}", (DEPLOY / "make-secrets").read_text(), re.DOTALL)
    assert names is not None
    return set(re.findall(r'^        "([\w.]+)":', names.group(1), re.MULTILINE))


def test_secrets_are_made_once_at_random_and_never_overwritten(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        assert _make(tmp_path / folder).returncode == 0
    one, two = ({p.name: p.read_text() for p in (tmp_path / f).iterdir()} for f in ("one", "two"))
    assert set(one) == set(two) == _made_names()
    assert [name for name in one if one[name] == two[name]] == []
    assert (tmp_path / "one").stat().st_mode & 0o777 == 0o700
    again = _make(tmp_path / "one")
    assert again.returncode == 1
    assert {p.name: p.read_text() for p in (tmp_path / "one").iterdir()} == one


async def test_the_roles_and_the_made_secrets_carry_a_migration(tmp_path: Path) -> None:
    secrets = tmp_path / "secrets"
    _make(secrets)
    async with LocalStack(tmp_path / "stack", durable=False) as stack:
        script = (DEPLOY / "postgres" / "roles.sql").read_text()
        assert "${SECRETS:-/run/secrets}" in script
        here = script.replace("${SECRETS:-/run/secrets}", str(secrets))
        await stack.postgres.run(here, "gobetween")
        await stack.postgres.run(here, "gobetween")
        socket = stack.postgres.url("gobetween_owner", "gobetween").rpartition("?")[2]
        urls = {}
        for role in ("owner_", "", "relay_"):
            held = secrets / f"gobetween_{role}database_url"
            urls[role] = held.read_text().replace("@postgres/gobetween", f"@/gobetween?{socket}")
            held.chmod(0o600)
            held.write_text(urls[role] + "\n")
        done = subprocess.run(
            [sys.executable, "-P", "-m", "service.cli", "migrate"],
            cwd=ROOT,
            # Told nothing but where its credentials are, as a service unit is.
            env={
                "PATH": os.defpath,
                "PYTHONPATH": str(ROOT),
                "CREDENTIALS_DIRECTORY": str(secrets),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        app = await asyncpg.connect(urls[""].replace("+asyncpg", ""))
        assert await app.fetchval("SELECT count(*) FROM item") == 0
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await app.execute("CREATE TABLE mine (id int)")
        await app.close()
        relay = await asyncpg.connect(urls["relay_"].replace("+asyncpg", ""))
        assert await relay.fetchval("SELECT count(*) FROM outbox") == 0
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await relay.fetchval("SELECT count(*) FROM way_in")
        await relay.close()
