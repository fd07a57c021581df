"""How fast this link carries to the service, and what slices suit it.

Owns the measuring, before the first byte of a recording is sent. Refuses to store anything.
"""

import time
from collections.abc import Callable
from typing import Final

from service.client.transport import Transport
from service.client.upload import IN_FLIGHT
from service.sealing.container import SEALED_CHUNK

SECONDS_FOR_ALL: Final = 20.0
"""What the slices that are on their way together may take: proxies cut what lasts half a minute."""

_TRIALS: Final = (16 * 1024, 256 * 1024)
_LONG_ENOUGH_S: Final = 1.0


async def chunks_per_slice(
    transport: Transport, most: int, *, clock: Callable[[], float] = time.monotonic
) -> int:
    """Return how many chunks a slice should have, 1 to `most`, by sending up to 272 KiB.

    Raises what the transport raises.
    """
    fastest = 0.0
    for size in _TRIALS:
        began = clock()
        await transport.put_bytes("/link", bytes(size))
        took = max(clock() - began, 1e-6)
        # Of a small trial most is the way there and back; the faster of both is the link's.
        fastest = max(fastest, size / took)
        if took > _LONG_ENOUGH_S:
            break
    fitting = int(fastest * SECONDS_FOR_ALL / IN_FLIGHT / SEALED_CHUNK)
    return min(most, max(1, fitting))
