"""Owns the vectors of what only the Python side does: token hashes, key files, the trail."""

from service.sealing.encoding import b64, canonical, parse_canonical
from service.sealing.errors import Fault
from service.sealing.key_files import seal_key_file
from service.sealing.trail import BEFORE_THE_FIRST, TrailEntry, entry_hash
from service.sealing.wrapping import hash_login_token, salt_for_unknown_login
from tests.vectors.making.fixed import fixed, fixed_id
from tests.vectors.making.form import Vector, bad, good
from tests.vectors.making.scenes import NOW

PASSPHRASE = "six words for a key file"


def server() -> list[Vector]:
    """All of it; one stretching only."""
    secret, token, login = fixed("server secret"), fixed("token"), "gvzm-4kgd"
    vectors = [
        good(
            "a login token hashed",
            "login-hash",
            {"server_secret": secret, "token": token},
            {"hash": hash_login_token(secret, token)},
        ),
        good(
            "the salt of a login that does not exist",
            "unknown-login-salt",
            {"server_secret": secret, "login": login},
            {"salt": salt_for_unknown_login(secret, login)},
        ),
    ]
    return [*vectors, *_key_files(), *_trail()]


def _key_files() -> list[Vector]:
    op, fields = "key-file.open", {"kind": "root", "seed": b64(fixed("root seed"))}
    raw = seal_key_file(fields, PASSPHRASE, "participant-1")
    written = parse_canonical(raw)

    def given(**changes: object) -> dict[str, object]:
        return {"file": canonical({**written, **changes}), "passphrase": PASSPHRASE}

    invalid, profile = Fault.KEY_FILE_INVALID, Fault.UNKNOWN_PROFILE
    return [
        good("a key file", op, {"file": raw, "passphrase": PASSPHRASE}, {"fields": fields}),
        bad(
            "a key file under another profile",
            op,
            given(profile="staff-1"),
            Fault.KEY_FILE_UNOPENABLE,
        ),
        bad("a key file of an unknown profile", op, given(profile="root-1"), profile),
        bad("a key file of a recovery profile", op, given(profile="recovery-1"), profile),
        bad("a key file of another form", op, given(form="x"), Fault.UNKNOWN_VERSION),
        bad("a key file with an unknown key", op, given(note="x"), invalid),
        bad("a key file with a line feed", op, {**given(), "file": raw + b"\n"}, invalid),
    ]


def _trail() -> list[Vector]:
    op, case = "trail.check", fixed_id("case")
    chain: list[dict[str, bytes]] = []
    head = BEFORE_THE_FIRST
    for number, event in enumerate(("enrolled", "submitted", "approved"), start=1):
        entry = TrailEntry(
            actor=fixed_id("facilitator/person"),
            at=NOW + number,
            case=case,
            event=event,
            number=number,
            statement=fixed(event) if number > 1 else b"",
            subject=fixed_id("item"),
        ).to_bytes()
        head = entry_hash(head, entry)
        chain.append({"entry": entry, "hash": head})
    changed = chain[1]["entry"].replace(b"submitted", b"withdrawn")
    spoilt = [chain[0], {**chain[1], "entry": changed}, chain[2]]
    broken = Fault.TRAIL_BROKEN
    return [
        good("a trail", op, {"case": case, "entries": chain}, {"head": head}),
        good("an empty trail", op, {"case": case, "entries": []}, {"head": BEFORE_THE_FIRST}),
        bad("a trail with a changed entry", op, {"case": case, "entries": spoilt}, broken),
        bad("a trail with a gap", op, {"case": case, "entries": chain[::2]}, broken),
        bad("a trail without its start", op, {"case": case, "entries": chain[1:]}, broken),
        bad("a trail in another order", op, {"case": case, "entries": chain[::-1]}, broken),
        bad(
            "a trail of another case",
            op,
            {"case": fixed_id("another"), "entries": chain},
            broken,
        ),
    ]
