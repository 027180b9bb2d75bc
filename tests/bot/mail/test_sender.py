"""The sender against a relay that works, refuses, breaks off and hangs, over a real socket."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from bot.channels import Receipt
from bot.dev.mailbox import MailDouble, Step
from bot.mail import session
from bot.mail.relay import Relay
from bot.mail.sender import CONNECTIONS, MailSender
from tests.bot.mail.letters import HANAKO, RETRY_KEY, SENDER, START, at, letter, owed
from tests.bot.mail.relaying import FOR_GOOD, FOR_NOW, PATIENCE, UNKNOWN, error_of, meaning, named, sender


def test_a_letter_reaches_its_recipient_and_nobody_else(relay: MailDouble) -> None:
    assert sender(relay).send(owed(), START) == Receipt("mail")
    (mail,) = relay.letters()
    assert mail.to == (HANAKO,)
    assert mail.subject == letter().subject
    assert mail.text.rstrip() == letter().text
    assert mail.message["From"] == "プライバシーセンター <desk@example.com>"


def test_lines_that_look_like_the_end_of_the_mail_are_not(relay: MailDouble) -> None:
    text = ".\n..\n.hidden\n\n.\nMAIL FROM:<x@example.com>"
    sender(relay).send(owed(letter(text=text)), START)
    assert [mail.text.rstrip() for mail in relay.letters()] == [text]


def test_every_try_has_the_same_message_id_and_date(relay: MailDouble) -> None:
    for attempts in (1, 2):
        sender(relay).send(owed(attempts=attempts), START + attempts * 3_600_000)
    first, second = relay.letters()
    assert first.message["Message-ID"] == second.message["Message-ID"] == f"<{RETRY_KEY}@example.com>"
    assert first.message["Date"].datetime == second.message["Date"].datetime == at(START)


@pytest.mark.parametrize("failure", FOR_NOW, ids=named)
def test_trouble_that_passes_or_is_ours_to_mend_is_for_now(
    relay: MailDouble, failure: dict[str, Any]
) -> None:
    relay.fail_next(**failure)
    assert meaning(error_of(sender(relay))) == "for now"
    assert relay.letters() == []
    assert sender(relay).send(owed(), START) == Receipt("mail")


@pytest.mark.parametrize("failure", FOR_GOOD, ids=named)
def test_a_refused_recipient_or_mail_is_for_good(relay: MailDouble, failure: dict[str, Any]) -> None:
    relay.fail_next(**failure)
    assert meaning(error_of(sender(relay))) == "for good"


@pytest.mark.parametrize("failure", UNKNOWN, ids=named)
def test_whether_a_mail_arrived_is_unknown_when_the_line_broke_over_it(
    relay: MailDouble, failure: dict[str, Any]
) -> None:
    relay.fail_next(**failure)
    assert meaning(error_of(sender(relay))) == "unknown"
    assert len(relay.letters()) == (1 if failure["drop"] == "after" else 0)


def test_an_error_has_the_step_and_the_relays_codes(relay: MailDouble) -> None:
    relay.fail_next(at="recipient", status=550)
    assert str(error_of(sender(relay))) == "recipient 550 5.1.1"


def test_nobody_at_the_port_is_for_now() -> None:
    with MailDouble() as gone:
        pass
    assert str(error_of(sender(gone))) == "connect ConnectionRefusedError"
    assert meaning(error_of(sender(gone))) == "for now"


@pytest.mark.parametrize(
    ("step", "outcome"), [("connect", "for now"), ("recipient", "for now"), ("data", "unknown")]
)
def test_a_relay_that_hangs_is_not_waited_for(
    relay: MailDouble, step: Step, outcome: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "ANSWER_SECONDS", 0.05)
    relay.fail_next(at=step, stall=PATIENCE)
    assert meaning(error_of(sender(relay))) == outcome


def test_a_conversation_that_lasts_too_long_is_ended(
    relay: MailDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "WHOLE_SECONDS", 0.0)
    error = error_of(sender(relay))
    assert (str(error), meaning(error)) == ("hello too late", "for now")


def test_one_answer_is_never_waited_for_longer_than_a_row_is_leased() -> None:
    assert session.CONNECT_SECONDS == 5
    assert session.ANSWER_SECONDS == 20
    assert session.WHOLE_SECONDS < 60


@pytest.mark.parametrize(("late", "sent"), [(-1, True), (0, False), (3_600_000, False)])
def test_a_letter_of_no_more_use_is_not_sent(relay: MailDouble, late: int, sent: bool) -> None:
    code = letter(until=at(START))
    if sent:
        sender(relay).send(owed(code), START + late)
    else:
        error = error_of(sender(relay), START + late, what=code)
        assert (str(error), meaning(error)) == ("expired", "for good")
    assert relay.connections == int(sent)


def test_what_is_no_address_is_for_good_without_asking_the_relay(relay: MailDouble) -> None:
    error = error_of(sender(relay), what=letter(to="hanako"))
    assert (str(error), meaning(error), relay.connections) == ("address", "for good", 0)


def test_a_japanese_domain_goes_to_any_relay() -> None:
    with MailDouble(unicode=False) as old:
        sender(old).send(owed(letter(to="hanako@例え.jp")), START)
        assert [mail.to for mail in old.letters()] == [("hanako@xn--r8jz45g.jp",)]


def test_a_japanese_name_before_the_at_goes_to_a_relay_that_takes_it(relay: MailDouble) -> None:
    sender(relay).send(owed(letter(to="花子@例え.jp")), START)
    assert [mail.to for mail in relay.letters()] == [("花子@xn--r8jz45g.jp",)]


def test_a_japanese_name_before_the_at_is_for_good_where_it_is_not_taken() -> None:
    with MailDouble(unicode=False) as old:
        error = error_of(sender(old), what=letter(to="花子@example.jp"))
        assert (str(error), meaning(error)) == ("SMTPUTF8 not offered", "for good")


def test_a_relay_that_hangs_takes_no_more_than_its_share_of_threads(relay: MailDouble) -> None:
    relay.fail_next(CONNECTIONS, at="recipient", stall=PATIENCE)
    mailing = sender(relay)
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        held = [threads.submit(mailing.send, owed(), START) for _ in range(CONNECTIONS)]
        with relay.changed:
            assert relay.changed.wait_for(lambda: relay.stalled == CONNECTIONS, PATIENCE)
        error = error_of(mailing)
        relay.failures.release()
        assert [one.result() for one in held] == [Receipt("mail")] * CONNECTIONS
    assert (str(error), meaning(error)) == ("busy", "for now")
    assert mailing.send(owed(), START) == Receipt("mail")


def test_a_port_that_speaks_no_smtp_is_for_now(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as threads:
        threads.submit(_greet, server, b"HTTP/1.1 400 Bad Request\r\n\r\n")
        error = error_of(MailSender(Relay("127.0.0.1", server.getsockname()[1]), SENDER))
    assert meaning(error) == "for now"


def _greet(server: socket.socket, greeting: bytes) -> None:
    caller, _ = server.accept()
    with caller:
        caller.sendall(greeting)
