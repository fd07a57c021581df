"""The trail's own writer, which may not import the sealing room, writes the protocol's form."""

from hypothesis import given
from hypothesis import strategies as st

from service.db import canonical
from service.domain.events import Event
from service.sealing import encoding, trail

ids = st.uuids().map(str) | st.just("")
entries = st.fixed_dictionaries(
    {
        "actor": ids,
        "at": st.integers(0, 2**53 - 1),
        "case": st.uuids().map(str),
        "event": st.sampled_from([event.value for event in Event]) | st.text(max_size=20),
        "number": st.integers(1, 2**53 - 1),
        "statement": st.binary(min_size=32, max_size=32).map(encoding.b64) | st.just(""),
        "subject": ids,
    }
)


@given(entries)
def test_an_entry_is_written_as_the_protocol_writes_it(entry: dict[str, str | int]) -> None:
    assert canonical.canonical_entry(**entry) == encoding.canonical(entry)


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=300))
def test_links_are_the_protocols_links(previous: bytes, entry: bytes) -> None:
    assert canonical.entry_hash(previous, entry) == trail.entry_hash(previous, entry)
