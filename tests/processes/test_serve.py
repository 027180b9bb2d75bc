"""`serve` is the whole desk on one machine."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.processes.desk import Desk

pytestmark = pytest.mark.timeout(120)

ASKED = {
    "クッキーって何に使ってるの？": "Cookie",
    "do you sell my data?": "third parties",
    "位置情報は取られますか": "位置情報",
    "how do I opt out of Google Analytics?": "https://tools.google.com/dlpage/gaoptout?hl=ja",
    "who do I contact?": "privacy_wm@worksmobile.com",
}


def test_questions_are_answered_with_their_passage_and_ctrl_c_stops_it_cleanly(desk: Desk) -> None:
    hanako = desk.line.add_person("花子")
    desk.start("serve")

    for number, (question, shown) in enumerate(ASKED.items(), start=1):
        desk.line.say(hanako.id, question)
        desk.wait_for_answers(number)
        answer = [item.message for item in desk.line.items(hanako.id) if item.sender == "bot"][-1]
        assert shown in json.dumps(answer, ensure_ascii=False)

    assert desk.interrupt("serve") == 0


def test_who_quotes_an_earlier_answer_reads_on_in_that_one(desk: Desk) -> None:
    hanako = desk.line.add_person("花子")
    desk.start("serve")
    for number, question in enumerate(("クッキーは止められますか", "位置情報は取られますか"), start=1):
        desk.line.say(hanako.id, question)
        desk.wait_for_answers(number)
    cookies = next(item for item in desk.line.items(hanako.id) if item.sender == "bot")

    desk.line.say(hanako.id, "もっと詳しく", quoted_message_id=cookies.message_id)
    desk.wait_for_answers(3)

    answer = [item.message for item in desk.line.items(hanako.id) if item.sender == "bot"][-1]
    assert "The User may turn off cookies" in json.dumps(answer, ensure_ascii=False)


def test_one_event_delivered_five_times_at_once_is_answered_once(desk: Desk) -> None:
    hanako = desk.line.add_person("花子")
    event = desk.line.text_event(hanako.id, "クッキーって何に使ってるの？")
    desk.start("serve")

    with ThreadPoolExecutor(5) as at_once:
        list(at_once.map(lambda _: desk.line.send_events([event]), range(5)))
    assert desk.line.settle(30)
    desk.wait_for_answers(1)
    desk.line.say(hanako.id, "位置情報は取られますか")  # answered after anything the first one still leads to
    desk.wait_for_answers(2)

    assert {delivery.status for delivery in desk.line.deliveries()} == {200}
    assert len(desk.line.deliveries()) == 6
    assert len(desk.answered_tokens()) == 2
    assert desk.pushes() == 0
