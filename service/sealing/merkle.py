"""Owns the tree over a trail's statements (section 7.1): its root, and the place of one in it.

The shape is that of RFC 6962, section 2.1, over BLAKE2b-256. Refuses to own whose statements
they are.
"""

from collections.abc import Sequence

from nacl.bindings import sodium_memcmp

from service.sealing.encoding import digest
from service.sealing.errors import Fault, SealingError

_LEAF = b"\x00"
_NODE = b"\x01"


def _leaf(statement: bytes) -> bytes:
    return digest(_LEAF + statement)


def _node(left: bytes, right: bytes) -> bytes:
    return digest(_NODE + left + right)


def _split(size: int) -> int:
    """The largest power of two that is smaller than ``size``, which is at least 2."""
    return 1 << ((size - 1).bit_length() - 1)


class Tree:
    """The tree over statement digests in their order, each node of which is computed once.

    Whoever proves many places of one trail makes one tree of it.
    """

    def __init__(self, statements: Sequence[bytes]) -> None:
        self._leaves = [_leaf(one) for one in statements]
        self._nodes: dict[tuple[int, int], bytes] = {}

    @property
    def root(self) -> bytes:
        """Its 32-byte root; ``H`` of nothing for no statements."""
        return self._over(0, len(self._leaves)) if self._leaves else digest(b"")

    def proof(self, index: int) -> tuple[bytes, ...]:
        """The 32-byte nodes, deepest first, by which ``check_inclusion`` finds the root again."""
        if not 0 <= index < len(self._leaves):
            raise SealingError(Fault.INCLUSION_INVALID, "There is no such place in the tree.")
        nodes, start, end = [], 0, len(self._leaves)
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                nodes.append(self._over(middle, end))
                end = middle
            else:
                nodes.append(self._over(start, middle))
                start = middle
        return tuple(reversed(nodes))

    def _over(self, start: int, end: int) -> bytes:
        """The node over the leaves from ``start`` up to ``end``, which are at least one."""
        if end - start == 1:
            return self._leaves[start]
        if (start, end) not in self._nodes:
            middle = start + _split(end - start)
            node = _node(self._over(start, middle), self._over(middle, end))
            self._nodes[start, end] = node
        return self._nodes[start, end]


def first_places(statements: Sequence[bytes]) -> dict[bytes, int]:
    """Where each statement stands first, in their order: a trail may name one again."""
    found: dict[bytes, int] = {}
    for at, statement in enumerate(statements):
        found.setdefault(statement, at)
    return found


def merkle_root(statements: Sequence[bytes]) -> bytes:
    """The 32-byte root over statement digests in their order; ``H`` of nothing for none."""
    return Tree(statements).root


def check_inclusion(
    statement: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> None:
    """Hold that ``statement`` stands at ``index`` of the ``size`` statements under ``root``.

    Raises ``inclusion-invalid``. A proof has exactly one form: as many nodes as the place needs.
    """
    if not 0 <= index < size:
        raise _not_there()
    if not sodium_memcmp(_climb(statement, index, size, tuple(proof)), root):
        raise _not_there()


def _not_there() -> SealingError:
    return SealingError(Fault.INCLUSION_INVALID, "A statement is not at its place in the tree.")


def _climb(statement: bytes, index: int, size: int, proof: tuple[bytes, ...]) -> bytes:
    if (size == 1) != (len(proof) == 0):
        raise _not_there()
    if size == 1:
        return _leaf(statement)
    left = _split(size)
    if index < left:
        return _node(_climb(statement, index, left, proof[:-1]), proof[-1])
    return _node(proof[-1], _climb(statement, index - left, size - left, proof[:-1]))
