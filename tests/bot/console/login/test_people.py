"""Admins let people in and out, never themselves, and never so that no admin is left."""

from __future__ import annotations

import re

import pytest

from bot.console.app import PREFIX
from bot.console.member import StaffRole
from bot.store.accounts import changes
from bot.store.accounts.errors import LastAdmin
from tests.bot.console.login.staff_desk import KEY, PASSWORD, Hired, StaffDesk


def test_an_admin_adds_somebody_who_then_begins_by_the_link(desk: StaffDesk) -> None:
    ono = desk.hires("Ono", "admin").signs_in()
    page = ono.sends("/people/new", name="青木 さくら", email="Aoki@desk.example", roles="caseworker").text
    [token] = re.findall(r"https://desk\.example/console/welcome/([\w-]+)", page)
    aoki = Hired(desk, "", "aoki@desk.example")
    assert aoki.sends(f"/welcome/{token}", password=PASSWORD, again=PASSWORD).status_code == 302
    assert "青木 さくら" in ono.opens("/people").text
    assert (ono.id, "member_created") in desk.audited()


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"name": "", "email": "new@desk.example", "roles": "caseworker"}, 400),
        ({"name": "New", "email": "no address", "roles": "caseworker"}, 400),
        ({"name": "New", "email": "new@desk.example", "roles": "king"}, 400),
        ({"name": "New", "email": "ONO@desk.example", "roles": "caseworker"}, 409),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    desk: StaffDesk, fields: dict[str, str], status: int
) -> None:
    ono = desk.hires("Ono", "admin").signs_in()
    answer = ono.sends("/people/new", **fields)
    assert answer.status_code == status
    assert f'value="{fields["email"]}"' in answer.text
    assert ono.opens("/people").text.count("/people/mail-") == 1


def test_who_is_deactivated_is_out_at_once_and_can_be_let_in_again(desk: StaffDesk) -> None:
    ono, aoki = desk.hires("Ono", "admin").signs_in(), desk.hires("Aoki").signs_in()
    assert ono.sends(f"/people/{aoki.id}/deactivate").status_code == 303
    assert not aoki.is_in
    assert aoki.gives_password().status_code == 200
    ono.sends(f"/people/{aoki.id}/activate")
    assert aoki.signs_in().is_in


def test_other_roles_count_from_the_next_page_on(desk: StaffDesk) -> None:
    ono, aoki = desk.hires("Ono", "admin").signs_in(), desk.hires("Aoki").signs_in()
    assert aoki.opens("/people").status_code == 403
    ono.sends(f"/people/{aoki.id}/roles", roles="admin")
    assert aoki.opens("/people").status_code == 200
    assert aoki.opens("/").location == f"{PREFIX}/people"


def test_a_second_factor_that_was_reset_is_set_up_anew(desk: StaffDesk) -> None:
    ono, aoki = desk.hires("Ono", "admin").signs_in(), desk.hires("Aoki").signs_in()
    ono.sends(f"/people/{aoki.id}/reset")
    assert not aoki.is_in
    assert aoki.gives_password().location.endswith("/tf-setup")
    assert aoki.sends("/tf-validate", code=desk.code(KEY)).status_code == 302
    assert not aoki.is_in


@pytest.mark.parametrize("what", ["roles", "deactivate", "reset", "link"])
def test_nobody_decides_about_their_own_account(desk: StaffDesk, what: str) -> None:
    ono = desk.hires("Ono", "admin").signs_in()
    desk.hires("Second", "admin")
    before = desk.audited()
    assert ono.sends(f"/people/{ono.id}/{what}", roles="caseworker").status_code == 303
    assert desk.audited() == before
    assert ono.opens("/people").status_code == 200


def test_the_last_admin_stays(desk: StaffDesk) -> None:
    ono, last = desk.hires("Ono", "admin").signs_in(), desk.hires("Last", "admin").signs_in()
    ono.sends(f"/people/{last.id}/roles", roles="auditor")
    assert last.opens("/people").status_code == 403
    # Somebody who was an admin a moment ago: their page is still open, and only one admin is left.
    with desk.line.database.write() as connection, pytest.raises(LastAdmin):
        changes.set_active(connection, ono.id, desk.by, desk.line.seal, active=False)
    assert ono.is_in


def test_who_and_what_there_is_not_is_not_found(desk: StaffDesk) -> None:
    ono = desk.hires("Ono", "admin").signs_in()
    assert ono.opens("/people/mail-000000000000").status_code == 404
    assert ono.sends("/people/mail-000000000000/deactivate").status_code == 404
    assert ono.sends(f"/people/{ono.id}/promote").status_code == 404


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_two_roles_are_told_in_the_same_words(desk: StaffDesk, language: str) -> None:
    ono = desk.hires("Ono", "admin").signs_in()
    ono.sends("/preferences", language=language)
    told = re.findall(r'id="role-\w+-help">([^<]+)<', ono.opens("/people/new").text)
    assert len(told) == len(set(told)) == len(StaffRole)
