"""The sender against a relay that works, refuses, breaks off and hangs, over a real socket."""

from __future__ import annotations

import socket
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from ssl import SSLContext
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.channels import Receipt, SendError
from bot.dev.mailbox import MailDouble, Step
from bot.mail import session
from bot.mail.relay import Relay, relay_of
from bot.mail.sender import CONNECTIONS, MailSender
from tests.bot.mail.certificates import contexts
from tests.bot.mail.letters import HANAKO, RETRY_KEY, SENDER, START, at, letter, owed

PATIENCE = 30.0
FOR_NOW = [
    {"at": "connect", "status": 421},
    {"at": "connect", "status": 554},
    {"at": "connect", "drop": "before"},
    {"at": "recipient", "status": 450},
    {"at": "recipient", "status": 530},
    {"at": "recipient", "drop": "before"},
    {"at": "data", "status": 451},
]
FOR_GOOD = [{"at": "recipient", "status": 550}, {"at": "data", "status": 554}]
UNKNOWN = [{"at": "data", "drop": "before"}, {"at": "data", "drop": "after"}]


def named(failure: dict[str, Any]) -> str:
    return " ".join(map(str, failure.values()))


@pytest.fixture
def relay() -> Iterator[MailDouble]:
    with MailDouble() as double:
        yield double


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> tuple[SSLContext, SSLContext]:
    return contexts(tmp_path_factory.mktemp("tls"))


def sender(relay: MailDouble) -> MailSender:
    return MailSender(relay_of(relay.url), SENDER)


def over(relay: MailDouble, *, tls: SSLContext | None = None, **fields: Any) -> MailSender:
    """Return a sender that knows more of the relay than its address."""
    known = replace(relay_of(relay.url), **fields)
    return MailSender(known, SENDER, tls)


def error_of(sender: MailSender, now: int = START, **values: Any) -> SendError:
    with pytest.raises(SendError) as refusal:
        sender.send(owed(**values), now)
    return refusal.value


def meaning(error: SendError) -> str:
    if error.permanent:
        return "for good"
    return "unknown" if error.unknown else "for now"


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


def test_the_relay_is_told_who_we_are_in_its_own_words() -> None:
    with MailDouble(login=("desk", "p@ss:w/rd")) as asking:
        url = asking.url.replace("://", "://desk:p%40ss%3Aw%2Frd@")
        assert MailSender(relay_of(url), SENDER).send(owed(), START) == Receipt("mail")


@pytest.mark.parametrize("known", [{"user": "desk", "password": "wrong"}, {}], ids=["wrong password", "none"])
def test_a_login_that_is_refused_is_for_now(known: dict[str, Any]) -> None:
    with MailDouble(login=("desk", "right")) as asking:
        error = error_of(over(asking, **known))
    assert meaning(error) == "for now"
    assert str(error) in {"login 535 5.7.8", "sender 530 5.7.0"}


def test_a_password_is_told_to_no_other_machine_without_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    with MailDouble(login=("desk", "right")) as asking:
        monkeypatch.setattr(Relay, "here", False)
        error = error_of(over(asking, user="desk", password="right"))
        assert (str(error), meaning(error)) == ("login without TLS", "for now")


def test_a_relay_that_offers_starttls_is_spoken_to_over_tls(
    tls: tuple[SSLContext, SSLContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = tls
    monkeypatch.setattr(Relay, "here", False)  # so that a password alone shows that TLS is there
    with MailDouble(starttls=ours, login=("desk", "right")) as relay:
        over(relay, tls=theirs, starttls=True, user="desk", password="right").send(owed(), START)
        assert len(relay.letters()) == 1


def test_a_relay_that_offers_no_starttls_is_spoken_to_without(relay: MailDouble) -> None:
    assert over(relay, starttls=True).send(owed(), START) == Receipt("mail")


def test_smtps_speaks_tls_from_the_first_byte(tls: tuple[SSLContext, SSLContext]) -> None:
    ours, theirs = tls
    with MailDouble(tls=ours) as relay:
        assert relay.url.startswith("smtps://")
        assert over(relay, tls=theirs).send(owed(), START) == Receipt("mail")


@pytest.mark.parametrize("kind", ["tls", "starttls"])
def test_a_relay_that_is_somebody_else_gets_nothing_for_now(
    tls: tuple[SSLContext, SSLContext], kind: str
) -> None:
    given: dict[str, Any] = {kind: tls[0]}
    with MailDouble(**given) as stranger:
        error = error_of(over(stranger, starttls=kind == "starttls"))
        assert meaning(error) == "for now"
        assert "SSLCertVerificationError" in str(error)
        assert stranger.letters() == []


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


@pytest.mark.parametrize("failure", [*FOR_NOW, *FOR_GOOD, *UNKNOWN], ids=named)
def test_nothing_of_a_letter_stands_in_errors_or_logs(relay: MailDouble, failure: dict[str, Any]) -> None:
    relay.fail_next(**failure)
    with capture_logs() as logs:
        error = error_of(sender(relay))
    shown = "".join(traceback.format_exception(error)) + str(logs)
    told = (HANAKO, "123456", "PR-2026-7QK3FX", "ご確認")
    assert [secret for secret in told if secret in shown] == []


def test_a_port_that_speaks_no_smtp_is_for_now(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as threads:
        threads.submit(_greet, server, b"HTTP/1.1 400 Bad Request\r\n\r\n")
        error = error_of(MailSender(Relay("127.0.0.1", server.getsockname()[1]), SENDER))
    assert meaning(error) == "for now"


def _greet(server: socket.socket, greeting: bytes) -> None:
    caller, _ = server.accept()
    with caller:
        caller.sendall(greeting)


def test_a_relay_does_not_show_its_password(tmp_path: Path) -> None:
    shown = f"{relay_of('smtps://desk:hunter2@mail.example:2465')!r}"
    assert "hunter2" not in shown
    assert "desk" not in shown


@pytest.mark.parametrize(
    ("url", "relay"),
    [
        ("smtp://mail.example", Relay("mail.example", 587)),
        ("smtps://mail.example", Relay("mail.example", 465, tls=True, starttls=False)),
        ("smtp://mail.example:25", Relay("mail.example", 25)),
        ("smtp://localhost:25", Relay("localhost", 25, starttls=False)),
        ("smtp://[::1]:25", Relay("::1", 25, starttls=False)),
        ("smtp://a%40b:c%3A@mail.example", Relay("mail.example", 587, user="a@b", password="c:")),
    ],
)
def test_a_url_says_where_the_relay_is_and_how_to_speak_to_it(url: str, relay: Relay) -> None:
    assert relay_of(url) == relay
