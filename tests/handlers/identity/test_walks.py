"""Whatever is typed and pressed in whatever order, nobody guesses more often than they may."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.identity.limits import LIFE, MOST_A_DAY, MOST_AN_HOUR, TRIES
from handlers.tickets.log import CodeSent, CodeWrong, ContactNamed, IdentityFailed, IdentityRaised
from handlers.tickets.statuses import Status
from tests.builders import pressed
from tests.desk import Desk
from tests.handlers.identity.waiting import ASKED, MAIL, WRONG

OTHER = "other@example.org"
NUMBERS = ("PR-2026-000001", "PR-2026-000002")
steps = st.one_of(
    st.sampled_from(("wrong", "right", "before", "later", "status", "withdraw", MAIL, OTHER)),
    st.tuples(st.sampled_from(("code", "address", "code_later")), st.sampled_from(NUMBERS)),
    st.sampled_from((timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=9))),
)


def does(desk: Desk, step: object) -> None:
    codes = [text for letter in desk.letters for text in letter.text.splitlines() if text.isdigit()]
    match step:
        case timedelta():
            desk.now += step
        case (str() as command, str() as number):
            desk.meets(pressed(command, number))
        case "wrong":
            desk.says(WRONG)
        case "right" | "before":
            desk.says(codes[-1 if step == "right" else 0])
        case str():
            desk.says(step)


@settings(max_examples=60, deadline=None)
@given(st.lists(steps, max_size=25))
def test_no_code_is_guessed_at_too_often_none_counts_after_its_time_and_not_too_many_are_sent(
    walk: list[object],
) -> None:
    desk = Desk(mails=True)
    for _ in NUMBERS:
        desk.answers(*ASKED["en"], MAIL, "send")
    for step in walk:
        does(desk, step)
    for number in NUMBERS:
        holds_of(desk, number)
    times = [at for at, _ in desk.shelf.codes]
    assert most_within(times, timedelta(hours=1)) <= MOST_AN_HOUR
    assert most_within(times, timedelta(days=1)) <= MOST_A_DAY
    assert all(one.status is not Status.IN_REVIEW for one in desk.tickets)


def holds_of(desk: Desk, number: str) -> None:
    """Follow one log: guesses that count are made at a code that lives, three at most, the last one right."""
    sent_at, guesses = None, 0
    for event in (event for change in desk.changes if change.number == number for event in change.events):
        if isinstance(event, CodeSent):
            sent_at, guesses = event.at, 0
        if isinstance(event, ContactNamed | IdentityFailed):
            sent_at = None
        if isinstance(event, CodeWrong | IdentityRaised):
            assert sent_at is not None
            guesses += 1
            assert guesses <= TRIES
        if isinstance(event, IdentityRaised):
            assert sent_at is not None
            assert event.at < sent_at + LIFE


def most_within(times: list[datetime], period: timedelta) -> int:
    return max((sum(begin <= at < begin + period for at in times) for begin in times), default=0)
