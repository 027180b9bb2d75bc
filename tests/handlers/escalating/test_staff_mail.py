"""What the Privacy Center reads of a ticket: everything to plan by, nothing of what somebody wrote."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.escalating import staff_mail
from handlers.escalating.buttons import COMMAND
from handlers.escalating.staff import Staff
from handlers.letters import Letter
from handlers.mails import letters
from handlers.tickets.actors import SYSTEM
from handlers.tickets.kinds import Kind
from handlers.tickets.log import ClockName, DeadlineWarned
from tests.builders import EMAIL, context, pressed
from tests.desk import Desk
from tests.handlers.tickets.lives import NUMBER, Life, in_review

SAID = "the blue vase is gone"
RIGHTS = ("delete my data", "yes", "own", SAID, "jane@example.org", "send")


def sent(kind: Kind, *, case_text: bool = False) -> Letter:
    """Return the mail about a ticket of this kind that was just handed in."""
    desk = Desk(mails=True)
    desk.staff = Staff(case_text=case_text)
    if kind is Kind.RIGHTS:
        desk.answers(*RIGHTS)
    else:
        desk.meets(pressed(COMMAND, kind.value))
        while not desk.tickets:
            desk.answers(*(("here", "send") if "here" in str(desk.buttons()) else (SAID,)))
    (letter,) = desk.staff_letters
    return letter


def test_it_goes_to_the_address_of_the_policy_unless_the_settings_name_another() -> None:
    assert sent(Kind.QUESTION).to == EMAIL
    life = in_review()
    ctx = replace(context(), staff=Staff("staff@example.com"))
    warned = DeadlineWarned(at=life.now, by=SYSTEM, clock="work", percent=50)
    assert staff_mail.deadline(life.events, warned, ctx).to == "staff@example.com"


@pytest.mark.parametrize(
    ("kind", "subject", "words"),
    [
        (Kind.RIGHTS, "権利行使", "exercises rights"),
        (Kind.QUESTION, "ご質問", "has a question"),
        (Kind.COMPLAINT, "苦情", "complains"),
        (Kind.INCIDENT, "インシデント（至急）", "at once"),
    ],
)
def test_the_subject_names_ticket_and_kind_and_the_text_is_in_both_languages(
    kind: Kind, subject: str, words: str
) -> None:
    letter = sent(kind)
    assert letter.subject == f"[窓口] PR-2026-000001 {subject}"
    assert "受付番号：PR-2026-000001" in letter.text
    assert "Number: PR-2026-000001" in letter.text
    assert words in letter.text
    assert letter.text.count("bot tickets show PR-2026-000001 --texts") == 2


def test_the_dates_are_those_of_the_clocks() -> None:
    text = sent(Kind.QUESTION).text
    assert "Received: 2026-04-01 18:00" in text
    assert "Legal period: 2026-04-15 18:00" in text
    assert "Our target: 2026-04-06 18:00" in text


def test_staff_read_which_rights_and_whether_the_requester_is_identified() -> None:
    text = sent(Kind.RIGHTS).text
    assert "Rights: deletion" in text
    assert "権利：削除" in text
    assert "Requester identified: not yet" in text
    assert "Requester identified: not needed" in sent(Kind.COMPLAINT).text


@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_that_somebody_wrote_is_in_a_mail(kind: Kind) -> None:
    letter = sent(kind)
    assert [word for word in (SAID, "jane@example.org") if word in letter.text + letter.subject] == []


@pytest.mark.parametrize("kind", list(Kind))
def test_where_the_settings_allow_it_the_words_are_in_it(kind: Kind) -> None:
    assert SAID in sent(kind, case_text=True).text


def test_only_an_incident_is_urgent_and_all_mails_of_a_ticket_are_one_thread() -> None:
    assert [kind for kind in Kind if sent(kind).urgent] == [Kind.INCIDENT]
    assert {sent(kind).thread for kind in Kind} == {"ticket.PR-2026-000001.staff"}
    assert {sent(kind).party for kind in Kind} == {"staff"}


def test_a_ticket_that_needs_nobody_is_not_written_about() -> None:
    desk = Desk(mails=True)
    desk.answers("delete my data", "yes", "company", "agree")
    assert [ticket.status for ticket in desk.tickets] == ["redirected"]
    assert desk.staff_letters == []


def test_without_a_relay_a_ticket_is_opened_all_the_same() -> None:
    desk = Desk()
    desk.answers(*RIGHTS)
    assert (len(desk.tickets), desk.staff_letters) == (1, [])


@pytest.mark.parametrize(
    ("clock", "percent", "subject", "words"),
    [
        ("work", 75, f"[窓口] {NUMBER} 社内目標の75%経過", "75% of a period is used up"),
        ("legal", 100, f"[窓口] {NUMBER} 法定期限超過", "A period is over: Legal period."),
    ],
)
def test_a_warning_says_which_period_and_how_much_of_it(
    clock: ClockName, percent: int, subject: str, words: str
) -> None:
    life = in_review()
    warned = DeadlineWarned(at=life.now, by=SYSTEM, clock=clock, percent=percent)
    letter = staff_mail.deadline(life.events, warned, context())
    assert letter.subject == subject
    assert words in letter.text
    assert letter.thread == f"ticket.{NUMBER}.staff"


def test_a_warning_of_an_incident_is_urgent() -> None:
    life = Life(kind=Kind.INCIDENT)
    warned = DeadlineWarned(at=life.now, by=SYSTEM, clock="work", percent=50)
    assert staff_mail.deadline(life.events, warned, context()).urgent


def test_where_a_console_is_run_mails_lead_to_the_ticket_there_instead_of_to_the_terminal() -> None:
    life = in_review()
    ctx = replace(context(), mails=True, staff=Staff(console="https://desk.example/console"))
    warned = DeadlineWarned(at=life.now, by=SYSTEM, clock="work", percent=50)
    about_a_mail = letters.to_center("wrote", life.ticket, ctx)
    for letter in (staff_mail.deadline(life.events, warned, ctx), *about_a_mail):
        assert letter.text.count(f"https://desk.example/console/tickets/{NUMBER}") == 2
        assert "bot tickets show" not in letter.text
