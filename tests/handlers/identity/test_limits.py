"""Three codes an hour and five a day, for a person as for an address; nobody learns which was reached."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from handlers import retention
from handlers.identity import limits
from handlers.identity.codes import NewCode
from handlers.tickets.rules import DEFAULT
from tests.builders import NOW, context
from tests.desk import Desk
from tests.handlers.identity.waiting import MAIL, NUMBER, desk_waiting, last


def sent(desk: Desk, address: str, *before: timedelta) -> None:
    """Let codes have been sent for this person so long before now, the oldest first."""
    desk.shelf.codes += [(desk.now - ago, NewCode("PR-2026-000009", address, "digest")) for ago in before]


def allowed(*before: timedelta) -> bool:
    desk = Desk(mails=True)
    sent(desk, MAIL, *before)
    return limits.allows("other@example.org", replace(context(), shelf=desk.shelf))


MINUTES = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("before", "more"),
    [
        ([], True),
        ([2, 1], True),
        ([3, 2, 1], False),
        ([59, 58, 57], False),
        ([60, 58, 57], True),
        ([300, 240, 180, 120], True),
        ([300, 240, 180, 120, 61], False),
        ([1439, 240, 180, 120, 61], False),
        ([1440, 240, 180, 120, 61], True),
    ],
)
def test_three_codes_are_sent_in_an_hour_and_five_in_a_day(before: list[int], more: bool) -> None:
    assert allowed(*(minutes * MINUTES for minutes in before)) is more


def test_a_code_lives_ten_minutes_and_no_moment_longer() -> None:
    assert limits.alive(NOW, NOW + timedelta(minutes=10) - timedelta.resolution)
    assert not limits.alive(NOW, NOW + timedelta(minutes=10))


def test_a_fourth_code_within_the_hour_is_not_sent_and_the_one_before_lives_on() -> None:
    desk = desk_waiting()
    for _ in range(2):
        desk.presses("code")
    assert len(desk.letters) == 3
    assert "No code can be sent just now" in desk.presses("code")
    assert (desk.decision.letters, desk.decision.codes, desk.decision.changes) == ((), (), ())
    assert "is confirmed" in desk.says("123458")


def test_after_an_hour_there_is_another_one() -> None:
    desk = desk_waiting()
    desk.answers("code", "code", "code")
    desk.waits(hours=1)
    assert "we have sent a code" in desk.presses("code")


def test_a_limit_of_the_address_is_told_in_the_same_words_as_one_of_the_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person = desk_waiting()
    person.answers("code", "code", "code")
    address = desk_waiting("later")
    by_others = (address.now,) * limits.MOST_AN_HOUR
    monkeypatch.setattr(address.shelf, "codes_sent_to", lambda _: by_others)
    address.answers("address", MAIL)
    assert address.text == person.text
    assert [button.label for button in address.buttons()] != []


def test_a_request_is_taken_also_when_no_code_can_be_sent_for_it_now() -> None:
    desk = Desk(mails=True)
    sent(desk, MAIL, 3 * MINUTES, 2 * MINUTES, MINUTES)
    desk.answers("delete my data", "yes", "own", "everything", MAIL, "send")
    assert f"Number: {NUMBER}" in desk.text
    assert "No code can be sent just now" in desk.text
    assert "code" in {button.command for button in desk.buttons()}
    assert desk.letters == []
    assert "CodeSent" not in [kind.__name__ for kind in last(desk)]


def test_the_page_tells_the_limits_that_hold() -> None:
    page = (Path(__file__).parents[3] / "docs" / "tickets.md").read_text(encoding="utf-8")
    assert f"has {limits.DIGITS} digits, lives {limits.LIFE // MINUTES} minutes" in page
    assert (
        f"At most {limits.MOST_AN_HOUR} are sent within an hour and {limits.MOST_A_DAY} within a day" in page
    )
    assert limits.TRIES == 3
    assert DEFAULT.failures == 3


def test_a_digest_is_kept_no_longer_than_its_code_works_and_sendings_for_as_long_as_they_count() -> None:
    assert retention.CODE <= limits.LIFE
    assert timedelta(days=1) <= retention.CODE_SENT
