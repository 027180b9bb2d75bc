"""Files that show who somebody is go by themselves: with an end that nobody decides, and after 30 days."""

from __future__ import annotations

from dataclasses import replace

from bot.store import files, ticket_check, ticket_logs
from bot.store.engine import Database
from bot.store.sources import message_key
from handlers.tickets.assurance import Method
from handlers.tickets.log import Channel, FileKept, HoldSet, IdentityFailed
from handlers.tickets.statuses import Move, Status
from handlers.tickets.ticket import Ticket
from tests.bot.jobs.desk import SEAL, START
from tests.bot.jobs.ticket_timers.timed_ticket import BEGUN, DAY, MINUTE, Kept, log_of, looks, owed
from tests.handlers.tickets.lives import MORI, NUMBER, PERSON

CONTENT = b"%PDF-1.7\n a masked licence"


def stored(kept: Kept, *, reached: bool = True) -> Kept:
    """Store a ticket whose requester sent a file that shows who they are not."""
    kept.life.add(
        FileKept(
            at=BEGUN,
            by=PERSON,
            channel=Channel.LINE,
            file="f1",
            media_type="application/pdf",
            size=len(CONTENT),
            digest=files.digest_of(CONTENT),
        ),
        IdentityFailed(at=BEGUN, by=MORI, method=Method.DOCUMENT, files=("f1",)),
    )
    kept.store(reached=reached)
    key = message_key("ana", "1", SEAL)
    with kept.database.write() as connection:
        sealed = files.sealed(NUMBER, "f1", key, "application/pdf", CONTENT, "", SEAL)
        files.keep(connection, sealed, START)
    return kept


def bytes_of(database: Database) -> bytes | None:
    with database.read() as connection:
        assert ticket_check.check(connection, NUMBER, SEAL) is None
        return files.content(connection, NUMBER, "f1", SEAL)


def test_they_go_after_thirty_days_though_nobody_can_be_reminded(database: Database) -> None:
    stored(Kept(database).verifying(), reached=False)
    looks(database, DAY, 15 * DAY, 30 * DAY - 1)
    assert (log_of(database), bytes_of(database)) == ([], CONTENT)
    looks(database, 31 * DAY)
    assert (log_of(database), bytes_of(database)) == (["EvidenceErased"], None)
    with database.read() as connection:
        assert Ticket.of(ticket_logs.log_of(connection, NUMBER)).status is Status.VERIFYING
    assert owed(database) == []


def test_they_go_with_the_end_of_a_ticket_whose_requester_cannot_be_identified(database: Database) -> None:
    kept = Kept(database).verifying()
    for _ in range(2):
        kept.life.add(IdentityFailed(at=BEGUN, by=MORI, method=Method.TWO_FACTS))
    stored(kept)
    looks(database, MINUTE)
    assert log_of(database) == ["EvidenceErased", "end_unidentified"]
    assert bytes_of(database) is None
    assert [key for key, _, _ in owed(database)] == [f"ticket:{NUMBER}:{len(kept.life.events) + 2}"]


def test_those_of_a_ticket_on_legal_hold_go_at_the_next_look_after_it(database: Database) -> None:
    kept = Kept(database)
    kept.life.add(HoldSet(at=BEGUN, by=MORI, on=True))
    stored(kept)
    kept.life.move(Move.WITHDRAW, by=replace(PERSON, id="ana"))
    kept.store()
    looks(database, 60 * DAY)
    assert bytes_of(database) == CONTENT
    kept.life.wait(days=61).add(HoldSet(at=kept.life.now, by=MORI, on=False))
    kept.store()
    looks(database, 61 * DAY)
    assert (log_of(database), bytes_of(database)) == (["EvidenceErased"], None)
