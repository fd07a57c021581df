"""What to say beside a refusal of the service whose own sentence does not say what was wrong.

Owns words for what stands in a refusal (`reason`, `field` or `state`), and for whom a verb is
where the service only says that it is not for whoever asked. Refuses to guess: what has no words
here is told as the service tells it.
"""

from collections.abc import Mapping
from typing import Final

from service.client.errors import Refusal

_TOLD: Final = ("reason", "field", "state")

# By what the service says was wrong, in any verb.
_WRONG: Final[Mapping[tuple[str, str], str]] = {
    ("invalid", "day"): "Nothing is handed over in custody at a weekend: name a Monday to Friday.",
    ("invalid", "record-invalid"): (
        "It is about somebody who is not on this case, about what they have not opened, or about"
        " a danger that nobody else disclosed; or its day is over."
    ),
    ("invalid", "before-move"): (
        "They were moved since: this is the word of the place where they were before."
    ),
    ("invalid", "transfer-invalid"): "This team acts for them already: name another one.",
    ("invalid", "mandate-team"): (
        "This is no liaison team on the newest roster; `roster show` says what each team is for."
    ),
    ("invalid", "mandate-invalid"): "A mandate ends in the future.",
    ("invalid", "window"): (
        "It must end in the future, not before it begins, and not later than the service takes."
    ),
    ("invalid", "medium"): "This cannot be had in that way: a recording is not put on paper.",
    ("forbidden", "supervisor"): (
        "A supervisor does this; where it is about one case, a supervisor on its team (`team add`)."
    ),
    ("forbidden", "escalated-by-you"): (
        "You escalated it: another supervisor on the case's team looks into it."
    ),
    ("forbidden", "withheld-by-you"): (
        "You withheld it, and its author asked for another look: a colleague on the team takes it."
    ),
    ("forbidden", "conflict"): (
        "You recorded that something about this case biases you: a colleague on its team does this."
    ),
    ("forbidden", "sole-reader"): (
        "Whoever has read it counts as on its author's side: a colleague on the team who took"
        " nothing down for them reads it too."
    ),
    ("conflict", "lapsed"): (
        "Nobody went on with it for 30 days, so what was sent of it is gone. Send it anew."
    ),
    ("conflict", "pool"): (
        "The media workers that the case names are gone: until a facilitator names others, no"
        " recording can be made safe."
    ),
    ("conflict", "entrusted"): (
        "It is entrusted to the liaisons who act for them already; nothing is left to do."
    ),
    ("conflict", "mandate"): "Another mandate stands for them since, or it is over.",
    ("conflict", "team"): "The liaisons' team has a newer version since: do it once more.",
    ("conflict", "handed-over"): "It was handed over already.",
    ("conflict", "not-suspended"): "It is not locked.",
    ("conflict", "recalled"): "Its author has taken it back.",
    ("conflict", "previous"): "A colleague stored something about the same first: do it once more.",
    ("conflict", "sequence"): "A colleague changed the case first: do it once more.",
}

# Where one fact means something else in one verb.
_IN_A_VERB: Final[Mapping[tuple[str, str, str], str]] = {
    ("run_mandate", "conflict", "person"): (
        "They have an account, or were invited to have one: nobody else acts for them."
    ),
    ("run_transfer", "conflict", "person"): (
        "No liaisons act for them, so there is nothing to move (`case mandate`)."
    ),
}

# Whom a verb is for, where the service says no more than that it is not for whoever asked.
_ON_A_TEAM: Final = "a facilitator or supervisor on the case's team"
_A_READER: Final = (
    "a facilitator or supervisor on the case's team who has not decided on it yet and took nothing"
    " down for its author"
)
_FOR: Final[Mapping[str, str]] = {
    "staff_org": "an administrator",
    "staff_work": "facilitators and supervisors; an administrator's verbs are `org` and `roster`",
    "staff_liaison": "a liaison",
    "staff_case": _A_READER,
    "staff_deciding": _A_READER,
    "staff_steps": _ON_A_TEAM,
    "staff_disclosing": _ON_A_TEAM,
    "staff_keys": _ON_A_TEAM,
    "staff_opening": "a facilitator; of a case, one on its team",
    "staff_mandates": "a facilitator on the case's team",
    "safer": f"{_A_READER} (`ask`), and its author or a liaison who acts for one",
    "recalling": "an author with an account, or a liaison who acts for one",
}


def beside(refusal: Refusal, verb: str, module: str) -> str:
    """Return what to say after the service's own sentence; nothing where that says it all.

    `verb` is the name of the function that runs it, in the module of that name.
    """
    told = [str(refusal.facts[one]) for one in _TOLD if refusal.facts.get(one)]
    for one in told:
        words = _IN_A_VERB.get((verb, refusal.slug, one)) or _WRONG.get((refusal.slug, one))
        if words:
            return words
    if refusal.slug == "no-room":
        return _room(refusal)
    if refusal.slug == "conflict" and verb == "run_hand_back":
        return "You do not hold it; `review` lists what you hold as yours."
    if refusal.slug == "conflict" and (state := refusal.facts.get("state")):
        return f"It stands at “{state}” now."
    if refusal.slug == "forbidden" and not told:
        whom = _FOR.get(module.rpartition(".")[2])
        return f"It is for {whom}." if whom else ""
    return ""


def _room(refusal: Refusal) -> str:
    left = str(refusal.facts.get("left_gb") or "less than 1")
    return f"There is room for {left} GB. Whoever runs the servers can give it more (`quota`)."
