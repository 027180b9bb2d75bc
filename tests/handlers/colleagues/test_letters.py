"""What a mail to one of the staff says: which ticket, until when and where, and nothing of the case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.colleagues.colleague import Addressee
from handlers.colleagues.letters import letter, of_mail_trouble
from handlers.colleagues.occasions import Occasion, Told
from handlers.escalating.staff import Staff
from handlers.tickets.kinds import Kind
from handlers.tickets.statuses import Move
from tests.handlers.colleagues.test_colleague import AOKI, BABA
from tests.handlers.tickets.lives import NUMBER, PERSON, Life, in_review

STAFF = Staff(console="https://desk.example/console")
OF_TICKETS = [one for one in Occasion if one is not Occasion.MAIL_TROUBLE]


@pytest.mark.parametrize("occasion", OF_TICKETS)
def test_it_names_ticket_kind_and_dates_and_leads_to_the_console(occasion: Occasion) -> None:
    life = in_review()
    told = letter(Told(occasion, AOKI.id), life.events, Addressee(AOKI), STAFF, life.now)
    assert NUMBER in told.subject
    assert "Legal period: 2026-04-15" in told.text
    assert f"https://desk.example/console/tickets/{NUMBER}" in told.text
    assert (told.to, told.thread, told.party) == (AOKI.email, f"ticket.{NUMBER}.staff", "staff")


def test_it_is_in_the_language_that_its_reader_chose() -> None:
    life, told = in_review(), Told(Occasion.ASSIGNED, AOKI.id)
    japanese = letter(told, life.events, Addressee(replace(AOKI, language="ja")), STAFF, life.now)
    assert japanese.subject == f"[窓口] {NUMBER} あなたの担当になりました（権利の行使）"
    assert "Number:" not in japanese.text


def test_who_stands_in_reads_for_whom() -> None:
    life = in_review()
    told = letter(Told(Occasion.WROTE, AOKI.id), life.events, Addressee(BABA, AOKI), STAFF, life.now)
    assert told.text.startswith("Aoki is away, and you stand in for them.")


def test_without_a_console_it_leads_to_the_terminal_and_offers_no_choice() -> None:
    life = in_review()
    told = letter(Told(Occasion.WROTE, AOKI.id), life.events, Addressee(AOKI), Staff(), life.now)
    assert f"bot tickets show {NUMBER}" in told.text
    assert "http" not in told.text


def test_an_incident_is_urgent() -> None:
    life = Life(kind=Kind.INCIDENT).move(Move.SUBMIT, by=PERSON)
    assert letter(Told(Occasion.INCIDENT), life.events, Addressee(AOKI), STAFF, life.now).urgent


def test_of_mail_in_trouble_nobody_answers_and_the_health_page_is_near() -> None:
    told = of_mail_trouble("mailbox", AOKI, STAFF, since="2026-04-01 09:00")
    assert "since 2026-04-01 09:00" in told.text
    assert "https://desk.example/console/health" in told.text
    assert (told.number, told.party) == ("", "")
