"""What the page of a ticket shows, to whom, and what it never does with words that people wrote."""

from __future__ import annotations

import re

import pytest

from bot.console.app import PREFIX
from bot.console.ticket.forms import KINDS
from bot.store.accounts import account
from handlers.tickets.statuses import Status
from knowledge.language import Language
from tests.bot.console.statements import counted
from tests.bot.console.ticket.office import AOKI, ITO, KATO, MORI, Office, alerts, ticket_of
from tests.console_desk import member
from tests.line_desk import LinePerson

NASTY = "<script>alert(1)</script><img src=x onerror=alert(2)> \"'{{ 7*7 }} javascript:alert(3) https://evil.example/x"
PATHS = ("", "/talk", "/passages")
MOST_STATEMENTS = 25
DONE_ELSEWHERE = {"forget", "open_file", "keep_file", "approve", "send_back"}
"""Acts with a page of their own, of files, and those of approvers."""


def _number(person: LinePerson) -> str:
    return ticket_of(person).number


def _opened(page: str) -> None:
    assert page.count("<h1") == 1
    assert "Traceback" not in page


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_of_a_question_reads_in_both_languages_in_every_status(
    office: Office, language: Language
) -> None:
    who = {"ja": KATO, "en": AOKI}[language]
    person = office.asks({"ja": "ログの保存期間は？", "en": "How long are logs kept?"}[language], language)
    page = office.page(who, person)
    assert f'lang="{language}"' in page
    assert {"ja": "やり取り", "en": "Conversation"}[language] in page
    for name in ("ask_requester", "withdraw"):
        office.does(who, person, name, text="Some words.")
        _opened(office.page(who, person))
        _opened(office.page(MORI, person))
    assert ticket_of(person).status is Status.WITHDRAWN


def test_the_page_of_a_request_says_how_it_stands_on_the_whole_way(office: Office) -> None:
    jane = office.wants_a_copy()
    page = office.page(AOKI, jane)
    assert "Not confirmed yet" in page
    assert "my inquiries" in page
    assert re.search(r"1[34] days left \(until 2026-04-15", page)
    office.identified(jane)
    page = office.page(AOKI, jane)
    assert "code to the address on file" in page
    assert "The address of the contract." in page
    assert "Propose an outcome for each right" in page
    office.does(AOKI, jane, "ask_inside", owner="Infrastructure", until="2026-04-03", text="Which servers?")
    assert "Which servers?" in office.page(AOKI, jane)
    office.does(AOKI, jane, "hear_inside", text="Three of them.")
    assert "Not confirmed yet" not in office.page(AOKI, jane)


def test_who_has_another_role_sees_that_there_is_a_text_and_not_what_it_says(office: Office) -> None:
    person = office.asks("My neighbour is called Taro.")
    office.does(AOKI, person, "note", text="Sounds like a dispute.")
    for path in PATHS:
        page = office.page(ITO, person, path)
        assert "Taro" not in page
        assert "dispute" not in page
    assert "your role does not read it" in office.page(ITO, person)
    assert "Taro" in office.page(MORI, person)


def test_who_may_not_see_tickets_sees_none_and_does_nothing_with_them(office: Office) -> None:
    person = office.asks()
    number, version = _number(person), ticket_of(person).version
    for role in ("admin", "editor", "publisher"):
        office.console.signs_in(member(role, name="Sato"))
        for path in PATHS:
            office.console.page(f"/tickets/{number}{path}", status=403)
    office.console.signs_in(None)
    assert "/login" in office.console.client.get(f"{PREFIX}/tickets/{number}").headers["Location"]
    for who in (ITO, member("admin", name="Sato")):
        for name in ("note", "reply", "assign", "approve"):
            office.does(who, person, name, status=403, text="…")
    office.does(MORI, person, "reply", status=403, text="…")
    assert ticket_of(person).version == version


def test_a_number_that_is_nobodys_leads_nowhere(office: Office) -> None:
    office.console.signs_in(AOKI)
    for number in ("PR-2026-000000", "PR-2026-ZZZZZZ", "x", "..%2f..%2fetc"):
        for path in PATHS:
            office.console.page(f"/tickets/{number}{path}", status=404)
        office.console.sends(f"/tickets/{number}/do/note", 404, version=1, text="…")
        office.console.sends(f"/tickets/{number}/seen", 404)
    person = office.asks()
    office.console.sends(f"/tickets/{_number(person)}/do/purge", 404, version=1)
    office.console.sends(f"/tickets/{_number(person)}/do/note", 400, version="x", text="…")
    loose = _number(person).lower().replace("-", " ")
    answer = office.console.client.get(f"{PREFIX}/tickets/{loose}")
    assert answer.headers["Location"].endswith(f"/tickets/{_number(person)}")


def test_what_people_wrote_is_text_wherever_it_stands(office: Office) -> None:
    person = office.asks(NASTY)
    office.does(AOKI, person, "note", text=NASTY)
    office.does(AOKI, person, "tag", tag="<b>urgent</b>")
    office.does(AOKI, person, "reply", text=NASTY)
    page = office.page(AOKI, person) + office.page(AOKI, person, "/talk")
    assert "<script>alert" not in page
    assert "<img" not in page.replace('<img src="/console/static', "")
    assert "<b>urgent" not in page
    assert 'href="https://evil' not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 6
    assert "{{ 7*7 }}" in page
    refused = office.does(AOKI, person, "extend", 200, until='"><script>', text=NASTY)
    assert "<script>alert" not in refused
    assert "&lt;script&gt;alert(1)" in refused


