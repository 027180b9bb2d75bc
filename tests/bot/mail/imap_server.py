"""Real IMAP servers on this machine: pymap, which comes with the tests, and Dovecot where it is installed."""

from __future__ import annotations

import grp
import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

USER, PASSWORD = "desk", "pass@word"
DOVECOT = Path("/usr/sbin/dovecot")
_CONFIGURATION = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{home}/mail
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={home}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@contextmanager
def imap_server() -> Iterator[str]:
    """Give the URL of a pymap that forgets everything when it ends. It has no IDLE."""
    program = shutil.which("pymap", path=str(Path(sys.executable).parent)) or "pymap"
    port = _free_port()
    where = ("--host", "127.0.0.1", "--port", str(port), "--no-tls", "--no-service", "managesieve")
    account = ("dict", "--demo-user", USER, "--demo-password", PASSWORD)
    with _running((program, *where, *account), port) as url:
        yield url


@contextmanager
def dovecot_server() -> Iterator[str]:
    """Give the URL of a Dovecot with an empty mailbox; it does not need root, but takes it. It has IDLE."""
    # As root it would not touch mails as root; and Dovecot needs short paths for its sockets.
    user = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    port = _free_port()
    with tempfile.TemporaryDirectory(dir="/tmp") as home:
        Path(home).chmod(0o777)  # Dovecot's processes are others than we
        configuration = Path(home) / "dovecot.conf"
        told = {"home": home, "user": user.pw_name, "group": grp.getgrgid(user.pw_gid).gr_name}
        configuration.write_text(
            _CONFIGURATION.format(**told, password=PASSWORD, port=port), encoding="utf-8"
        )
        with _running((str(DOVECOT), "-F", "-c", str(configuration)), port) as url:
            yield url


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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def _running(command: Sequence[str], port: int) -> Iterator[str]:
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield f"imap://{USER}:{PASSWORD.replace('@', '%40')}@127.0.0.1:{port}/INBOX"
    finally:
        server.terminate()
        server.wait()


def _wait(port: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("the IMAP server does not listen")
