"""Two people have the desk forget somebody: what goes is shown first, and certified afterwards."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from bot.console.acting import act
from bot.store import audit, erasures
from bot.store import erasure_tasks as erasure_tasks_store
from bot.store.tables import conversations, erasure_tasks
from handlers.casework.acts import Hold
from handlers.tickets.actors import SYSTEM, Actor, Role
from handlers.tickets.assurance import Level
from handlers.tickets.items import Outcome
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move
from tests.bot.console.erasing.office import AOKI, HOW, ITO, SATO, asks_for_it, words_of, writes_in
from tests.bot.console.inbox.office import add
from tests.bot.console.statements import counted
from tests.bot.store.lodged import life_of
from tests.console_desk import ConsoleDesk, member
from tests.line_desk import LinePerson

GRANTED = "PR-2026-0000E1"


@pytest.fixture
def hana(console: ConsoleDesk) -> LinePerson:
    return writes_in(console)


def remembered(console: ConsoleDesk, person: LinePerson) -> int:
    with console.desk.database.read() as connection:
        found = select(func.count()).where(conversations.c.lane == person.lane)
        return int(connection.execute(found).scalar_one())


def test_what_goes_and_what_stays_is_shown_before_anything_is_asked(
    console: ConsoleDesk, hana: LinePerson
) -> None:
    console.signs_in(AOKI)
    number = hana.tickets[0].number
    assert f"/erasing/of/{number}" in console.page(f"/tickets/{number}")
    told = words_of(console.page(f"/erasing/of/{number}"))
    for part in (
        "your language, the topics last shown",
        f"open requests {number}: needed to answer them",
        f"Tickets still open: {number}.",
        "What other systems of the company hold is not touched",
        "This ticket has no granted deletion.",
    ):
        assert part in told
    assert remembered(console, hana) == 1


def test_a_legal_hold_is_named_as_a_reason_why_things_stay(console: ConsoleDesk, hana: LinePerson) -> None:
    ticket = hana.tickets[0]
    act(console.desk, AOKI, ticket.number, ticket.version, Hold(on=True, why="A case in court."))
    console.signs_in(AOKI)
    assert "Kept for a legal reason (hold)" in console.page(f"/erasing/of/{ticket.number}")


def test_one_asks_another_agrees_it_is_carried_out_and_certified(
    console: ConsoleDesk, hana: LinePerson
) -> None:
    task = asks_for_it(console, hana, checklist="CRM: Ms Baba, by Friday")
    assert remembered(console, hana) == 1
    console.signs_in(SATO)
    told = words_of(console.page(task))
    assert HOW in told
    assert "CRM: Ms Baba, by Friday" in told
    assert "an approver other than staff-aoki" in told
    assert console.sends(f"{task}/approve").endswith(task)
    page = words_of(console.page(task))
    assert "Carried out" in page
    assert remembered(console, hana) == 0
    certificate = words_of(console.page(f"{task}/certificate"))
    number, name = hana.tickets[0].number, task.rpartition("/")[2]
    for part in (name, number, "Conversations with language and topics 1", f"stay: {number}"):
        assert part in certificate
    assert any(name in text for text in console.line.texts_of(number))
    with console.desk.database.read() as connection:
        (done,) = erasures.listed(connection)
        whats = [(one.staff, one.what) for one in audit.all_of(connection, console.desk.seal)]
    assert (done.certificate, done.lane, done.kept) == (name, hana.lane, (number,))
    assert whats == [
        (AOKI.id, "erasure_requested"),
        (SATO.id, "erasure_approved"),
        (SATO.id, "erasure_done"),
    ]
    assert console.line.broken() == []


def test_a_granted_deletion_is_reason_enough(console: ConsoleDesk) -> None:
    life = life_of("e" * 32, Right.DELETION, number=GRANTED)
    life.identified(Level.KNOWN_FACTS).move(Move.TAKE_UP, by=SYSTEM)
    life.propose(Outcome.GRANTED).move(Move.PROPOSE).move(Move.APPROVE, by=Actor(Role.APPROVER, "sato"))
    add(console, life)
    console.signs_in(AOKI)
    task = console.sends(f"/erasing/of/{GRANTED}", basis="item").removeprefix("/console")
    assert "The right to deletion was granted in this ticket." in console.page(task)


def test_what_takes_longer_is_shown_as_going_on_and_then_as_done(
    console: ConsoleDesk, hana: LinePerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = asks_for_it(console, hana)
    console.signs_in(SATO)
    monkeypatch.setattr("bot.console.acting.awaited", lambda *_: None)
    console.sends(f"{task}/approve")
    page = console.page(task)
    assert "Being carried out. This page shows when it is done." in page
    assert 'hx-trigger="every 2s"' in page
    console.line.work()
    page = console.page(task)
    assert "Open the certificate" in page
    assert 'hx-trigger="every 2s"' not in page


def test_a_page_asks_the_store_a_bounded_number_of_questions(console: ConsoleDesk, hana: LinePerson) -> None:
    task = asks_for_it(console, hana)
    for path, most in (("/erasing", 3), (task, 28), (f"/erasing/of/{hana.tickets[0].number}", 28)):
        with counted(console.desk.database) as asked:
            console.page(path)
        assert len(asked) <= most, path


def test_a_request_is_forgotten_with_the_erasure(console: ConsoleDesk, hana: LinePerson) -> None:
    task = asks_for_it(console, hana)
    with console.desk.database.write() as connection:
        assert erasure_tasks_store.forget_before(connection, console.desk.clock(), 10) == 0
        assert erasure_tasks_store.forget_before(connection, console.desk.clock() + 1, 10) == 1
    console.page(task, 404)


def test_nobody_agrees_to_what_they_asked_for_themselves(console: ConsoleDesk, hana: LinePerson) -> None:
    both = member("caseworker", "approver", name="Aoki")
    task = asks_for_it(console, hana)
    console.signs_in(both)
    assert "Erase it for good" not in console.page(task)
    console.sends(f"{task}/approve")
    assert "Please let a colleague agree to it." in console.page(task)
    assert remembered(console, hana) == 1


def test_who_is_no_approver_agrees_to_nothing(console: ConsoleDesk, hana: LinePerson) -> None:
    task = asks_for_it(console, hana)
    for who in (member(name="Baba"), ITO, member("admin")):
        console.signs_in(who)
        console.sends(f"{task}/approve", 403)
    assert remembered(console, hana) == 1


def test_a_request_is_dropped_and_nothing_goes(console: ConsoleDesk, hana: LinePerson) -> None:
    task = asks_for_it(console, hana)
    console.sends(f"{task}/drop")
    assert "Dropped by staff-aoki" in console.page(task)
    console.signs_in(SATO)
    console.sends(f"{task}/approve")
    assert remembered(console, hana) == 1
    console.page(f"{task}/certificate", 404)


def test_of_one_person_there_is_one_request_at_a_time(console: ConsoleDesk, hana: LinePerson) -> None:
    task = asks_for_it(console, hana)
    number = hana.tickets[0].number
    assert "There is a request for this person already." in console.page(f"/erasing/of/{number}")
    console.sends(f"/erasing/of/{number}", 409, basis="other", how=HOW)
    console.sends(f"{task}/drop")
    asks_for_it(console, hana)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"basis": "other"}, "Please write down how and when they asked."),
        ({"basis": "item", "how": HOW}, "Please choose why it is asked for."),
        ({"how": HOW}, "Please choose why it is asked for."),
        ({"basis": "other", "how": "x" * 2_001}, "This is too long"),
    ],
)
def test_what_is_missing_is_told_and_what_was_typed_stays(
    console: ConsoleDesk, hana: LinePerson, fields: dict[str, str], why: str
) -> None:
    console.signs_in(AOKI)
    page = console.sends(f"/erasing/of/{hana.tickets[0].number}", 400, checklist="CRM first", **fields)
    assert why in page
    assert "CRM first" in page
    assert fields.get("how", "") in page


def test_an_auditor_sees_that_there_is_a_text_and_not_what(console: ConsoleDesk, hana: LinePerson) -> None:
    task = asks_for_it(console, hana)
    console.signs_in(ITO)
    page = console.page(task)
    assert HOW not in page
    assert "There is a text. Your roles do not let you read it." in page
    assert task in console.page("/erasing")


def test_what_staff_wrote_is_sealed(console: ConsoleDesk, hana: LinePerson) -> None:
    asks_for_it(console, hana)
    with console.desk.database.read() as connection:
        (row,) = connection.execute(select(erasure_tasks.c.sealed)).scalars()
    assert HOW.encode() not in row


@pytest.mark.parametrize(
    "path", ["/erasing/nothing", "/erasing/nothing/certificate", "/erasing/of/PR-2026-000000"]
)
def test_what_there_is_not_is_not_found(console: ConsoleDesk, path: str) -> None:
    console.signs_in(AOKI)
    console.page(path, 404)
