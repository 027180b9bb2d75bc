"""The mailbox that answers come to, over IMAP (RFC 9051), as `IMAP_URL` names it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from imaplib import IMAP4
from ssl import SSLContext, create_default_context
from urllib.parse import unquote, urlsplit

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

_IMAP, _IMAP_OVER_TLS = 143, 993
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_PATIENCE = 30.0  # seconds for an answer


class MailboxError(Exception):
    """The mailbox cannot be used now. The message names a step and a type of error, never a password."""


@dataclass(frozen=True, slots=True)
class MailboxAddress:
    """Where a mailbox is; `tls` from the first byte, else by STARTTLS, but for this very machine."""

    host: str
    port: int
    tls: bool
    user: str
    password: str
    folder: str

    def __repr__(self) -> str:
        return f"MailboxAddress({self.host}:{self.port}/{self.folder})"


def mailbox_of(url: str) -> MailboxAddress:
    """Return the mailbox of a URL that the settings have checked; user and password are percent-encoded."""
    parts = urlsplit(url)
    tls = parts.scheme == "imaps"
    return MailboxAddress(
        host=parts.hostname or "",
        port=parts.port or (_IMAP_OVER_TLS if tls else _IMAP),
        tls=tls,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        folder=unquote(parts.path.strip("/")) or "INBOX",
    )


class OpenMailbox:
    """A folder that is open; every method raises MailboxError.

    `name` is the folder's with its UIDVALIDITY: UIDs of another one mean other mails (RFC 9051 2.3.1.1).
    """

    def __init__(self, box: BaseMailBox, folder: str) -> None:
        self._box = box
        with _telling("status"):
            validity = box.folder.status(folder, ("UIDVALIDITY",))["UIDVALIDITY"]
        self.name = f"{folder[:64]}:{validity}"

    @property
    def idles(self) -> bool:
        """Whether the server tells of new mails by itself (RFC 2177)."""
        return "IDLE" in self._box.client.capabilities

    def uids(self) -> list[int]:
        """Return the UIDs of all mails, the oldest first."""
        with _telling("search"):
            self._box.client.noop()  # only then some servers tell of mails that came meanwhile
            return sorted(int(uid) for uid in self._box.uids("ALL"))

    def unseen(self) -> set[int]:
        """Return the UIDs of mails that are not marked as seen."""
        with _telling("search"):
            return {int(uid) for uid in self._box.uids("UNSEEN")}

    def raw(self, uid: int, most: int) -> bytes:
        """Return a mail as it came, cut after `most` bytes, without marking it."""
        with _telling("fetch"):
            _, found = self._box.client.uid("FETCH", str(uid), f"(BODY.PEEK[]<0.{most}>)")
        parts = [part[1] for part in found if isinstance(part, tuple)]
        if not parts:
            raise MailboxError("fetch: nothing")
        return bytes(parts[0])

    def mark_seen(self, uid: int) -> None:
        with _telling("store"):
            self._box.client.uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)")

    def wait(self, seconds: float) -> None:
        """Wait until the server tells of something, so many seconds at most; needs `idles`."""
        with _telling("idle"):
            self._box.idle.wait(timeout=seconds)


@contextmanager
def opened(address: MailboxAddress, tls: SSLContext | None = None) -> Iterator[OpenMailbox]:
    """Connect, log in and open the folder. Raises MailboxError."""
    with _telling("connect"):
        box = _connected(address, tls or create_default_context())
    try:
        with _telling("login"):
            box.login(address.user, address.password, initial_folder=address.folder)
        yield OpenMailbox(box, address.folder)
    finally:
        try:
            box.client.logout()
        except (OSError, IMAP4.error):  # what is broken already is closed, too
            box.client.shutdown()


def _connected(address: MailboxAddress, tls: SSLContext) -> BaseMailBox:
    host, port = address.host, address.port
    if address.tls:
        return MailBox(host, port, timeout=_PATIENCE, ssl_context=tls)
    if host in _LOOPBACK:
        return MailBoxUnencrypted(host, port, timeout=_PATIENCE)
    return MailBoxStartTls(host, port, timeout=_PATIENCE, ssl_context=tls)


@contextmanager
def _telling(step: str) -> Iterator[None]:
    try:
        yield
    except (OSError, IMAP4.error, ImapToolsError, ValueError) as error:
        raise MailboxError(f"{step}: {type(error).__name__}") from None
