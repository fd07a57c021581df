"""Links to the service: what stands in for measuring one, where a test counts slices."""

from service.client.transport import Transport


async def as_large_as_may_be(_transport: Transport, most: int) -> int:
    """Say that the largest slices suit this link, however busy the machine is."""
    return most
