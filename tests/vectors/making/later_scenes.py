"""Owns the honest stories of people who come, go and stand in; each ends with somebody reading.

Refuses to check anything; later_attacks.py stages what a server does to them.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from service.sealing.covers import make_cover
from service.sealing.grants import grant_digest, seal_grant
from service.sealing.keys import Identity
from service.sealing.schemas import (
    Acceptance,
    Agreement,
    Attestation,
    CaseStatement,
    Certificate,
    DecisionGrant,
    Mandate,
    Opening,
    Recall,
    ReEnrolment,
    Regrant,
    Roster,
    StepIn,
    Suspension,
)
from tests.vectors.making.fixed import fixed, fixed_id
from tests.vectors.making.later_stage import Chapters, LaterStage
from tests.vectors.making.scenes import DAY, NOW, Scene, person, seed

ORG, CASE, ITEM = LaterStage.org, LaterStage.case, LaterStage.item
REASON = "illness"


def left(stage: LaterStage) -> Scene:
    """The facilitator who opened the case and approved left; the supervisor had countersigned."""
    story = Chapters(stage)
    story.vouch("supervisor")
    story.team("supervisor", "supervisor", "interpreter")
    story.case("supervisor")
    story.roster(without="facilitator")
    return story.end()


def left_twice(stage: LaterStage) -> Scene:
    """Then the supervisor, whose head vouched, left too, and one who had joined vouches on."""
    story = Chapters(stage)
    story.vouch("supervisor")
    story.team("supervisor", "supervisor", "outsider")
    story.case("supervisor")
    story.roster(without="facilitator")
    story.vouch("outsider")
    story.team("outsider", "outsider")
    story.case("outsider")
    story.roster(without="supervisor")
    return story.end()


def stepped_in(stage: LaterStage) -> Scene:
    """The only facilitator fell ill; a supervisor and a duty member took over together."""
    story = Chapters(replace(stage, members=("facilitator",)))
    before, covering = story.teams[0], stage.organisation_teams()
    cover = make_cover(before, story.private, covering, seed("facilitator"), NOW - 9 * DAY)
    cover = story.say("covers", "cover", cover.body, "facilitator")
    story.team("outsider", "facilitator", "outsider", "supervisor")
    for capacity, by in (("supervisor", "supervisor"), ("duty", "outsider")):
        body = StepIn(
            org=ORG,
            case=CASE,
            cover=cover.digest,
            previous=before.digest,
            next=story.teams[1].digest,
            capacity=capacity,
            reason=REASON,
            issued=NOW - DAY,
        )
        story.say("step_ins", f"step-in-{capacity}", body, by)
    story.case("outsider")
    story.added["teams"] = (covering.supervisors, covering.duty)
    return story.end()


def enrolled_again(stage: LaterStage, by: tuple[str, ...] = ("facilitator", "supervisor")) -> Scene:
    """The recipient lost every secret after the approval, and was enrolled again."""
    story = Chapters(stage)
    old, new = person("recipient"), person("recipient again")
    me = Identity(old.person, new.keys)
    before = story.certificates[1]
    renewed = replace(
        cast("Certificate", before.body),
        invitation=fixed_id("recipient again/invitation"),
        sign=new.sign_public,
        box=new.box_public,
        previous=before.digest,
        issued=NOW - DAY,
    )
    certificate = stage.sign("certificate-again", renewed, seed("facilitator"))
    story.certificates.append(certificate)
    for who in by:
        body = ReEnrolment(
            org=ORG,
            case=CASE,
            person=old.person,
            certificate=certificate.digest,
            previous=before.digest,
            reason="secrets-lost",
            issued=NOW - DAY,
        )
        story.say("re_enrolments", f"re-enrolment-{who}", body, who)
    people = cast("CaseStatement", story.cases[-1].body).people
    people = (people[0], replace(people[1], certificate=certificate.digest))
    story.case("facilitator", people=people)
    decision = story.scene.evidence.decisions[-1]
    released = story.scene.released
    grant = seal_grant(ITEM, released.ref.rendition, new.box_public, released.content_key)
    body_2 = Regrant(
        case=CASE,
        item=ITEM,
        decision=decision.digest,
        person=old.person,
        old_key=old.box_public,
        new_key=new.box_public,
        grants=(DecisionGrant(released.ref.rendition, grant_digest(grant)),),
        certificate=certificate.digest,
        at=NOW - DAY,
    )
    story.say("regrants", "regrant", body_2, "supervisor")
    scene = story.end(me=me)
    acceptance = cast(
        "Acceptance", scene.evidence.acceptance.body if scene.evidence.acceptance else None
    )
    shown = replace(
        scene.evidence,
        acceptance=stage.sign("acceptance-again", acceptance, seed("recipient again")),
        grants=((released.ref.rendition, grant),),
    )
    return replace(scene, evidence=shown)


def enrolled_again_by_old_key(stage: LaterStage) -> Scene:
    """The recipient changed keys while they still had the old ones."""
    return enrolled_again(stage, by=("recipient",))


def author_enrolled_again(stage: LaterStage) -> Scene:
    """The author was enrolled again after the item had been sent; their word of then stands."""
    story = Chapters(stage)
    before = story.certificates[0]
    new = person("author again")
    renewed = replace(
        cast("Certificate", before.body),
        sign=new.sign_public,
        box=new.box_public,
        previous=before.digest,
        issued=NOW - DAY,
    )
    certificate = stage.sign("certificate-again", renewed, seed("facilitator"))
    story.certificates.append(certificate)
    body = ReEnrolment(
        ORG, CASE, renewed.person, certificate.digest, before.digest, "secrets-lost", NOW - DAY
    )
    for who in ("facilitator", "supervisor"):
        story.say("re_enrolments", f"re-enrolment-{who}", body, who)
    people = cast("CaseStatement", story.cases[-1].body).people
    people = (replace(people[0], certificate=certificate.digest), people[1])
    story.case("facilitator", people=people)
    return story.end()


def written_by_scribe(stage: LaterStage, capacity: str = "scribe") -> Scene:
    """The interpreter wrote for the author, who agreed under their own key."""
    by = "interpreter"
    edit = {"manifest": lambda body: replace(body, capacity=capacity), **stage.edit}
    story = Chapters(replace(stage, edit=edit, signer={"manifest": seed(by), **stage.signer}))
    body = Agreement(CASE, ITEM, story.manifest.digest, (), NOW - 4 * DAY)
    story.say("agreements", "agreement", body, "author")
    return story.end()


def translated(stage: LaterStage) -> Scene:
    """The same, in the capacity of an interpreter."""
    return written_by_scribe(stage, "interpreter")


def agreed_on_paper(stage: LaterStage) -> Scene:
    """The same, but the author agreed before the supervisor as a witness."""
    edit = {"manifest": lambda body: replace(body, capacity="scribe"), **stage.edit}
    signer = {"manifest": seed("interpreter"), **stage.signer}
    story = Chapters(replace(stage, edit=edit, signer=signer))
    body = Attestation(
        org=ORG,
        case=CASE,
        person=person("author").person,
        act="agreement",
        subject=story.manifest.digest,
        manner="paper",
        evidence=fixed("the sealed paper"),
        at=NOW - 4 * DAY,
        issued=NOW - 4 * DAY,
    )
    story.say("attestations", "attestation", body, "supervisor")
    return story.end()


def by_liaison(stage: LaterStage) -> Chapters:
    """Begin with an author without an account; a liaison team is mandated to act for them."""
    stage = replace(stage, liaison=True)
    liaisons = stage.liaison_team()
    mandate_body = Mandate(
        ORG, CASE, person("author").person, liaisons.digest, NOW + 90 * DAY, NOW - 19 * DAY
    )
    mandate = stage.sign("mandate", mandate_body, seed("facilitator"))

    def mandated(body: CaseStatement) -> CaseStatement:
        people = (replace(body.people[0], certificate=mandate.digest), body.people[1])
        return replace(body, people=people)

    edit = {
        "manifest": lambda body: replace(body, capacity="liaison"),
        "case-1": mandated,
        **stage.edit,
    }
    story = Chapters(
        replace(stage, edit=edit, signer={"manifest": seed("liaison"), **stage.signer})
    )
    story.certificates = story.certificates[1:]
    story.added["mandates"] = (mandate,)
    story.added["teams"] = (liaisons,)
    return story


def written_by_liaison(stage: LaterStage) -> Scene:
    """A liaison wrote for the author, and nothing has changed since."""
    return by_liaison(stage).end()


def pool_changed(stage: LaterStage) -> Scene:
    """The worker pool's key changed between sending and approving; then the old pool went."""
    story = Chapters(replace(stage, kind="recorded_message", pools=2))
    story.case("facilitator", pool=fixed_id("new pool"))
    story.vouch("supervisor")
    roster = cast("Roster", story.rosters[-1].body)
    pools = [one for one in roster.pools if one.pool == fixed_id("new pool")]
    story.roster(pools=tuple(pools))
    return story.end()


