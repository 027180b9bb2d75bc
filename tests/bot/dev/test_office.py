"""The made-up office of the demo, played once by its own command: all of it is there, and all holds."""

from __future__ import annotations

import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.cli.dev_office import is_empty
from bot.dev.double import LineDouble
from bot.dev.office.chats import brought_back
from bot.dev.office.stories import last_moment, stories
from bot.settings import Settings, environment
from bot.store import audit_checks, inbox, outbox, ticket_check, ticket_logs
from bot.store.engine import Database, open_database
from bot.store.sealing import Seal
from handlers.tickets import desk_log, handover_log, log
from handlers.tickets.kinds import Kind
from handlers.tickets.log import TicketEvent
from handlers.tickets.regimes import JAPAN
from handlers.tickets.statuses import Status
from handlers.tickets.survey_log import SurveyAnswered, SurveyCommented
from handlers.tickets.ticket import Ticket
from knowledge.language import LANGUAGES

pytestmark = pytest.mark.timeout(400)  # on a busy machine six weeks take a while

ROOT = Path(__file__).parents[3]
OUT_OF_REACH = {Status.DRAFT, Status.PURGED}
"""What six weeks do not reach: the product keeps no drafts as tickets, and content a year."""


@dataclass(frozen=True)
class Played:
    """An office that was played, and all that the command wrote on the way."""

    folder: Path
    settings: dict[str, str]
    printed: str
    database: Database
    seal: Seal

    def logs(self) -> list[tuple[TicketEvent, ...]]:
        with self.database.read() as connection:
            numbers = ticket_check.numbers(connection)
            return [ticket_logs.log_of(connection, number) for number in numbers]

    def tickets(self) -> list[Ticket]:
        return [Ticket.of(one) for one in self.logs()]

    def events(self) -> set[type[TicketEvent]]:
        return {type(event) for one in self.logs() for event in one}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    folder = tmp_path_factory.mktemp("office")
    (folder / "var" / "demo").mkdir(parents=True)
    key, secret = Fernet.generate_key().decode(), secrets.token_urlsafe(32)
    url = f"sqlite:///{folder}/office.db"
    settings = {
        "LINE_CHANNEL_SECRET": secret,
        "LINE_CHANNEL_ACCESS_TOKEN": secret,
        "SECRET_KEY": secret,
        "DATA_KEYS": key,
        "DATABASE_URL": url,
        "PUBLIC_URL": "http://127.0.0.1:8000",
        "SMTP_URL": "smtp://127.0.0.1:9",
        "MAIL_FROM": "Privacy Center <desk@demo.example>",
        "MAIL_AUTHSERV_ID": "mx.demo.example",
        "PRIVACY_CENTER_EMAIL": "privacy@demo.example",
        "LOG_LEVEL": "DEBUG",
    }
    ran(folder, settings, "migrate")
    printed = ran(folder, settings, "dev", "office")
    with closing(open_database(url)) as database:
        yield Played(folder, settings, printed, database, Seal([key], secret))


def ran(folder: Path, settings: dict[str, str], *words: str) -> str:
    """Run a command; return all that it wrote."""
    run = subprocess.run(
        [sys.executable, "-m", "bot", *words],
        env={**environment(), **settings, "PYTHONPATH": str(ROOT)},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-3_000:]
    return run.stdout + run.stderr


def test_there_are_forty_tickets_of_every_kind_in_every_status_that_six_weeks_reach(office: Played) -> None:
    tickets = office.tickets()
    assert len(tickets) >= 40
    assert {one.kind for one in tickets} == set(Kind)
    assert {one.status for one in tickets} == set(Status) - OUT_OF_REACH


def test_both_languages_and_every_right_are_there(office: Played) -> None:
    tickets = office.tickets()
    assert {one.language for one in tickets} == set(LANGUAGES)
    rights = {item.right.value for one in tickets for item in one.items}
    assert len(rights) >= 7


def test_several_people_work_there_and_some_tickets_are_nobodys(office: Played) -> None:
    assigned = {one.assignee for one in office.tickets()}
    assert len(assigned) >= 4
    assert None in assigned


def test_everything_that_staff_and_people_can_do_has_been_done(office: Played) -> None:
    wanted = {
        log.FileKept,
        log.NoteAdded,
        log.ClockExtended,
        log.DeadlineWarned,
        log.HoldSet,
        log.ItemExecuted,
        log.LinkGiven,
        log.ReminderSent,
        desk_log.AnswerSent,
        desk_log.Tagged,
        handover_log.HandoverBegan,
        handover_log.HandoverEnded,
        SurveyAnswered,
        SurveyCommented,
    }
    assert wanted - office.events() == set()
    assert any(one.handover for one in office.tickets())


def test_every_chain_holds(office: Played) -> None:
    with office.database.read() as connection:
        numbers = ticket_check.numbers(connection)
        assert [ticket_check.check(connection, one, office.seal) for one in numbers] == [None] * len(numbers)
        assert audit_checks.whole(connection, 0).fault is None


def test_nothing_is_owed_to_anybody_and_nothing_waits(office: Played) -> None:
    with office.database.read() as connection:
        debts, backlog = outbox.debts(connection), inbox.backlog(connection)
    assert (debts.waiting, debts.failed) == (0, 0)
    assert (backlog.waiting, backlog.set_aside) == (0, 0)


def test_no_line_that_was_written_has_what_somebody_said_or_who_they_are(office: Played) -> None:
    said = {words for story in stories() for step in story.steps for words in (*step.says, step.mails)}
    said |= {str(step.fields.get("text", "")) for story in stories() for step in story.steps}
    said |= {who for story in stories() for who in (story.name, story.address)}
    assert '"event"' in office.printed
    assert [words for words in said if len(words) > 7 and words in office.printed] == []


def test_it_moves_in_only_where_nobody_is(office: Played) -> None:
    with pytest.MonkeyPatch.context() as patched:
        for name, value in office.settings.items():
            patched.setenv(name, value)
        assert not is_empty(Settings())  # type: ignore[call-arg]  # the environment has the rest


def test_the_chat_page_meets_everybody_again_and_goes_on(office: Played) -> None:
    line = LineDouble(channel_secret="s", webhook_url="http://127.0.0.1:9/", access_token="t")
    brought_back(line, office.folder / "var" / "demo" / "chats.json")
    assert {person.name for person in line.people} == {story.name for story in stories()}
    bubbles = [item for person in line.people for item in line.items(person.id)]
    assert any(item.sender == "bot" for item in bubbles)
    assert int(line.next_message_id()) > max(int(item.message_id) for item in bubbles)
    line.close()


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 4, 1, 17, 0, tzinfo=JAPAN), date(2026, 4, 1)),
        (datetime(2026, 4, 1, 9, 0, tzinfo=JAPAN), date(2026, 3, 31)),
        (datetime(2026, 4, 5, 12, 0, tzinfo=JAPAN), date(2026, 4, 3)),
        (datetime(2027, 1, 4, 9, 0, tzinfo=JAPAN), date(2026, 12, 28)),
    ],
)
def test_the_office_ends_on_the_last_business_day_that_is_over(now: datetime, day: date) -> None:
    assert last_moment(now.astimezone(UTC)).astimezone(JAPAN).date() == day
