"""What must never be reached from inside the sandbox, and tells when it was."""

import contextlib
import errno
import os
import socket
import threading
from pathlib import Path


class Trap:
    """A listener on the machine's own loopback that counts who comes."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.hits = 0
        self._watch = threading.Thread(target=self._accept)
        self._watch.start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                visitor, _ = self._listener.accept()
                self.hits += 1
                visitor.close()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._watch.join()
        self._listener.close()


class FileTrap:
    """A file that counts who opens it to read. Whatever does finds words there and then an end."""

    def __init__(self, path: Path, words: bytes) -> None:
        os.mkfifo(path)
        self.path = path
        self.hits = 0
        self._words = words
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._wait)
        self._watch.start()

    def _wait(self) -> None:
        while not self._over.wait(0.01):
            try:
                # Opens only while somebody reads.
                end = os.open(self.path, os.O_WRONLY | os.O_NONBLOCK)
            except OSError as nobody:
                if nobody.errno != errno.ENXIO:
                    raise
                continue
            self.hits += 1
            with contextlib.suppress(OSError):
                os.write(end, self._words)
            os.close(end)

    def close(self) -> None:
        """Stop watching."""
        self._over.set()
        self._watch.join()