def recalled_after_opening(stage: LaterStage) -> Scene:
    """The author recalls what was opened already; it is not taken away."""
    scene = recalled(stage)
    decisions = tuple(one.digest for one in scene.evidence.decisions)
    acceptance = scene.evidence.acceptance
    opening = Opening(
        case=CASE,
        item=ITEM,
        person=scene.me.person,
        decisions=decisions,
        acceptance=acceptance.digest if acceptance else b"",
        opened=NOW - 60,
    )
    signed = stage.sign("opening", opening, seed("recipient"))
    return replace(scene, evidence=replace(scene.evidence, opening=signed))


def recalled(stage: LaterStage) -> Scene:
    """The author recalls the item; nobody opens it any more."""
    story = Chapters(stage)
    story.say("recalls", "recall", Recall(CASE, ITEM, story.manifest.digest, NOW - 90), "author")
    return story.end()


def suspended(stage: LaterStage, item: str = ITEM) -> Scene:
    """A supervisor who is not on the team stopped the item."""
    story = Chapters(replace(stage, members=("facilitator", "interpreter")))
    body = Suspension(CASE, item, "contact-restricted", "no", b"", NOW - 90)
    story.say("suspensions", "suspension-1", body, "supervisor")
    return story.end()


def suspended_and_lifted(stage: LaterStage) -> Scene:
    """The case and the item were stopped, and let go on by the case's own team."""
    story = Chapters(replace(stage, members=("facilitator", "interpreter")))
    for item in ("", ITEM):
        name = "item" if item else "case"
        body = Suspension(CASE, item, "contact-restricted", "no", b"", NOW - 90)
        stop = story.say("suspensions", f"suspension-{name}", body, "supervisor")
        lift = replace(body, lifted="yes", previous=stop.digest, at=NOW - 60)
        story.say("suspensions", f"lifting-{name}", lift, "facilitator")
    return story.end()


STORIES: dict[str, Callable[[LaterStage], Scene]] = {
    "left": left,
    "left-twice": left_twice,
    "stepped-in": stepped_in,
    "enrolled-again": enrolled_again,
    "enrolled-again-by-old-key": enrolled_again_by_old_key,
    "author-enrolled-again": author_enrolled_again,
    "scribe": written_by_scribe,
    "interpreter": translated,
    "paper": agreed_on_paper,
    "liaison": written_by_liaison,
    "pool-changed": pool_changed,
    "recalled-after-opening": recalled_after_opening,
    "suspended-and-lifted": suspended_and_lifted,
}
# Each story's own cast, where it is not that of scenes.py.
MEMBERS = {"left-twice": ("facilitator", "supervisor", "outsider")}


def stage_of(name: str) -> LaterStage:
    """The stage on which a story plays by itself."""
    return LaterStage(members=MEMBERS.get(name, LaterStage.members))
