"""A worker that dies after sending and before writing that down says nothing twice."""

from __future__ import annotations

from tests.bot.jobs.ladder.telling import PUSH, about, calls, no_quota, rungs, steps, tell
from tests.line_desk import LineDesk, LinePerson


def dies_after_sending(desk: LineDesk) -> None:
    """Let the worker end after LINE took what was owed and before that is written down, and come back."""
    while not desk._deliverer.busy:
        desk._worker.turn()
    while not desk._deliverer.ended:
        desk._seat.wait(0.1)
    assert len(desk._deliverer.outcomes()) == 1
    desk._worker.recover()
    desk.work()


def test_a_worker_that_dies_after_a_push_says_nothing_twice(jane: LinePerson) -> None:
    desk = jane.desk
    with desk.database.write() as connection:
        desk.notices.owe(connection, about(jane), 0)
    dies_after_sending(desk)
    assert (calls(jane, PUSH), steps(jane)) == ([200, 409], ["line sent"])
    assert jane.text.count("It is so.") == 1


def test_a_worker_that_dies_after_handing_over_hands_over_nothing_twice(jane: LinePerson) -> None:
    no_quota(jane)
    tell(jane, about(jane, letter=None))
    jane._begin(jane.id)
    jane.desk.line.say(jane.id, "hello")
    dies_after_sending(jane.desk)
    assert rungs(jane) == [("reply", "sent", False)]  # the token is spent, by us as far as we know
    jane.desk.line.say(jane.id, "hello")
    jane.desk.work()
    assert jane.text.count("It is so.") == 1
