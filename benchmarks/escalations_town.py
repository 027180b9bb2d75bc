"""People who hand questions to the Privacy Center and write to it by mail, as fast as a desk takes it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP

from sqlalchemy import select

from benchmarks.drain import fill
from benchmarks.product import Product
from benchmarks.webhooks import Webhook, talk_webhook
from bot.bootstrap.mail_in import ingest_of
from bot.mail.message import sender_of
from bot.mail.threads import Thread, Threads
from bot.store.engine import Database
from bot.store.sealing import Seal
from bot.store.tables import tickets

CENTER = "center@worksmobile.example"
_MX = "mx.desk.example"
_AHEAD = 200  # people who may wait for the worker; more would only make its backlog longer
_TALK = {
    "en": ("How many years do you keep the logs of video calls?", "Ask our staff", "Send this question"),
    "ja": ("ビデオ通話のログは何年保存されますか？", "窓口に聞く", "この質問を送る"),
}


def mail_settings(smtp_url: str) -> dict[str, str]:
    """Return the settings of a desk that sends mails and believes those of its people."""
    return {
        "SMTP_URL": smtp_url,
        "MAIL_FROM": "Privacy Center <desk@desk.example>",
        "MAIL_AUTHSERV_ID": _MX,
        "PRIVACY_CENTER_EMAIL": CENTER,
    }


class Town:
    """`count` people: each asks once in the chat, and once more by mail as soon as there is a ticket."""

    def __init__(self, product: Product, database: Database, port: int, count: int) -> None:
        settings = product.settings()
        self._database = database
        self._port = port
        self._ingest = ingest_of(settings, database)
        self._threads = Threads(settings.secret_key.get_secret_value())
        self._sender = sender_of(settings.mail_from or "")
        seal = Seal(settings.fernet_keys, settings.secret_key.get_secret_value())
        self._people = [f"U{hashlib.sha256(f'asker {n}'.encode()).hexdigest()[:32]}" for n in range(count)]
        self._numbers = {seal.lane("line.user", person): n for n, person in enumerate(self._people)}
        self._asked = 0
        self._followed: set[str] = set()
        self._since = 0

    def go_on(self) -> bool:
        """Let the next people ask, and those write whose ticket was opened; whether anybody still has to."""
        until = min(len(self._people), len(self._followed) + _AHEAD)
        if until > self._asked:
            fill(self._port, [self._talk(number) for number in range(self._asked, until)])
            self._asked = until
        for number, lane, at in self._opened():
            self._ingest.take(self._mail(number, self._numbers[lane]))
            self._followed.add(number)
            self._since = max(self._since, at)
        return len(self._followed) < len(self._people)

    def _talk(self, number: int) -> Webhook:
        texts = (*_TALK["ja" if number % 2 else "en"], _address(number), "send")
        return talk_webhook(self._people[number], texts, time.time_ns() // 1_000_000)

    def _opened(self) -> Sequence[tuple[str, str, int]]:
        # From ten seconds before the newest one seen: transactions end in another order than they began.
        newest = (
            select(tickets.c.number, tickets.c.requester, tickets.c.opened_at)
            .where(tickets.c.opened_at > self._since - 10_000)
            .order_by(tickets.c.opened_at)
        )
        with self._database.read() as connection:
            rows = connection.execute(newest).all()
        return [(row[0], row[1], row[2]) for row in rows if row[0] not in self._followed]

    def _mail(self, ticket: str, number: int) -> bytes:
        mail = EmailMessage(SMTP)
        mail["Authentication-Results"] = f"{_MX}; dmarc=pass header.from=example.org"
        mail["From"] = _address(number)
        mail["To"] = self._threads.reply_address(Thread(ticket, "requester"), self._sender)
        mail["Subject"] = f"Re: {ticket}"
        mail["Date"] = "Wed, 01 Apr 2026 09:00:00 +0000"
        mail["Message-ID"] = f"<{number}.{ticket}@example.org>"
        mail.set_content(f"And the recordings? I am person {number}.\n")
        return mail.as_bytes()


def _address(number: int) -> str:
    return f"person{number}@example.org"
