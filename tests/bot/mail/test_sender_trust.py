"""Whom the sender tells its password and its letters: TLS where it is offered, and nothing in errors."""

from __future__ import annotations

import traceback
from ssl import SSLContext
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.channels import Receipt
from bot.dev.mailbox import MailDouble
from bot.mail.relay import Relay, relay_of
from bot.mail.sender import MailSender
from tests.bot.mail.certificates import contexts
from tests.bot.mail.letters import HANAKO, SENDER, START, owed
from tests.bot.mail.relaying import FOR_GOOD, FOR_NOW, UNKNOWN, error_of, meaning, named, over, sender


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> tuple[SSLContext, SSLContext]:
    return contexts(tmp_path_factory.mktemp("tls"))


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


@pytest.mark.parametrize("failure", [*FOR_NOW, *FOR_GOOD, *UNKNOWN], ids=named)
def test_nothing_of_a_letter_stands_in_errors_or_logs(relay: MailDouble, failure: dict[str, Any]) -> None:
    relay.fail_next(**failure)
    with capture_logs() as logs:
        error = error_of(sender(relay))
    shown = "".join(traceback.format_exception(error)) + str(logs)
    told = (HANAKO, "123456", "PR-2026-7QK3FX", "ご確認")
    assert [secret for secret in told if secret in shown] == []
