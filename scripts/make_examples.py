# ruff: noqa: INP001 - a script, run with -m from the root
"""Makes docs/protocol-examples.md: the derivations of the protocol, step by step, with numbers.

    python -m scripts.make_examples           writes the page
    python -m scripts.make_examples --check   compares the page with what would be written

Every example starts from a published vector and must end at what that vector publishes. The steps
between are made here from libsodium's primitives alone, not by the reference implementation: were
the protocol's text wrong or incomplete, this script could not reach the published ends.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from nacl import bindings as sodium

from scripts.examples_notation import (
    VECTORS,
    Row,
    b64,
    be,
    blake,
    canonical,
    kdf,
    lp,
    reached,
    table,
    unb64,
    vector,
)

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "protocol-examples.md"

# ------------------------------------------------------------------ the examples


def _notation() -> str:
    found = vector("encoding.json", "KDF")
    key, label = unb64(found["input"]["key"]), found["input"]["label"]
    reached("KDF", kdf(key, label), unb64(found["output"]["key"]))
    return table(
        [
            ("`k`", key),
            ("label", label),
            ("`lp(label)`", lp(label)),
            ("`KDF(k, label)`", kdf(key, label)),
            ("`H` of nothing", blake(b"")),
        ]
    )


def _container() -> str:
    file = json.loads((VECTORS / "containers.json").read_text("utf-8"))
    described = file["containers"]["a letter"]
    sealed = vector("containers.json", "seal a letter")["output"]
    label, length = described["plaintext"]["label"], described["plaintext"]["length"]
    blocks = (
        blake(lp("gobetween/vectors/1") + lp(label) + be(at, 4)) for at in range(-(-length // 32))
    )
    plaintext = b"".join(blocks)[:length]
    key = unb64(described["content_key"])
    step = max(4096, 1 << max(0, (8 + length).bit_length() - 6))
    padded = -(-(8 + length) // step) * step
    body = be(length, 8) + plaintext + bytes(padded - 8 - length)
    salt = blake(lp("gobetween/salt/1") + blake(plaintext) + be(length, 8), size=24, key=key)
    begins = b"GBTW" + bytes([1, 1, 18, 0]) + salt
    context = lp(described["case"]) + lp(described["item"]) + lp(described["rendition"])
    derived = blake(lp("gobetween/container/1") + begins + context, size=64, key=key)
    payload_key, commitment = derived[:32], derived[32:]
    header = begins + commitment
    nonce = bytes(15) + be(0, 8) + b"\x01"
    chunk = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(body, b"", nonce, payload_key)
    digests = header + be(padded, 8) + blake(chunk)
    reached("header", header, unb64(sealed["header"]))
    reached("padded length", padded, sealed["padded"])
    reached("chunk digest", blake(chunk), unb64(sealed["chunk_digests"][0]))
    reached("table digest", blake(digests), unb64(sealed["table_digest"]))
    return table(
        [
            ("content key", key),
            ("case", described["case"]),
            ("item", described["item"]),
            ("rendition", described["rendition"]),
            ("`L`, the plaintext's length", length),
            ("`H(plaintext)`", blake(plaintext)),
            ("`step`", step),
            ("`P`, the padded length", padded),
            ("padded plaintext", body),
            ("salt (2.6)", salt),
            ("header[0:32]", begins),
            ("context", context),
            ("payload key", payload_key),
            ("key commitment", commitment),
            ("nonce of chunk 0, the last", nonce),
            ("sealed chunk 0", chunk),
            ("`H(sealed chunk 0)`", blake(chunk)),
            ("table", digests),
            ("table digest", blake(digests)),
        ]
    )


def _nonces() -> str:
    rows: list[Row] = [
        ("nonce of chunk 0 of 3", bytes(15) + be(0, 8) + b"\x00"),
        ("nonce of chunk 1 of 3", bytes(15) + be(1, 8) + b"\x00"),
        ("nonce of chunk 2 of 3", bytes(15) + be(2, 8) + b"\x01"),
    ]
    return table(rows)


def _opened(sealed: bytes, private: bytes) -> bytes:
    return sodium.crypto_box_seal_open(sealed, sodium.crypto_scalarmult_base(private), private)


def _grant() -> str:
    found = vector("boxes.json", "grant.open: the grantee's own")
    given, private = found["input"], unb64(found["input"]["box_private"])
    public = sodium.crypto_scalarmult_base(private)
    key = unb64(found["output"]["content_key"])
    inside = (
        lp("gobetween/grant/1") + lp(given["item"]) + lp(given["rendition"]) + blake(public) + key
    )
    reached("grant", _opened(unb64(given["grant"]), private), inside)
    reached("grant digest", blake(unb64(given["grant"])), unb64(found["output"]["digest"]))
    return table(
        [
            ("grantee's X25519 public key", public),
            ("item", given["item"]),
            ("rendition", given["rendition"]),
            ("content key", key),
            ("what is sealed", inside),
            ("grant (one of many: sealing is random)", unb64(given["grant"])),
            ("grant digest", blake(unb64(given["grant"]))),
        ]
    )


def _statement() -> str:
    found = vector("statements.json", "gobetween/acceptance/1 signed")
    kind, body = found["input"]["type"], canonical(found["input"]["body"])
    seed = unb64(found["input"]["seed"])
    public, secret = sodium.crypto_sign_seed_keypair(seed)
    pae = b" ".join(
        [b"DSSEv1", str(len(kind)).encode(), kind.encode(), str(len(body)).encode(), body]
    )
    signature = sodium.crypto_sign(pae, secret)[:64]
    wire = found["output"]["statement"]
    reached("payload", b64(body), wire["payload"])
    reached("key", b64(public), wire["key"])
    reached("signature", b64(signature), wire["signature"])
    opened = vector("statements.json", "gobetween/acceptance/1 opens")["output"]
    reached("digest", blake(pae), unb64(opened["digest"]))
    words = f"Body, {len(body)} bytes:\n\n```\n{body.decode()}\n```\n\n"
    words += f"What is signed, {len(pae)} bytes:\n\n```\n{pae.decode()}\n```\n\n"
    return words + table(
        [
            ("seed", seed),
            ("signer's Ed25519 public key", public),
            ("signature", signature),
            ("statement digest, `H` of what is signed", blake(pae)),
        ]
    )


def _passphrase() -> str:
    found = vector("secrets.json", "stretch: participant-1")
    given = found["input"]
    normal = " ".join(given["secret"].split())
    salt = unb64(given["salt"])
    stretched = sodium.crypto_pwhash_alg(32, normal.encode(), salt, 3, 128 << 20, 2)
    reached("stretched", stretched, unb64(found["output"]["stretched"]))
    tokens = vector("secrets.json", "tokens of a stretched secret")
    other = unb64(tokens["input"]["stretched"])
    token, wrap = kdf(other, "gobetween/login-token/1"), kdf(other, "gobetween/wrap-key/1")
    reached("login token", token, unb64(tokens["output"]["login_token"]))
    reached("wrap key", wrap, unb64(tokens["output"]["wrap_key"]))
    return table(
        [
            ("as typed", repr(given["secret"])),
            ("normalised", normal),
            ("salt", salt),
            ("`participant-1`: passes, memory in bytes", f"3, {128 << 20}"),
            ("stretched", stretched),
            ("another stretched secret", other),
            ("its login token", token),
            ("its wrap key", wrap),
        ]
    )


def _wrapped() -> str:
    found = vector("secrets.json", "unwrap: passphrase, participant-1")
    given, raw = found["input"], unb64(found["input"]["wrapped"])
    ad = lp("gobetween/wrapped/1") + lp(given["person"]) + lp(given["kind"]) + lp(given["profile"])
    opened = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
        raw[24:], ad, raw[:24], unb64(given["wrap_key"])
    )
    reached("vault key", opened, unb64(found["output"]["vault_key"]))
    own = vector("secrets.json", "vault.open: one's own")
    vault, key = unb64(own["input"]["vault"]), unb64(own["input"]["vault_key"])
    vault_ad = (
        lp("gobetween/vault/1") + lp(own["input"]["person"]) + be(own["input"]["revision"], 4)
    )
    body = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(vault[24:], vault_ad, vault[:24], key)
    length = int.from_bytes(body[:8], "big")
    reached("vault", json.loads(body[8 : 8 + length]), own["output"]["vault"])
    return table(
        [
            ("wrapped: nonce, then sealed", raw),
            ("associated data", ad),
            ("wrap key", unb64(given["wrap_key"])),
            ("vault key", opened),
            ("a vault's associated data, revision " + str(own["input"]["revision"]), vault_ad),
            ("its padded length", len(body)),
            ("its JSON's length", length),
        ]
    )


def _enrolment() -> str:
    found = vector("secrets.json", "secrets of an enrolment code")
    code, login = found["input"]["code"], found["input"]["login"]
    normal, salt = (
        " ".join(code.split()).lower(),
        blake(lp("gobetween/enrol-salt/1") + lp(login))[:16],
    )
    stretched = sodium.crypto_pwhash_alg(32, normal.encode(), salt, 3, 128 << 20, 2)
    keys = {
        name: kdf(stretched, f"gobetween/enrol-{name}/1") for name in ("token", "offer", "reply")
    }
    for name, published in (("token", "token"), ("offer", "offer_key"), ("reply", "reply_key")):
        reached(name, keys[name], unb64(found["output"][published]))
    offered = vector("enrolment.json", "offer: a participant's")
    offer, offer_key = unb64(offered["input"]["offer"]), unb64(offered["input"]["offer_key"])
    mac = blake(lp("gobetween/offer/1") + offer, key=offer_key)
    reached("offer MAC", mac, unb64(offered["input"]["mac"]))
    answered = vector("enrolment.json", "reply: the invited person's")["input"]
    reply_mac = blake(
        lp("gobetween/reply/1") + unb64(answered["reply"]), key=unb64(answered["reply_key"])
    )
    reached("reply MAC", reply_mac, unb64(answered["mac"]))
    words = f"\n\nAn offer:\n\n```\n{offer.decode()}\n```\n\nA reply to it:\n\n"
    words += f"```\n{unb64(answered['reply']).decode()}\n```\n\n"
    return (
        table(
            [
                ("code as typed", code),
                ("code, normalised", normal),
                ("login", login),
                ("salt", salt),
                ("stretched", stretched),
                ("enrol token", keys["token"]),
                ("offer key", keys["offer"]),
                ("reply key", keys["reply"]),
            ]
        )
        + words
        + table(
            [
                ("the offer's key (of another code)", offer_key),
                ("offer MAC", mac),
                ("`H(offer)`", blake(offer)),
                ("the reply's key", unb64(answered["reply_key"])),
                ("reply MAC", reply_mac),
            ]
        )
    )


def _trail() -> str:
    entries = vector("server.json", "a trail")["input"]["entries"]
    before, words = bytes(32), []
    rows: list[Row] = []
    for number, one in enumerate(entries[:2], start=1):
        raw = unb64(one["entry"])
        before = blake(lp("gobetween/trail/1") + before + lp(raw))
        reached("entry hash", before, unb64(one["hash"]))
        rows.append((f"hash of entry {number}", before))
        words.append(f"Entry {number}:\n\n```\n{raw.decode()}\n```\n\n")
    found = vector("later/heads.json", "the root over 3")
    leaves = [blake(b"\x00" + unb64(one)) for one in found["input"]["statements"]]
    pair = blake(b"\x01" + leaves[0] + leaves[1])
    root = blake(b"\x01" + pair + leaves[2])
    reached("tree root", root, unb64(found["output"]["root"]))
    rows += [(f"leaf {at} of a tree over three digests", leaf) for at, leaf in enumerate(leaves)]
    rows += [("node over leaves 0 and 1", pair), ("root", root)]
    rows += [("proof of place 0", f"{leaves[1].hex()} {leaves[2].hex()}")]
    return "".join(words) + table(rows)


def _halves() -> str:
    found = vector("later/halves.json", "both halves")
    one, other = unb64(found["input"]["supervisors"]), unb64(found["input"]["duty"])
    joined = bytes(a ^ b for a, b in zip(one, other, strict=True))
    reached("team key", joined, unb64(found["output"]["private"]))
    team = json.loads(unb64(found["input"]["team"]["payload"]))
    reached("team public key", sodium.crypto_scalarmult_base(joined), unb64(team["key"]))
    return table(
        [
            ("half of the supervisors", one),
            ("half of the duty team", other),
            ("team private key", joined),
            ("team public key, as the team's statement names it", unb64(team["key"])),
        ]
    )


def _server() -> str:
    hashed = vector("server.json", "a login token hashed")
    secret, token = unb64(hashed["input"]["server_secret"]), unb64(hashed["input"]["token"])
    login_hash = blake(lp("gobetween/login-hash/1") + token, key=secret)
    reached("login hash", login_hash, unb64(hashed["output"]["hash"]))
    unknown = vector("server.json", "the salt of a login that does not exist")
    login = unknown["input"]["login"]
    salt = blake(lp("gobetween/unknown-login/1") + lp(login), key=secret)[:16]
    reached("unknown login's salt", salt, unb64(unknown["output"]["salt"]))
    return table(
        [
            ("the server's secret", secret),
            ("login token", token),
            ("what the server stores of it", login_hash),
            ("a login that nobody has", login),
            ("the salt it is answered", salt),
        ]
    )


EXAMPLES: Final[tuple[tuple[str, Callable[[], str]], ...]] = (
    ("Notation (section 1)", _notation),
    ("A letter in a container (section 2)", _container),
    ("Nonces of a longer container (section 2.3)", _nonces),
    ("A grant (section 3)", _grant),
    ("A signed statement (section 4)", _statement),
    ("A passphrase (section 5.1)", _passphrase),
    ("A wrapped vault key, and a vault (section 5.1)", _wrapped),
    ("An enrolment code, an offer and a reply (section 5.2)", _enrolment),
    ("What the server keeps of a login (section 5.1)", _server),
    ("A trail and a tree over it (section 7)", _trail),
    ("A covered team key (section 4.12)", _halves),
)
INTRODUCTION: Final = """\
# The sealing protocol, with numbers

The derivations of [the protocol](protocol.md), step by step, each from a vector in [`tests/vectors/`](../tests/vectors/README.md) to the end that the vector publishes. This page is made by `python -m scripts.make_examples`, which takes the steps with libsodium's primitives alone and stops if one does not lead there; a test holds the page to it. Bytes are in hexadecimal, except in JSON, where they are `b64`. Long values are shortened; the vectors have them whole. Every key here is published, and protects nothing.
"""  # noqa: E501 - prose, one paragraph a line


def page() -> str:
    """Return the page; raises NotReachedError where the steps do not lead to a vector."""
    parts = [INTRODUCTION, *(f"## {title}\n\n{example()}\n" for title, example in EXAMPLES)]
    return "\n".join(parts)


def main(arguments: list[str]) -> int:
    """Write the page, or compare; return the exit code."""
    made = page()
    if "--check" in arguments:
        return 0 if PAGE.read_text("utf-8") == made else 1
    PAGE.write_text(made, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
