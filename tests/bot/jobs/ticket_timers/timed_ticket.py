"""A ticket in the store whose time comes, the job that looks at it, and what it did."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from sqlalchemy import select

from bot.channels import Draft
from bot.dispatch.notices import Notices
from bot.jobs.ticket_timers import TicketTimers
from bot.store import addresses, conversations, ticket_logs, tickets
from bot.store.engine import Database
from bot.store.outbox import place_of
from bot.store.tables import tickets as table
from handlers.conversation import Conversation
from handlers.letters import Letter
from handlers.tickets import machine
from handlers.tickets.actors import SYSTEM
from handlers.tickets.assurance import Level, Method
from handlers.tickets.changes import SaltedText
from handlers.tickets.log import Channel, CodeSent, ContactNamed, IdentityRaised, Moved
from handlers.tickets.statuses import Move
from handlers.tickets.texts import KeptText, digest_of
from tests.bot.jobs.desk import SEAL, START, Clock, FakeChannel
from tests.bot.store.lodged import SALT, change, life_of
from tests.bot.store.rows import stored_debts
from tests.builders import corpus, finding
from tests.desk import CountedDraws
from tests.fakes import ScriptedFinder
from tests.handlers.tickets.lives import MORI, NUMBER, PERSON

OTHER = "PR-2026-000123"
ADDRESS = "ana@example.org"
MINUTE, HOUR, DAY = 60_000, 3_600_000, 24 * 3_600_000
BEGUN = datetime.fromtimestamp(START / 1_000, UTC)  # 17:00 in Japan: whole days later it is day there, too


class PlainPost:
    """Implements `bot.channels.Post`."""

    def compose(self, letter: Letter) -> Draft:
        return Draft(json.dumps([letter.to, letter.subject, letter.text]).encode())

    def read(self, body: bytes) -> Letter:
        to, subject, text = json.loads(body)
        return Letter(to=to, subject=subject, text=text, language="en", number="")


def timers(*, mails: bool = False) -> TicketTimers:
    finder = ScriptedFinder(corpus(), finding("fallback", confidence=0.0))
    notices = Notices({"fake": FakeChannel(Clock())}, SEAL, PlainPost() if mails else None)
    return TicketTimers(lambda: finder, notices, SEAL, CountedDraws())


class Kept:
    """A ticket in the store of somebody whose address at the platform is known."""

    def __init__(self, database: Database, lane: str = "ana", number: str = NUMBER) -> None:
        self.database, self.lane, self.number = database, lane, number
        self.life = life_of(lane, number=number, start=BEGUN)
        self.texts: dict[str, SaltedText] = {}
        self._stored = 0

    def said(self, text_id: str, words: str) -> KeptText:
        self.texts[text_id] = SaltedText(words, SALT)
        return KeptText(text_id, digest_of(words, SALT))

    def verifying(self) -> Kept:
        self.life.move(Move.VERIFY, by=SYSTEM)
        return self

    def named(self, *, confirmed: bool = False) -> Kept:
        """Name a mail address, to which a code goes."""
        now, contact = self.life.now, self.said(f"address of {self.number}"[:22], ADDRESS)
        self.life.add(ContactNamed(at=now, by=PERSON, channel=Channel.MAIL, address=contact))
        self.life.add(CodeSent(at=now, by=SYSTEM, channel=Channel.MAIL))
        if confirmed:
            method = Method.CODE_TO_NAMED_MAIL
            self.life.add(IdentityRaised(at=now, by=SYSTEM, method=method, level=Level.CONTACT))
        return self

    def asked(self) -> Kept:
        """Let staff ask the requester something."""
        self.life.identified(Level.KNOWN_FACTS).move(Move.TAKE_UP)
        question = self.said("question", "Which account is it?")
        self.life.add(machine.move(self.life.ticket, self.life.act(Move.ASK_REQUESTER, MORI, question)))
        return self

    def store(self, *, reached: bool = True) -> Kept:
        with self.database.write() as connection:
            tickets.append(connection, [change(self.life, self.texts, done=self._stored)], SEAL)
            if reached:
                addresses.keep(connection, self.lane, "fake", f"U-{self.lane}", START, SEAL)
        self.texts, self._stored = {}, len(self.life.events)
        return self


def log_of(database: Database, number: str = NUMBER) -> list[str]:
    """Return what happened by itself, in order."""
    with database.read() as connection:
        log = ticket_logs.log_of(connection, number)
    own = [event for event in log if event.by == SYSTEM and event.at > BEGUN]
    return [event.move.value if isinstance(event, Moved) else type(event).__name__ for event in own]


def next_at(database: Database, number: str = NUMBER) -> int | None:
    with database.read() as connection:
        when = select(table.c.next_at).where(table.c.number == number)
        found: int | None = connection.execute(when).scalar_one()
        return found


def owed(database: Database) -> list[tuple[str, str, str]]:
    """Return the key, the channel and the body of everything that was owed."""
    return [
        (row.dedupe, row.channel, SEAL.open(row.body, place_of(row.dedupe)).decode())
        for row in stored_debts(database)
    ]


def channels(database: Database) -> list[str]:
    return [channel for _, channel, _ in owed(database)]


def looks(database: Database, *moments: int, mails: bool = False) -> None:
    """Let the job run at these times, in milliseconds after the ticket was handed in."""
    for moment in moments:
        assert timers(mails=mails).step(database, START + moment)


def remember(database: Database, conversation: Conversation) -> None:
    with database.write() as connection:
        conversations.save(connection, {"ana": conversation}, START, SEAL)


def warned(database: Database) -> list[tuple[str, str]]:
    """Return address and subject of every mail to staff, in order."""
    mails = [json.loads(body) for key, _, body in owed(database) if key.endswith(":staff")]
    return [(to, subject) for to, subject, _ in mails]
