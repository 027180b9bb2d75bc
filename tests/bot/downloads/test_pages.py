"""The own copy over HTTP: link, code by mail, download; and what everybody else gets to see."""

from __future__ import annotations

import html
import json
import re
from datetime import timedelta

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from bot.store import conversations
from bot.store.tables import metadata
from handlers.downloading.links import MOST_OPENED
from handlers.tickets.actors import SYSTEM
from handlers.tickets.log import Channel, ContactNamed, Downloaded
from handlers.tickets.statuses import Move
from handlers.tickets.texts import KeptText
from tests.bot.downloads.house import MAIL, NOTE, TOKEN, WORDS, House, Visitor
from tests.bot.jobs.desk import SEAL
from tests.bot.store.lodged import person
from tests.handlers.tickets.lives import NUMBER, Life

OTHER = "PR-2026-000123"
GONE = "このリンクは使えません"


def test_link_code_and_download_end_in_the_copy_and_in_the_log(either_house: House) -> None:
    visitor = either_house.browser()
    assert NUMBER in visitor.opens().text
    assert "メールが届きます" in visitor.asks_for_a_code().text
    (letter,) = either_house.letters.sent
    assert (letter.to, letter.number, letter.until) == (
        MAIL,
        NUMBER,
        either_house.now + timedelta(minutes=10),
    )
    assert "控えを開けます" in visitor.sends("code", code=either_house.letters.code).text
    copy = visitor.fetches()
    assert WORDS in {text["text"] for text in copy["texts"].values()}
    assert NOTE not in json.dumps(copy, ensure_ascii=False)
    (fetched,) = [event for event in either_house.log() if isinstance(event, Downloaded)]
    assert (fetched.by, fetched.at) == (person("ana"), either_house.now)
    assert copy["entries"][-1]["event"]["what"] == "downloaded"


def test_the_page_to_print_has_the_words_and_no_script(house: House) -> None:
    visitor = house.browser()
    visitor.gets_in()
    printed = visitor.opens("/copy.html").text
    assert WORDS in printed
    assert NOTE not in printed
    assert "<script" not in printed
    assert "<style" not in printed


def test_a_stranger_with_the_link_and_no_code_gets_nothing_of_the_ticket(house: House) -> None:
    stranger = house.browser()
    for form in ("json", "html", "pdf"):
        answer = stranger.opens(f"/copy.{form}")
        assert (answer.status_code, answer.headers["Location"]) == (303, f"../{TOKEN}")
    seen = stranger.opens().text
    assert [word for word in (MAIL, WORDS, "ana") if word in seen] == []
    assert [event for event in house.log() if isinstance(event, Downloaded)] == []


def test_a_code_is_taken_however_its_digits_are_typed(house: House) -> None:
    visitor = house.browser()
    visitor.asks_for_a_code()
    code = house.letters.code.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert "控えを開けます" in visitor.sends("code", code=f" {code[:3]}-{code[3:]} ").text


def test_who_presses_on_the_page_is_not_who_is_remembered_in_the_chat(house: House) -> None:
    house.browser().asks_for_a_code()
    with house.database.read() as connection:
        assert conversations.load(connection, ["ana"], SEAL) == {}


def test_two_presses_at_once_send_one_code(house: House) -> None:
    visitor = house.browser()
    visitor.sends("send")
    visitor.sends("send")
    house.work()
    assert len(house.letters.sent) == 1


def test_a_newer_code_kills_the_one_before(house: House) -> None:
    visitor = house.browser()
    visitor.asks_for_a_code()
    first = house.letters.code
    house.passes(minutes=2)
    visitor.asks_for_a_code()
    if first != house.letters.code:
        assert "控えを開けません" in visitor.sends("code", code=first).text
    assert "控えを開けます" in visitor.sends("code", code=house.letters.code).text


def test_not_more_codes_are_sent_than_three_an_hour_and_the_page_says_the_same(house: House) -> None:
    visitor = house.browser()
    said = set()
    for _ in range(5):
        said.add(visitor.asks_for_a_code().text)
        house.passes(minutes=2)
    assert (len(house.letters.sent), len(said)) == (3, 1)


