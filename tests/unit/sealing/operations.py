"""Owns what each ``op`` of the published vectors means on the Python side.

Refuses to judge: an operation gives its output or raises ``SealingError``.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from service.sealing import keys, trail, words
from service.sealing.boxes import box_public
from service.sealing.captions import CaptionsRefused, read_captions
from service.sealing.container import (
    ContainerOpener,
    DigestTable,
    PlainReader,
    padded_length,
    resumable_salt,
)
from service.sealing.covers import join_shares, open_share
from service.sealing.encoding import b64, canonical, digest, kdf, parse_canonical, parse_id, unb64
from service.sealing.enrolment import (
    InvitationSecret,
    check_offer,
    check_reply,
    enrolment_secrets,
    make_reply,
    open_invitation_secret,
)
from service.sealing.fields import read_record, write_record
from service.sealing.grants import grant_digest, open_card, open_grant, open_resume, seal_grant
from service.sealing.heads import check_head
from service.sealing.merkle import check_inclusion, merkle_root
from service.sealing.notes import NotePlace, open_note
from service.sealing.padding import unpad
from service.sealing.pages import read_index
from service.sealing.preview import read_preview
from service.sealing.root_shares import join_root
from service.sealing.schemas import BODIES
from service.sealing.slices import slice_count, slice_length, slice_of
from service.sealing.statements import Statement, open_statement, sign
from service.sealing.table import chunk_count
from service.sealing.teams import open_previous_team_key, open_team_key
from service.sealing.wrapping import wrap_key
from tests.unit.sealing.changed_containers import (
    open_changed,
    open_changed_chunk,
    sealed_as_described,
)
from tests.unit.sealing.whole_evidence import (
    as_told,
    earlier_readers,
    rests_until_when,
    verify_captions_beside,
    verify_evidence,
    verify_note,
)
from tests.vectors.making.previewed import shown

Given = Mapping[str, Any]
File = Mapping[str, Any]
Operation = Callable[[Given, File], Mapping[str, Any]]


def _raw(given: Given, *names: str) -> tuple[bytes, ...]:
    return tuple(unb64(given[name]) for name in names)


def _unb64(given: Given, _file: File) -> Mapping[str, Any]:
    return {"hex": unb64(given["text"], length=given.get("length")).hex()}


def _open_statement(given: Given, _file: File) -> Mapping[str, Any]:
    statement = Statement.from_wire(given["statement"])
    body = open_statement(statement, BODIES[given["type"]])
    return {"digest": statement.digest, "body": write_record(body)}


def _sign(given: Given, _file: File) -> Mapping[str, Any]:
    body = read_record(BODIES[given["type"]], given["body"])
    return {"statement": sign(body, unb64(given["seed"])).to_wire()}


def _open_literal(given: Given, _file: File) -> Mapping[str, Any]:
    table = DigestTable.from_bytes(unb64(given["table"]))
    context = given["case"], given["item"], given["rendition"]
    opener = ContainerOpener(unb64(given["content_key"]), *context, table)
    plain = PlainReader(opener, lambda i: unb64(given["chunks"][i])).read_all()
    return {"length": len(plain), "plaintext_digest": digest(plain)}


def _slice_lengths(given: Given, _file: File) -> Mapping[str, Any]:
    padded, per = given["padded"], given["per"]
    count = slice_count(chunk_count(padded), per)
    return {"bytes": [slice_length(number, padded, per) for number in range(count)]}


def _open_grant(given: Given, _file: File) -> Mapping[str, Any]:
    grant, private = _raw(given, "grant", "box_private")
    key = open_grant(grant, given["item"], given["rendition"], private)
    return {"content_key": key, "digest": grant_digest(grant)}


def _seal_grant(given: Given, _file: File) -> Mapping[str, Any]:
    grantee, key = _raw(given, "grantee", "content_key")
    return {"grant": seal_grant(given["item"], given["rendition"], grantee, key)}


def _open_resume(given: Given, _file: File) -> Mapping[str, Any]:
    sealed, private = _raw(given, "sealed", "box_private")
    found = open_resume(sealed, given["item"], given["rendition"], private)
    return dict(zip(("content_key", "plaintext_digest", "length"), found, strict=True))


def _open_card(given: Given, _file: File) -> Mapping[str, Any]:
    sealed, private = _raw(given, "sealed", "team_private")
    return {"text": open_card(given["case"], private, sealed), "digest": digest(sealed)}


def _open_note(given: Given, _file: File) -> Mapping[str, Any]:
    sealed, private = _raw(given, "sealed", "box_private")
    place = NotePlace(given["case"], given["subject"], given["field"], given["version"])
    return {"text": open_note(place, sealed, private), "digest": digest(sealed)}


def _open_invitation(given: Given, _file: File) -> Mapping[str, Any]:
    sealed, private = _raw(given, "sealed", "box_private")
    secret = open_invitation_secret(sealed, given["invitation"], private)
    return {"reply_key": secret.reply_key, "offer_digest": secret.offer_digest}


def _open_team(given: Given, _file: File) -> Mapping[str, Any]:
    statement = Statement.from_wire(given["statement"])
    private = unb64(given["box_private"])
    return {"private": open_team_key(statement, given["person"], private)}


def _open_previous(given: Given, _file: File) -> Mapping[str, Any]:
    newer, before = (Statement.from_wire(given[name]) for name in ("statement", "previous"))
    return {"private": open_previous_team_key(newer, unb64(given["private"]), before)}


def _tokens(given: Given, _file: File) -> Mapping[str, Any]:
    stretched = unb64(given["stretched"])
    return {"login_token": keys.login_token(stretched), "wrap_key": wrap_key(stretched)}


def _unwrap(given: Given, _file: File) -> Mapping[str, Any]:
    wrapped, key = _raw(given, "wrapped", "wrap_key")
    names = given["person"], given["kind"], given["profile"]
    return {"vault_key": keys.unwrap(wrapped, key, *names)}


def _open_vault(given: Given, _file: File) -> Mapping[str, Any]:
    sealed, key = _raw(given, "vault", "vault_key")
    vault = keys.open_vault(sealed, key, given["person"], given["revision"])
    return {
        "vault": write_record(vault),
        "sign_public": vault.keys.sign_public,
        "box_public": box_public(vault.box),
    }


def _enrolment_secrets(given: Given, _file: File) -> Mapping[str, Any]:
    got = enrolment_secrets(given["code"], given["login"])
    return {"token": got.token, "offer_key": got.offer_key, "reply_key": got.reply_key}


def _check_offer(given: Given, _file: File) -> Mapping[str, Any]:
    offer, mac, key = _raw(given, "offer", "mac", "offer_key")
    return {"offer": write_record(check_offer(offer, mac, key, given["now"]))}


def _salt(given: Given, _file: File) -> Mapping[str, Any]:
    key, hashed = _raw(given, "content_key", "plaintext_digest")
    return {"salt": resumable_salt(key, hashed, given["length"])}


def _check_reply(given: Given, _file: File) -> Mapping[str, Any]:
    reply, mac, key, offer = _raw(given, "reply", "mac", "reply_key", "offer_digest")
    secret = InvitationSecret(given["invitation"], key, offer)
    return {"reply": write_record(check_reply(reply, mac, secret, given["person"]))}


def _check_place(given: Given, _file: File) -> Mapping[str, Any]:
    proof = [unb64(one) for one in given["proof"]]
    statement, root = _raw(given, "statement", "root")
    check_inclusion(statement, given["index"], given["size"], proof, root)
    return {}


def _check_head(given: Given, _file: File) -> Mapping[str, Any]:
    entries = [_raw(one, "entry", "hash") for one in given["entries"]]
    read = trail.read_chain(given["case"], [(raw, stored) for raw, stored in entries])
    statement = Statement.from_wire(given["head"])
    return {"digest": statement.digest, "number": check_head(statement, read).number}


def _open_share(given: Given, _file: File) -> Mapping[str, Any]:
    cover, team = (Statement.from_wire(given[name]) for name in ("cover", "team"))
    return {"share": open_share(cover, team, given["capacity"], unb64(given["private"]))}


def _join_shares(given: Given, _file: File) -> Mapping[str, Any]:
    halves = _raw(given, "supervisors", "duty")
    return {"private": join_shares(Statement.from_wire(given["team"]), *halves)}


def _join_root(given: Given, _file: File) -> Mapping[str, Any]:
    one, two = given["shares"]
    return {"seed": join_root((one, two), unb64(given["root"]))}


def _check_trail(given: Given, _file: File) -> Mapping[str, Any]:
    entries = [_raw(one, "entry", "hash") for one in given["entries"]]
    return {"head": trail.check_chain(given["case"], [(raw, stored) for raw, stored in entries])}


def _pages_in(given: Given, _file: File) -> Mapping[str, Any]:
    raw = unb64(given["bytes"])
    found = read_index(lambda at, length: raw[at : at + length], len(raw))
    return {"pages": [asdict(page) for page in found]}


def _preview_in(given: Given, _file: File) -> Mapping[str, Any]:
    raw = unb64(given["bytes"])
    return shown(read_preview(lambda at, length: raw[at : at + length], len(raw)))


def _repeated(given: Given) -> str:
    return str(given["begin"] + given["repeat"] * given["times"] + given["end"])


def _read_captions(given: Given, _file: File) -> Mapping[str, Any]:
    whole = "repeat" in given
    raw = _repeated(given).encode() if whole else unb64(given["bytes"])
    try:
        return {"cues": as_told(read_captions(raw, given["duration"]))}
    except CaptionsRefused as refused:
        return {"refused": refused.why, "line": refused.line}


OPERATIONS: dict[str, Operation] = {
    "b64": lambda g, _: {"text": b64(bytes.fromhex(g["hex"]))},
    "unb64": _unb64,
    "id": lambda g, _: {"text": parse_id(g["text"])},
    "digest": lambda g, _: {"digest": digest(unb64(g["bytes"]))},
    "kdf": lambda g, _: {"key": kdf(unb64(g["key"]), g["label"])},
    "canonical.write": lambda g, _: {"bytes": canonical(g["value"])},
    "canonical.parse": lambda g, _: {"value": parse_canonical(unb64(g["bytes"]))},
    "padding.length": lambda g, _: {"padded": padded_length(g["length"])},
    "padding.unpad": lambda g, _: {"plaintext": unpad(unb64(g["padded"]))},
    "slice.of": lambda g, _: dict(
        zip(("slice", "offset"), slice_of(g["chunk"], g["per"]), strict=True)
    ),
    "slice.lengths": _slice_lengths,
    "pages.in": _pages_in,
    "preview.in": _preview_in,
    "captions.read": _read_captions,
    "captions.verify": verify_captions_beside,
    "container.salt": _salt,
    "container.seal": sealed_as_described,
    "container.open": open_changed,
    "container.open-chunk": open_changed_chunk,
    "container.open-literal": _open_literal,
    "grant.open": _open_grant,
    "grant.seal": _seal_grant,
    "resume.open": _open_resume,
    "card.open": _open_card,
    "invitation.open": _open_invitation,
    "team.open": _open_team,
    "team.previous": _open_previous,
    "statement.open": _open_statement,
    "statement.sign": _sign,
    "normalise.passphrase": lambda g, _: {"text": keys.normalise_passphrase(g["text"])},
    "normalise.code": lambda g, _: {"text": keys.normalise_enrolment_code(g["text"])},
    "normalise.recovery": lambda g, _: {"text": words.normalise_recovery_code(g["text"])},
    "stretch": lambda g, _: {
        "stretched": keys.stretch(g["secret"], unb64(g["salt"]), g["profile"])
    },
    "tokens": _tokens,
    "unwrap": _unwrap,
    "vault.open": _open_vault,
    "enrolment.secrets": _enrolment_secrets,
    "offer.check": _check_offer,
    "reply.make": lambda g, _: {"reply": make_reply(*_raw(g, "offer", "sign", "box"))},
    "reply.check": _check_reply,
    "verify": verify_evidence,
    "reading.earlier": earlier_readers,
    "reading.until": rests_until_when,
    "login-hash": lambda g, _: {"hash": keys.hash_login_token(*_raw(g, "server_secret", "token"))},
    "unknown-login-salt": lambda g, _: {
        "salt": keys.salt_for_unknown_login(unb64(g["server_secret"]), g["login"])
    },
    "key-file.open": lambda g, _: {"fields": keys.open_key_file(unb64(g["file"]), g["passphrase"])},
    "trail.check": _check_trail,
    "tree.root": lambda g, _: {"root": merkle_root([unb64(one) for one in g["statements"]])},
    "tree.check": _check_place,
    "head.check": _check_head,
    "cover.open": _open_share,
    "cover.join": _join_shares,
    "root.join": _join_root,
    "note.verify": verify_note,
    "note.open": _open_note,
}
