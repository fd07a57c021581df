"""What a server serves is compared with what was signed, file by file, headers included."""

import argparse
import asyncio
import io
import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.app import create_app
from service.archive.portal_form import PortalManifest, open_manifest, sign_manifest
from service.cli.__main__ import build_parser
from service.cli.portal_checking import measure_portal, run_release_manifest, run_verify_portal
from service.client.roots import RootKey
from service.client.served_portal import PortalDiffersError, compare_portal
from service.sealing.encoding import b64, new_id
from service.sealing.errors import SealingError
from service.worker.media_keys import PoolKeys
from tests.factories.in_process import ADDRESS, InProcess, api_settings
from tests.factories.listening import listening

FILES = {
    "index.html": "<!doctype html><title>Gobetween</title>",
    "sw.js": "self.onfetch = null;",
    "assets/app-abc.js": "export const app = 1;",
    "assets/vault-abc.js": "export const vault = 1;",
}
Dress = Callable[[str, list[tuple[bytes, bytes]]], list[tuple[bytes, bytes]]]


@pytest.fixture
def build(tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def serving(service: InProcess, build: Path) -> ASGIApp:
    """The whole API with this build, over the same database."""
    return create_app(api_settings(service.env | {"GOBETWEEN_PORTAL_DIR": str(build)}))


def dressed(app: ASGIApp, dress: Dress) -> ASGIApp:
    """The same with other headers on its answers, as a server between might put them."""

    async def between(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = dress(scope["path"], list(message["headers"]))
            await send(message)

        await app(scope, receive, sent)

    return between


async def difference(app: ASGIApp, manifest: PortalManifest) -> tuple[str, str] | None:
    """The first difference, or None; counts are checked to be of all files where there is none."""
    checked: dict[str, int] = {}
    adapter = httpx.ASGITransport(app)
    try:
        await compare_portal(ADDRESS, manifest, checked, adapter=adapter)
    except PortalDiffersError as found:
        return str(found.code), found.where
    assert checked["files"] == len(manifest.files) == len(FILES) + 1
    assert checked["other_addresses"] > 10
    return None


class TestAServedPortal:
    async def test_is_the_one_that_was_signed(self, service: InProcess, build: Path) -> None:
        manifest = await measure_portal(build, 1)
        assert await difference(serving(service, build), manifest) is None

    async def test_that_connects_to_another_store_than_was_signed_is_found_out(
        self, service: InProcess, build: Path
    ) -> None:
        store = "https://store.example.org"
        env = service.env | {
            "GOBETWEEN_PORTAL_DIR": str(build),
            "GOBETWEEN_OBJECT_STORE_PUBLIC_URL": store,
        }
        app = create_app(api_settings(env))
        assert await difference(app, await measure_portal(build, 1, store)) is None
        for other in ("", "https://store.example.com"):
            found = await difference(app, await measure_portal(build, 1, other))
            assert found == ("header-changed", "/ content-security-policy"), other

    async def test_carries_a_policy_of_its_own_for_the_vault(self, build: Path) -> None:
        manifest = await measure_portal(build, 1)
        policies = {
            one.path: {h.name: h.value for h in one.headers}["content-security-policy"]
            for one in manifest.files
        }
        assert "wasm" in policies["/assets/vault-abc.js"]
        assert "wasm" not in policies["/assets/app-abc.js"]

    @pytest.mark.parametrize("name", FILES)
    async def test_with_one_byte_changed_is_found_out(
        self, service: InProcess, build: Path, name: str
    ) -> None:
        manifest = await measure_portal(build, 1)
        (build / name).write_text(FILES[name].replace("e", "E", 1))
        where = "/" if name == "index.html" else f"/{name}"
        assert await difference(serving(service, build), manifest) == ("file-changed", where)

    async def test_with_a_file_left_out_is_found_out(self, service: InProcess, build: Path) -> None:
        manifest = await measure_portal(build, 1)
        (build / "assets/app-abc.js").unlink()
        found = await difference(serving(service, build), manifest)
        assert found == ("file-missing", "/assets/app-abc.js")

    @pytest.mark.parametrize("name", ["worker.js", "favicon.ico", "assets/index.js"])
    async def test_with_a_file_added_is_found_out(
        self, service: InProcess, build: Path, name: str
    ) -> None:
        manifest = await measure_portal(build, 1)
        (build / name).write_text("alert(1)")
        found = await difference(serving(service, build), manifest)
        assert found == ("file-added", f"/{name}")

    @pytest.mark.parametrize(
        ("dress", "code"),
        [
            (lambda _p, h: [one for one in h if one[0] != b"x-frame-options"], "header-missing"),
            (lambda _p, h: [*h, (b"link", b"</x.js>; rel=preload")], "header-added"),
            (lambda _p, h: [*h, (b"set-cookie", b"a=b")], "header-added"),
            (
                lambda _p, h: [*h, (b"content-security-policy", b"script-src *")],
                "header-added",
            ),
            (
                lambda _p, h: [(n, v.replace(b"script-src 'self'", b"script-src *")) for n, v in h],
                "header-changed",
            ),
            (
                lambda p, h: [
                    (n, b"text/html" if p.endswith(".js") and n == b"content-type" else v)
                    for n, v in h
                ],
                "header-changed",
            ),
            (lambda _p, h: [*h, (b"server", b"a proxy")], None),
        ],
        ids=["missing", "link", "cookie", "second policy", "policy", "type", "a proxy's name"],
    )
    async def test_with_other_headers_is_found_out(
        self, service: InProcess, build: Path, dress: Dress, code: str | None
    ) -> None:
        manifest = await measure_portal(build, 1)
        found = await difference(dressed(serving(service, build), dress), manifest)
        assert (found[0] if found else None) == code

    async def test_that_sends_elsewhere_is_found_out(self, build: Path) -> None:
        async def elsewhere(scope: Scope, _receive: Receive, send: Send) -> None:
            headers = [(b"location", b"https://127.0.0.1/elsewhere")]
            await send({"type": "http.response.start", "status": 302, "headers": headers})
            await send({"type": "http.response.body", "body": b""})

        found = await difference(elsewhere, await measure_portal(build, 1))
        assert found == ("file-missing", "/")


class TestAManifest:
    async def test_is_believed_under_its_own_key_alone(self, build: Path) -> None:
        key, other = RootKey.generate(), RootKey.generate()
        manifest = await measure_portal(build, 1)
        signed = sign_manifest(manifest, key.seed)
        assert open_manifest(signed, key.public) == manifest
        with pytest.raises(SealingError, match="Another key"):
            open_manifest(signed, other.public)
        forged = sign_manifest(replace(manifest, version="2"), other.seed)
        with pytest.raises(SealingError):
            open_manifest(forged, key.public)
        for at in range(0, len(signed), 7):
            flipped = signed[:at] + bytes((signed[at] ^ 1,)) + signed[at + 1 :]
            with pytest.raises(SealingError):
                open_manifest(flipped, key.public)


def released(key: Path, build: Path, *more: str) -> argparse.Namespace:
    """`release-manifest` as it is typed."""
    typed = ["release-manifest", "--key", str(key), "--portal", str(build), *more]
    return build_parser().parse_args(typed)


class TestSigningARelease:
    @pytest.fixture
    def words(self, tmp_path: Path) -> Path:
        path = tmp_path / "words"
        path.write_text("six words of a passphrase\n")
        path.chmod(0o600)
        return path

    @pytest.fixture
    def key(self, tmp_path: Path) -> Path:
        path = tmp_path / "release.key"
        path.write_bytes(RootKey.generate().to_key_file("six words of a passphrase"))
        path.chmod(0o600)
        return path

    def test_takes_the_passphrase_from_a_file_or_a_pipe(
        self, build: Path, key: Path, words: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "portal.json"
        file = released(key, build, "--out", str(out), "--passphrase-file", str(words))
        assert run_release_manifest(file) == 0
        first = out.read_bytes()
        reading, writing = os.pipe()
        os.write(writing, words.read_bytes())
        os.close(writing)
        pipe = released(key, build, "--out", str(out), "--passphrase-fd", str(reading))
        assert run_release_manifest(pipe) == 0
        # Signed at two moments by the same key: all but time and signature is the same.
        one, two = (json.loads(each) for each in (first, out.read_bytes()))
        assert one["key"] == two["key"]

    @pytest.mark.parametrize(
        ("spoil", "sentence"),
        [
            (lambda key, _words: key.chmod(0o644), "can be read by others"),
            (lambda key, _words: key.write_bytes(b"no key file"), "release.key is no key file."),
            (lambda key, _words: key.unlink(), "there is no such file"),
            (
                lambda _key, words: words.write_text("six other words than those"),
                "The passphrase does not open this key file.",
            ),
        ],
        ids=["open to others", "no key file", "nothing there", "another passphrase"],
    )
    def test_says_in_one_sentence_what_is_wrong_with_the_key(
        self,
        build: Path,
        key: Path,
        words: Path,
        capsys: pytest.CaptureFixture[str],
        spoil: Callable[[Path, Path], object],
        sentence: str,
    ) -> None:
        spoil(key, words)
        assert run_release_manifest(released(key, build, "--passphrase-file", str(words))) == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert sentence in said.err
        assert said.err.count("\n") == 1

    def test_refuses_a_pools_key(
        self, build: Path, key: Path, words: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        pool = PoolKeys.generate(new_id(), RootKey.generate().public)
        key.write_bytes(pool.to_key_file("six words of a passphrase"))
        assert run_release_manifest(released(key, build, "--passphrase-file", str(words))) == 1
        assert "another key than a root's" in capsys.readouterr().err

    def test_names_the_folder_that_is_not_there_before_it_asks(
        self, build: Path, key: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = tmp_path / "nowhere" / "portal.json"
        assert run_release_manifest(released(key, build, "--out", str(out))) == 1
        said = capsys.readouterr().err
        assert f"{out} cannot be written: there is no folder" in said
        assert said.count("\n") == 1


async def test_both_verbs_work_over_a_socket(
    service: InProcess,
    build: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    key = RootKey.generate()
    key_file, manifest = tmp_path / "release.key", tmp_path / "portal.json"
    key_file.write_bytes(await asyncio.to_thread(key.to_key_file, "six words of a passphrase"))
    key_file.chmod(0o600)
    monkeypatch.setattr(sys, "stdin", io.StringIO("six words of a passphrase\n"))
    release = released(key_file, build, "--out", str(manifest))
    assert await asyncio.to_thread(run_release_manifest, release) == 0
    async with listening(serving(service, build)) as url:
        verify = argparse.Namespace(url=url, manifest=manifest, key=b64(key.public), json=True)
        assert await asyncio.to_thread(run_verify_portal, verify) == 0
        said = capsys.readouterr()
        told = json.loads(said.out.splitlines()[-1])
        assert told["ok"]
        assert told["first_fault"] is None
        assert said.err.splitlines()[-1].startswith("Every file that was signed is served as it")
        (build / "assets/app-abc.js").write_text("alert(1)")
        assert await asyncio.to_thread(run_verify_portal, verify) == 1
        told = json.loads(capsys.readouterr().out.splitlines()[-1])
        assert told["first_fault"] == {"code": "file-changed", "where": "/assets/app-abc.js"}
        other = argparse.Namespace(**vars(verify) | {"key": b64(RootKey.generate().public)})
        assert await asyncio.to_thread(run_verify_portal, other) == 1
        said = capsys.readouterr()
        assert json.loads(said.out)["first_fault"]["code"] == "statement-signature"
        assert "nothing was compared" in said.err
    assert await asyncio.to_thread(run_verify_portal, verify) == 2


class TestAnAddress:
    @pytest.fixture
    def manifest(self, build: Path, tmp_path: Path) -> tuple[Path, str]:
        key, path = RootKey.generate(), tmp_path / "portal.json"
        measured = asyncio.run(measure_portal(build, 1))
        path.write_bytes(sign_manifest(measured, key.seed))
        return path, b64(key.public)

    @pytest.mark.parametrize(
        ("url", "sentence"),
        [
            ("http://127.0.0.1:1", "Nobody answers at http://127.0.0.1:1."),
            ("https://nobody.invalid", "https://nobody.invalid cannot be found"),
            ("letters.example.org", "letters.example.org is no address"),
            ("https://", "https:// is no address"),
            ("https://[", "https://[ is no address"),
        ],
    )
    def test_at_which_nothing_can_be_compared_is_named(
        self,
        manifest: tuple[Path, str],
        capsys: pytest.CaptureFixture[str],
        url: str,
        sentence: str,
    ) -> None:
        path, key = manifest
        typed = ["verify-portal", url, "--manifest", str(path), f"--key={key}", "--json"]
        assert run_verify_portal(build_parser().parse_args(typed)) == 2
        said = capsys.readouterr()
        assert said.err.startswith(f"gobetween: {sentence}")
        assert json.loads(said.out)["error"] in said.err