def test_two_people_on_one_ticket_lose_nothing_of_each_other(office: Office) -> None:
    person = office.asks()
    version = ticket_of(person).version
    office.does(KATO, person, "ask_requester", text="Which logs do you mean?")
    answer = office.does(AOKI, person, "reply", 200, version=version, text="My long answer.")
    assert "My long answer." in answer
    assert "What has happened meanwhile" in answer
    assert "staff-kato" in answer
    assert "waiting for the requester" in answer
    assert f'value="{ticket_of(person).version}"' in answer
    assert "My long answer." not in person.text
    office.does(AOKI, person, "note", version=version, text="A note takes nothing away.")


def test_a_colleague_who_looks_at_the_same_ticket_is_named_until_their_page_is_closed(office: Office) -> None:
    person = office.asks()
    office.page(KATO, person)
    assert "staff-kato is looking at this ticket, too." in office.page(AOKI, person)
    office.console.signs_in(AOKI)
    assert "staff-kato" in office.console.sends(f"/tickets/{_number(person)}/seen", 200)
    office.line.passes(seconds=46)
    assert "staff-kato" not in office.console.sends(f"/tickets/{_number(person)}/seen", 200)


def test_the_conversation_is_sent_again_only_when_something_happened(office: Office) -> None:
    person = office.asks()
    version = ticket_of(person).version
    path = f"{PREFIX}/tickets/{_number(person)}/talk"
    office.console.signs_in(AOKI)
    assert office.console.client.get(path, query_string={"version": version}).status_code == 204
    office.does(KATO, person, "note", text="Something new.")
    office.console.signs_in(AOKI)
    answer = office.console.client.get(path, query_string={"version": version})
    assert "Something new." in answer.text
    assert f'id="composer-version" value="{version + 1}"' in answer.text


def test_a_page_asks_the_store_as_often_whatever_has_happened(office: Office) -> None:
    person = office.asks()
    office.page(AOKI, person)
    with counted(office.line.database) as few:
        office.page(AOKI, person)
    for place in range(6):
        office.does(AOKI, person, "note", text=f"Note {place}")
        office.does(AOKI, person, "reply", text=f"Reply {place}")
    with counted(office.line.database) as many:
        office.page(AOKI, person)
    assert len(many) == len(few) <= MOST_STATEMENTS


def test_an_act_that_is_not_possible_says_why_instead_of_a_form(office: Office) -> None:
    jane = office.wants_deletion()
    page = office.page(AOKI, jane)
    assert "Not possible now, and why" in page
    assert "We are not yet sure enough who is asking." in page
    assert f'action="/console/tickets/{_number(jane)}/do/propose"' not in page
    refused = office.does(AOKI, jane, "present", 200)
    assert alerts(refused)


@pytest.mark.parametrize("name", sorted(KINDS.keys() - DONE_ELSEWHERE))
def test_whatever_is_refused_is_told_at_the_top_and_at_its_own_form(office: Office, name: str) -> None:
    jane = office.wants_deletion()
    right = {"right": "deletion"} if name in {"propose", "execute"} else {}
    page = office.does(AOKI, jane, name, 200, version=0, text="", to="a stranger", **right)
    assert page.count('id="refusal"') == 1
    assert page.count('href="#refusal"') == 1


def test_the_policy_is_shown_as_it_was_or_as_of_today_where_nothing_is_kept(office: Office) -> None:
    page = office.page(AOKI, office.wants_deletion(), "/passages")
    assert "You may request deletion." in page
    assert "No earlier publication is kept" in page


def test_colleagues_are_called_by_their_names_and_a_ticket_is_given_to_caseworkers_alone(
    office: Office,
) -> None:
    now, seal = office.line.milliseconds(), office.line.seal
    with office.line.database.write() as connection:
        suzuki = account.add(connection, "Suzuki Yuki", "suzuki@desk.example", ("caseworker",), now, seal)
        tanaka = account.add(connection, "Tanaka Jun", "tanaka@desk.example", ("approver",), now, seal)
    person = office.asks()
    offered = f'<option value="{suzuki.id}">Suzuki Yuki</option>'
    assert offered in office.page(AOKI, person)
    office.does(AOKI, person, "assign", to=suzuki.id)
    page = office.page(AOKI, person)
    assert "Assigned to Suzuki Yuki." in page
    assert offered not in page, "who has it already"
    assert tanaka.id not in page
    for nobody in (tanaka.id, "Hana's lawyer"):
        assert "Choose one of the caseworkers." in office.does(AOKI, person, "assign", 200, to=nobody)
    assert ticket_of(person).assignee == suzuki.id
    office.does(AOKI, person, "assign", to="")
    assert ticket_of(person).assignee is None


def test_the_page_promises_no_mail_to_an_address_that_may_be_mistyped(office: Office) -> None:
    jane = office.wants_a_copy(confirms=False)
    assert "It goes to the LINE chat." in office.page(AOKI, jane)
    assert "It goes by mail" in office.page(AOKI, office.wants_a_copy())


def test_what_is_asked_for_and_until_when_stands_above_the_conversation(office: Office) -> None:
    page = office.page(AOKI, office.wants_a_copy())
    above = page.partition('id="talk"')[0]
    assert "my inquiries" in above
    assert "Legal period" in above