def test_a_code_is_too_old_after_ten_minutes(house: House) -> None:
    visitor = house.browser()
    visitor.asks_for_a_code()
    house.passes(minutes=10)
    assert "控えを開けません" in visitor.sends("code", code=house.letters.code).text


def test_a_code_works_once(house: House) -> None:
    house.browser().gets_in()
    assert "控えを開けません" in house.browser().sends("code", code=house.letters.code).text


def wrong(house: House) -> str:
    return f"{(int(house.letters.code) + 1) % 1_000_000:06}"


def test_after_three_wrong_tries_the_right_code_is_told_the_same_as_a_wrong_one(house: House) -> None:
    visitor = house.browser()
    visitor.asks_for_a_code()
    answers = {visitor.sends("code", code=wrong(house)).text for _ in range(3)}
    assert answers == {visitor.sends("code", code=house.letters.code).text}


def test_a_pass_ends_after_fifteen_minutes(house: House) -> None:
    visitor = house.browser()
    visitor.gets_in()
    house.passes(minutes=15)
    assert visitor.opens("/copy.json").status_code == 303


def test_the_cookie_goes_to_this_link_alone_and_to_no_script_or_other_site(house: House) -> None:
    visitor = house.browser()
    visitor.asks_for_a_code()
    answer = visitor.client.post(
        f"/d/{TOKEN}/code", data={"code": house.letters.code}, base_url="https://desk.example"
    )
    cookie = answer.headers["Set-Cookie"]
    wanted = (f"Path=/d/{TOKEN}", "HttpOnly", "Secure", "SameSite=Strict", "Max-Age=900")
    assert [part for part in wanted if part not in cookie] == []


def moved_cookie(visitor: Visitor, to: Visitor, change: str = "") -> None:
    kept = visitor.client.get_cookie("madoguchi_copy", "desk.example", f"/d/{visitor.token}")
    assert kept is not None
    to.client.set_cookie("madoguchi_copy", kept.value + change, domain="desk.example", path=f"/d/{to.token}")


def test_a_cookie_that_was_tampered_with_opens_nothing(house: House) -> None:
    visitor, stranger = house.browser(), house.browser()
    visitor.gets_in()
    moved_cookie(visitor, stranger, "x")
    assert stranger.opens("/copy.json").status_code == 303


def test_the_cookie_of_another_ticket_opens_nothing(house: House) -> None:
    house.lodge("ben", OTHER, "b" * 43)
    visitor, other = house.browser(), house.browser("b" * 43)
    visitor.gets_in()
    moved_cookie(visitor, other)
    assert other.opens("/copy.json").status_code == 303
    assert [event for event in house.log(OTHER) if isinstance(event, Downloaded)] == []


def test_the_code_of_another_link_opens_nothing(house: House) -> None:
    house.lodge("ben", OTHER, "b" * 43)
    house.browser().asks_for_a_code()
    assert "控えを開けません" in house.browser("b" * 43).sends("code", code=house.letters.code).text


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


def test_no_code_goes_to_an_address_that_was_named_since_and_not_confirmed(house: House) -> None:
    address = KeptText(f"{NUMBER}-mail"[-22:], "0" * 64)
    house.add(ContactNamed(at=house.now, by=person("ana"), channel=Channel.MAIL, address=address))
    house.browser().asks_for_a_code()
    assert house.letters.sent == []


def test_a_copy_is_fetched_only_so_often_by_one_link(house: House) -> None:
    visitor = house.browser()
    visitor.gets_in()
    for _ in range(MOST_OPENED):
        assert visitor.opens("/copy.json").status_code == 200
    assert visitor.opens("/copy.json").status_code == 404
    assert len([event for event in house.log() if isinstance(event, Downloaded)]) == MOST_OPENED


