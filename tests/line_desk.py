"""The desk as LINE sees it: the real webhook, store, worker and delivery, and the LINE double over HTTP.

One process, one thread that decides, and a clock that stands still until it is told to go on; everything else
is what runs in earnest. `tests.desk.Desk` has the same verbs, without any of it. The people who write to it
are `tests.line_person`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self

from cryptography.fernet import Fernet
from flask import Flask

from bot.console.channel import ConsoleChannel
from bot.dev.api import line_api
from bot.dev.double import LineDouble
from bot.dev.mailbox import MailDouble
from bot.dev.serving import LocalServer
from bot.dispatch import Dispatch
from bot.dispatch.notices import Notices
from bot.downloads.channel import SOURCE as PAGE
from bot.downloads.channel import PageChannel
from bot.downloads.pages import Desk, download_pages
from bot.downloads.passes import Passes
from bot.draws import SecretDraws
from bot.files.channel import FileChannel
from bot.files.kinds import kind_of
from bot.files.scanner import Scan, scanner
from bot.files.sender import FileSender
from bot.jobs.deliver import Deliverer
from bot.jobs.worker import Worker
from bot.line.channel import LineChannel
from bot.line.client import LineClient
from bot.line.contents import LineContents
from bot.line.envelope import SOURCE as LINE
from bot.line.quota import Quota
from bot.line.sender import LineSender
from bot.line.tokens import fixed
from bot.line.webhook import webhook
from bot.mail.channel import MailChannel
from bot.mail.incoming.receiver import Receiver
from bot.mail.ingest import Desk as MailDesk
from bot.mail.ingest import Ingest
from bot.mail.message import sender_of
from bot.mail.post import MailPost
from bot.mail.relay import relay_of
from bot.mail.sender import MailSender
from bot.mail.threads import Threads
from bot.store import conversations, files, ticket_check, ticket_logs, ticket_texts
from bot.store.engine import Database
from bot.store.fetches import CHANNEL as FILE
from bot.store.intake import Intake
from bot.store.outbox import MAIL
from bot.store.sealing import Seal
from bot.store.seat import take_seat
from bot.store.staff_acts import SOURCE as CONSOLE
from handlers.conversation import Conversation
from handlers.tickets.ticket import Ticket
from knowledge.findings import Finder
from knowledge.language import Language
from tests.builders import NOW
from tests.line_person import LinePerson

__all__ = ["CENTER", "MX", "PUBLIC_URL", "SECRET_KEY", "LineDesk", "LinePerson"]

SECRET = "a-channel-secret-of-the-line-desk"
TOKEN = "an-access-token-of-the-line-desk"
SECRET_KEY = "sixteen letters or more"
RESERVE = 20  # percent of the month's pushes
PUBLIC_URL = "https://desk.example"
MAIL_FROM = "Privacy Center <desk@desk.example>"
MX = "mx.desk.example"
CENTER = "privacy_wm@worksmobile.com"  # the policy's own address
_TURNS = 50


class LineDesk:
    """A desk whose people write to it at LINE; `now` is the time for all of it.

    With `mails` letters can be sent: they are in `mailbox`. `web` is the web process, to open pages of.
    """

    def __init__(
        self,
        database: Database,
        finder: Callable[[], Finder],
        start: datetime = NOW,
        *,
        mails: bool = False,
    ) -> None:
        self.database = database
        self.mailbox = MailDouble(clock=self._seconds) if mails else None
        self.now = start
        self.scan: Scan = scanner(None)
        self.seal = Seal([Fernet.generate_key().decode()], SECRET_KEY)
        self.staff = {CENTER}
        self.web = self._pages()
        self._web = self.web.test_client()
        self.line = LineDouble(
            channel_secret=SECRET,
            webhook_url="http://desk.example/line/webhook",
            access_token=TOKEN,
            clock=self._seconds,
            post=self._post,
            deliver_in_background=False,
        )
        self._api = LocalServer(line_api(self.line))
        seat = take_seat(database)
        assert seat is not None
        self._seat = seat
        self._deliverer = Deliverer(self._senders(), self.seal, self.milliseconds, seat.ring)
        self._worker = Worker(
            database, seat, self._dispatch(finder), self._deliverer, (), self.seal, self.milliseconds
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._deliverer.close()
        self._seat.leave()
        self.line.close()
        self._api.close()
        if self.mailbox is not None:
            self.mailbox.close()

    def person(self, name: str, language: Language = "ja") -> LinePerson:
        """Let somebody add the account as a friend."""
        found = self.line.add_person(name, language)
        self.line.follow(found.id)
        self.work()
        return LinePerson(self, found.id)

    def work(self) -> None:
        """Decide and send until nothing is due."""
        for _ in range(_TURNS):
            more = self._worker.turn()
            while self._deliverer.busy and not self._deliverer.ended:
                self._seat.wait(1.0)
            if not more and not self._deliverer.busy:
                return
        raise AssertionError("there is always something due")

    def mailed(self, raw: bytes) -> int:
        """Let a mail come in; returns its number in the ledger."""
        row = self.ingest.take(raw)
        self.work()
        return row

    def passes(self, **units: float) -> None:
        """Let time pass, and do what is due then."""
        self.now += timedelta(**units)
        self.work()

    def tickets_of(self, lane: str) -> tuple[Ticket, ...]:
        with self.database.read() as connection:
            logs = ticket_logs.own(connection, [lane])
        return ticket_logs.folded(logs.get(lane, ()))

    def texts_of(self, number: str) -> list[str]:
        """Return the texts of a ticket that are still kept."""
        with self.database.read() as connection:
            kept = ticket_texts.load(connection, number, self.seal)
        return [one.text for one in kept.values() if one]

    def files_of(self, number: str) -> dict[str, bytes]:
        """Return the files of a ticket that are still kept, by their ids."""
        with self.database.read() as connection:
            ids = [file.id for file in files.of_ticket(connection, number, self.seal)]
            found = {one: files.content(connection, number, one, self.seal) for one in ids}
        return {one: content for one, content in found.items() if content is not None}

    def conversation_of(self, lane: str) -> Conversation:
        with self.database.read() as connection:
            return conversations.load(connection, [lane], self.seal)[lane]

    def broken(self) -> list[ticket_check.Flaw]:
        """Return what does not hold in any ticket."""
        with self.database.read() as connection:
            checks = [
                ticket_check.check(connection, number, self.seal)
                for number in ticket_check.numbers(connection)
            ]
        return [flaw for flaw in checks if flaw]

    @property
    def notices(self) -> Notices:
        """Return what owes words that nobody asked for."""
        return Notices({LINE: LineChannel()}, self.seal, MailPost() if self.mailbox else None)

    @property
    def ingest(self) -> Ingest:
        """Return what takes in mails, for the staff there are now."""
        receiver = Receiver(frozenset({"desk@desk.example"}), "desk.example", MX)
        return Ingest(
            MailDesk(
                database=self.database,
                seal=self.seal,
                draws=SecretDraws(SECRET_KEY),
                threads=Threads(SECRET_KEY),
                receiver=receiver,
                staff=frozenset(self.staff),
                examine=lambda content: kind_of(content) or "wrong_type",
                clock=self.milliseconds,
            )
        )

    def _seconds(self) -> float:
        return self.now.timestamp()

    def milliseconds(self) -> int:
        """Return the time as stores have it: since 1970, UTC."""
        return int(self.now.timestamp() * 1_000)

    def _pages(self) -> Flask:
        """Return the web process: the webhook, and the pages that links lead to."""
        app, intake = Flask("line-desk"), Intake(self.database, patience=60)
        app.register_blueprint(webhook([SECRET.encode()], intake, self.seal, self.milliseconds))
        pages = Desk(
            database=self.database,
            intake=intake,
            seal=self.seal,
            draws=SecretDraws(SECRET_KEY),
            passes=Passes(SECRET_KEY, PUBLIC_URL),
            clock=self.milliseconds,
        )
        app.register_blueprint(download_pages(pages))
        return app

    def _post(self, _: str, body: bytes, headers: Mapping[str, str], __: float) -> int:
        return self._web.post("/line/webhook", data=body, headers=dict(headers)).status_code

    def _senders(self) -> dict[str, Any]:
        contents = LineContents(self._api.url, fixed(TOKEN))
        fetching = FileSender(contents, self._scanned, self.database, self.seal)
        client = LineClient(self._api.url, fixed(TOKEN))
        senders: dict[str, Any] = {LINE: LineSender(client, Quota(client.plan, RESERVE)), FILE: fetching}
        if self.mailbox is None:
            return senders
        sender, threads = sender_of(MAIL_FROM), Threads(SECRET_KEY)
        return {**senders, MAIL: MailSender(relay_of(self.mailbox.url), sender, threads=threads)}

    def _scanned(self, content: bytes) -> bool:
        return self.scan(content)

    def _dispatch(self, finder: Callable[[], Finder]) -> Dispatch:
        return Dispatch(
            {
                LINE: LineChannel(),
                FILE: FileChannel(),
                PAGE: PageChannel(),
                MAIL: MailChannel(),
                CONSOLE: ConsoleChannel(),
            },
            finder,
            self.seal,
            SecretDraws(SECRET_KEY),
            post=MailPost() if self.mailbox else None,
            public_url=PUBLIC_URL,
        )
