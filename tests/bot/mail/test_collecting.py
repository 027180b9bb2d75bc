"""Mails are collected from a real IMAP server: each once, marked only when safe, and counted every day."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from imap_tools.idle import IdleManager
from structlog.testing import capture_logs

from bot.bootstrap.knowledge import finder
from bot.mail.collecting import Collector
from bot.mail.mailbox import MailboxError, OpenMailbox, mailbox_of, opened
from bot.store import mail_ledger
from bot.store.engine import Database
from bot.store.errors import StoreDown
from tests.bot.mail.answers import answer
from tests.bot.mail.circle.asking import mails, question
from tests.bot.mail.imap_server import DOVECOT, client, dovecot_server, drop, imap_server
from tests.line_desk import LineDesk


@pytest.fixture(scope="module", params=["pymap", "dovecot"])
def server(request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == "dovecot" and not DOVECOT.exists():
        pytest.skip("Dovecot is not installed: apt-get install dovecot-imapd")
    with imap_server() if request.param == "pymap" else dovecot_server() as url:
        yield url


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """Give one engine: what collecting asks of the store is tried on both elsewhere."""
    return sqlite_database


@pytest.fixture
def url(server: str) -> str:
    """Give a mailbox without mails."""
    with client(server) as found:
        if found.search(None, "ALL")[1] != [b""]:
            found.store("1:*", "+FLAGS", r"\Deleted")
            found.expunge()
    return server


@pytest.fixture
def desk(database: Database) -> Iterator[LineDesk]:
    with LineDesk(database, finder, mails=True) as desk:
        yield desk


@pytest.fixture
def box(url: str) -> Iterator[OpenMailbox]:
    with opened(mailbox_of(url)) as box:
        yield box


def collector(desk: LineDesk, url: str) -> Collector:
    return Collector(mailbox_of(url), desk.ingest, desk.database, desk.milliseconds)


def outcomes(desk: LineDesk) -> list[str | None]:
    with desk.database.read() as connection:
        return [one.outcome for one in mail_ledger.entries(connection)]


def test_an_answer_in_the_mailbox_arrives_in_the_chat(desk: LineDesk, url: str, box: OpenMailbox) -> None:
    jane = question(desk)
    drop(url, answer(mails(desk)[0], "#send\nThree years."))
    assert collector(desk, url).look(box) == 1
    desk.work()
    assert "Three years." in jane.text
    assert box.unseen() == set()
    assert outcomes(desk) == ["reply_sent"]


def test_what_was_taken_is_not_taken_again_though_it_was_not_marked(
    desk: LineDesk, url: str, box: OpenMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    question(desk)
    drop(url, answer(mails(desk)[0], "A note."))
    works = collector(desk, url)
    with monkeypatch.context() as broken:
        broken.setattr(OpenMailbox, "mark_seen", _fails)
        with pytest.raises(MailboxError):
            works.look(box)
    assert len(box.unseen()) == 1
    assert works.look(box) == 0
    assert len(outcomes(desk)) == 1


def test_a_mail_is_not_marked_while_the_store_cannot_take_it(
    desk: LineDesk, url: str, box: OpenMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    question(desk)
    drop(url, answer(mails(desk)[0], "A note."))
    with monkeypatch.context() as broken:
        broken.setattr(mail_ledger, "add", _down)
        with pytest.raises(StoreDown):
            collector(desk, url).look(box)
    assert (len(box.unseen()), outcomes(desk)) == (1, [])
    assert collector(desk, url).look(box) == 1


def test_a_mail_that_somebody_else_opened_first_is_taken_too(
    desk: LineDesk, url: str, box: OpenMailbox
) -> None:
    question(desk)
    works = collector(desk, url)
    drop(url, answer(mails(desk)[0], "One."))
    works.look(box)
    drop(url, answer(mails(desk)[0], "Two."))
    box.mark_seen(box.uids()[-1])
    assert works.look(box) == 1


def test_what_was_read_before_we_came_is_left_alone(desk: LineDesk, url: str, box: OpenMailbox) -> None:
    drop(url, b"From: a@example.org\r\nSubject: old\r\n\r\nold\r\n")
    box.mark_seen(box.uids()[-1])
    assert collector(desk, url).look(box) == 0


def test_a_mail_without_a_row_is_noticed_when_the_mailbox_is_compared_with_the_ledger(
    desk: LineDesk, url: str, box: OpenMailbox
) -> None:
    works = collector(desk, url)
    assert works.reconcile(box)
    drop(url, b"From: a@example.org\r\nSubject: new\r\n\r\nnew\r\n")
    with capture_logs() as lines:
        assert not works.reconcile(box)
    assert [(line["event"], line["missing"]) for line in lines] == [("mailbox_not_reconciled", 1)]
    works.look(box)
    assert works.reconcile(box)


def test_a_server_that_tells_of_new_mails_by_itself_is_not_asked_every_minute(
    url: str, box: OpenMailbox, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert box.idles == ("dovecot" in request.node.callspec.id)
    starts = IdleManager.start

    def starts_and_a_mail_arrives(idle: IdleManager) -> None:
        starts(idle)  # type: ignore[no-untyped-call]  # the library has no types here
        drop(url, b"From: a@example.org\r\nSubject: new\r\n\r\nnew\r\n")

    monkeypatch.setattr(IdleManager, "start", starts_and_a_mail_arrives)
    begun = time.monotonic()
    if box.idles:
        box.wait(30)
        assert time.monotonic() - begun < 15
        assert len(box.uids()) == 1


def test_a_mailbox_that_cannot_be_reached_is_told_without_its_password() -> None:
    address = mailbox_of("imap://desk:secret@127.0.0.1:1/INBOX")
    with pytest.raises(MailboxError, match=r"^connect: ConnectionRefusedError$"), opened(address):
        pass
    assert "secret" not in repr(address)


def test_a_wrong_password_is_told_as_such(url: str) -> None:
    address = mailbox_of(url.replace("pass%40word", "wrong"))
    with pytest.raises(MailboxError, match=r"^login: "), opened(address):
        pass


def test_collecting_goes_on_after_the_connection_was_lost(
    desk: LineDesk, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    question(desk)
    drop(url, answer(mails(desk)[0], "A note."))
    works = collector(desk, url)
    looks: list[int] = []

    def look(box: OpenMailbox) -> int:
        looks.append(len(box.uids()))
        if len(looks) == 1:
            raise MailboxError("search: abort")
        taken = Collector.look(works, box)
        works.stop()
        return taken

    monkeypatch.setattr(works._stopping, "wait", lambda _: works._stopping.is_set())
    monkeypatch.setattr(Collector, "_collect", lambda _, box, __: look(box))
    works.run()
    assert (looks, len(outcomes(desk))) == ([1, 1], 1)


def _fails(*_: object) -> None:
    raise MailboxError("store: abort")


def _down(*_: object) -> int:
    raise StoreDown("down")
