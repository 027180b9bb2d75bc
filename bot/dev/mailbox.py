"""A mail relay that keeps what it gets, passes nothing on, and fails on demand."""

from __future__ import annotations

import asyncio
import threading
import time
from asyncio import AbstractEventLoop
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ssl import SSLContext
from types import TracebackType
from typing import Any, Literal, Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from bot.dev.failures import Chances, Failure, Failures
from bot.dev.mail_serving import HOST, MailServer, drop

KEPT = 500
_NAME = "mailbox.example"

Step = Literal["connect", "sender", "recipient", "data"]


@dataclass(frozen=True, slots=True)
class KeptMail:
    """A mail as it came: its number in order of arrival, when (seconds since 1970), for whom, and itself."""

    number: int
    at: float
    to: tuple[str, ...]
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        """The plain text, its lines ending as in Python."""
        body = self.message.get_body(("plain",))
        return body.get_content().replace("\r\n", "\n") if body else ""

    @property
    def html(self) -> str:
        """The same as HTML, "" where there is none."""
        body = self.message.get_body(("html",))
        return str(body.get_content()) if body else ""


class MailDouble:
    """A relay for the demo and for tests; `url` is its address. Use as a context manager, or call `close`.

    Port 0 takes a free one. With `tls` it speaks TLS from the first byte, with `starttls` it offers it.
    `login` is the name and password it asks for, `unicode` offers SMTPUTF8. The last `kept` mails are kept.
    What no failure waits for fails by `chances`. Everything may be called from any thread.
    """

    def __init__(
        self,
        port: int = 0,
        *,
        tls: SSLContext | None = None,
        starttls: SSLContext | None = None,
        login: tuple[str, str] | None = None,
        unicode: bool = True,
        clock: Callable[[], float] = time.time,
        kept: int = KEPT,
    ) -> None:
        self.changed = threading.Condition()
        self.failures = Failures()
        self.chances = Chances()
        self.connections = 0
        self.stalled = 0
        self._kept: deque[KeptMail] = deque(maxlen=kept)
        self._clock = clock
        self._login = login
        self._unicode = unicode
        self._starttls = starttls
        self._tls = tls
        self._server = MailServer(self._answering, port, tls)
        self.port = self._server.port
        self.url = f"{'smtps' if tls else 'smtp'}://{HOST}:{self.port}"

    def letters(self, to: str | None = None) -> list[KeptMail]:
        """Return what came, oldest first: all of it, or what came for an address."""
        with self.changed:
            return [mail for mail in self._kept if to is None or to in mail.to]

    def wait_for(self, count: int, to: str | None = None, timeout: float = 30.0) -> list[KeptMail]:
        """Return what came once that is `count` mails or more. Raises TimeoutError."""
        with self.changed:
            if not self.changed.wait_for(lambda: len(self.letters(to)) >= count, timeout):
                raise TimeoutError(f"{len(self.letters(to))} of {count} mails came")
            return self.letters(to)

    def fail_next(
        self,
        count: int = 1,
        *,
        at: Step,
        status: int | None = None,
        drop: Literal["before", "after"] | None = None,
        stall: float | None = None,
    ) -> None:
        """Let the next mails fail at a step; Failure describes the ways."""
        with self.changed:
            self.failures.add(Failure(status, drop, stall), count, at)

    def keep(self, envelope: Envelope) -> None:
        """Keep a mail."""
        message = message_from_bytes(envelope.original_content or b"", policy=default)
        with self.changed:
            number = self._kept[-1].number + 1 if self._kept else 1
            self._kept.append(KeptMail(number, self._clock(), tuple(envelope.rcpt_tos), message))
            self.changed.notify_all()

    def welcomes(self, given: object) -> bool:
        """Tell whether a name and password are the right ones."""
        return isinstance(given, LoginPassword) and self._login == (
            given.login.decode(),
            given.password.decode(),
        )

    @contextmanager
    def away(self) -> Iterator[None]:
        """Break every connection and take none, as a relay that is started again; what it kept stays."""
        self.close()
        try:
            yield
        finally:
            self.failures.hold_again()
            self._server = MailServer(self._answering, self.port, self._tls)

    def close(self) -> None:
        """Stop listening and free the port."""
        self.failures.release()
        self._server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _answering(self, loop: AbstractEventLoop) -> SMTP:
        self.connections += 1
        handler = _Handler(self, asks=self._login is not None)
        return _Conversation(
            handler,
            hostname=_NAME,
            authenticator=handler.authenticate,
            auth_require_tls=self._starttls is not None,
            tls_context=self._starttls,
            enable_SMTPUTF8=self._unicode,
            loop=loop,
        )


class _Handler:
    """What aiosmtpd asks about each step; the names are its."""

    def __init__(self, double: MailDouble, *, asks: bool) -> None:
        self._double = double
        self._asks = asks

    async def meet(self, step: Step, server: SMTP) -> Failure:
        """Take the failure that waits for a step; hold, or break the connection, where it says so."""
        with self._double.changed:
            failure = self._double.failures.take(step) or self._double.chances.take(step) or Failure()
        if failure.stall is not None:
            with self._double.changed:
                self._double.stalled += 1
                self._double.changed.notify_all()
            await asyncio.to_thread(self._double.failures.hold, failure.stall)
        if failure.drop == "before":
            drop(server)
        return failure

    def authenticate(self, _: SMTP, __: Session, ___: Envelope, ____: str, given: Any) -> AuthResult:
        return AuthResult(success=self._double.welcomes(given), handled=False)

    async def handle_MAIL(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self._asks and not session.authenticated:
            return "530 5.7.0 who are you?"
        failure = await self.meet("sender", server)
        if failure.instead:
            return _refusal(failure, "1.8", address)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 good"

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, _: Session, envelope: Envelope, address: str, __: list[str]
    ) -> str:
        failure = await self.meet("recipient", server)
        if failure.instead:
            return _refusal(failure, "1.1", address)
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 good"

    async def handle_DATA(self, server: SMTP, _: Session, envelope: Envelope) -> str:  # noqa: N802  # the same
        failure = await self.meet("data", server)
        if failure.instead:
            return _refusal(failure, "3.0", envelope.rcpt_tos[0])
        self._double.keep(envelope)
        if failure.drop == "after":
            drop(server)
        return "250 2.0.0 kept"


class _Conversation(SMTP):
    """A connection that may fail before its greeting."""

    async def _handle_client(self) -> None:
        failure = await self.event_handler.meet("connect", self)
        if failure.status and self.transport is not None:
            await self.push(_refusal(failure, "3.2", _NAME))
            self.transport.close()
        elif not failure.instead:
            await super()._handle_client()


def _refusal(failure: Failure, detail: str, about: str) -> str:
    # Servers like to repeat the address, which must not get into anybody's log.
    status = failure.status or 421
    return f"{status} {status // 100}.{detail} <{about}> is not taken"
