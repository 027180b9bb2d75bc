"""What could not be sent waits, and comes beside the answer to the person's next message."""

from __future__ import annotations

from tests.bot.jobs.ladder.telling import LEAD, PUSH, REPLY, about, calls, no_quota, rungs, steps, tell
from tests.line_desk import LinePerson


def test_without_an_address_it_waits_for_the_next_message_and_comes_before_the_answer(
    jane: LinePerson,
) -> None:
    no_quota(jane)
    tell(jane, about(jane, letter=None))
    assert (steps(jane), rungs(jane)) == (["line failed: quota", "waits"], [("pending", None, True)])
    said = jane.says("hello")
    assert said.startswith(LEAD)
    assert "It is so." in said
    assert "See it" in [button["label"] for button in jane.buttons()]
    assert calls(jane, REPLY)[-1] == 200
    assert calls(jane, PUSH) == []
    assert steps(jane)[-1] == "line arrived"
    assert rungs(jane) == [("reply", "arrived", False)]
    assert "It is so." not in jane.says("hello")


def test_it_is_handed_over_once_though_two_messages_come_at_once(jane: LinePerson) -> None:
    no_quota(jane)
    tell(jane, about(jane, letter=None))
    jane._begin(jane.id)
    jane.desk.line.say(jane.id, "hello")
    jane.desk.line.say(jane.id, "hello")
    jane.desk.work()
    assert jane.text.count("It is so.") == 1


def test_what_waits_is_told_oldest_first_and_as_much_as_fits_beside_the_answer(jane: LinePerson) -> None:
    no_quota(jane)
    tell(jane, *(about(jane, f"Word {place}.", version=place, letter=None) for place in range(6)))
    first = [line for line in jane.says("hello").splitlines() if line.startswith("Word")]
    rest = [line for line in jane.says("hello").splitlines() if line.startswith("Word")]
    assert [*first, *rest] == [f"Word {place}." for place in range(6)]
    assert 0 < len(first) <= 4
    assert set(calls(jane, REPLY)) == {200}


def test_nothing_of_it_is_told_in_a_group(jane: LinePerson) -> None:
    no_quota(jane)
    tell(jane, about(jane, letter=None))
    group = jane.desk.line.add_group("Group", [jane.id])
    assert "It is so." not in jane.says_in(group.id, "hello")
    assert "It is so." in jane.says("hello")


def test_help_for_somebody_in_distress_stands_alone(jane: LinePerson) -> None:
    no_quota(jane)
    tell(jane, about(jane, letter=None))
    assert "It is so." not in jane.says("I want to die")
    assert "It is so." in jane.says("hello")


def test_an_answer_whose_token_died_waits_where_there_is_no_quota(jane: LinePerson) -> None:
    no_quota(jane)
    jane.desk.line.fail_next(path=REPLY, status=400)
    jane.says("thank you")
    assert [rung for rung, _, _ in rungs(jane)] == ["pending"]
    assert jane.says("hello").startswith(LEAD)
    assert rungs(jane) == [("reply", "arrived", False)]
    assert steps(jane) == []


def test_a_notice_beside_an_answer_that_could_not_be_sent_comes_once_all_the_same(jane: LinePerson) -> None:
    no_quota(jane)
    tell(jane, about(jane, letter=None))
    jane.desk.line.fail_next(path=REPLY, status=400)
    jane.says("thank you")
    assert [rung for rung, _, _ in rungs(jane)] == ["pending", "pending"]
    said = jane.says("hello")
    assert said.count("It is so.") == 1
    assert said.count(LEAD) == 2
    assert "It is so." not in jane.says("hello")


def test_a_notice_that_line_refuses_beside_an_answer_does_not_stand_in_the_way_of_the_next(
    jane: LinePerson,
) -> None:
    no_quota(jane)
    tell(jane, about(jane, letter=None))
    jane.desk.line.quota.limit = None
    jane.desk.passes(minutes=6)
    jane.desk.line.fail_next(path=REPLY, status=413)
    jane.says("hello")
    assert rungs(jane) == [("reply", "failed", False)]
    assert steps(jane)[-1] == "line failed: status 413"
    assert "It is so." not in jane.says("hello")
