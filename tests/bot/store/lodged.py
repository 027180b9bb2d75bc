"""Short ways to write tickets into a store in tests; every step of their lives went through the machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import cast

from cryptography.fernet import Fernet

from bot.store import tickets
from bot.store.engine import Database
from bot.store.sealing import Seal
from handlers.tickets.actors import Actor
from handlers.tickets.changes import SaltedText, TicketChange
from handlers.tickets.guards import Act
from handlers.tickets.log import Channel, MessageIn, Opened
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move
from handlers.tickets.texts import KeptText, digest_of
from handlers.tickets.ticket import Ticket
from tests.handlers.tickets.lives import MORI, NUMBER, PERSON, WEDNESDAY, Life

SEAL = Seal([Fernet.generate_key().decode()], "sixteen letters or more")
SECRET_WORDS = "私は山田花子です。誕生日は1990年4月1日です。"
SALT = bytes(range(16))


class Silent(Life):
    """A life whose moves say nothing in words, so that no text is missing from the store."""

    def act(
        self, move: Move, by: Actor = MORI, text: KeptText | None = None, into: Ticket | None = None
    ) -> Act:
        return super().act(move, by, text, into)


def person(lane: str) -> Actor:
    return replace(PERSON, id=lane)


def life_of(lane: str, *rights: Right, number: str = NUMBER, start: datetime = WEDNESDAY) -> Silent:
    """Return the life of a ticket that this person has handed in."""
    life = Silent(*(rights or (Right.DISCLOSURE,)), number=number, start=start)
    life.events[0] = replace(cast("Opened", life.events[0]), requester=lane)
    life.move(Move.SUBMIT, by=person(lane))
    return life


def wrote(life: Life, text_id: str, text: str = SECRET_WORDS, salt: bytes = SALT) -> Mapping[str, SaltedText]:
    """Let the requester write something; returns the text for the store."""
    kept = KeptText(text_id, digest_of(text, salt))
    life.add(MessageIn(at=life.now, by=PERSON, channel=Channel.LINE, text=kept))
    return {text_id: SaltedText(text, salt)}


def change(
    life: Life, texts: Mapping[str, SaltedText] | None = None, decided_on: int | None = None, done: int = 0
) -> TicketChange:
    """Return what a life has more than its first `done` events, decided on that version or the one named."""
    version = done if decided_on is None else decided_on
    return TicketChange(life.ticket.number, version, tuple(life.events[done:]), texts or {})


def append(database: Database, *changes: TicketChange) -> None:
    with database.write() as connection:
        tickets.append(connection, changes, SEAL)


def lodge(database: Database, life: Life, texts: Mapping[str, SaltedText] | None = None) -> Life:
    """Write a whole life into the store."""
    append(database, change(life, texts))
    return life
