"""When a message that could not be sent is tried again, and when it is given up."""

from __future__ import annotations

from uuid import UUID

import pytest

from bot.channels import SendError
from bot.jobs.deliver import failure
from bot.line.sender import LineSender
from bot.mail.sender import MailSender
from bot.store.outbox import Debt

SECOND, MINUTE, HOUR = 1_000, 60_000, 3_600_000
TROUBLE = SendError("status 500")
LINE, MAIL = LineSender.persistence, MailSender.persistence


def debt(
    attempts: int = 1,
    token_until: int | None = None,
    key: int = 1,
    created_at: int = 0,
    unknown: bool = False,
) -> Debt:
    return Debt(7, "e1:0", "line", b"", str(UUID(int=key)), attempts, unknown, token_until, created_at)


@pytest.mark.parametrize(
    ("attempts", "wait"), [(1, 500), (2, 1_000), (3, 2_000), (4, 4_000), (5, 8_000), (6, 8_000), (60, 8_000)]
)
def test_while_the_reply_token_lives_the_next_try_comes_soon(attempts: int, wait: int) -> None:
    assert failure(debt(attempts, token_until=50_000), TROUBLE, 10, LINE).due == 10 + wait


@pytest.mark.parametrize(
    ("attempts", "wait"),
    [
        (1, SECOND),
        (2, 2 * SECOND),
        (3, 4 * SECOND),
        (8, 128 * SECOND),
        (9, 256 * SECOND),
        (10, 5 * MINUTE),
        (500, 5 * MINUTE),
    ],
)
@pytest.mark.parametrize("token_until", [None, 9_999, 10_000], ids=["no token", "dead token", "dies now"])
def test_a_push_is_tried_ever_less_often_at_most_a_quarter_later(
    attempts: int, wait: int, token_until: int | None
) -> None:
    due = failure(debt(attempts, token_until), TROUBLE, 10_000, LINE).due
    assert due is not None
    assert wait <= due - 10_000 < wait * 1.25


def test_a_crowd_does_not_come_back_at_one_moment() -> None:
    dues = {failure(debt(5, key=key), TROUBLE, 0, LINE).due for key in range(100)}
    assert len(dues) > 50


def test_the_same_row_and_try_always_wait_equally_long() -> None:
    assert failure(debt(5), TROUBLE, 0, LINE) == failure(debt(5), TROUBLE, 0, LINE)
    assert failure(debt(5), TROUBLE, 0, LINE).due != failure(debt(6), TROUBLE, 0, LINE).due


@pytest.mark.parametrize("unknown", [True, False])
def test_without_a_spent_token_the_next_try_comes_at_once(unknown: bool) -> None:
    spent = SendError("status 400", token_spent=True, unknown=unknown)
    failed = failure(debt(3, token_until=50_000), spent, 10, LINE)
    assert (failed.due, failed.token_spent, failed.outcome_unknown) == (10, True, unknown)


@pytest.mark.parametrize("token_until", [None, 50_000])
def test_what_can_never_succeed_is_not_tried_again(token_until: int | None) -> None:
    refused = SendError("status 400", permanent=True)
    assert failure(debt(1, token_until), refused, 10, LINE).due is None


@pytest.mark.parametrize("attempts", [10, 300])
def test_a_message_is_given_up_before_line_forgets_its_retry_key(attempts: int) -> None:
    created = 1_000_000
    now, tries = created, 0
    while (due := failure(debt(attempts, created_at=created), TROUBLE, now, LINE).due) is not None:
        assert due < created + 24 * HOUR
        now, tries = due, tries + 1
    assert now > created + 22 * HOUR
    assert tries > 200


def test_a_mail_is_tried_for_five_days_at_last_once_an_hour() -> None:
    created = 1_000_000
    now, attempts = created, 1
    while (due := failure(debt(attempts, created_at=created), TROUBLE, now, MAIL).due) is not None:
        assert due - now < 1.25 * HOUR
        now, attempts = due, attempts + 1
    assert created + 4.9 * 24 * HOUR < now < created + 5 * 24 * HOUR
    assert attempts > 100


def test_a_failure_keeps_what_it_was_and_whether_it_may_have_arrived() -> None:
    failed = failure(debt(), SendError("ReadTimeoutError", unknown=True), 10, LINE)
    assert (failed.row, failed.error) == (7, "ReadTimeoutError")
    assert (failed.outcome_unknown, failed.token_spent) == (True, False)
