"""Files on the page of a ticket: looked at before they are kept, and opened once that is written down."""

from __future__ import annotations

import pytest

from bot.console.app import PREFIX
from bot.store import ticket_logs
from handlers.tickets.desk_log import FileOpened
from handlers.tickets.log import FileKept
from tests.bot.console.ticket.office import AOKI, ITO, MORI, Office, alerts, ticket_of
from tests.line_desk import LinePerson

PDF = b"%PDF-1.7\n a masked licence"
PICTURE = b"\xff\xd8\xff\xe0 a picture"


@pytest.fixture(scope="module")
def person(office: Office) -> LinePerson:
    """Return somebody whose ticket has no file."""
    return office.asks()


def _with_file(office: Office) -> tuple[LinePerson, str]:
    """Return somebody who sent a file to their ticket, and its id."""
    person = office.asks()
    office.uploads(AOKI, person, PDF, "licence.pdf")
    (file,) = office.line.files_of(ticket_of(person).number)
    return person, file


def _log(office: Office, person: LinePerson) -> tuple[object, ...]:
    with office.line.database.read() as connection:
        return ticket_logs.log_of(connection, ticket_of(person).number)


def test_a_file_goes_out_as_a_download_that_nothing_can_run_in_our_name(office: Office) -> None:
    person, file = _with_file(office)
    office.console.signs_in(MORI)
    path = f"{PREFIX}/tickets/{ticket_of(person).number}/files/{file}"
    answer = office.console.client.post(path, data={"version": 1})
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"] == "attachment; filename=licence.pdf"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.mimetype == "application/octet-stream"
    opened = [event for event in _log(office, person) if isinstance(event, FileOpened)]
    assert [(event.file, event.by.id) for event in opened] == [(file, MORI.id)]


def test_a_file_is_opened_by_nobody_else_and_in_no_other_ticket(office: Office) -> None:
    person, file = _with_file(office)
    other = office.asks()
    number = ticket_of(person).number
    for who, where, status in ((ITO, number, 403), (AOKI, ticket_of(other).number, 404)):
        office.console.signs_in(who)
        office.console.sends(f"/tickets/{where}/files/{file}", status, version=1)
    office.console.signs_in(AOKI)
    assert office.console.client.get(f"{PREFIX}/tickets/{number}/files/{file}").status_code == 405
    assert not [event for event in _log(office, person) if isinstance(event, FileOpened)]


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "empty.pdf", "empty"),
        (b"MZ\x90\x00 a program", "report.pdf", "type"),
        (b"<html><script>alert(1)</script>", "page.html", "type"),
        (b"\x00\x01\x02", "data.csv", "type"),
        (b"{not json", "data.json", "type"),
        (b"%PDF" + b"x" * (10 * 1024 * 1024), "large.pdf", "10 MB"),
    ],
)
def test_what_is_no_file_of_ours_is_not_kept(
    office: Office, person: LinePerson, content: bytes, name: str, said: str
) -> None:
    answer = office.uploads(AOKI, person, content, name, 200)
    assert any(said in one for one in alerts(answer)), alerts(answer)
    assert office.line.files_of(ticket_of(person).number) == {}
    assert not [event for event in _log(office, person) if isinstance(event, FileKept)]


def test_a_name_that_would_steer_or_hide_something_is_kept_without_it(office: Office) -> None:
    person = office.asks()
    office.uploads(AOKI, person, PICTURE, "../../etc/pass\u202ewd<b>.jpg")
    page = office.page(AOKI, person)
    assert "passwd&lt;b&gt;.jpg" in page
    assert "\u202e" not in page
    (file,) = office.line.files_of(ticket_of(person).number)
    answer = office.console.client.post(
        f"{PREFIX}/tickets/{ticket_of(person).number}/files/{file}", data={"version": 1}
    )
    assert "/" not in answer.headers["Content-Disposition"].replace("filename*=UTF-8''", "")


def test_tables_and_texts_of_the_company_are_kept(office: Office) -> None:
    person = office.asks()
    office.uploads(AOKI, person, "日付,内容\n2026-04-01,問い合わせ\n".encode("cp932"), "台帳.csv")
    office.uploads(AOKI, person, b'{"a": 1}', "data.json")
    types = {event.media_type for event in _log(office, person) if isinstance(event, FileKept)}
    assert types == {"text/csv", "application/json"}


def test_a_file_of_an_act_that_is_refused_is_discarded(office: Office) -> None:
    person = office.asks()
    office.does(AOKI, person, "withdraw", text="By mail.")
    office.uploads(AOKI, person, PDF, "late.pdf", 200)
    assert office.line.files_of(ticket_of(person).number) == {}
