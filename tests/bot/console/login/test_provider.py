"""Who comes from the company's own sign-in gets in by a proven mail address of an account or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from joserfc.jwk import RSAKey
from werkzeug.test import TestResponse

from bot.console.app import PREFIX
from bot.console.login.accounts import Shelf
from bot.console.login.provider import Client, Provider
from bot.console.login.staff_login import StaffLogin
from bot.store.accounts import changes
from tests.bot.console.login.provider_double import CLIENT, SECRET, ProviderDouble
from tests.bot.console.login.staff_desk import CHEAP, Hired, StaffDesk
from tests.bot.store.opened import opened
from tests.builders import NOW, corpus, finding
from tests.console_desk import AnybodysLogin
from tests.fakes import ScriptedFinder
from tests.line_desk import LineDesk

REFUSED = "ログインできませんでした"
SECONDS = int(NOW.timestamp())
A_KEY = RSAKey.generate_key(2048, {"kid": "1", "use": "sig"})
"""Made once, for it takes a moment."""


@pytest.fixture
def double() -> Iterator[ProviderDouble]:
    found = ProviderDouble(SECONDS, key=A_KEY)
    yield found
    found.close()


@pytest.fixture
def desk(tmp_path: Path, double: ProviderDouble) -> Iterator[StaffDesk]:
    finder = ScriptedFinder(corpus(), finding("fallback", confidence=0.0))
    with (
        opened(f"sqlite:///{tmp_path}/console.db") as database,
        LineDesk(database, lambda: finder) as line,
    ):
        client = Client(double.issuer, CLIENT, SECRET, "Mihon ID", "http://localhost/console/oidc/back")
        login = StaffLogin(
            Shelf(database, line.seal, line.milliseconds),
            secure=False,
            cost=CHEAP,
            provider=Provider(client, lambda: line.milliseconds() // 1_000),
        )
        yield StaffDesk(line, lambda: finder, login=cast("AnybodysLogin", login))


def leaves(client: FlaskClient, then: str = "") -> str:
    """Leave for the provider; return where to."""
    answer = client.get(f"{PREFIX}/oidc/begin", query_string={"next": then} if then else {})
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def comes(who: Hired, double: ProviderDouble, then: str = "", **other: Any) -> TestResponse:
    """Go to the provider and come back; `other` replaces parts of what it sends along."""
    answer = double.signs_in(leaves(who.client, then)) | other
    return who.client.get(f"{PREFIX}/oidc/back", query_string=answer)


def turned_away(desk: StaffDesk, who: Hired, answer: TestResponse) -> bool:
    return answer.status_code == 403 and REFUSED in answer.text and not who.is_in


def test_who_showed_both_factors_there_is_in_by_the_rules_of_every_session(
    desk: StaffDesk, double: ProviderDouble
) -> None:
    aoki = desk.hires("Aoki")
    assert "Mihon ID" in aoki.opens("/login").text
    assert comes(aoki, double, f"{PREFIX}/profile").location == f"{PREFIX}/profile"
    assert aoki.is_in
    assert desk.audited()[-1] == (aoki.id, "login")
    desk.line.passes(minutes=61)
    assert not aoki.is_in


def test_who_showed_one_factor_there_shows_the_second_here(desk: StaffDesk, double: ProviderDouble) -> None:
    aoki = desk.hires("Aoki")
    double.claims["amr"] = ["pwd"]
    assert comes(aoki, double).location.startswith(f"{PREFIX}/tf-validate")
    assert not aoki.is_in
    assert aoki.sends("/tf-validate", code=desk.code()).status_code == 302
    assert aoki.is_in


def test_an_account_without_password_and_codes_gets_in_by_the_provider(
    desk: StaffDesk, double: ProviderDouble
) -> None:
    desk.invites("Aoki")
    aoki = Hired(desk, "", "aoki@desk.example")
    comes(aoki, double)
    assert aoki.is_in


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another"},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"iss": "https://another.example"},
        {"exp": SECONDS - 120},
        {"exp": None},
        {"iat": SECONDS + 600},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": "stranger@desk.example"},
        {"email": None},
    ],
    ids=str,
)
def test_a_token_that_proves_too_little_is_refused_with_one_same_sentence(
    desk: StaffDesk, double: ProviderDouble, claims: dict[str, Any]
) -> None:
    aoki = desk.hires("Aoki")
    double.claims = claims
    assert turned_away(desk, aoki, comes(aoki, double))
    assert desk.audited()[-1] == ("", "login_failed")


def test_an_account_that_is_deactivated_stays_out(desk: StaffDesk, double: ProviderDouble) -> None:
    desk.hires("Mori", "admin")
    aoki = desk.hires("Aoki")
    with desk.line.database.write() as connection:
        changes.set_active(connection, aoki.id, desk.by, desk.line.seal, active=False)
    assert turned_away(desk, aoki, comes(aoki, double))


@pytest.mark.parametrize(
    "other",
    [
        {"state": "another"},
        {"state": ""},
        {"code": "another"},
        {"code": ""},
        {"error": "access_denied"},
        {"iss": "https://another.example"},
    ],
    ids=str,
)
def test_an_answer_to_another_question_is_refused(
    desk: StaffDesk, double: ProviderDouble, other: dict[str, str]
) -> None:
    aoki = desk.hires("Aoki")
    assert turned_away(desk, aoki, comes(aoki, double, **other))


def test_an_answer_counts_once_and_only_in_the_browser_that_asked(
    desk: StaffDesk, double: ProviderDouble
) -> None:
    aoki = desk.hires("Aoki")
    answer = double.signs_in(leaves(aoki.client))
    other = aoki.elsewhere()
    assert turned_away(desk, other, other.client.get(f"{PREFIX}/oidc/back", query_string=answer))
    assert aoki.client.get(f"{PREFIX}/oidc/back", query_string=answer).status_code == 302
    again = aoki.client.get(f"{PREFIX}/oidc/back", query_string=answer)
    assert again.status_code == 403


def test_a_token_signed_by_somebody_else_is_refused_and_a_new_key_of_theirs_is_taken(
    desk: StaffDesk, double: ProviderDouble
) -> None:
    aoki = desk.hires("Aoki")
    double.key = RSAKey.generate_key(2048, {"kid": "1", "use": "sig"})
    assert turned_away(desk, aoki, comes(aoki, double))
    double.key = RSAKey.generate_key(2048, {"kid": "2", "use": "sig"})
    assert turned_away(desk, aoki, comes(aoki, double))
    double.published.append(double.key)
    comes(aoki, double)
    assert aoki.is_in


def test_a_provider_that_is_down_is_said_in_the_same_sentence(
    desk: StaffDesk, double: ProviderDouble
) -> None:
    aoki = desk.hires("Aoki")
    double.up = False
    assert turned_away(desk, aoki, aoki.opens("/oidc/begin"))
    double.up = True
    comes(aoki, double)
    assert aoki.is_in


def test_nobody_is_sent_elsewhere_afterwards(desk: StaffDesk, double: ProviderDouble) -> None:
    aoki = desk.hires("Aoki")
    assert aoki.client.get(f"{PREFIX}/oidc/begin?next=https://evil.example/").status_code == 400


def test_what_the_provider_is_asked_tells_nothing_of_anybody(desk: StaffDesk, double: ProviderDouble) -> None:
    asked = parse_qs(urlsplit(leaves(desk.hires("Aoki").client)).query)
    assert asked["scope"] == ["openid email"]
    assert asked["redirect_uri"] == ["http://localhost/console/oidc/back"]
    assert {"state", "nonce", "code_challenge"} <= asked.keys()
    assert "aoki" not in str(asked)


def test_who_comes_back_wrong_again_and_again_has_to_wait(desk: StaffDesk, double: ProviderDouble) -> None:
    aoki = desk.hires("Aoki")
    for _ in range(30):
        assert comes(aoki, double, state="x").status_code == 403
    assert comes(aoki, double, state="x").status_code == 429


def test_neither_a_provider_that_is_down_nor_a_strange_page_keeps_out_who_has_a_password(
    desk: StaffDesk, double: ProviderDouble
) -> None:
    aoki, colleague = desk.hires("Aoki"), desk.hires("Mori")
    double.up = False
    for _ in range(20):
        assert aoki.opens("/oidc/begin").status_code == 403
        assert aoki.opens("/oidc/back?state=x&code=y").status_code == 403
    assert desk.audited()[-1][1] != "login_failed"
    colleague.signs_in()
    assert colleague.is_in
