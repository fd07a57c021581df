"""How each route is called well-formed: a line for every route, by the name of its function.

Owns the registry that `test_access.py` and `scripts/make_access.py` go through; a route without a
line here fails the test by its name. Refuses to know who may call.

To add a route, add a line to `calls_of_cases.py` or `calls_of_items.py`: which thing of the scene
each path parameter stands for, where it is not called like the parameter, and the body. A statement
that the route opens before it looks who is calling must be of the right type; any other may be
`ANYTHING`, and is then refused as invalid to those who may call, and to them alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from service.sealing.encoding import b64, digest, new_id
from service.sealing.schemas import Body as Said
from service.sealing.schemas import Share
from service.sealing.statements import sign
from tests.api.access.scene import Caller, Scene, Things

Making = Callable[[Scene, Caller, Things], Any]


@dataclass(frozen=True)
class Call:
    """One way to call a route. `of` says about what, where a route is called about several things.

    `where` names the thing of each path parameter that is not called like it; `body` makes what is
    sent, bytes as they are and anything else as JSON; `query` is what the address asks. `lists` is
    true where a route shows what is the caller's own of something, whatever else they may know of
    it, and so an empty list of nothing.
    """

    of: str = ""
    where: Mapping[str, str] = field(default_factory=dict)
    body: Making | None = None
    lists: bool = False
    query: Mapping[str, str] = field(default_factory=dict)


def about(*things: str, parameter: str = "item", body: Making | None = None) -> tuple[Call, ...]:
    """Call a route about each of these things in turn."""
    return tuple(Call(one, {parameter: one}, body) for one in things)


def json(**fixed: object) -> Making:
    """Send the same object whoever calls."""
    return lambda _scene, _caller, _things: fixed


def kept(name: str, **known: str) -> Making:
    """Send an honest body that was kept, with things of the caller's in these fields."""

    def made(scene: Scene, _caller: Caller, things: Things) -> dict[str, Any]:
        return scene.bodies[name] | {key: things[thing] for key, thing in known.items()}

    return made


def signed(name: str, say: Callable[[Caller, Things], Said]) -> Making:
    """Send what the caller says, under their own key."""

    def made(_scene: Scene, caller: Caller, things: Things) -> dict[str, Any]:
        return {name: sign(say(caller, things), caller.seed).to_wire()}

    return made


def raw(length: int) -> Making:
    """Send so many bytes."""
    return lambda _scene, _caller, _things: bytes(length)


def _anything() -> dict[str, str]:
    share = Share(case=new_id(), item=new_id(), person=new_id(), with_=new_id(), until=1)
    return sign(share, bytes(32)).to_wire()


ANYTHING = _anything()
SOME_KEY = b64(digest(b"some key"))
SEALED = b64(bytes(80))
UPLOAD = {"rendition": new_id(), "padded": 4096, "slice_chunks": 1, "resume": ""}