def test_looking_without_fetching_is_not_logged(house: House) -> None:
    visitor = house.browser()
    visitor.gets_in()
    visitor.client.head(f"/d/{TOKEN}/copy.json", base_url="https://desk.example")
    assert [event for event in house.log() if isinstance(event, Downloaded)] == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
    ],
)
@pytest.mark.parametrize("form", ["send", "code"])
def test_a_form_of_another_site_is_refused(headers: dict[str, str], form: str, house: House) -> None:
    answer = house.browser().client.post(
        f"/d/{TOKEN}/{form}", data={"code": "1"}, base_url="https://desk.example", headers=headers
    )
    house.work()
    assert (answer.status_code, house.letters.sent) == (403, [])


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Origin": "https://desk.example"},
        {"Origin": "null"},
    ],
)
def test_our_own_form_is_taken_from_new_and_old_browsers(headers: dict[str, str], house: House) -> None:
    answer = house.browser().client.post(f"/d/{TOKEN}/send", base_url="https://desk.example", headers=headers)
    assert answer.status_code == 303


def test_a_form_that_is_far_too_long_is_refused(house: House) -> None:
    assert house.browser().sends("code", code="1" * 5_000).status_code == 404


@pytest.mark.parametrize("where", ["", "/copy.json", "/copy.html", "/nothing"])
def test_no_page_may_be_stored_framed_indexed_or_run_a_script(where: str, house: House) -> None:
    visitor = house.browser()
    visitor.gets_in()
    headers = visitor.opens(where).headers if where != "/nothing" else house.browser("v" * 43).opens().headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"].startswith("noindex")
    assert headers["X-Content-Type-Options"] == "nosniff"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_what_a_requester_wrote_is_never_read_as_html(house: House) -> None:
    hostile = '<img src=x onerror="alert(1)"></blockquote><script>'
    house.lodge("eve", OTHER, "e" * 43, words=hostile)
    visitor = house.browser("e" * 43)
    visitor.gets_in()
    printed = visitor.opens("/copy.html").text
    assert ("<img" in printed, "<script" in printed) == (False, False)
    assert html.unescape(printed).count(hostile) == 1


@pytest.mark.parametrize(
    ("wished", "language"),
    [("en-GB,ja;q=0.5", "en"), ("fr,en;q=0.8,ja;q=0.9", "ja"), ("fr", "ja"), ("", "ja")],
)
def test_the_page_speaks_the_language_of_the_browser_where_it_knows_no_ticket(
    wished: str, language: str, house: House
) -> None:
    answer = house.browser("v" * 43).opens(headers={"Accept-Language": wished})
    assert f'<html lang="{language}">' in answer.text


def linked(said: str) -> str:
    """Return the token of the link in a message."""
    (token,) = set(re.findall(r"https://desk\.example/d/([\w-]{43})", said))
    return str(token)


def test_from_the_button_in_the_chat_to_the_copy_in_the_browser(either_house: House) -> None:
    visitor = either_house.browser(linked(either_house.presses("copy")))
    visitor.gets_in()
    whats = [entry["event"]["what"] for entry in visitor.fetches()["entries"][-2:]]
    assert whats == ["link_given", "downloaded"]


def test_a_link_given_in_the_chat_ends_the_one_before(house: House) -> None:
    house.presses("copy")
    assert house.browser().opens().status_code == 404


def test_the_token_of_a_link_is_kept_nowhere_once_it_was_sent(house: House) -> None:
    token = linked(house.presses("copy"))
    with house.database.read() as connection:
        held = [
            value if isinstance(value, bytes) else str(value).encode()
            for table in metadata.tables.values()
            for row in connection.execute(select(table))
            for value in row
        ]
    assert [value for value in held if token.encode() in value] == []


def test_nobody_gets_a_link_to_somebody_elses_ticket(house: House) -> None:
    house.lodge("ben", OTHER, "b" * 43)
    said = house.presses("copy", OTHER)
    assert ("確認できません" in said, "/d/" in said) == (True, False)
    assert house.browser("b" * 43).opens().status_code == 200
