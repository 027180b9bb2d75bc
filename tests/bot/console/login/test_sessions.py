"""A session ends when it should: by itself, by its owner, by an admin, by a new password."""

from __future__ import annotations

import re
import time

import time_machine

from bot.console.app import PREFIX
from tests.bot.console.login.staff_desk import PASSWORD, StaffDesk

NEW = "another battery staple"


def test_a_session_ends_an_hour_after_it_was_last_used(desk: StaffDesk) -> None:
    aoki = desk.hires("Aoki").signs_in()
    for _ in range(3):
        desk.line.passes(minutes=50)
        assert aoki.is_in
    desk.line.passes(minutes=61)
    assert not aoki.is_in


def test_what_an_open_page_asks_for_by_itself_keeps_nobody_in(desk: StaffDesk) -> None:
    aoki = desk.hires("Aoki").signs_in()
    for _ in range(2):
        desk.line.passes(minutes=25)
        aoki.client.get(f"{PREFIX}/profile", headers={"X-Poll": "yes"})
    desk.line.passes(minutes=11)
    assert not aoki.is_in


def test_nobody_stays_in_for_longer_than_half_a_day(desk: StaffDesk) -> None:
    aoki = desk.hires("Aoki").signs_in()
    for _ in range(14):
        desk.line.passes(minutes=50)
        assert aoki.is_in
    desk.line.passes(minutes=30)
    assert not aoki.is_in


def test_somebody_sees_where_they_are_signed_in_and_ends_it_there(desk: StaffDesk) -> None:
    aoki = desk.hires("Aoki").signs_in()
    phone = aoki.elsewhere().signs_in()
    page = aoki.opens("/profile").text
    assert page.count("127.0.0.1") == 2
    [other] = re.findall(r"/profile/sessions/([0-9a-f]+)/end", page)
    assert aoki.sends(f"/profile/sessions/{other}/end").status_code == 303
    assert (aoki.is_in, phone.is_in) == (True, False)


def test_all_other_sessions_end_at_once(desk: StaffDesk) -> None:
    aoki = desk.hires("Aoki").signs_in()
    others = [aoki.elsewhere().signs_in() for _ in range(2)]
    aoki.sends("/profile/sessions/end-others")
    assert aoki.is_in
    assert not any(one.is_in for one in others)


def test_nobody_ends_the_sessions_of_others(desk: StaffDesk) -> None:
    aoki, mori = desk.hires("Aoki").signs_in(), desk.hires("Mori").signs_in()
    phone = aoki.elsewhere().signs_in()
    [session] = re.findall(r"/profile/sessions/([0-9a-f]+)/end", aoki.opens("/profile").text)
    assert mori.sends(f"/profile/sessions/{session}/end").status_code == 404
    assert phone.is_in


def test_a_new_password_ends_all_other_sessions_and_the_old_one_is_dead(desk: StaffDesk) -> None:
    aoki = desk.hires("Aoki").signs_in()
    phone = aoki.elsewhere().signs_in()
    changed = aoki.sends("/change", password=PASSWORD, new_password=NEW, new_password_confirm=NEW)
    assert changed.location == f"{PREFIX}/profile"
    assert (aoki.is_in, phone.is_in) == (True, False)
    assert phone.gives_password().status_code == 200
    assert phone.gives_password(NEW).status_code == 302
    assert (aoki.id, "password_changed") in desk.audited()


def test_a_password_is_only_changed_by_who_knows_it(desk: StaffDesk) -> None:
    aoki = desk.hires("Aoki").signs_in()
    for _ in range(5):
        aoki.sends("/change", password="wrong", new_password=NEW, new_password_confirm=NEW)
    locked = aoki.sends("/change", password=PASSWORD, new_password=NEW, new_password_confirm=NEW)
    assert locked.status_code == 200
    desk.line.passes(seconds=61)
    assert aoki.elsewhere().gives_password().status_code == 302


def test_what_guards_an_account_asks_for_the_password_again_after_a_while(desk: StaffDesk) -> None:
    aoki = desk.hires("Aoki").signs_in()
    with time_machine.travel(time.time() + 16 * 60, tick=False):
        assert f"{PREFIX}/verify" in aoki.sends("/mf-recovery-codes").location
        assert f"{PREFIX}/verify" in aoki.opens("/wan-register").location
        assert aoki.sends("/verify", password="wrong").status_code == 200
        assert aoki.sends("/verify", password=PASSWORD).status_code == 302
        assert aoki.opens("/wan-register").status_code == 200


def test_what_somebody_prefers_is_kept(desk: StaffDesk) -> None:
    aoki = desk.hires("Aoki").signs_in()
    aoki.sends("/preferences", theme="dark", language="en")
    page = aoki.elsewhere().signs_in().opens("/profile").text
    assert 'data-bs-theme="dark"' in page
    assert "Your account" in page
