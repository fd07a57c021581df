"""How each route about people, cases, teams and sign-in is called well-formed."""

from collections.abc import Mapping
from typing import Final

from service.sealing.encoding import b64, new_id
from service.sealing.schemas import Acknowledgement, Attestation, Choice, Consent, Pause, Record
from service.sealing.wordings import newest_wording
from tests.api.access.calls import ANYTHING, SEALED, SOME_KEY, Call, json, kept, signed
from tests.api.access.scene import Caller, Scene, Things

_WAY = {
    "profile": "staff-1",
    "salt": b64(bytes(16)),
    "login_token": SOME_KEY,
    "wrapped": SEALED,
}
_PROOF = {"kind": "passphrase", "login_token": SOME_KEY}
_WAYS = [
    _WAY | {"kind": "passphrase"},
    _WAY | {"kind": "recovery", "profile": "recovery-1"},
]
_VERSION = {"team": ANYTHING, "case_statement": ANYTHING, "cover": None}


def _attested(caller: Caller, things: Things) -> Attestation:
    return Attestation(
        org=new_id(),
        case=things["case"],
        person=things["author"],
        act="consent",
        subject=b"",
        manner="in-person",
        evidence=b"",
        at=1,
        issued=1,
    )


def _own(caller: Caller, things: Things) -> str:
    """Of whom a caller speaks: of themselves, or staff of the author."""
    return caller.person if caller.name == "recipient" else things["author"]


def _consented(caller: Caller, things: Things) -> Consent:
    return Consent(
        org=new_id(),
        case=things["case"],
        person=_own(caller, things),
        purpose="take-part",
        medium="any",
        wording=newest_wording("take-part", "en").digest,
        language="en",
        given="withdrawn",
        at=1,
    )


def _acknowledged(caller: Caller, things: Things) -> Acknowledgement:
    return Acknowledgement(
        org=new_id(),
        case=things["case"],
        person=_own(caller, things),
        wording=newest_wording("acknowledgement", "en").digest,
        language="en",
        given="withdrawn",
        at=1,
    )


def _paused(caller: Caller, things: Things) -> Pause:
    return Pause(
        org=new_id(),
        case=things["case"],
        person=caller.person or things["author"],
        paused="yes",
        previous=b"",
        at=1,
    )


def _chosen(caller: Caller, things: Things) -> Choice:
    return Choice(
        org=new_id(),
        case=things["case"],
        person=_own(caller, things),
        standing="never",
        tell_author="nothing",
        previous=b"",
        at=1,
    )


def _recorded(caller: Caller, things: Things) -> Record:
    return Record(
        org=new_id(),
        case=things["case"],
        kind="proceedings",
        status="cleared",
        person="",
        subject="",
        round=0,
        media=(),
        wording=b"",
        until=0,
        previous=b"",
        at=1,
    )


def _asks_to_step_in(_scene: Scene, _caller: Caller, things: Things) -> dict[str, object]:
    return {
        "step_in": new_id(),
        "joiner": things["member"],
        "capacity": "supervisor",
        "cover": SOME_KEY,
        "reason": "illness",
        "half": SEALED,
    }


OF_CASES: Final[Mapping[str, tuple[Call, ...]]] = {
    # signing in, and what is one's own
    "found_organisation": (Call(body=kept("organisation")),),
    "me": (Call(),),
    "read_vault": (Call(),),
    "rewrite_vault": (Call(body=json(vault=SEALED, revision=2)),),
    "begin_sign_in": (Call(body=json(login="aaaa-bbbb", kind="passphrase")),),
    "open_session": (Call(body=json(**_PROOF, login="aaaa-bbbb", session="bearer")),),
    "close_session": (Call(),),
    "my_sessions": (Call(),),
    "end_session": (Call("the claimant's"),),
    "end_other_sessions": (Call(),),
    "prove_secret": (Call(body=json(**_PROOF)),),
    "replace_ways_in": (Call(body=json(proof=_PROOF, ways=_WAYS)),),
    "keep_half": (Call(body=json(half=SOME_KEY)),),
    "give_half": (Call(),),
    # people
    "newest_roster": (Call(),),
    "publish_roster": (Call(body=json(roster=ANYTHING, invitations=[])),),
    "invite": (Call(body=kept("invitation", case="case")),),
    "my_invitations": (Call(),),
    "open_enrolment": (Call(body=kept("open")),),
    "reply_to_enrolment": (Call(body=kept("answer")),),
    "certify": (Call("the claimant's", {"invitation": "reply"}, json(certificate=ANYTHING)),),
    "challenge": (Call(body=json(org=new_id(), pool=new_id())),),
    "worker_session": (Call(body=json(statement=ANYTHING)),),
    "waiting_re_enrolments": (Call(),),
    "vouch": (Call(body=json(re_enrolment=ANYTHING, case_statement=ANYTHING)),),
    "my_mandates": (Call(),),
    "give_mandate": (Call(body=json(mandate=ANYTHING, case_statement=ANYTHING)),),
    "transfer_person": (
        Call(body=json(record=ANYTHING, mandate=ANYTHING, case_statement=ANYTHING)),
    ),
    # cases
    "open_case": (
        Call(body=json(case=new_id(), team=ANYTHING, case_statement=ANYTHING, card=SEALED)),
    ),
    "list_cases": (Call(),),
    "read_case": (Call(),),
    "take_step": (Call(body=json(act="screen")),),
    "state_case": (Call(body=json(case_statement=ANYTHING)),),
    "add_record": (Call(body=signed("record", _recorded)),),
    "list_records": (Call(),),
    "readiness": (Call(),),
    "list_disclosures": (Call(),),
    "my_work": (Call(lists=True),),
    "pause": (Call(body=signed("pause", _paused)),),
    "list_pauses": (Call(),),
    "choose": (Call(body=signed("choice", _chosen)),),
    "list_choices": (Call(),),
    "ask_spoken": (Call(where={"person": "author"}, body=signed("attestation", _attested)),),
    "attest": (Call(body=signed("attestation", _attested)),),
    "consent": (Call(body=signed("consent", _consented)),),
    "acknowledge": (Call(body=signed("acknowledgement", _acknowledged)),),
    "list_consents": (Call(),),
    "write_note": (Call(body=json(note=ANYTHING, sealed=SEALED)),),
    "list_notes": (Call(),),
    "list_suspensions": (Call(),),
    "suspend": (Call(body=json(suspension=ANYTHING)),),
    "read_chain": (Call(),),
    "list_heads": (Call(),),
    "add_head": (Call(body=json(head=ANYTHING)),),
    "begin_export": (Call(),),
    "export_statements": (Call(),),
    "export_organisation": (Call(),),
    "export_grants": (Call(),),
    # teams
    "store_own_team": (Call(body=json(purpose="liaison", team=ANYTHING)),),
    "list_memberships": (Call(where={"person": "member"}, lists=True),),
    "list_own_teams": (Call(),),
    "state_policy": (Call(body=json(policy=ANYTHING)),),
    "list_policies": (Call(),),
    "reply_rights": (Call(),),
    "change_team": (Call(body=json(**_VERSION)),),
    "read_cover": (Call(),),
    "ask_step_in": (Call(body=_asks_to_step_in),),
    "list_step_ins": (Call(lists=True),),
    "read_step_in": (Call(),),
    "join_step_in": (Call(body=json(**_VERSION, step_in=ANYTHING)),),
    "sign_step_in": (Call(body=json(step_in=ANYTHING)),),
    "withdraw_step_in": (Call(),),
    # operations
    "live": (Call(),),
    "ready": (Call(),),
    "metrics": (Call(),),
}
