"""What comes next is said as it is for who reads it, on every step of the way."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from bot.console.member import Member
from handlers.tickets.statuses import Status
from handlers.wording import say
from knowledge.language import LANGUAGES, Language
from tests.bot.console.ticket.office import AOKI, ITO, KATO, MORI, Office, ticket_of
from tests.console_desk import member
from tests.line_desk import LinePerson

BOTH = member("caseworker", "approver", name="Endo")
SATO = member("approver", name="Sato", language="ja")
REFUSAL: dict[str, Any] = {
    "right": "deletion",
    "outcome": "refused",
    "code": "L34-1",
    "facts": "The entries are correct.",
    "done": "We showed you how to hide them.",
}


def comes_next(office: Office, who: Member, person: LinePerson) -> str:
    (found,) = re.findall(
        r'<p class="next-step">.*?</strong>(.*?)</span></p>', office.page(who, person), re.DOTALL
    )
    return unescape(found).strip()


def known(office: Office) -> LinePerson:
    """Return somebody who wants a deletion and of whom we know who they are."""
    ken = office.wants_deletion()
    office.identified(ken)
    return ken


def refused(office: Office) -> LinePerson:
    """Return somebody who has read that their data are not deleted."""
    ken = known(office)
    office.does(AOKI, ken, "propose", **REFUSAL)
    office.does(AOKI, ken, "present")
    office.does(MORI, ken, "approve")
    office.does(AOKI, ken, "answer", text="We looked into it.")
    return ken


def test_a_question_is_to_be_answered(office: Office) -> None:
    assert comes_next(office, AOKI, office.asks()).startswith("Answer the question.")


def test_until_we_know_who_asks_nothing_is_to_be_proposed(office: Office) -> None:
    assert comes_next(office, AOKI, office.wants_deletion()).startswith("We must be sure who asks")


def test_what_needs_a_second_person_is_to_be_handed_over_and_nothing_else(office: Office) -> None:
    ken = known(office)
    assert comes_next(office, AOKI, ken).startswith("Propose an outcome for each right")
    office.does(AOKI, ken, "propose", **REFUSAL)
    assert comes_next(office, AOKI, ken) == say("console.ticket.next.in_review_present", "en")
    assert comes_next(office, KATO, ken) == say("console.ticket.next.in_review_present", "ja")


def test_what_needs_none_is_to_be_decided_or_answered_at_once(office: Office) -> None:
    jane, ken = office.wants_a_copy(), known(office)
    office.identified(jane)
    office.does(AOKI, jane, "propose", right="disclosure", outcome="granted")
    assert comes_next(office, AOKI, jane) == say("console.ticket.next.in_review_decide", "en")
    office.does(AOKI, jane, "decide")
    assert comes_next(office, AOKI, jane) == say("console.ticket.next.executing", "en")
    office.does(
        AOKI, ken, "propose", right="deletion", outcome="not_held", code="N-1", facts="Nothing found."
    )
    assert comes_next(office, AOKI, ken) == say("console.ticket.next.in_review_answer", "en")


def test_who_may_approve_is_told_so_and_who_may_not_is_told_that_somebody_else_does(office: Office) -> None:
    ken = known(office)
    office.does(BOTH, ken, "propose", **REFUSAL)
    office.does(BOTH, ken, "present")
    assert comes_next(office, MORI, ken) == "You can approve the proposals or send them back."
    assert comes_next(office, SATO, ken) == "結論案を承認するか、差し戻してください。"
    assert comes_next(office, BOTH, ken).startswith("You had a part in the proposals")
    for who in (AOKI, ITO):
        assert comes_next(office, who, ken).startswith("A second person looks at the proposals")


def test_what_was_sent_back_says_what_must_change_to_who_may_read_it(office: Office) -> None:
    ken = known(office)
    office.does(AOKI, ken, "propose", **REFUSAL)
    office.does(AOKI, ken, "present")
    office.does(MORI, ken, "send_back", text="Name the\nentries & dates {status}.")
    told = "Sent back: “Name the entries & dates {status}.” Once that is changed, hand it over again."
    assert comes_next(office, AOKI, ken) == told
    assert "指摘：Name the entries & dates {status}.）" in comes_next(office, KATO, ken)
    assert comes_next(office, ITO, ken) == say("console.ticket.next.sent_back_unread", "en")
    office.does(AOKI, ken, "propose", **REFUSAL)
    assert comes_next(office, AOKI, ken) == told
    office.does(AOKI, ken, "present")
    office.does(MORI, ken, "send_back", text="長" * 4_000)
    assert len(comes_next(office, AOKI, ken)) < 300


def test_what_is_decided_is_carried_out_then_answered_then_closed(office: Office) -> None:
    jane = office.wants_a_copy()
    office.identified(jane)
    office.does(AOKI, jane, "propose", right="disclosure", outcome="granted")
    office.does(AOKI, jane, "decide")
    office.does(AOKI, jane, "execute", right="disclosure")
    assert comes_next(office, AOKI, jane) == "Nothing is left to carry out. Send the answer."
    office.does(AOKI, jane, "answer", text="Here is what we hold.")
    assert comes_next(office, AOKI, jane) == say("console.ticket.next.executing_sent", "en")
    office.does(AOKI, jane, "answer", text="Here is what we hold.")
    assert comes_next(office, AOKI, jane) == say("console.ticket.next.executing_tried", "en")
    jane.says("status")
    jane.presses("Get my answer")
    assert comes_next(office, AOKI, jane) == say("console.ticket.next.executing_arrived", "en")
    office.does(AOKI, jane, "deliver")
    assert comes_next(office, AOKI, jane).startswith("Nothing to do.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_are_named_as_they_are_called(language: Language) -> None:
    for step, act in {
        "in_review_present": "present",
        "in_review_decide": "decide",
        "executing": "execute",
        "executing_arrived": "deliver",
        "executing_tried": "deliver",
    }.items():
        button = say(f"console.ticket.act.{act}.do", language)
        assert button in say(f"console.ticket.next.{step}", language)


def test_who_answered_gives_an_objection_to_a_colleague(office: Office) -> None:
    ken = refused(office)
    ken.presses("Object")
    assert ticket_of(ken).status is Status.IN_REVIEW
    assert comes_next(office, AOKI, ken) == (
        "The requester objected and asked for another look. "
        "You had a part in the answer, so somebody else looks at it: give it to a colleague."
    )
    assert comes_next(office, KATO, ken) == (
        "ご本人が異議を申し出て、再検討を求めています。"
        "請求ごとに結論案を登録してください。お応えしないものには理由が必要です。"
    )
    office.does(AOKI, ken, "assign", to=AOKI.id)
    assert comes_next(office, KATO, ken).endswith(say("console.ticket.next.take_over", "ja", name=AOKI.id))
    office.does(KATO, ken, "assign", to=KATO.id)
    assert comes_next(office, AOKI, ken).endswith(f"You had a part in the answer, so {KATO.id} looks at it.")
    office.does(KATO, ken, "propose", **REFUSAL)
    assert comes_next(office, KATO, ken).endswith(say("console.ticket.next.in_review_present", "ja"))


def test_an_objection_stands_out_on_the_page_and_in_its_conversation(office: Office) -> None:
    ken = refused(office)
    assert "Objection" not in office.page(AOKI, ken)
    ken.presses("Object")
    page = office.page(AOKI, ken)
    head, conversation = page.split('<div class="columns">')
    assert "Objection" in head
    (said,) = re.findall(
        r'<li class="said from-them">((?:(?!</li>).)*Objection.*?)</li>', conversation, re.DOTALL
    )
    assert "The requester objected and asked for another look." in said
    assert "異議の申し出" in office.page(KATO, ken)
    before = re.search(r"前回の回答：.*?</details>", office.page(KATO, ken), re.DOTALL)
    assert before is not None
    assert "The entries are correct." in before[0]
    office.does(KATO, ken, "propose", **REFUSAL)
    office.does(KATO, ken, "present")
    office.does(MORI, ken, "approve")
    office.does(KATO, ken, "answer", text="We looked again.")
    office.does(KATO, ken, "deliver", posted="April 9, RR123456789JP")
    assert "Objection" not in office.page(AOKI, ken).split('<div class="columns">')[0]


def test_who_approved_is_named_beside_who_proposed(office: Office) -> None:
    ken = refused(office)
    page = office.page(AOKI, ken)
    assert re.search(rf"<dt>Approved by</dt><dd>{MORI.id}</dd>", page)
    assert "Approved the proposals. New status: being carried out." in page
    assert re.search(rf"<dt>承認者</dt><dd>{MORI.id}</dd>", office.page(KATO, ken))
    ken.presses("Object")
    assert "Approved by</dt>" not in office.page(AOKI, ken)
