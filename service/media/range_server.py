"""Owns serving a plaintext source, in ranges, to the one confined program that may connect.

It answers on a socket that exists only inside the sandbox's network, speaks just enough HTTP/1.1
for ffmpeg to seek, and decrypts little more than is taken. Refuses to own where bytes come from.
"""

import asyncio
import contextlib
import re
import secrets
import socket
from collections import OrderedDict

from service.media.source import Source, read_exactly

PIECE_BYTES = 256 * 1024
"""What is read from the source at once: one sealed chunk, so that none is opened for a part."""

_PART_BYTES = 64 * 1024
_PIECES_KEPT = 16
_REQUEST_BYTES = 8192
_CONNECTIONS = 8
_RANGE = re.compile(r"^range:\s*bytes=(\d{1,18})-(\d{0,18})\s*$", re.IGNORECASE | re.MULTILINE)


class _SourceFailedError(Exception):
    pass


_ENDS_OF_A_CONVERSATION = (
    OSError,
    asyncio.IncompleteReadError,
    asyncio.LimitOverrunError,
    asyncio.CancelledError,
    _SourceFailedError,
)


class RangeServer:
    """Serves `source` at `path`, a secret, until closed. One per confined program.

    `failed` becomes done, holding the fault, when the source raises.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._path = f"/{secrets.token_urlsafe(24)}"
        self._pieces: OrderedDict[int, bytes] = OrderedDict()
        self._reading = asyncio.Lock()
        self._listener: socket.socket | None = None
        self._server: asyncio.Server | None = None
        self._conversations: set[asyncio.Task[None]] = set()
        self._lines: set[asyncio.Task[None]] = set()
        self._url = ""
        self._closed = False
        self.failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    @property
    def url(self) -> str:
        """Where the confined program finds the recording."""
        return self._url

    def answer_at(self, address: str) -> None:
        """Let this be the address that the program is told to read from."""
        self._url = f"http://{address}{self._path}"

    def serve_one(self, line: socket.socket) -> None:
        """Answer whoever holds the other end of `line`, which this server closes in the end."""
        self._lines.add(opening := asyncio.ensure_future(self._take(line)))
        opening.add_done_callback(self._lines.discard)

    async def _take(self, line: socket.socket) -> None:
        reader, writer = await asyncio.open_connection(sock=line, limit=_REQUEST_BYTES)
        await self._converse(reader, writer)

    async def serve_on(self, listener: socket.socket) -> None:
        """Begin answering on `listener`, which this server closes in the end."""
        self._listener = listener
        self.answer_at(f"127.0.0.1:{listener.getsockname()[1]}")
        self._server = await asyncio.start_server(
            self._converse, sock=listener, limit=_REQUEST_BYTES
        )

    async def close(self) -> None:
        """End every conversation; afterwards the source is not touched again."""
        self._closed = True
        if self._server is not None:
            self._server.close()
        elif self._listener is not None:
            self._listener.close()
        for conversation in self._conversations:
            conversation.cancel()
        if under_way := self._conversations | self._lines:
            await asyncio.wait(under_way)
        self._pieces.clear()
        if self.failed.done():
            self.failed.exception()
        else:
            self.failed.cancel()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        current = asyncio.current_task()
        if current is None or self._closed or len(self._conversations) >= _CONNECTIONS:
            writer.close()
            return
        self._conversations.add(current)
        try:
            # Only `close` cancels a conversation, and it waits for this very end; passing the
            # cancellation on would have asyncio's stream protocol report it as unhandled.
            with contextlib.suppress(*_ENDS_OF_A_CONVERSATION):
                await self._answer(reader, writer)
                writer.close()
                await writer.wait_closed()
        finally:
            self._conversations.discard(current)
            # A transport that is already gone cannot be aborted; its socket says so.
            if writer.get_extra_info("socket").fileno() >= 0:
                writer.transport.abort()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        if not request.startswith(f"GET {self._path} HTTP/1."):
            writer.write(
                b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
            await writer.drain()
            return
        asked = _RANGE.search(request)
        size = self._source.size
        first = int(asked[1]) if asked else 0
        last = min(int(asked[2]), size - 1) if asked and asked[2] else size - 1
        if first > last:
            writer.write(
                b"HTTP/1.1 416 Range Not Satisfiable\r\nContent-Length: 0\r\n"
                b"Content-Range: bytes */%d\r\nConnection: close\r\n\r\n" % size
            )
            await writer.drain()
            return
        writer.transport.set_write_buffer_limits(high=_PART_BYTES)
        writer.write(
            b"HTTP/1.1 206 Partial Content\r\nContent-Type: application/octet-stream\r\n"
            b"Accept-Ranges: bytes\r\nContent-Length: %d\r\nContent-Range: bytes %d-%d/%d\r\n"
            b"Connection: close\r\n\r\n" % (last - first + 1, first, last, size)
        )
        await self._send(writer, first, last + 1)

    async def _send(self, writer: asyncio.StreamWriter, position: int, end: int) -> None:
        while position < end:
            number, within = divmod(position, PIECE_BYTES)
            piece = await self._piece(number)
            part = piece[within : within + min(_PART_BYTES, end - position)]
            writer.write(part)
            await writer.drain()
            position += len(part)

    async def _piece(self, number: int) -> bytes:
        async with self._reading:
            kept = self._pieces.get(number)
            if kept is not None:
                self._pieces.move_to_end(number)
                return kept
            start = number * PIECE_BYTES
            length = min(PIECE_BYTES, self._source.size - start)
            try:
                piece = await read_exactly(self._source, start, length)
            except Exception as fault:
                # Told first: to ffmpeg a source that stops short looks like a short recording.
                if not self.failed.done():
                    self.failed.set_exception(fault)
                raise _SourceFailedError from fault
            self._pieces[number] = piece
            while len(self._pieces) > _PIECES_KEPT:
                self._pieces.popitem(last=False)
            return piece
