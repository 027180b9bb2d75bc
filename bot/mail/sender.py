"""Send what `bot.mail.post` composed: one mail, one connection, and errors that say what they mean."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from functools import cache
from ssl import SSLContext, create_default_context

from bot.channels import Owed, Persistence, Receipt, SendError
from bot.mail.incoming.marker import MARKER
from bot.mail.message import NoAddress, Occasion, message
from bot.mail.post import read
from bot.mail.relay import Relay
from bot.mail.session import Session
from bot.mail.threads import Threads
from handlers.letters import Letter

CONNECTIONS = 16
_FIVE_DAYS_MS = 5 * 24 * 3_600_000


class MailSender:
    """Implements `bot.channels.Sender`.

    At most sixteen connections are open at once, as many as mails are claimed (`bot.jobs.delivery`).
    Without `threads` an answer finds no ticket; `public_url` as in `Occasion`.
    """

    # RFC 5321 4.5.4.1: at least four to five days; grey-listing (RFC 6647) lasts minutes to hours.
    persistence = Persistence(longest_wait=3_600_000, given_up_after=_FIVE_DAYS_MS)

    def __init__(
        self,
        relay: Relay,
        sender: Address,
        tls: SSLContext | None = None,
        *,
        threads: Threads | None = None,
        public_url: str = "",
    ) -> None:
        self._relay = relay
        self._sender = sender
        self._threads = threads
        self._public_url = public_url
        self._tls = tls or _trusted()
        self._free = threading.BoundedSemaphore(CONNECTIONS)

    def send(self, owed: Owed, now: int) -> Receipt:
        """Send one mail; every try has the same Message-ID. Raises SendError."""
        letter = read(owed.body)
        if letter.until is not None and now >= letter.until.timestamp() * 1_000:
            raise SendError("expired", permanent=True)
        written_at = datetime.fromtimestamp(owed.created_at / 1_000, UTC)
        try:
            occasion = self._occasion(letter, owed.retry_key, written_at)
            mail = message(letter, replace(occasion, public_url=self._public_url))
        except NoAddress:
            raise SendError("address", permanent=True) from None
        if not self._free.acquire(blocking=False):
            raise SendError("busy")
        try:
            self._hand_over(mail)
        finally:
            self._free.release()
        return Receipt("mail")

    def _occasion(self, letter: Letter, retry_key: str, at: datetime) -> Occasion:
        """Return the occasion; where answers are awaited it leads them, and reports of bounces, back here."""
        threads, sender = self._threads, self._sender
        thread = threads.of_letter(letter) if threads else None
        if threads is None or thread is None:
            return Occasion(sender, f"{retry_key}@{sender.domain}", at)
        message_id = f"{retry_key}.{threads.token(thread)}@{sender.domain}"
        if not letter.party:
            return Occasion(sender, message_id, at)
        above = MARKER if threads.plus else f"{MARKER}\n{threads.reference(thread)}"
        reply_to = threads.reply_address(thread, sender) if threads.plus else None
        return Occasion(sender, message_id, at, reply_to, above)

    def _hand_over(self, mail: EmailMessage) -> None:
        to: Address = mail["To"].addresses[0]
        unicode = not to.addr_spec.isascii()
        with Session(self._relay, self._tls) as relay:
            if unicode and not relay.takes_unicode:
                raise SendError("SMTPUTF8 not offered", permanent=True)
            relay.name_sender(self._sender.addr_spec, unicode=unicode)
            relay.name_recipient(to.addr_spec)
            relay.hand_over(mail.as_bytes())


@cache
def _trusted() -> SSLContext:
    """Return TLS that believes what this machine does; to read its certificates takes longer than a mail."""
    return create_default_context()
