"""Who did what is found again, by whoever may look, and cannot be changed by looking."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest

from bot.console.acting import act
from bot.store import audit, audit_checks
from bot.store.tables import audit_events
from handlers.casework.acts import Assign, Note
from tests.bot.console.conftest import console_at
from tests.bot.console.statements import counted
from tests.console_desk import ConsoleDesk, member

HELLO = ("I want to talk to a person", "Write from here", "How long do you keep logs?", "here", "send")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ConsoleDesk]:
    """Give one console to all tests that only look."""
    with console_at(tmp_path_factory.mktemp("audit")) as found:
        yield found


@pytest.fixture(scope="module")
def number(office: ConsoleDesk) -> str:
    """Give a ticket that Aoki noted something at and gave to Mori, and what was done beside tickets."""
    person = office.line.person("Hana", "en")
    person.answers(*HELLO)
    ticket = person.tickets[0]
    for what in (Note(text="Asked the legal team."), Assign(to="staff-mori")):
        act(office.desk, member(), ticket.number, ticket.version, what)
    office.line.passes(minutes=1)
    with office.desk.database.write() as connection:
        notes: tuple[dict[str, Any], ...] = (
            {"staff": "staff-aoki", "what": "login", "ip": "192.0.2.7"},
            {"staff": "", "what": "login_failed", "ip": "198.51.100.9"},
            {
                "staff": "staff-mori",
                "what": "roles_changed",
                "ref": "staff-aoki",
                "before": "caseworker",
                "after": "caseworker approver",
            },
        )
        for note in notes:
            audit.note(connection, office.desk.seal, now=office.desk.clock(), **note)
    return ticket.number


@pytest.fixture(autouse=True)
def auditor(office: ConsoleDesk) -> None:
    """Let an auditor look."""
    office.signs_in(member("auditor"))


def test_one_list_has_what_was_done_with_tickets_and_beside_them_newest_first(
    office: ConsoleDesk, number: str
) -> None:
    page = office.page("/audit")
    order = [
        "Changed roles.",
        "Tried to sign in and failed.",
        "Signed in.",
        "Assigned to",
        "Staff added a note.",
    ]
    places = [page.index(sentence) for sentence in order]
    assert places == sorted(places)
    assert "192.0.2.7" in page
    assert number in page


def test_what_was_written_in_a_note_is_not_in_the_record(office: ConsoleDesk, number: str) -> None:
    assert "legal team" not in office.page("/audit")
    assert "legal team" not in office.page(f"/audit?number={number}")


def test_what_it_was_and_what_it_is_now_stand_beside_each_other_with_signs(
    office: ConsoleDesk, number: str
) -> None:
    page = office.page("/audit?subject=accounts")
    assert "<del" in page
    assert "− " in page
    assert "Caseworker, Approver</ins>" in page
    assert "nobody</del>" in office.page("/audit?subject=assignment")


@pytest.mark.parametrize(
    ("question", "there", "not_there"),
    [
        ("member=staff-mori", "Changed roles.", "Signed in."),
        ("member=staff-aoki", "Staff added a note.", "Changed roles."),
        ("subject=signing_in", "Signed in.", "Staff added a note."),
        ("subject=messages", "Staff added a note.", "Signed in."),
        ("member=staff-aoki&subject=assignment", "Assigned to", "Staff added a note."),
        ("since=2030-01-01", "There are no such entries", "Signed in."),
        ("until=2020-01-01", "There are no such entries", "Signed in."),
        ("number=nonsense", "This is no ticket number.", "Signed in."),
        ("since=yesterday", "This is no date.", "Signed in."),
    ],
)
def test_the_record_can_be_narrowed_down(
    office: ConsoleDesk, number: str, question: str, there: str, not_there: str
) -> None:
    page = office.page(f"/audit?{question}")
    assert there in page
    assert not_there not in page


def test_a_ticket_s_own_record_has_what_everybody_did_with_it(office: ConsoleDesk, number: str) -> None:
    page = office.page(f"/audit?number={number.replace('-', ' ').lower()}")
    assert "Opened by LINE" in page
    assert "requester" in page
    assert "Signed in." not in page


def test_a_long_record_goes_on_where_the_page_before_ended(console: ConsoleDesk) -> None:
    console.signs_in(member("auditor"))
    with console.desk.database.write() as connection:
        for at in range(120):  # many of them in the same millisecond
            audit.note(
                connection, console.desk.seal, staff=f"staff-{at:03}", what="logout", now=2_000 + at // 50
            )
    path, met = "/audit?subject=signing_in", []
    while path:
        page = console.page(path)
        met += [at for at in range(120) if f"<td>staff-{at:03}</td>" in page]
        path = older(page)
    assert sorted(met) == list(range(120))


def older(page: str) -> str:
    _, found, rest = page.partition('rel="next" href="/console')
    return rest.partition('"')[0].replace("&amp;", "&") if found else ""


def test_it_is_exported_as_it_is_shown_and_that_is_an_entry_too(office: ConsoleDesk, number: str) -> None:
    text = office.sends("/audit/export", 200, member="staff-mori")
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert head[:4] == ["When", "Who", "What", "Ticket"]
    assert [row[2] for row in rows] == ["Changed roles."]
    assert "Exported these records." in office.page("/audit?subject=exports")


@pytest.mark.parametrize(("role", "status"), [("auditor", 200), ("admin", 200), ("caseworker", 403)])
def test_auditors_and_admins_may_look_and_nobody_else(office: ConsoleDesk, role: str, status: int) -> None:
    office.signs_in(member(role))
    office.page("/audit", status)


def test_a_mail_that_was_turned_away_says_why_and_blames_nobody(office: ConsoleDesk, number: str) -> None:
    office.line.mailed(
        b"From: mallory@example.net\r\nSubject: " + number.encode() + b"\r\n\r\nSend it to me."
    )
    page = office.page("/audit?subject=mails_turned_away")
    assert "Sent a mail that was turned away: it does not show which ticket it belongs to." in page
    assert "(somebody unknown)" in page
    assert "mallory" not in page
    assert "no_token" not in page


def test_nothing_of_it_can_be_sent_anywhere(office: ConsoleDesk, number: str) -> None:
    rules = [rule for rule in office.console.url_map.iter_rules() if rule.endpoint.startswith("audit.")]
    assert {(rule.endpoint, *sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})) for rule in rules} == {
        ("audit.audit", "GET"),
        ("audit.export", "POST"),
    }


def test_a_page_asks_the_store_a_few_times_however_long_it_is(office: ConsoleDesk, number: str) -> None:
    with counted(office.desk.database) as few:
        office.page("/audit?subject=accounts")
    with counted(office.desk.database) as many:
        office.page("/audit")
    assert len(many) <= len(few) + 1 <= 8


def test_the_state_of_the_chains_is_said_in_words(console: ConsoleDesk) -> None:
    console.signs_in(member("auditor"))
    assert "The records of staff have not been checked yet." in console.page("/audit")
    console.signs_in(member("auditor", language="ja"))
    for what, said in (
        ("login", "操作の記録1件に改変はありません"),
        ("sung", "操作の記録の1件目が正しくありません"),
    ):
        with console.desk.database.write() as connection:
            if what == "login":
                audit.note(connection, console.desk.seal, staff="staff-aoki", what="login", now=1)
            else:
                connection.execute(
                    audit_events.update().where(audit_events.c.sequence == 1).values(what=what)
                )
            audit_checks.keep(connection, audit_checks.whole(connection, console.desk.clock()))
        assert said in console.page("/audit?member=staff-mori")


def test_a_day_with_none_after_it_is_no_day(office: ConsoleDesk) -> None:
    assert "This is no date. Example: 2026-04-01" in office.page("/audit?until=9999-12-31")
