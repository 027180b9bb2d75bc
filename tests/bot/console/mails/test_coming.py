"""Members of the staff are mailed what they want to hear of, with everything else that comes of an event."""

from __future__ import annotations

import pytest

from bot.console.acting import act
from bot.console.member import Member
from bot.jobs.ticket_timers import TicketTimers
from bot.store import staff_mails
from bot.store.accounts import account
from bot.store.staff_mails import Away, Wishes
from handlers.casework.acts import AskRequester, Assign, TakeUp
from handlers.colleagues.occasions import Occasion
from tests.bot.console.mails.staff import hired, subjects
from tests.bot.mail.answers import answer
from tests.console_desk import ConsoleDesk
from tests.line_desk import LinePerson

WEEK_MS = 7 * 24 * 3_600_000
QUESTION = ("I want to talk to a person", "Write from here", "How long do you keep logs?", "here", "send")


@pytest.fixture
def aoki(console: ConsoleDesk) -> Member:
    return hired(console, "Aoki", "caseworker")


@pytest.fixture
def baba(console: ConsoleDesk) -> Member:
    return hired(console, "Baba", "caseworker")


def asks(console: ConsoleDesk) -> LinePerson:
    person = console.line.person("Hana", "en")
    person.answers(*QUESTION)
    return person


def gives(console: ConsoleDesk, person: LinePerson, by: Member, to: Member) -> None:
    ticket = person.tickets[0]
    assert act(console.desk, by, ticket.number, ticket.version, Assign(to=to.id))
    console.line.work()


def chooses(console: ConsoleDesk, who: Member, wishes: Wishes) -> None:
    with console.desk.database.write() as connection:
        staff_mails.keep(connection, who.id, wishes)


def test_who_gets_a_ticket_and_then_words_of_its_requester_hears_of_both(
    console: ConsoleDesk, aoki: Member, baba: Member
) -> None:
    person = asks(console)
    gives(console, person, baba, aoki)
    for what in (TakeUp(), AskRequester(text="Which logs do you mean?")):
        ticket = person.tickets[0]
        act(console.desk, aoki, ticket.number, ticket.version, what)
        console.line.work()
    person.presses("inform")
    person.answers("Those of my account", "send")
    assert subjects(console, aoki) == ["is yours now (question)", "the requester wrote (question)"]
    assert subjects(console, baba) == []


def test_a_new_ticket_is_mailed_to_who_chose_that(console: ConsoleDesk, aoki: Member, baba: Member) -> None:
    chooses(console, aoki, Wishes(frozenset({Occasion.NEW})))
    asks(console)
    assert subjects(console, aoki) == ["new, nobody has it yet (question)"]
    assert subjects(console, baba) == []


def test_while_somebody_is_away_their_substitute_is_mailed_as_well(
    console: ConsoleDesk, aoki: Member, baba: Member
) -> None:
    now, cho = console.desk.clock(), hired(console, "Cho", "caseworker")
    chooses(console, aoki, Wishes(away=Away(baba.id, now, now + WEEK_MS)))
    gives(console, asks(console), cho, aoki)
    assert subjects(console, aoki) == subjects(console, baba) == ["is yours now (question)"]
    assert console.line.mailbox is not None
    (mail,) = console.line.mailbox.letters(baba.email)
    assert "Aoki is away, and you stand in for them." in mail.text


def test_after_that_time_and_once_they_have_left_they_are_not(
    console: ConsoleDesk, aoki: Member, baba: Member
) -> None:
    now, cho = console.desk.clock(), hired(console, "Cho", "caseworker")
    chooses(console, aoki, Wishes(away=Away(baba.id, now - WEEK_MS, now)))
    gives(console, asks(console), cho, aoki)
    with console.desk.database.write() as connection:
        account.change(connection, aoki.id, active=False)
    gives(console, asks(console), cho, aoki)
    assert subjects(console, baba) == []
    assert len(subjects(console, aoki)) == 1


def test_a_warning_of_a_ticket_goes_to_whose_it_is(console: ConsoleDesk, aoki: Member, baba: Member) -> None:
    person = asks(console)
    gives(console, person, baba, aoki)
    line = console.line
    timers = TicketTimers(console.finder, line.notices, line.seal, console.desk.draws)
    line.passes(days=5, hours=16)
    timers.step(line.database, line.milliseconds())
    line.work()
    assert subjects(console, aoki)[1:] == ["due soon, or overdue (question)"]
    assert subjects(console, baba) == []


def test_an_answer_to_such_a_mail_is_a_note_on_its_ticket(
    console: ConsoleDesk, aoki: Member, baba: Member
) -> None:
    person = asks(console)
    gives(console, person, baba, aoki)
    assert console.line.mailbox is not None
    (mail,) = console.line.mailbox.letters(aoki.email)
    console.line.mailed(answer(mail, "I will ask the legal team.", aoki.email))
    assert "I will ask the legal team." in console.line.texts_of(person.tickets[0].number)
