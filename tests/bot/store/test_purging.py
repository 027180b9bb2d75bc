"""Purging: with a ticket's content goes everything that leads to it, and nothing of anybody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.store import addresses, codes, downloads, notices, sources, ticket_check, ticket_texts
from bot.store import tables as known
from bot.store.engine import Database
from bot.store.notices import NewNotice, Words
from bot.store.tables import ticket_files
from handlers.downloading.links import LIFE, OWN_COPY, NewLink
from handlers.identity.codes import NewCode
from handlers.replies import Text
from handlers.tickets.actors import SYSTEM
from handlers.tickets.statuses import Move
from tests.bot.store.attached import a_file, keep, logged
from tests.bot.store.lodged import SALT, SEAL, append, change, life_of, lodge, person, wrote
from tests.handlers.tickets.lives import NUMBER, WEDNESDAY, Life

OTHER, THIRD = "PR-2026-000123", "PR-2026-000124"


def everything_of(database: Database, lane: str, number: str) -> Life:
    """Store a ticket with a text, a file, where both came from, a link, a code, a notice and an address."""
    life = life_of(lane, number=number)
    texts = wrote(life, f"text of {number}", salt=SALT)
    lodge(database, logged(life, f"file {number}"), texts)
    keep(database, a_file(f"file {number}", lane=lane, number=number))
    token, until = f"token of {number}", WEDNESDAY + LIFE
    link = NewLink(token=token, number=number, content=OWN_COPY, until=until)
    with database.write() as connection:
        sources.keep(connection, lane, number, {f"text of {number}": ("m1",)}, 0, SEAL)
        downloads.keep(connection, lane, [link], 0)
        codes.change(connection, lane, [NewCode(number, f"{lane}@example.org", "digest")], 0, SEAL)
        addresses.keep(connection, lane, "line", f"U-{lane}", 0, SEAL)
        words = Words(Text("It is so."), "en")
        key = f"ticket:{number}:1"
        new = NewNotice(dedupe=key, lane=lane, number=number, words=words, legal=False, until=9)
        notices.keep(connection, new, (), 0, SEAL)
    return life


def purge(database: Database, life: Life, lane: str) -> None:
    done = len(life.events)
    life.move(Move.WITHDRAW, by=person(lane)).wait(days=365).move(Move.PURGE, by=SYSTEM)
    append(database, change(life, done=done))


def left(database: Database, lane: str, number: str) -> dict[str, bool]:
    """Tell of each thing that leads to a ticket whether it is still there."""
    with database.read() as connection:
        files = select(ticket_files.c.sealed).where(ticket_files.c.number == number)
        links = select(func.count()).where(known.downloads.c.number == number)
        origins = select(func.count()).where(known.ticket_sources.c.number == number)
        return {
            "text": any(ticket_texts.load(connection, number, SEAL).values()),
            "file": connection.execute(files).scalar_one() is not None,
            "source": connection.execute(origins).scalar_one() > 0,
            "link": connection.execute(links).scalar_one() > 0,
            "notice": bool(notices.of_ticket(connection, number)),
            "code": codes.digest(connection, number) is not None,
            "address": addresses.find(connection, lane, SEAL) is not None,
        }


@pytest.fixture
def lives(database: Database) -> dict[str, Life]:
    """Give two tickets of one person and one of another, each with everything that can belong to it."""
    return {
        NUMBER: everything_of(database, "ana", NUMBER),
        OTHER: everything_of(database, "ana", OTHER),
        THIRD: everything_of(database, "ben", THIRD),
    }


def test_what_leads_to_a_ticket_goes_with_it_and_the_address_stays_for_the_other_ticket(
    database: Database, lives: dict[str, Life]
) -> None:
    purge(database, lives[NUMBER], "ana")
    assert {name for name, there in left(database, "ana", NUMBER).items() if there} == {"address"}


def test_the_address_goes_with_the_last_ticket(database: Database, lives: dict[str, Life]) -> None:
    purge(database, lives[OTHER], "ana")
    purge(database, lives[NUMBER], "ana")
    assert not any(left(database, "ana", NUMBER).values())


def test_nothing_of_other_tickets_and_other_people_goes(database: Database, lives: dict[str, Life]) -> None:
    purge(database, lives[NUMBER], "ana")
    assert all(left(database, "ana", OTHER).values())
    assert all(left(database, "ben", THIRD).values())


def test_a_purged_ticket_is_whole(database: Database, lives: dict[str, Life]) -> None:
    purge(database, lives[NUMBER], "ana")
    with database.read() as connection:
        assert ticket_check.check(connection, NUMBER, SEAL) is None


def test_a_person_who_comes_back_is_reached_again(database: Database, lives: dict[str, Life]) -> None:
    purge(database, lives[THIRD], "ben")
    number = "PR-2026-000125"
    lodge(database, life_of("ben", number=number, start=WEDNESDAY + timedelta(days=400)))
    with database.write() as connection:
        addresses.keep(connection, "ben", "line", "U-ben", 0, SEAL)
        assert addresses.find(connection, "ben", SEAL) == ("line", "U-ben")
