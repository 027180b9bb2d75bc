"""Every address of the console, tried by a stranger and by each role: open only where it says so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from werkzeug.routing import Map, Rule

from bot.console.access import SIGNED_IN
from bot.console.app import PREFIX
from bot.console.member import Permission, StaffRole
from tests.bot.console.login.staff_desk import Hired, StaffDesk
from tests.console_desk import member

OPEN_TO_STRANGERS = {
    "static",
    "security.static",
    "security.login",
    "security.logout",
    "security.two_factor_setup",
    "security.two_factor_token_validation",
    "security.tf_select",
    "security.mf_recovery",
    "security.wan_signin",
    "security.wan_signin_response",
    "welcome.welcome",
    "welcome.begin",
    "oidc.begin",
    "oidc.back",
    "calendar.calendar",
}
ROLES_THAT_MAY = {
    Permission.ANY: "caseworker approver editor publisher admin auditor",
    Permission.READ_TICKETS: "caseworker approver auditor",
    Permission.READ_TEXTS: "caseworker approver",
    Permission.WORK: "caseworker",
    Permission.APPROVE: "approver",
    Permission.READ_FIGURES: "caseworker approver admin auditor",
    Permission.READ_KNOWLEDGE: "caseworker approver editor publisher admin auditor",
    Permission.READ_UNANSWERED: "caseworker approver editor publisher",
    Permission.READ_AUDIT: "admin auditor",
    Permission.SEE_HEALTH: "caseworker approver admin",
    Permission.MANAGE_STAFF: "admin",
}
CLOSED_EVEN_SO = {"security.two_factor_rescue"}
"""What Flask-Security brings along and nobody is to use."""


def tried(desk: StaffDesk, who: Hired) -> Iterator[tuple[str, str, int, str]]:
    """Try every address that is not open: endpoint, method, status, and where it leads."""
    for rule in rules(desk):
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            values = {
                name: 1 if "int" in str(rule._converters[name]).lower() else "x" for name in rule.arguments
            }
            built = desk.console.url_map.bind("localhost").build(rule.endpoint, values, method=method)
            answer = who.client.open(PREFIX + built, method=method)
            yield rule.endpoint, method, answer.status_code, answer.headers.get("Location", "")


def rules(desk: StaffDesk) -> list[Rule]:
    known: Map = desk.console.url_map
    return [rule for rule in known.iter_rules() if rule.endpoint not in OPEN_TO_STRANGERS]


def test_each_permission_belongs_to_these_roles() -> None:
    for permission, roles in ROLES_THAT_MAY.items():
        assert {role for role in StaffRole if member(role).may(permission)} == set(roles.split()), permission
    assert set(ROLES_THAT_MAY) == set(Permission)


def test_every_address_names_who_may_open_it(desk: StaffDesk) -> None:
    unnamed = {
        rule.endpoint
        for rule in rules(desk)
        if not hasattr(desk.console.view_functions[rule.endpoint], "needs") and rule.endpoint not in SIGNED_IN
    }
    assert unnamed == CLOSED_EVEN_SO


def test_a_stranger_is_led_to_the_login_from_everywhere(desk: StaffDesk) -> None:
    stranger = Hired(desk, "", "")
    for endpoint, method, status, leads_to in tried(desk, stranger):
        assert (status, leads_to.startswith(f"{PREFIX}/login")) == (302, True), (endpoint, method)


@pytest.mark.parametrize("role", list(StaffRole))
def test_each_role_opens_what_it_may_and_nothing_else(desk: StaffDesk, role: StaffRole) -> None:
    who = desk.hires("Somebody", role).signs_in()
    for endpoint, method, status, _ in tried(desk, who):
        needed = getattr(desk.console.view_functions[endpoint], "needs", None)
        allowed = endpoint in SIGNED_IN or (needed is not None and role in ROLES_THAT_MAY[needed].split())
        assert (status != 403) is allowed, (endpoint, method, status)
        assert status < 500, (endpoint, method)


def test_what_is_open_shows_nothing_of_the_desk(desk: StaffDesk) -> None:
    stranger = Hired(desk, "", "")
    for rule in desk.console.url_map.iter_rules():
        if rule.endpoint in OPEN_TO_STRANGERS and not rule.arguments and "GET" in (rule.methods or ()):
            answer = stranger.client.get(PREFIX + rule.rule)
            assert answer.status_code in {200, 302, 404}, rule.endpoint
            assert "desk.example" not in answer.text, rule.endpoint
