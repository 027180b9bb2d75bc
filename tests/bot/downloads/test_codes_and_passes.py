"""A code by mail is good for one pass, a pass for one link, and neither for long."""

from __future__ import annotations

from bot.store import conversations
from handlers.tickets.log import Channel, ContactNamed, Downloaded
from handlers.tickets.texts import KeptText
from tests.bot.downloads.house import TOKEN, House
from tests.bot.downloads.strangers import OTHER, moved_cookie, wrong
from tests.bot.jobs.desk import SEAL
from tests.bot.store.lodged import person
from tests.handlers.tickets.lives import NUMBER


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


def test_no_code_goes_to_an_address_that_was_named_since_and_not_confirmed(house: House) -> None:
    address = KeptText(f"{NUMBER}-mail"[-22:], "0" * 64)
    house.add(ContactNamed(at=house.now, by=person("ana"), channel=Channel.MAIL, address=address))
    house.browser().asks_for_a_code()
    assert house.letters.sent == []
