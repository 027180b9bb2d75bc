"""Figures of small histories, counted by hand; a month is one of Japan."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from itertools import count

from bot.store import daily_counts, figures, ticket_refresh
from bot.store.daily_counts import Key
from bot.store.engine import Database
from bot.store.figures import Ended, Now
from bot.store.moments import milliseconds
from bot.store.tables import tickets
from handlers.counting import Counted
from handlers.tickets import machine
from handlers.tickets.actors import SYSTEM
from handlers.tickets.assurance import Level
from handlers.tickets.items import Outcome
from handlers.tickets.kinds import Kind
from handlers.tickets.log import Channel
from handlers.tickets.months import Month
from handlers.tickets.regimes import JAPAN
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move
from handlers.tickets.survey_log import SurveyAnswered
from tests.bot.store.lodged import SEAL, lodge
from tests.handlers.tickets.lives import PERSON, SATO, Life

MARCH, APRIL, MAY = (Month(2026, month) for month in (3, 4, 5))
MONTHS = (MARCH, APRIL, MAY)
_NUMBERS = count()


def japan(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=JAPAN)


def asked(at: datetime, *rights: Right, kind: Kind = Kind.RIGHTS) -> Life:
    """Return the life of a ticket that was handed in then."""
    life = Life(*rights, kind=kind, number=f"PR-2026-{next(_NUMBERS):06}", start=at)
    life.move(Move.SUBMIT, by=PERSON)
    return life


def taken_up(at: datetime, *rights: Right) -> Life:
    life = asked(at, *(rights or (Right.DISCLOSURE,)))
    life.identified(Level.KNOWN_FACTS).move(Move.TAKE_UP, by=SYSTEM)
    return life


def granted(at: datetime, *rights: Right, **after: float) -> Life:
    """Return the life of a ticket that was answered so long after it came."""
    life = taken_up(at, *rights)
    life.wait(**after).propose(*[Outcome.GRANTED] * len(life.ticket.items))
    return life.move(Move.DECIDE).carry_out().delivered(Channel.MAIL).move(Move.DELIVER)


def refused(at: datetime, **after: float) -> Life:
    life = taken_up(at).wait(**after).propose(Outcome.REFUSED).move(Move.PROPOSE)
    return life.move(Move.APPROVE, by=SATO).delivered(Channel.MAIL).move(Move.DELIVER)


def received(database: Database) -> list[tuple[str, str, tuple[str, ...], int]]:
    with database.read() as connection:
        found = figures.received(connection, MONTHS)
    return sorted((str(one.month), one.kind, one.rights, one.count) for one in found)


def ended(database: Database, detailed: Month = APRIL) -> list[Ended]:
    with database.read() as connection:
        found = figures.ended(connection, MONTHS, detailed)
    return sorted(found, key=lambda one: (one.month, one.days, one.ended_as))


def test_a_request_belongs_to_the_month_of_japan_in_which_it_came(database: Database) -> None:
    lodge(database, asked(japan(3, 31, 23, 59), Right.DELETION))
    lodge(database, asked(japan(4, 1, 0, 0), Right.DELETION))
    lodge(database, asked(japan(4, 30, 23, 59), Right.DISCLOSURE, Right.DELETION))
    lodge(database, asked(japan(5, 1, 0, 0), kind=Kind.QUESTION))
    assert received(database) == [
        ("2026-03", "rights", ("deletion",), 1),
        ("2026-04", "rights", ("deletion",), 1),
        ("2026-04", "rights", ("disclosure", "deletion"), 1),
        ("2026-05", "question", (), 1),
    ]


def test_drafts_spam_and_what_goes_on_in_another_ticket_are_not_counted(database: Database) -> None:
    lodge(database, taken_up(japan(4, 2)).move(Move.MARK_SPAM))
    merged = taken_up(japan(4, 3))
    into = taken_up(japan(3, 3))
    merged.add(machine.move(merged.ticket, merged.act(Move.MERGE, into=into.ticket)))
    lodge(database, merged)
    lodge(database, Life(Right.DISCLOSURE, number="PR-2026-00DRFT", start=japan(4, 4)))
    assert received(database) == []
    assert ended(database) == []


def test_what_was_taken_for_spam_by_mistake_is_counted_again(database: Database) -> None:
    lodge(database, taken_up(japan(4, 2)).move(Move.MARK_SPAM).move(Move.UNMARK_SPAM))
    assert [row[-1] for row in received(database)] == [1]
    assert ended(database) == []


def test_days_are_calendar_days_of_japan_from_receipt(database: Database) -> None:
    lodge(database, granted(japan(4, 10, 0, 1), hours=23))
    lodge(database, granted(japan(4, 10, 23, 30), hours=1))
    lodge(database, refused(japan(3, 25), days=10))
    assert [(str(one.month), one.days, dict(one.outcomes)) for one in ended(database)] == [
        ("2026-04", 0, {Right.DISCLOSURE: Outcome.GRANTED}),
        ("2026-04", 1, {Right.DISCLOSURE: Outcome.GRANTED}),
        ("2026-04", 10, {Right.DISCLOSURE: Outcome.REFUSED}),
    ]


def test_our_first_word_is_what_staff_first_wrote_not_what_the_bot_did(database: Database) -> None:
    life = taken_up(japan(4, 1)).wait(days=2).move(Move.ASK_REQUESTER).wait(days=3)
    life.move(Move.HEAR_REQUESTER, by=PERSON).propose(Outcome.GRANTED).move(Move.DECIDE).carry_out()
    lodge(database, life.delivered(Channel.MAIL).move(Move.DELIVER))
    assert [(one.answer_days, one.days) for one in ended(database)] == [(2, 5)]


def test_tickets_that_are_alike_are_counted_together(database: Database) -> None:
    for day in (1, 2, 3):
        lodge(database, granted(japan(4, day), Right.DISCLOSURE, Right.CORRECTION, days=2))
    (found,) = ended(database)
    assert (found.count, found.days) == (3, 2)
    assert dict(found.outcomes) == dict.fromkeys((Right.DISCLOSURE, Right.CORRECTION), Outcome.GRANTED)


def test_what_ended_without_an_answer_says_how(database: Database) -> None:
    lodge(database, asked(japan(4, 1), Right.DELETION).wait(days=1).move(Move.WITHDRAW, by=PERSON))
    assert [(one.ended_as, dict(one.outcomes)) for one in ended(database)] == [
        ("withdrawn", {Right.DELETION: Outcome.WITHDRAWN})
    ]


def test_an_objection_takes_the_outcome_away_until_there_is_another_but_not_the_first_answer(
    database: Database,
) -> None:
    lodge(database, refused(japan(4, 1), days=3).move(Move.REOPEN, by=PERSON))
    assert [(one.ended_as, one.days, dict(one.outcomes)) for one in ended(database)] == [("answered", 3, {})]


def test_a_ticket_whose_content_was_erased_counts_as_before(database: Database) -> None:
    life = asked(japan(4, 1), Right.DELETION).wait(days=1).move(Move.WITHDRAW, by=PERSON)
    lodge(database, life.wait(days=365).move(Move.PURGE, by=SYSTEM))
    assert [one.ended_as for one in ended(database)] == ["withdrawn"]
    assert [row[-1] for row in received(database)] == [1]


def test_scores_and_days_are_told_of_one_month_only(database: Database) -> None:
    for month in (3, 4):
        life = granted(japan(month, 1), days=2)
        lodge(database, life.add(SurveyAnswered(at=life.now, by=PERSON, score=month)))
    assert [(str(one.month), one.score) for one in ended(database)] == [("2026-03", None), ("2026-04", 4)]


def test_tickets_from_before_there_were_figures_get_theirs(database: Database) -> None:
    lodge(database, granted(japan(4, 1), days=2))
    emptied = dict.fromkeys(("stage", "first_answer_at", "ended_as", "outcomes", "legal_met_at"))
    with database.write() as connection:
        connection.execute(tickets.update().values(**emptied))
    assert ended(database) == []
    ticket_refresh.refresh(database, SEAL)
    assert [one.days for one in ended(database)] == [2]


def test_what_is_open_is_counted_as_the_lists_have_it(database: Database) -> None:
    lodge(database, asked(japan(4, 1), Right.DELETION))  # due on the 11th
    lodge(database, asked(japan(4, 8), Right.DELETION))  # due on the 18th
    lodge(database, taken_up(japan(4, 12)).move(Move.ASK_REQUESTER))  # due on the 26th
    lodge(database, granted(japan(4, 8), days=1))
    lodge(database, Life(Right.DISCLOSURE, number="PR-2026-00DRFT", start=japan(4, 12)))
    at, monday = milliseconds(japan(4, 15)), milliseconds(japan(4, 20, 0))
    with database.read() as connection:
        found = figures.now(connection, at, monday)
    assert found == Now(todo=2, waiting=1, overdue=1, due_this_week=1, unassigned=3)


def test_counts_of_days_grow_and_those_of_all_seats_are_one(database: Database) -> None:
    key: Key = (Counted.ANSWERED, "ja")
    more: Key = (Counted.UNANSWERED, "en")
    last, first = milliseconds(japan(3, 31, 23, 59)), milliseconds(japan(4, 1, 0))
    for at, seat, counts in (
        (last, "worker-1", {key: 5}),
        (first, "worker-1", {key: 2, more: 1}),
        (first, "worker-1", {key: 3}),
        (first, "worker-2", {key: 4}),
        (first, "worker-2", {}),
    ):
        with database.write() as connection:
            daily_counts.add(connection, Counter(counts), at, seat)
    with database.read() as connection:
        found = daily_counts.by_month(connection, MARCH, APRIL)
        assert daily_counts.by_month(connection, MAY, MAY) == []
    assert sorted((str(one.month), one.what, one.language, one.count) for one in found) == [
        ("2026-03", "answered", "ja", 5),
        ("2026-04", "answered", "ja", 9),
        ("2026-04", "unanswered", "en", 1),
    ]
