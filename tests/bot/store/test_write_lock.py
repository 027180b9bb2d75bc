"""Write lock: one writer at a time over all threads and processes, and nobody who died keeps it."""

from __future__ import annotations

import fcntl
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.store.write_lock import SingleProcess, WriteLock
from tests.bot.store.another_process import another_process


def is_free(path: Path) -> bool:
    """Say whether somebody else could take the lock now."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True


def test_threads_exclude_each_other(tmp_path: Path) -> None:
    lock = WriteLock(tmp_path / "lock")
    start = threading.Barrier(8)
    inside: list[int] = []
    most = 0

    def write(number: int) -> None:
        nonlocal most
        start.wait(10)
        for _ in range(50):
            with lock.held():
                inside.append(number)
                most = max(most, len(inside))
                inside.remove(number)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(8)))
    assert most == 1


def test_a_thread_waits_until_the_one_before_it_is_through(tmp_path: Path) -> None:
    lock = WriteLock(tmp_path / "lock")
    order: list[str] = []

    def second() -> None:
        with lock.held():
            order.append("second")

    with lock.held():
        thread = threading.Thread(target=second)
        thread.start()
        order.append("first")
    thread.join(10)
    assert order == ["first", "second"]


HOLDS = """
import sys
from pathlib import Path
from bot.store.write_lock import WriteLock

with WriteLock(Path(sys.argv[1])).held():
    print("held", flush=True)
    sys.stdin.readline()
print("free", flush=True)
sys.stdin.readline()
"""


def test_processes_exclude_each_other(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    order: list[str] = []

    def write() -> None:
        with WriteLock(path).held():
            order.append("ours")

    with another_process(HOLDS, str(path)) as other:
        assert other.hear() == "held"
        assert not is_free(path)
        ours = threading.Thread(target=write)
        ours.start()
        order.append("theirs")
        other.say("let go")
        assert other.hear() == "free"
        ours.join(10)
    assert order == ["theirs", "ours"]


def test_a_killed_process_frees_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with another_process(HOLDS, str(path)) as other:
        assert other.hear() == "held"
        assert not is_free(path)
        other.kill()
        assert is_free(path)


def test_an_exception_inside_frees_the_lock(tmp_path: Path) -> None:
    lock = WriteLock(tmp_path / "lock")
    with pytest.raises(ValueError, match="a write that failed"), lock.held():
        raise ValueError("a write that failed")
    assert is_free(tmp_path / "lock")
    with lock.held():
        assert not is_free(tmp_path / "lock")


FORKS = """
import fcntl, os, sys
from pathlib import Path
from bot.store.write_lock import WriteLock

lock = WriteLock(Path(sys.argv[1]))
with lock.held():
    pass
child_holds, say_so = os.pipe()
if os.fork() == 0:
    with lock.held():
        os.write(say_so, b"!")
        sys.stdin.readline()
    os._exit(0)
os.read(child_holds, 1)
try:
    fcntl.flock(lock._descriptor(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    print("both hold it", flush=True)
except BlockingIOError:
    print("the child holds it", flush=True)
with lock.held():
    print("the parent holds it", flush=True)
"""


def test_a_forked_process_and_its_parent_exclude_each_other(tmp_path: Path) -> None:
    with another_process(FORKS, str(tmp_path / "lock")) as other:
        assert other.hear() == "the child holds it"
        other.say("let go")
        assert other.hear() == "the parent holds it"


def test_one_process_at_a_time_does_a_job(tmp_path: Path) -> None:
    one, two = SingleProcess(tmp_path / "worker"), SingleProcess(tmp_path / "worker")
    assert one.acquire()
    assert not two.acquire()
    one.release()
    assert two.acquire()
    one.release()
    assert not one.acquire()
    two.release()
