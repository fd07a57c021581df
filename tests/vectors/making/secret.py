"""Owns the vectors of section 5: normalising, stretching, wrapping, vaults, enrolment."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.sealing.encoding import b64, be32, canonical, digest, lp, parse_canonical
from service.sealing.enrolment import Offer, make_reply, offer_mac, reply_mac
from service.sealing.errors import Fault
from service.sealing.fields import write_record
from service.sealing.keys import CasePin, Vault, seal_vault
from service.sealing.padding import pad
from service.sealing.words import normalise_recovery_code
from service.sealing.wrapping import (
    aead_seal,
    enrolment_secrets,
    login_token,
    normalise_enrolment_code,
    normalise_passphrase,
    stretch,
    wrap,
    wrap_key,
)
from tests.vectors.making.fixed import fixed, fixed_id
from tests.vectors.making.form import Vector, bad, good
from tests.vectors.making.scenes import DAY, NOW, person

INVALID = Fault.SECRET_INVALID
RECOVERY = "4SGD-B4WT-48J3-ZYW4-YYWP-XAZV-AC"
CODE = "oven overstay charred easel osmosis mortician"


def secrets() -> list[Vector]:
    """From what a person types to the keys it gives."""
    return [*_normalised(), *_stretched(), *_wrapped(), *_vaults()]


def _normalised() -> list[Vector]:
    passphrases = {
        "plain words": CODE,
        "stray white space": "  oven\t overstay\u00a0\u2003charred\n",
        "separators and next line": "oven\u2028overstay\u2029charred\u0085easel",
        "a zero-width space, which is not white space": "oven\u200boverstay",
        "a byte order mark, which is not white space": "oven \ufeff overstay",
        "an information separator, which is not white space": "oven\x1foverstay",
        "composed and full-width letters": "caf\u00e9 \uff4f\uff56\uff45\uff4e",
        "decomposed letters": "cafe\u0301",
        "capitals kept": "Oven Overstay",
    }
    vectors = [
        good(f"passphrase: {what}", "normalise.passphrase", {"text": t}, {"text": n})
        for what, t, n in ((w, t, normalise_passphrase(t)) for w, t in passphrases.items())
    ]
    vectors += [
        bad(f"passphrase: {what}", "normalise.passphrase", {"text": text}, INVALID)
        for what, text in {"empty": "", "only white space": " \u3000\n"}.items()
    ]
    shouted = "  OVEN  Overstay charred"
    lowered = {"text": normalise_enrolment_code(shouted)}
    vectors.append(good("code: shouted", "normalise.code", {"text": shouted}, lowered))
    recovery = {
        "as printed": RECOVERY,
        "typed by hand": " 4sgd b4wt 48j3.zyw4 yywp xazv ac",
        "with look-alikes": "OIL0-11LI-oil0-0000-0000-0000-00",
    }
    vectors += [
        good(f"recovery: {what}", "normalise.recovery", {"text": t}, {"text": n})
        for what, t, n in ((w, t, normalise_recovery_code(t)) for w, t in recovery.items())
    ]
    wrong = {
        "empty": "",
        "one character short": RECOVERY[:-1],
        "one character long": RECOVERY + "0",
        "a letter U": RECOVERY.replace("S", "U"),
        "set spare bits": RECOVERY[:-1] + "D",
    }
    return vectors + [
        bad(f"recovery: {what}", "normalise.recovery", {"text": text}, INVALID)
        for what, text in wrong.items()
    ]


def _stretched() -> list[Vector]:
    salt = fixed("salt", 16)
    vectors = []
    # One for each profile: each costs as much as a real sign-in.
    for profile, secret in (
        ("participant-1", "  Oven overstay\u3000charred "),
        ("staff-1", "a passphrase of staff"),
        ("recovery-1", RECOVERY.lower()),
    ):
        given = {"secret": secret, "salt": salt, "profile": profile}
        out = stretch(secret, salt, profile)
        vectors.append(good(f"stretch: {profile}", "stretch", given, {"stretched": out}))
    for name in ("participant-2", "participant", "", "recovery-0", "__proto__", "constructor"):
        given = {"secret": CODE, "salt": salt, "profile": name}
        vectors.append(bad(f"stretch: profile {name!r}", "stretch", given, Fault.UNKNOWN_PROFILE))
    short = {"secret": CODE, "salt": salt[:15], "profile": "participant-1"}
    vectors.append(bad("stretch: a salt of 15 bytes", "stretch", short, Fault.BAD_ENCODING))
    out = fixed("stretched")
    tokens = {"login_token": login_token(out), "wrap_key": wrap_key(out)}
    vectors.append(good("tokens of a stretched secret", "tokens", {"stretched": out}, tokens))
    login = "gvzm-4kgd"
    got = enrolment_secrets(CODE.upper(), login)
    enrolled = {"token": got.token, "offer_key": got.offer_key, "reply_key": got.reply_key}
    given = {"code": CODE.upper(), "login": login}
    return [*vectors, good("secrets of an enrolment code", "enrolment.secrets", given, enrolled)]


def _wrapped() -> list[Vector]:
    op, who = "unwrap", fixed_id("person")
    vault_key, key = fixed("vault key"), fixed("wrap key")
    ways = [
        ("passphrase", "participant-1"),
        ("passphrase", "staff-1"),
        ("recovery", "recovery-1"),
    ]
    vectors: list[Vector] = []
    rights = []
    for kind, profile in ways:
        wrapped = wrap(vault_key, key, who, kind, profile)
        right = {
            "wrapped": wrapped,
            "wrap_key": key,
            "person": who,
            "kind": kind,
            "profile": profile,
        }
        rights.append(right)
        vectors.append(good(f"unwrap: {kind}, {profile}", op, right, {"vault_key": vault_key}))
    right, shut = rights[0], Fault.WRAPPED_UNOPENABLE
    wrapped = wrap(vault_key, key, who, "passphrase", "participant-1")
    bound = lp("gobetween/wrapped/1") + lp(who) + lp("passphrase") + lp("participant-1")
    wrong: dict[str, tuple[Mapping[str, Any], Fault]] = {
        "another secret": ({"wrap_key": fixed("another")}, shut),
        "another person": ({"person": fixed_id("another")}, shut),
        "passed as another profile": ({"profile": "staff-1"}, shut),
        "passed as another way in": ({"kind": "recovery", "profile": "recovery-1"}, shut),
        "a flipped byte": ({"wrapped": wrapped[:-1] + bytes((wrapped[-1] ^ 1,))}, shut),
        "cut by one byte": ({"wrapped": wrapped[:-1]}, shut),
        "cut to its nonce": ({"wrapped": wrapped[:24]}, shut),
        "a short key inside": ({"wrapped": aead_seal(vault_key[:31], bound, key)}, shut),
        "an unknown kind": ({"kind": "key"}, Fault.UNKNOWN_KIND),
        "an unknown profile": ({"profile": "participant-0"}, Fault.UNKNOWN_PROFILE),
        "a profile of another kind": ({"profile": "recovery-1"}, Fault.UNKNOWN_PROFILE),
        "a kind of another profile": ({"kind": "recovery"}, Fault.UNKNOWN_PROFILE),
    }
    return vectors + [
        bad(f"unwrap: {what}", op, {**right, **change}, code)
        for what, (change, code) in wrong.items()
    ]


def _vaults() -> list[Vector]:
    op, me, key = "vault.open", person("recipient"), fixed("vault key")
    vault = Vault(
        box=me.keys.box_private,
        cases=(CasePin(fixed_id("case"), fixed("case digest"), 2),),
        org=fixed_id("org"),
        person=me.person,
        root=fixed("root key"),
        roster=3,
        sign=me.keys.sign_seed,
        version=1,
    )
    sealed = seal_vault(vault, key, 4)
    right = {"vault": sealed, "vault_key": key, "person": me.person, "revision": 4}
    value = write_record(vault)
    bound = lp("gobetween/vault/1") + lp(me.person) + be32(4)

    def forged(plain: bytes) -> dict[str, Any]:
        return {"vault": aead_seal(plain, bound, key)}

    def other(**changes: object) -> dict[str, Any]:
        return forged(pad(canonical({**value, **changes})))

    shut, invalid = Fault.VAULT_UNOPENABLE, Fault.VAULT_INVALID
    twice = [*value["cases"], *value["cases"]] if isinstance(value["cases"], list) else []
    wrong: dict[str, tuple[Mapping[str, Any], Fault]] = {
        "another key": ({"vault_key": fixed("another")}, shut),
        "another person": ({"person": fixed_id("another")}, shut),
        "an older revision passed as newer": ({"revision": 5}, shut),
        "a flipped byte": ({"vault": sealed[:40] + bytes((sealed[40] ^ 1,)) + sealed[41:]}, shut),
        "cut": ({"vault": sealed[:-1]}, shut),
        "empty": ({"vault": b""}, shut),
        "without padding": (forged(canonical(value)), Fault.PADDING_INVALID),
        "version 2": (other(version=2), Fault.UNKNOWN_VERSION),
        "another person inside": (other(person=fixed_id("another")), invalid),
        "a case twice": (other(cases=twice), invalid),
        "an unknown key inside": (other(extra=1), invalid),
        "a short key inside": (other(sign=""), invalid),
        "JSON that is not canonical": (forged(pad(b" " + canonical(value))), invalid),
    }
    output = {"vault": value, "sign_public": me.sign_public, "box_public": me.box_public}
    return [good("vault.open: one's own", op, right, output)] + [
        bad(f"vault.open: {what}", op, {**right, **change}, code)
        for what, (change, code) in wrong.items()
    ]


def enrolment() -> list[Vector]:
    """Offers and replies, and what a server in between might try."""
    offer_key, reply_key, me = fixed("offer key"), fixed("reply key"), person("recipient")
    offer = Offer(
        case=fixed_id("case"),
        case_statement=fixed("case statement"),
        expires=NOW + DAY,
        invitation=fixed_id("invitation"),
        org=fixed_id("org"),
        person=me.person,
        role="harmed",
        root=fixed("root key"),
        roster=3,
        team_key=fixed("team key"),
    )
    raw = offer.to_bytes()
    value = write_record(offer)

    def offered(changed: bytes, **more: object) -> dict[str, Any]:
        mac = offer_mac(changed, offer_key)
        return {"offer": changed, "mac": mac, "offer_key": offer_key, "now": NOW, **more}

    swapped = replace(offer, root=fixed("another root")).to_bytes()
    staff = replace(offer, case="", case_statement=b"", team_key=b"", role="facilitator").to_bytes()
    mac, op = offer_mac(raw, offer_key), "offer.check"
    vectors = [
        good("offer: a participant's", op, offered(raw), {"offer": value}),
        good("offer: in its last second", op, offered(raw, now=NOW + DAY), {"offer": value}),
        good("offer: to staff", op, offered(staff), {"offer": parse_canonical(staff)}),
        bad("offer: expired", op, offered(raw, now=NOW + DAY + 1), Fault.OFFER_EXPIRED),
        bad("offer: another code", op, offered(raw, offer_key=fixed("guess")), Fault.OFFER_MAC),
        bad("offer: a swapped root", op, offered(swapped, mac=mac), Fault.OFFER_MAC),
        bad("offer: a flipped MAC", op, offered(raw, mac=_flipped(mac)), Fault.OFFER_MAC),
        bad("offer: a MAC cut short", op, offered(raw, mac=mac[:16]), Fault.OFFER_MAC),
        bad("offer: no MAC", op, offered(raw, mac=b""), Fault.OFFER_MAC),
        bad(
            "offer: a MAC under the reply's label",
            op,
            offered(raw, mac=reply_mac(raw, offer_key)),
            Fault.OFFER_MAC,
        ),
        bad("offer: not canonical", op, offered(raw + b"\n"), Fault.OFFER_INVALID),
        bad(
            "offer: an unknown key",
            op,
            offered(canonical({**value, "note": "x"})),
            Fault.OFFER_INVALID,
        ),
        bad(
            "offer: an unknown role",
            op,
            offered(canonical({**value, "role": "friend"})),
            Fault.OFFER_INVALID,
        ),
    ]
    return vectors + _replies(raw, reply_key, offer_key)


def _replies(raw: bytes, reply_key: bytes, offer_key: bytes) -> list[Vector]:
    me, op = person("recipient"), "reply.check"
    reply = make_reply(raw, me.sign_public, me.box_public)
    parsed = parse_canonical(reply)

    def replied(changed: bytes, **more: object) -> dict[str, Any]:
        return {
            "reply": changed,
            "mac": reply_mac(changed, reply_key),
            "reply_key": reply_key,
            "invitation": fixed_id("invitation"),
            "offer_digest": digest(raw),
            "person": me.person,
            **more,
        }

    def other(**changes: object) -> dict[str, Any]:
        return replied(canonical({**parsed, **changes}))

    mac, mismatch = reply_mac(reply, reply_key), Fault.REPLY_MISMATCH
    low = "A" * 43
    making = {"offer": raw, "sign": me.sign_public, "box": me.box_public}
    return [
        good("reply: made", "reply.make", making, {"reply": reply}),
        good("reply: the invited person's", op, replied(reply), {"reply": parsed}),
        bad(
            "reply: swapped keys",
            op,
            {**other(box=b64(person("outsider").box_public)), "mac": mac},
            Fault.REPLY_MAC,
        ),
        bad("reply: a flipped MAC", op, replied(reply, mac=_flipped(mac)), Fault.REPLY_MAC),
        bad(
            "reply: a MAC under the offer's key",
            op,
            replied(reply, mac=reply_mac(reply, offer_key)),
            Fault.REPLY_MAC,
        ),
        bad(
            "reply: a MAC under the offer's label",
            op,
            replied(reply, mac=offer_mac(reply, reply_key)),
            Fault.REPLY_MAC,
        ),
        bad("reply: the offer sent back", op, replied(raw), Fault.REPLY_INVALID),
        bad("reply: an unknown key", op, other(extra=1), Fault.REPLY_INVALID),
        bad("reply: another offer", op, other(offer=b64(fixed("another"))), mismatch),
        bad("reply: another invitation", op, other(invitation=fixed_id("another")), mismatch),
        bad("reply: another person", op, other(person=fixed_id("another")), mismatch),
        bad("reply: a low-order box key", op, other(box=low), Fault.BAD_KEY),
        bad("reply: a low-order signing key", op, other(sign=low), Fault.BAD_KEY),
        bad(
            "reply: a signing key off the curve",
            op,
            other(sign=b64(b"\x02" + bytes(31))),
            Fault.BAD_KEY,
        ),
    ]


def _flipped(mac: bytes) -> bytes:
    return mac[:-1] + bytes((mac[-1] ^ 1,))
