"""A real IMAP server on this machine: pymap, with a mailbox that is empty at first."""

from __future__ import annotations

import imaplib
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER, PASSWORD = "desk", "pass word"


@contextmanager
def imap_server() -> Iterator[str]:
    """Give the URL of a server that forgets everything when it ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = shutil.which("pymap", path=str(Path(sys.executable).parent)) or "pymap"
    where = ("--host", "127.0.0.1", "--port", str(port), "--no-tls", "--no-service", "managesieve")
    account = ("dict", "--demo-user", USER, "--demo-password", PASSWORD)
    server = subprocess.Popen([program, *where, *account], stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield f"imap://{USER}:{PASSWORD.replace(' ', '%20')}@127.0.0.1:{port}/INBOX"
    finally:
        server.terminate()
        server.wait()


@contextmanager
def client(url: str) -> Iterator[imaplib.IMAP4]:
    """Give a connection of somebody else to the same mailbox."""
    port = int(url.rpartition(":")[2].partition("/")[0])
    with imaplib.IMAP4("127.0.0.1", port) as found:
        found.login(USER, PASSWORD)
        found.select("INBOX")
        yield found


def drop(url: str, raw: bytes) -> None:
    """Let a mail arrive."""
    with client(url) as found:
        found.append("INBOX", "", "", raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


def _wait(port: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("pymap does not listen")
