"""Telling somebody who did not ask begins with a push: once, within the quota, and again after trouble."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.line import client as client_module
from bot.store.tables import OwedState
from tests.bot.jobs.ladder.telling import PUSH, QUOTA, about, calls, mails, no_quota, rungs, steps, tell
from tests.bot.store.rows import stored_debts
from tests.handlers.tickets.lives import NUMBER
from tests.line_desk import LinePerson

MONTHLY = b'{"message":"You have reached your monthly limit."}'


def test_a_push_that_line_takes_is_sent_and_proves_nothing(jane: LinePerson) -> None:
    assert tell(jane, about(jane)) == ["push"]
    assert "It is so." in jane.text
    assert steps(jane) == ["line sent"]
    assert rungs(jane) == [("push", "sent", False)]
    assert mails(jane) == []


def test_when_the_quota_is_used_up_a_mail_goes_out(jane: LinePerson) -> None:
    no_quota(jane)
    tell(jane, about(jane))
    assert calls(jane, PUSH) == []
    assert len(mails(jane)) == 1
    assert steps(jane) == ["line failed: quota", "mail sent"]
    assert rungs(jane) == [("mail", "sent", True)], "it may come back"


def test_when_line_alone_knows_of_the_limit_its_refusal_leads_on(jane: LinePerson) -> None:
    jane.desk.line.fail_next(path=PUSH, status=429, body=MONTHLY)
    tell(jane, about(jane))
    assert calls(jane, PUSH) == [429]
    assert steps(jane) == ["line failed: monthly limit", "mail sent"]
    assert calls(jane, QUOTA) == [200]
    tell(jane, about(jane, version=9))
    assert calls(jane, QUOTA) == [200, 200]  # asked anew at once, for LINE has refused one
    assert calls(jane, PUSH) == [429, 200]


def test_the_quota_is_asked_for_every_five_minutes_at_most(jane: LinePerson) -> None:
    for version in range(5):
        tell(jane, about(jane, version=version))
    assert calls(jane, QUOTA) == [200]
    jane.desk.passes(minutes=5)
    tell(jane, about(jane, version=9))
    assert calls(jane, QUOTA) == [200, 200]


def test_while_line_does_not_tell_its_quota_pushes_go_on(jane: LinePerson) -> None:
    jane.desk.line.fail_next(path=QUOTA, status=500)
    tell(jane, about(jane))
    assert steps(jane) == ["line sent"]


def test_of_the_last_fifth_only_what_the_law_asks_for_is_pushed(jane: LinePerson) -> None:
    jane.desk.line.quota.limit = 10
    jane.desk.line.quota.count(8, jane.desk.now.timestamp())
    tell(jane, about(jane), replace(about(jane, "By law.", version=3), legal=True))
    first, *then = steps(jane)
    assert first == "line failed: quota"
    assert sorted(then) == ["line sent", "mail sent"], "two lanes, sent at once"
    assert "By law." in jane.text
    assert "It is so." not in jane.text


def test_a_rate_that_is_exceeded_is_waited_out(jane: LinePerson) -> None:
    jane.desk.line.fail_next(2, path=PUSH, status=429)
    tell(jane, about(jane))
    assert (calls(jane, PUSH), steps(jane)) == ([429], [])
    jane.desk.passes(seconds=2)
    jane.desk.passes(seconds=3)
    assert (calls(jane, PUSH), steps(jane)) == ([429, 429, 200], ["line sent"])


def test_an_error_of_lines_is_tried_again_with_the_same_key_and_said_once(jane: LinePerson) -> None:
    jane.desk.line.fail_next(path=PUSH, drop="after")
    tell(jane, about(jane))
    jane.desk.passes(seconds=2)
    assert calls(jane, PUSH)[-1] == 409
    assert steps(jane) == ["line sent"]
    assert jane.text.count("It is so.") == 1


def test_a_push_that_hangs_is_tried_again_and_said_once(
    jane: LinePerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "READ_SECONDS", 0.3)
    jane.desk.line.fail_next(path=PUSH, stall=30)
    tell(jane, about(jane))
    monkeypatch.undo()
    assert steps(jane) == []
    jane.desk.passes(seconds=2)
    assert steps(jane) == ["line sent"]
    assert jane.text.count("It is so.") == 1


def test_a_500_is_tried_again(jane: LinePerson) -> None:
    jane.desk.line.fail_next(path=PUSH, status=500)
    tell(jane, about(jane))
    jane.desk.passes(seconds=2)
    assert (calls(jane, PUSH), steps(jane)) == ([500, 200], ["line sent"])


def test_a_push_that_line_refuses_for_good_goes_by_mail(jane: LinePerson) -> None:
    jane.desk.line.fail_next(path=PUSH, status=400)
    tell(jane, about(jane))
    assert steps(jane) == ["line failed: status 400", "mail sent"]
    states = {row.dedupe: row.state for row in stored_debts(jane.desk.database)}
    assert states[f"ticket:{NUMBER}:2"] == OwedState.CANCELLED


def test_a_push_that_fails_for_a_day_goes_by_mail(jane: LinePerson) -> None:
    jane.desk.line.fail_next(1_000, path=PUSH, status=503)
    tell(jane, about(jane))
    for _ in range(23 * 12):
        jane.desk.passes(minutes=5)
    assert steps(jane) == ["line failed: status 503", "mail sent"]


def test_a_notice_of_several_calls_is_sent_when_its_last_one_is(jane: LinePerson) -> None:
    tell(jane, about(jane, "Word. " * 6_000))
    assert calls(jane, PUSH) == [200, 200]
    assert steps(jane) == ["line sent"]
