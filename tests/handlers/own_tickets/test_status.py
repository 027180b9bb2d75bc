"""People see how their own tickets stand, who acts next and by when; of other tickets they see nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.own_tickets.lines import lines
from handlers.tickets.items import Outcome
from handlers.tickets.log import Channel, ClockExtended
from handlers.tickets.rights import Right
from handlers.tickets.statuses import OPEN, Move, Status
from handlers.tickets.texts import KeptText
from handlers.tickets.ticket import Ticket
from handlers.wording import CATALOGUES
from knowledge.language import LANGUAGES, Language
from tests.builders import context
from tests.desk import Desk
from tests.handlers.tickets.lives import MORI, NUMBER, SATO, WEDNESDAY, Life, another, at, in_review


def desk_with(*tickets: Ticket) -> Desk:
    desk = Desk()
    desk.now, desk.tickets = WEDNESDAY, tickets
    return desk


def shown(life: Life, **later: float) -> str:
    return lines(life.ticket, replace(context(), now=WEDNESDAY + timedelta(**later)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", sorted(set(Status) - {Status.DRAFT}))
def test_every_status_is_told_in_plain_words(status: Status, language: Language) -> None:
    told = lines(at(status).ticket, replace(context(language=language), now=WEDNESDAY))

    assert told.startswith(NUMBER)
    assert CATALOGUES[language][f"ticket.status.{status}"] in told
    acts_next = CATALOGUES[language].get(f"status.next.{status}", "")
    assert acts_next in told
    assert bool(acts_next) is (status in OPEN or status is Status.ANSWERED)


@pytest.mark.parametrize(
    ("later", "told"),
    [
        ({"hours": 1}, "Received today. You will have our answer by April 15."),
        ({"days": 1}, "Day 1 of 14 (until April 15)."),
        ({"days": 6}, "Day 6 of 14 (until April 15)."),
        ({"days": 14}, "Day 14 of 14 (until April 15)."),
        ({"days": 15}, "Our answer was due by April 15."),
    ],
)
def test_the_day_of_the_period_is_told_and_that_it_is_over(later: dict[str, float], told: str) -> None:
    assert told in shown(in_review(), **later)


def test_a_longer_period_is_told_as_it_is() -> None:
    life = in_review()
    until = WEDNESDAY + timedelta(days=28)
    life.add(ClockExtended(at=WEDNESDAY, by=MORI, until=until, reason=KeptText("t")))

    assert "Day 6 of 28 (until April 29)." in shown(life, days=6)


def test_an_ended_ticket_has_no_day() -> None:
    assert "Day" not in shown(at(Status.WITHDRAWN), days=6)


def test_the_newest_five_are_told_newest_first_each_with_a_button() -> None:
    tickets = [replace(at(Status.VERIFYING).ticket, number=f"PR-2026-00000{n}") for n in range(6)]
    desk = desk_with(*tickets)
    text = desk.says("status")

    numbers = [ticket.number for ticket in tickets[:5]]
    assert [button.label for button in desk.buttons()] == numbers
    assert [text.index(number) for number in numbers] == sorted(text.index(number) for number in numbers)
    assert tickets[5].number not in text
    assert "These are the newest 5." in text


def test_the_one_that_is_named_is_told_also_when_it_is_an_old_one() -> None:
    tickets = [replace(at(Status.VERIFYING).ticket, number=f"PR-2026-00000{n}") for n in range(6)]

    assert desk_with(*tickets).says("PR-2026-000005").startswith("PR-2026-000005 (checking who is asking)")


def test_a_number_that_is_not_theirs_is_answered_the_same_whoever_has_it() -> None:
    theirs = desk_with(at(Status.VERIFYING).ticket)
    nobody = desk_with()

    assert theirs.says("PR-2026-00000A") == nobody.says("PR-2026-00000A") == nobody.says(NUMBER)
    assert [button.label for button in theirs.buttons()] == [button.label for button in nobody.buttons()]


@pytest.mark.parametrize(
    ("status", "offered"),
    [
        (Status.VERIFYING, {"withdraw", "attach", "inform"}),
        (Status.WAITING_REQUESTER, {"withdraw", "attach", "inform"}),
        (Status.ANSWERED, {"reopen", "survey"}),
        (Status.WITHDRAWN, set()),
        (Status.UNVERIFIED, set()),
    ],
)
def test_only_what_can_be_done_is_offered(status: Status, offered: set[str]) -> None:
    desk = desk_with(at(status).ticket)
    desk.says("status")

    assert {button.command for button in desk.buttons()} - {"person"} == offered


def test_an_answer_that_is_too_old_to_object_to_is_not_offered_again() -> None:
    desk = desk_with(at(Status.ANSWERED).ticket)
    desk.waits(days=31)
    desk.says("status")

    assert "reopen" not in {button.command for button in desk.buttons()}


def test_two_open_tickets_are_both_there() -> None:
    desk = desk_with(another().ticket, at(Status.VERIFYING).ticket)

    assert "PR-2026-000123" in desk.says("status")
    assert NUMBER in desk.text


def test_nothing_moves_by_looking() -> None:
    desk = desk_with(at(Status.VERIFYING).ticket)
    desk.says("status")

    assert desk.changes == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", sorted(set(Status) - {Status.DRAFT}))
def test_a_card_has_no_more_buttons_than_line_shows_and_none_too_long(
    status: Status, language: Language
) -> None:
    desk = Desk(language, mails=True)
    desk.now, desk.tickets = WEDNESDAY, (at(status).ticket,)
    desk.says(NUMBER)

    assert 0 < len(desk.buttons()) <= 13
    assert all(len(button.label) <= 20 for button in desk.buttons())


def test_once_answered_people_read_what_became_of_each_right() -> None:
    life = in_review(Right.CORRECTION, Right.DISCLOSURE).propose(Outcome.GRANTED, Outcome.REFUSED)
    life.move(Move.PROPOSE).move(Move.APPROVE, by=SATO)
    assert "Request: correcting your data; a copy of your data" in shown(life)
    life.carry_out().delivered(Channel.MAIL).move(Move.DELIVER)

    assert "- correcting your data: done as you asked\n- a copy of your data: declined" in shown(life)


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.NONRESPONSIVE])
def test_what_ended_as_a_whole_is_told_once(status: Status) -> None:
    assert "Request: a copy of your data" in shown(at(status))
