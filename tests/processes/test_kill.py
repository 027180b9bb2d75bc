"""Whatever process is killed between LINE's 200 and the answer: each answer comes, once, and in order."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from bot.dev.events import Event
from tests.processes.desk import Desk

pytestmark = pytest.mark.timeout(120)

QUESTIONS = ("クッキーって何に使ってるの？", "do you sell my data?", "位置情報は取られますか")
PEOPLE = 8


def ask(desk: Desk) -> list[Event]:
    """Let everybody ask everything; returns the events in the order they were sent."""
    people = [desk.line.add_person(f"person {number}") for number in range(PEOPLE)]
    events = [desk.line.say(person.id, question) for question in QUESTIONS for person in people]
    assert desk.line.settle(30)
    return events


def tokens_by_person(events: list[Event]) -> dict[str, list[str]]:
    """Return each person's reply tokens in the order of their questions."""
    tokens = defaultdict(list)
    for event in events:
        tokens[event["source"]["userId"]].append(event["replyToken"])
    return tokens


def assert_each_answered_once_in_order(desk: Desk, events: list[Event]) -> None:
    """Every question has one answer, and each person's answers came in the order of the questions."""
    answered = desk.answered_tokens()
    assert sorted(answered) == sorted(event["replyToken"] for event in events)
    assert desk.pushes() == 0
    for tokens in tokens_by_person(events).values():
        assert [token for token in answered if token in tokens] == tokens


def test_what_was_accepted_while_no_worker_ran_is_answered_when_one_starts(desk: Desk) -> None:
    desk.start("webhook")
    events = ask(desk)

    desk.start("worker")
    desk.wait_for_answers(len(events))

    assert {delivery.status for delivery in desk.line.deliveries()} == {200}
    assert_each_answered_once_in_order(desk, events)


@pytest.mark.parametrize("answers_before", [1, 5, 13])
def test_a_worker_killed_while_it_answers_loses_nothing_and_repeats_nothing(
    desk: Desk, answers_before: int
) -> None:
    desk.start("webhook")
    events = ask(desk)
    desk.start("worker")
    desk.wait_for_answers(answers_before)
    desk.kill("worker")

    desk.start("worker")
    desk.wait_for_answers(len(events))

    assert_each_answered_once_in_order(desk, events)


def test_a_killed_web_process_keeps_what_it_accepted(desk: Desk) -> None:
    desk.start("webhook")
    events = ask(desk)
    desk.kill("webhook")

    desk.start("webhook")
    desk.start("worker")
    later = desk.line.say(desk.line.people[0].id, QUESTIONS[0])
    assert desk.line.settle(30)
    desk.wait_for_answers(len(events) + 1)

    assert_each_answered_once_in_order(desk, [*events, later])


def test_an_answer_whose_acceptance_nobody_heard_is_not_given_twice(desk: Desk) -> None:
    """LINE takes the reply and the connection breaks: the next try is refused, which means it arrived."""
    desk.line.fail_next(1, path="/v2/bot/message/reply", drop="after")
    desk.start("webhook")
    events = ask(desk)

    desk.start("worker")
    desk.wait_for_answers(len(events))

    assert_each_answered_once_in_order(desk, events)


@pytest.mark.parametrize("desk", ["sqlite"], indirect=True)  # `serve` is for one machine
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="finding one process of several needs /proc")
@pytest.mark.parametrize(
    "path",
    [("webhook",), ("webhook", ""), ("worker",), ("worker", "")],
    ids=["web master", "web process", "deciding process", "sending process"],
)
def test_serve_replaces_any_one_of_its_processes_that_is_killed(desk: Desk, path: tuple[str, ...]) -> None:
    desk.start("serve")
    hanako = desk.line.add_person("花子")
    first = desk.line.say(hanako.id, QUESTIONS[0])
    assert desk.line.settle(30)
    desk.wait_for_answers(1)

    second = desk.line.say(hanako.id, QUESTIONS[1])
    assert desk.line.settle(30)
    desk.kill_part(*path)
    desk.wait_for_answers(2)
    desk.wait_until_it_answers("serve")
    third = desk.line.say(hanako.id, QUESTIONS[2])
    assert desk.line.settle(30)
    desk.wait_for_answers(3)

    assert_each_answered_once_in_order(desk, [first, second, third])


@pytest.mark.parametrize("desk", ["sqlite"], indirect=True)
def test_a_killed_serve_can_be_started_again_at_once(desk: Desk) -> None:
    """Only the parent is killed; its parts end with it and make room."""
    desk.start("serve")
    hanako = desk.line.add_person("花子")
    desk.line.say(hanako.id, QUESTIONS[0])
    desk.wait_for_answers(1)

    desk.kill_part()
    desk.start("serve")
    desk.wait_until_it_answers("serve")
    desk.line.say(hanako.id, QUESTIONS[1])
    assert desk.line.settle(30)
    desk.wait_for_answers(2)

    assert desk.interrupt("serve") == 0
