"""A link that does not work, for whatever reason, is told the same and opens nothing."""

from __future__ import annotations

import pytest
from werkzeug.test import TestResponse

from handlers.downloading.links import MOST_OPENED
from handlers.tickets.actors import SYSTEM
from handlers.tickets.log import Downloaded
from handlers.tickets.statuses import Move
from tests.bot.downloads.house import House, Visitor
from tests.bot.downloads.strangers import wrong
from tests.bot.store.lodged import person
from tests.handlers.tickets.lives import Life

GONE = "このリンクは使えません"


def too_many_tries(house: House) -> Visitor:
    visitor = house.browser()
    visitor.asks_for_a_code()
    for _ in range(9):
        visitor.sends("code", code=wrong(house))
    return visitor


def expired(house: House) -> Visitor:
    house.passes(days=7)
    return house.browser()


def erased(house: House) -> Visitor:
    life = Life()
    life.events, life.now = list(house.log()), house.now
    done = len(life.events)
    life.move(Move.WITHDRAW, by=person("ana")).wait(days=366).move(Move.PURGE, by=SYSTEM)
    house.add(*life.events[done:])
    return house.browser()


def unknown(house: House) -> Visitor:
    return house.browser("u" * 43)


def no_token_at_all(house: House) -> Visitor:
    return house.browser("short")


@pytest.mark.parametrize(
    "case", [too_many_tries, expired, erased, unknown, no_token_at_all], ids=lambda case: case.__name__
)
def test_every_link_that_does_not_work_is_told_the_same(case: object, house: House) -> None:
    assert callable(case)
    visitor: Visitor = case(house)
    plain = house.browser("v" * 43).opens()
    assert (plain.status_code, GONE in plain.text) == (404, True)
    answers: list[TestResponse] = [visitor.opens(), visitor.opens("/copy.json"), visitor.sends("send")]
    answers.append(visitor.sends("code", code="123456"))
    assert {answer.status_code for answer in answers} == {404}
    assert {answer.text.replace("../static", "static") for answer in answers} == {plain.text}


def test_a_pass_is_of_no_use_after_the_link_ended(house: House) -> None:
    visitor = house.browser()
    house.passes(days=6, hours=23, minutes=50)
    visitor.gets_in()
    house.passes(minutes=10)
    assert visitor.opens("/copy.json").status_code == 404


def test_a_copy_is_fetched_only_so_often_by_one_link(house: House) -> None:
    visitor = house.browser()
    visitor.gets_in()
    for _ in range(MOST_OPENED):
        assert visitor.opens("/copy.json").status_code == 200
    assert visitor.opens("/copy.json").status_code == 404
    assert len([event for event in house.log() if isinstance(event, Downloaded)]) == MOST_OPENED


@pytest.mark.parametrize(
    ("wished", "language"),
    [("en-GB,ja;q=0.5", "en"), ("fr,en;q=0.8,ja;q=0.9", "ja"), ("fr", "ja"), ("", "ja")],
)
def test_the_page_speaks_the_language_of_the_browser_where_it_knows_no_ticket(
    wished: str, language: str, house: House
) -> None:
    answer = house.browser("v" * 43).opens(headers={"Accept-Language": wished})
    assert f'<html lang="{language}">' in answer.text


def test_a_link_given_in_the_chat_ends_the_one_before(house: House) -> None:
    house.presses("copy")
    assert house.browser().opens().status_code == 404
