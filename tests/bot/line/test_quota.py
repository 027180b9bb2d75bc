"""The month's quota: asked for seldom, counted in between, and with a part kept back."""

from __future__ import annotations

import threading

import pytest

from bot.channels import SendError
from bot.line.quota import Plan, Quota

MINUTE = 60_000


class Asked:
    """What LINE says of the plan, one after the other; the last one again and again."""

    def __init__(self, *answers: Plan | SendError) -> None:
        self.answers = list(answers)
        self.times = 0

    def __call__(self) -> Plan:
        self.times += 1
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, SendError):
            raise answer
        return answer


def allows(quota: Quota, now: int = 0, *, legal: bool = False) -> bool:
    try:
        quota.check(now, legal=legal)
    except SendError as error:
        return not error.next_rung
    return True


@pytest.mark.parametrize(
    ("limit", "used", "percent", "ordinary", "legal"),
    [
        (200, 159, 20, True, True),
        (200, 160, 20, False, True),
        (200, 199, 20, False, True),
        (200, 200, 20, False, False),
        (200, 230, 20, False, False),
        (3, 1, 20, True, True),
        (3, 2, 20, False, True),  # a part of one is one
        (0, 0, 20, False, False),
        (200, 199, 0, True, True),
        (200, 0, 100, False, True),
        (None, 9_999, 20, True, True),
    ],
)
def test_the_reserve_is_for_what_the_law_asks_for(
    limit: int | None, used: int, percent: int, *, ordinary: bool, legal: bool
) -> None:
    quota = Quota(Asked(Plan(limit, used)), percent)
    assert (allows(quota), allows(quota, legal=True)) == (ordinary, legal)


def test_our_own_pushes_count_between_two_looks() -> None:
    quota = Quota(Asked(Plan(10, 6)), 20)
    sent = 0
    while allows(quota):
        quota.count()
        sent += 1
    assert sent == 2


def test_line_is_asked_every_five_minutes_and_after_a_refusal() -> None:
    asked = Asked(Plan(10, 0))
    quota = Quota(asked, 20)
    for now in (0, MINUTE, 5 * MINUTE - 1):
        assert allows(quota, now)
    assert asked.times == 1
    assert allows(quota, 5 * MINUTE)
    assert asked.times == 2
    quota.look_again()
    assert allows(quota, 5 * MINUTE + 1)
    assert asked.times == 3


def test_what_line_said_last_holds_while_it_says_nothing() -> None:
    quota = Quota(Asked(Plan(10, 10), SendError("status 500"), Plan(None, 0)), 20)
    assert [allows(quota, now * 5 * MINUTE) for now in range(3)] == [False, False, True]


def test_one_asks_while_others_go_by_what_is_known() -> None:
    begun, go_on = threading.Event(), threading.Event()

    def ask() -> Plan:
        begun.set()
        assert go_on.wait(10)
        return Plan(0, 0)

    quota = Quota(ask, 20)
    found: list[bool] = []
    one = threading.Thread(target=lambda: found.append(allows(quota)))
    one.start()
    assert begun.wait(10)
    assert allows(quota)
    go_on.set()
    one.join(10)
    assert found == [False]


def test_whoever_wants_to_know_hears_of_each_look_and_nothing_where_line_says_nothing() -> None:
    told: list[tuple[Plan, int]] = []
    quota = Quota(
        Asked(Plan(10, 3), SendError("status 500"), Plan(10, 4)),
        20,
        lambda plan, now: told.append((plan, now)),
    )
    for now in range(3):
        quota.check(now * 5 * MINUTE, legal=False)
    assert told == [(Plan(10, 3), 0), (Plan(10, 4), 10 * MINUTE)]
