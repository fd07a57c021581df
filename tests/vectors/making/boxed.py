"""Owns the vectors of sealed boxes: grants, resume notes, cards, team keys, invitations."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.sealing.boxes import box_public, seal_to
from service.sealing.encoding import be32, be64, digest, lp
from service.sealing.enrolment import InvitationSecret, seal_invitation_secret
from service.sealing.errors import Fault
from service.sealing.grants import grant_digest, seal_card, seal_grant, seal_resume
from service.sealing.schemas import Team, TeamMember
from service.sealing.statements import sign
from service.sealing.teams import new_team, next_team
from tests.vectors.making.fixed import fixed, fixed_id
from tests.vectors.making.form import Vector, bad, good
from tests.vectors.making.scenes import NOW, person, seed

ITEM, RENDITION, OTHER = fixed_id("item"), fixed_id("rendition"), fixed_id("another")
SHUT, ELSE = Fault.SEALED_UNOPENABLE, Fault.SEALED_MISMATCH


def _family(
    op: str, right: Mapping[str, Any], wrong: Mapping[str, tuple[Mapping[str, Any], Fault]]
) -> list[Vector]:
    return [
        bad(f"{op}: {what}", op, {**right, **change}, code)
        for what, (change, code) in wrong.items()
    ]


def boxes() -> list[Vector]:
    """Everything that travels in a sealed box."""
    return [*_grants(), *_resumes(), *_cards(), *_invitations(), *_teams()]


def _grants() -> list[Vector]:
    op, to, key = "grant.open", person("recipient"), fixed("content key")
    grant = seal_grant(ITEM, RENDITION, to.box_public, key)
    private = to.keys.box_private
    right = {"grant": grant, "item": ITEM, "rendition": RENDITION, "box_private": private}
    start = lp("gobetween/grant/1") + lp(ITEM) + lp(RENDITION)
    own = digest(to.box_public)

    def forged(plain: bytes) -> dict[str, Any]:
        return {"grant": seal_to(to.box_public, plain)}

    shut, mismatch = Fault.GRANT_UNOPENABLE, Fault.GRANT_MISMATCH
    wrong: dict[str, tuple[Mapping[str, Any], Fault]] = {
        "for another item": ({"item": OTHER}, mismatch),
        "for another rendition": ({"rendition": OTHER}, mismatch),
        "item and rendition exchanged": ({"item": RENDITION, "rendition": ITEM}, mismatch),
        "another key": ({"box_private": person("author").keys.box_private}, shut),
        "cut by one byte": ({"grant": grant[:-1]}, shut),
        "cut to its ephemeral key": ({"grant": grant[:32]}, shut),
        "empty": ({"grant": b""}, shut),
        "a byte more": ({"grant": grant + b"\0"}, shut),
        "a flipped byte": ({"grant": grant[:60] + bytes((grant[60] ^ 1,)) + grant[61:]}, shut),
        "a low-order ephemeral key": ({"grant": bytes(32) + grant[32:]}, shut),
        "a private key of 31 bytes": ({"box_private": private[:31]}, Fault.BAD_KEY),
        "sealed for another's key hash": (forged(start + fixed("hash") + key), mismatch),
        "a content key of 31 bytes": (forged(start + own + key[:31]), mismatch),
        "a content key of 33 bytes": (forged(start + own + key + b"\0"), mismatch),
        "another label": (forged(lp("gobetween/grant/2") + start[21:] + own + key), mismatch),
        "a resume note instead": (
            {"grant": seal_resume(ITEM, RENDITION, to.box_public, key, own, 5)},
            mismatch,
        ),
        "the bare content key": (forged(key), mismatch),
    }
    output = {"content_key": key, "digest": grant_digest(grant)}
    vectors = [good("grant.open: the grantee's own", op, right, output)]
    for what, low in {"zero": bytes(32), "one": b"\x01" + bytes(31)}.items():
        given = {"item": ITEM, "rendition": RENDITION, "grantee": low, "content_key": key}
        vectors.append(bad(f"grant.seal: to the key {what}", "grant.seal", given, Fault.BAD_KEY))
    return vectors + _family(op, right, wrong)


def _resumes() -> list[Vector]:
    op, to = "resume.open", person("author")
    key, hashed = fixed("content key"), fixed("hashed")
    sealed = seal_resume(ITEM, RENDITION, to.box_public, key, hashed, 5_000_000)
    private = to.keys.box_private
    right = {"sealed": sealed, "item": ITEM, "rendition": RENDITION, "box_private": private}
    start = lp("gobetween/resume/1") + lp(ITEM) + lp(RENDITION)
    long = seal_to(to.box_public, start + key + hashed + be64(5) + b"\0")
    wrong: dict[str, tuple[Mapping[str, Any], Fault]] = {
        "for another item": ({"item": OTHER}, ELSE),
        "for another rendition": ({"rendition": OTHER}, ELSE),
        "another key": ({"box_private": person("recipient").keys.box_private}, SHUT),
        "cut": ({"sealed": sealed[:-1]}, SHUT),
        "a byte too long inside": ({"sealed": long}, ELSE),
    }
    output = {"content_key": key, "plaintext_digest": hashed, "length": 5_000_000}
    return [good("resume.open: the uploader's own", op, right, output), *_family(op, right, wrong)]


def _cards() -> list[Vector]:
    op, private, case = "card.open", fixed("team private"), fixed_id("case")
    text = "Huw Morgan\nring after six, never leave a message\n"
    sealed = seal_card(case, box_public(private), text)
    right = {"sealed": sealed, "case": case, "team_private": private}
    bare = seal_to(box_public(private), lp("gobetween/card/1") + lp(case) + text.encode())
    wrong: dict[str, tuple[Mapping[str, Any], Fault]] = {
        "for another case": ({"case": OTHER}, ELSE),
        "another key": ({"team_private": fixed("another team")}, SHUT),
        "cut": ({"sealed": sealed[:-1]}, SHUT),
        "without padding": ({"sealed": bare}, Fault.PADDING_INVALID),
    }
    output = {"text": text, "digest": digest(sealed)}
    return [good("card.open: the team's own", op, right, output), *_family(op, right, wrong)]


def _invitations() -> list[Vector]:
    op, to, invitation = "invitation.open", person("facilitator"), fixed_id("invitation")
    secret = InvitationSecret(invitation, fixed("reply key"), fixed("offer digest"))
    sealed = seal_invitation_secret(secret, to.box_public)
    right = {"sealed": sealed, "invitation": invitation, "box_private": to.keys.box_private}
    wrong: dict[str, tuple[Mapping[str, Any], Fault]] = {
        "another invitation": ({"invitation": OTHER}, ELSE),
        "another key": ({"box_private": person("author").keys.box_private}, SHUT),
        "cut": ({"sealed": sealed[:-1]}, SHUT),
    }
    output = {"reply_key": secret.reply_key, "offer_digest": secret.offer_digest}
    return [good("invitation.open: one's own", op, right, output), *_family(op, right, wrong)]


def _teams() -> list[Vector]:
    op, by = "team.open", seed("facilitator")
    one, two = person("facilitator"), person("supervisor")
    members = [(who.person, who.box_public) for who in (one, two)]
    team = fixed_id("team")
    first, key = new_team(fixed_id("org"), team, fixed_id("case"), members, by, NOW)
    second, newer = next_team(first, key, members[:1], by, NOW + 1)
    right = {
        "statement": first.to_wire(),
        "person": two.person,
        "box_private": two.keys.box_private,
    }
    body = first.body
    if not isinstance(body, Team):
        raise TypeError("a team was expected")

    def resealed(version: int, named: bytes, inside: bytes) -> dict[str, Any]:
        start = lp("gobetween/team-key/1") + lp(team) + be32(version)
        sealed = seal_to(two.box_public, start + digest(named) + inside)
        entry = TeamMember(two.person, two.box_public, sealed)
        return {"statement": sign(replace(body, members=(entry,)), by).to_wire()}

    wrong: dict[str, tuple[Mapping[str, Any], Fault]] = {
        "not a member": ({"person": OTHER}, Fault.TEAM_KEY_MISSING),
        "not this member's key": (
            {"box_private": person("author").keys.box_private},
            Fault.TEAM_KEY_MISSING,
        ),
        "removed in the next version": ({"statement": second.to_wire()}, Fault.TEAM_KEY_MISSING),
        "sealed for another version": (resealed(2, two.box_public, key), ELSE),
        "sealed for another member": (resealed(1, one.box_public, key), ELSE),
        "another private key inside": (
            resealed(1, two.box_public, fixed("another")),
            Fault.KEY_MISMATCH,
        ),
    }
    before = {
        "statement": second.to_wire(),
        "private": newer,
        "previous": first.to_wire(),
    }
    stranger, _ = new_team(fixed_id("org"), team, fixed_id("case"), members, by, NOW + 2)
    return [
        good("team.open: a member's own", op, right, {"private": key}),
        *_family(op, right, wrong),
        good("team.previous: the version before", "team.previous", before, {"private": key}),
        bad(
            "team.previous: another version 1",
            "team.previous",
            {**before, "previous": stranger.to_wire()},
            ELSE,
        ),
        bad("team.previous: another key", "team.previous", {**before, "private": key}, SHUT),
    ]
