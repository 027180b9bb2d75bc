"""A house for tests: a ticket whose requester confirmed an address, a link to it, the pages, the worker."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Self
from urllib.parse import urljoin

from flask import Flask
from werkzeug.test import TestResponse

from bot.channels import Draft, Owed, Persistence, Receipt, Senders
from bot.dispatch import Dispatch
from bot.downloads.channel import SOURCE, PageChannel
from bot.downloads.pages import Desk, download_pages
from bot.downloads.passes import Passes
from bot.draws import SecretDraws
from bot.jobs.deliver import Deliverer
from bot.jobs.worker import Worker
from bot.store import downloads, inbox, ticket_logs, tickets
from bot.store.engine import Database
from bot.store.intake import Intake
from bot.store.outbox import MAIL as MAIL_CHANNEL
from bot.store.seat import take_seat
from bot.store.ticket_rows import milliseconds
from handlers.downloading.links import LIFE, NewLink
from handlers.events import ButtonPressed
from handlers.letters import Letter
from handlers.tickets.actors import SYSTEM
from handlers.tickets.assurance import Level, Method
from handlers.tickets.changes import SaltedText, TicketChange
from handlers.tickets.log import Channel, ContactNamed, IdentityRaised, NoteAdded, TicketEvent
from handlers.tickets.rights import Right
from handlers.tickets.texts import KeptText, digest_of
from handlers.tickets.ticket import Ticket
from tests.bot.jobs.desk import SEAL, Clock, FakeChannel, happened
from tests.bot.store.lodged import SALT, change, life_of, person, wrote
from tests.builders import corpus, finding
from tests.fakes import ScriptedFinder
from tests.handlers.tickets.lives import MORI, NUMBER, Life

SECRET_KEY = "sixteen letters or more"
START = datetime(2026, 4, 2, 3, 0, tzinfo=UTC)  # noon in Japan, a day after the receipt
MAIL, WORDS, NOTE = "hanako@example.org", "髙橋花子です。①の住所を直してください。", "called twice"
TOKEN = "t" * 43


class Letters:
    """Implements `bot.channels.Post` and the sender of `mail`; what was sent is in `sent`."""

    def __init__(self) -> None:
        self.sent: list[Letter] = []

    persistence = Persistence(longest_wait=300_000, given_up_after=82_800_000)

    def compose(self, letter: Letter) -> Draft:
        self.sent.append(letter)
        return Draft(b"{}")

    def read(self, body: bytes) -> Letter:  # noqa: ARG002  # the protocol's
        return self.sent[-1]

    def send(self, owed: Owed, now: int) -> Receipt:  # noqa: ARG002  # the protocol's
        return Receipt("push")

    @property
    def code(self) -> str:
        """Return the code of the last letter."""
        return str(re.findall(r"^\d{6}$", self.sent[-1].text, re.MULTILINE)[0])


class House:
    """One worker and the pages over one store; `now` is the time for all of it."""

    def __init__(self, database: Database, public_url: str = "https://desk.example") -> None:
        self.database, self.now = database, START
        self.letters, self.chat = Letters(), FakeChannel(Clock())
        seat = take_seat(database)
        assert seat is not None
        self._seat = seat
        draws = SecretDraws(SECRET_KEY)
        finder = ScriptedFinder(corpus(), finding("fallback", confidence=0.0))
        dispatch = Dispatch(
            {SOURCE: PageChannel(), "fake": self.chat},
            lambda: finder,
            SEAL,
            draws,
            post=self.letters,
            public_url=public_url,
        )
        senders: Senders = {"fake": self.chat, MAIL_CHANNEL: self.letters}
        self._deliverer = Deliverer(senders, SEAL, self.clock, seat.ring)
        self._worker = Worker(database, seat, dispatch, self._deliverer, (), SEAL, self.clock)
        self.app = Flask("pages", static_folder=None)
        desk = Desk(
            database=database,
            intake=Intake(database, patience=30),
            seal=SEAL,
            draws=draws,
            passes=Passes(SECRET_KEY, public_url),
            clock=self.clock,
        )
        self.app.register_blueprint(download_pages(desk))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._deliverer.close()
        self._seat.leave()

    def clock(self) -> int:
        return milliseconds(self.now)

    def passes(self, **units: float) -> None:
        self.now += timedelta(**units)

    def work(self) -> None:
        while self._worker.turn() or self._deliverer.busy:
            self._seat.wait(0.05)

    def lodge(self, lane: str = "ana", number: str = NUMBER, token: str = TOKEN, words: str = WORDS) -> Life:
        """Keep a ticket of somebody who confirmed an address, and a link to it."""
        life, texts = confirmed_life(lane, number, words)
        link = NewLink(token=token, number=number, content="own_copy", until=self.now + LIFE)
        with self.database.write() as connection:
            tickets.append(connection, [change(life, texts)], SEAL)
            downloads.keep(connection, lane, [link], self.clock())
        return life

    def presses(self, command: str, number: str = NUMBER, lane: str = "ana") -> str:
        """Press a button in the chat; return what is read there then."""
        self.passes(seconds=1)
        event = happened(
            f"{lane}{self.clock()}", ButtonPressed, lane, self.clock(), command=command, argument=number
        )
        with self.database.write() as connection:
            inbox.put(connection, [event])
        before = len(self.chat.sent)
        self.work()
        return "\n".join(self.chat.sent[before:])

    def add(self, *events: TicketEvent, number: str = NUMBER) -> None:
        version = len(self.log(number))
        with self.database.write() as connection:
            tickets.append(connection, [TicketChange(number, version, events)], SEAL)

    def log(self, number: str = NUMBER) -> tuple[TicketEvent, ...]:
        with self.database.read() as connection:
            return ticket_logs.log_of(connection, number)

    def ticket(self, number: str = NUMBER) -> Ticket:
        return Ticket.of(self.log(number))

    def browser(self, token: str = TOKEN) -> Visitor:
        return Visitor(self, token)


def confirmed_life(
    lane: str, number: str = NUMBER, words: str = WORDS
) -> tuple[Life, Mapping[str, SaltedText]]:
    """Return a life with a message, a note of staff and an address that a code confirmed."""
    life = life_of(lane, Right.CORRECTION, number=number)
    ids = [f"{number}-{name}"[-22:] for name in ("mail", "heard", "noted")]
    texts = dict(wrote(life, ids[1], words))
    texts |= {ids[0]: SaltedText(MAIL, SALT), ids[2]: SaltedText(NOTE, SALT)}
    kept = {name: KeptText(name, digest_of(texts[name].text, SALT)) for name in ids}
    life.add(ContactNamed(at=life.now, by=person(lane), channel=Channel.MAIL, address=kept[ids[0]]))
    life.add(NoteAdded(at=life.now, by=MORI, text=kept[ids[2]]))
    life.add(IdentityRaised(at=life.now, by=SYSTEM, method=Method.CODE_TO_NAMED_MAIL, level=Level.CONTACT))
    return life, texts


class Visitor:
    """A browser at one link: keeps its cookies, follows where a form leads."""

    def __init__(self, house: House, token: str) -> None:
        self._house, self.token = house, token
        self.client = house.app.test_client()

    def opens(self, rest: str = "", **more: Any) -> TestResponse:
        return self.client.get(f"/d/{self.token}{rest}", base_url="https://desk.example", **more)

    def sends(self, rest: str, **form: str) -> TestResponse:
        where = f"/d/{self.token}/{rest}"
        answer = self.client.post(where, data=form, base_url="https://desk.example")
        if answer.status_code == 303:
            return self.client.get(
                urljoin(where, answer.headers["Location"]), base_url="https://desk.example"
            )
        return answer

    def asks_for_a_code(self) -> TestResponse:
        answer = self.sends("send")
        self._house.work()
        return answer

    def gets_in(self) -> TestResponse:
        self.asks_for_a_code()
        return self.sends("code", code=self._house.letters.code)

    def fetches(self) -> dict[str, Any]:
        answer = self.opens("/copy.json")
        assert answer.status_code == 200, answer.status
        copy: dict[str, Any] = json.loads(answer.data)
        return copy
