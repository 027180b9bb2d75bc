"""One conversation with the relay (RFC 5321), in time limits, with errors that hold nothing of the mail."""

from __future__ import annotations

import re
import smtplib
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from ssl import SSLContext, SSLSocket
from types import TracebackType
from typing import Self

from bot.channels import SendError
from bot.mail.relay import Relay

CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 20.0
# Shorter than the lease of a row, after which somebody else may send the same mail.
WHOLE_SECONDS = 45.0
_GOODBYE_SECONDS = 2.0
# Not logged in, or not encrypted (RFC 4954): an operator mends it, and the mail is still owed.
_OURS_TO_MEND = frozenset({530, 534, 535, 538})
_ENHANCED = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}(?= |$)")  # RFC 3463

Answer = tuple[int, bytes]


class Session:
    """Use as a context manager: it connects, and says goodbye at the end. Every method raises SendError.

    What the relay says in words is never repeated, for it may name the recipient.
    """

    def __init__(self, relay: Relay, tls: SSLContext) -> None:
        self._relay = relay
        self._tls = tls
        self._until = time.monotonic() + WHOLE_SECONDS

    def __enter__(self) -> Self:
        with _telling("connect"):
            self._smtp = _Dialled(self._relay, self._tls)
        try:
            self._begin()
        except SendError:
            self._smtp.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            with suppress(OSError):
                self._give(_GOODBYE_SECONDS)
                self._smtp.quit()
        finally:
            self._smtp.close()

    @property
    def takes_unicode(self) -> bool:
        """Whether addresses may have letters outside ASCII before the `@` (RFC 6531)."""
        return self._smtp.has_extn("smtputf8")

    @property
    def encrypted(self) -> bool:
        """Whether nobody can read along on the way to the relay."""
        return isinstance(self._smtp.sock, SSLSocket)

    def name_sender(self, address: str, *, unicode: bool = False) -> None:
        """Say who sends; a refusal is for an operator to mend."""
        options = ("SMTPUTF8", "BODY=8BITMIME") if unicode else ()
        with self._step("sender"):
            answer = self._smtp.mail(address, options)
        _check("sender", answer)

    def name_recipient(self, address: str) -> None:
        """Say who gets it; a 5xx is for good."""
        with self._step("recipient"):
            answer = self._smtp.rcpt(address)
        _check("recipient", answer, final=True)

    def hand_over(self, mail: bytes) -> None:
        """Give the mail itself; a 5xx is for good, and what breaks here may have arrived."""
        with self._step("data", answers=2, unknown=True):
            try:
                answer = self._smtp.data(mail)
            except smtplib.SMTPDataError as error:
                answer = (error.smtp_code, _bytes(error.smtp_error))
        _check("data", answer, final=True)

    def _begin(self) -> None:
        with self._step("hello"):
            self._smtp.ehlo_or_helo_if_needed()
        if self._relay.starttls and self._smtp.has_extn("starttls"):
            with self._step("starttls", answers=3):
                self._smtp.starttls(context=self._tls)
                self._smtp.ehlo_or_helo_if_needed()
        if self._relay.user is not None:
            self._log_in(self._relay.user, self._relay.password)

    def _log_in(self, user: str, password: str) -> None:
        if not (self._relay.here or self.encrypted):
            raise SendError("login without TLS")
        with self._step("login", answers=3):
            self._smtp.login(user, password)

    @contextmanager
    def _step(self, name: str, *, answers: int = 1, unknown: bool = False) -> Iterator[None]:
        """Wait for each of so many answers only as long as the whole conversation still may last."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise SendError(f"{name} too late")
        with _telling(name, unknown=unknown):
            self._give(min(ANSWER_SECONDS, left / answers))
            yield

    def _give(self, seconds: float) -> None:
        if self._smtp.sock is not None:
            self._smtp.sock.settimeout(seconds)


class _Dialled(smtplib.SMTP):
    """A connection that is given up sooner than an answer, and needs no name of this machine."""

    def __init__(self, relay: Relay, tls: SSLContext) -> None:
        self._wrap = tls if relay.tls else None
        super().__init__(relay.host, relay.port, local_hostname="localhost", timeout=ANSWER_SECONDS)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        dialled = socket.create_connection((host, port), CONNECT_SECONDS)
        dialled.settimeout(timeout)
        own = dialled.getsockname()[0]
        self.local_hostname = f"[IPv6:{own}]" if ":" in own else f"[{own}]"  # RFC 5321 4.1.3
        return self._wrap.wrap_socket(dialled, server_hostname=host) if self._wrap else dialled


@contextmanager
def _telling(name: str, *, unknown: bool = False) -> Iterator[None]:
    """Turn what breaks into a SendError that names the step, and a status where there is one."""
    try:
        yield
    except smtplib.SMTPResponseException as error:
        told = f"{name} {error.smtp_code}{_enhanced(_bytes(error.smtp_error))}"
        raise SendError(told, unknown=unknown) from None
    except (
        OSError,
        ValueError,
    ) as error:  # smtplib's own errors are OSErrors, those of encodings ValueErrors
        raise SendError(f"{name} {type(error).__name__}", unknown=unknown) from None


def _check(name: str, answer: Answer, *, final: bool = False) -> None:
    code, said = answer
    if not 200 <= code < 300:
        permanent = final and 500 <= code < 600 and code not in _OURS_TO_MEND
        raise SendError(f"{name} {code}{_enhanced(said)}", permanent=permanent)


def _enhanced(said: bytes) -> str:
    found = _ENHANCED.match(said)
    return f" {found[0].decode()}" if found else ""


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()
