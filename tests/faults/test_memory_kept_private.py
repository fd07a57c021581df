"""The running media worker's memory: no core dump has it, and no other process of its user."""

import ctypes
import errno
import resource
import subprocess
import sys
import threading

import psutil
import pytest

from tests.factories.parts import Parts
from tests.factories.world import World

_CAPABILITIES_3 = 0x20080522
_MAY_READ_ANY_PROCESS = 1 << 19
_NOWHERE = 8


class _Head(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Capabilities(ctypes.Structure):
    _fields_ = tuple((one, ctypes.c_uint32) for one in ("effective", "permitted", "inheritable"))


class _Piece(ctypes.Structure):
    _fields_ = (("at", ctypes.c_void_p), ("length", ctypes.c_size_t))


def why_not_read(pid: int) -> int:
    """Return why this user may not read a process's memory: EFAULT where only nothing is there.

    As everybody is: whoever runs the tests as root lays down its right to read any process.
    """
    answers = list[int]()

    def read() -> None:
        kernel = ctypes.CDLL(None, use_errno=True)
        head, held = _Head(_CAPABILITIES_3, 0), (_Capabilities * 2)()
        assert kernel.capget(ctypes.byref(head), held) == 0
        held[0].effective &= ~_MAY_READ_ANY_PROCESS
        assert kernel.capset(ctypes.byref(head), held) == 0
        room = ctypes.create_string_buffer(8)
        here, there = _Piece(ctypes.addressof(room), 8), _Piece(_NOWHERE, 8)
        told = kernel.process_vm_readv(pid, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)
        answers.append(0 if told >= 0 else ctypes.get_errno())

    # In a thread of its own, with which what it laid down is gone.
    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    return answers[0]


@pytest.mark.timeout(120)
async def test_nobody_of_its_user_reads_its_memory(parts: Parts, world: World) -> None:
    assert why_not_read(parts.media_worker.pid) == errno.EPERM
    assert why_not_read(parts.worker.pid) == errno.EFAULT, "the control: it has no keys to hide"


@pytest.mark.timeout(120)
async def test_a_core_dump_of_it_is_none(parts: Parts, world: World) -> None:
    assert psutil.Process(parts.media_worker.pid).rlimit(resource.RLIMIT_CORE) == (0, 0)


ASKED = """
import ctypes, resource
from service.worker.media import _keep_memory_private
print(ctypes.CDLL(None).prctl(3), end=" ")
_keep_memory_private(production=False)
print(ctypes.CDLL(None).prctl(3), *resource.getrlimit(resource.RLIMIT_CORE))
"""


def test_the_kernel_hands_no_dump_of_it_to_any_program_either() -> None:
    # A limit of nothing is no hindrance where dumps are piped to a program; this flag is.
    said = subprocess.run(
        [sys.executable, "-c", ASKED], capture_output=True, text=True, check=True, timeout=60
    )
    assert said.stdout.split() == ["1", "0", "0", "0"]
