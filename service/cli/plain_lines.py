"""What a verb found out, as lines for whoever typed it.

Owns the layout. Refuses to let a text run into the lines around it: each of its lines is indented,
so that no letter can look like something that the verb says.
"""

from collections.abc import Iterator, Mapping, Sequence

_INDENT = "  "


def plain_lines(facts: Mapping[str, object]) -> Iterator[str]:
    """Yield `name: value` lines, a list's members below its name; what is None is left out."""
    for name, value in facts.items():
        label = _label(name)
        if isinstance(value, str) and "\n" in value:
            yield f"{label}:"
            yield from (_INDENT + line for line in value.split("\n"))
        elif isinstance(value, Sequence) and not isinstance(value, str):
            yield f"{label}:" if value else f"{label}: none"
            yield from (_INDENT + _member(one) for one in value)
        elif isinstance(value, Mapping):
            yield f"{label}: {_member(value)}"
        elif value is not None:
            yield f"{label}: {_plain(value)}"


def _member(value: object) -> str:
    if not isinstance(value, Mapping):
        return _plain(value)
    told = ((name, one) for name, one in value.items() if one is not None)
    return ", ".join(f"{_label(name)} {_plain(one)}" for name, one in told)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " and ".join(map(_plain, value)) or "none"
    return str(value)


def _label(name: str) -> str:
    return name.replace("_", " ")
