"""Nobody is in who has not shown a password and a second factor, each in its time and each once."""

from __future__ import annotations

import re

import pytest

from bot.console.app import PREFIX
from bot.console.login.known_device import COOKIE
from bot.console.login.ready import code_of
from tests.bot.console.login.staff_desk import KEY, PASSWORD, Hired, StaffDesk, recovery_codes, shown_key

WRONG = "続けて間違えると"


def test_a_one_time_link_leads_to_a_password_a_second_factor_and_recovery_codes(desk: StaffDesk) -> None:
    token = desk.invites("Aoki")
    aoki = Hired(desk, "", "aoki@desk.example")
    assert "Aoki" in aoki.opens(f"/welcome/{token}").text
    assert aoki.sends(f"/welcome/{token}", password=PASSWORD, again=PASSWORD).location == f"{PREFIX}/tf-setup"
    assert not aoki.is_in
    key = shown_key(aoki.sends("/tf-setup", setup="authenticator").text)
    assert aoki.sends("/tf-validate", code=desk.code(key)).status_code == 302
    assert aoki.opens("/profile").location == f"{PREFIX}/mf-recovery-codes"  # first things first
    assert len(recovery_codes(aoki.sends("/mf-recovery-codes").text)) == 10
    assert recovery_codes(aoki.opens("/mf-recovery-codes?show_codes=1").text) == []
    assert aoki.is_in
    assert [what for _, what in desk.audited()] == [
        "member_created",
        "link_made",
        "password_changed",
        "second_factor_set",
        "login",
        "recovery_codes_made",
    ]


def test_who_has_no_recovery_codes_yet_sees_no_menu_and_reads_of_none_before(desk: StaffDesk) -> None:
    aoki = Hired(desk, "", "aoki@desk.example")
    token = desk.invites("Aoki")
    aoki.sends(f"/welcome/{token}", password=PASSWORD, again=PASSWORD)
    key = shown_key(aoki.sends("/tf-setup", setup="authenticator").text)
    aoki.sends("/tf-validate", code=desk.code(key))
    first = aoki.opens("/mf-recovery-codes").text
    shown = aoki.sends("/mf-recovery-codes").text
    later = aoki.opens("/mf-recovery-codes").text
    menus = ['data-go="i"' in page and 'id="keys"' in page for page in (first, shown, later)]
    assert menus == [False, False, True]
    assert ["以前のコード" in page for page in (first, later)] == [False, True]
    assert ["/console/logout" in page for page in (first, shown)] == [True, True]


def test_a_link_works_once_and_for_three_days(desk: StaffDesk) -> None:
    token, late = desk.invites("Aoki"), desk.invites("Mori")
    stranger = Hired(desk, "", "")
    stranger.sends(f"/welcome/{token}", password=PASSWORD, again=PASSWORD)
    assert (
        stranger.sends(f"/welcome/{token}", password="another long one", again="another long one").status_code
        == 404
    )
    desk.line.passes(hours=73)
    assert stranger.opens(f"/welcome/{late}").status_code == 404
    assert stranger.opens("/welcome/made-up").status_code == 404


@pytest.mark.parametrize(
    ("password", "again"),
    [("short", "short"), ("aoki@desk.example!", "aoki@desk.example!"), (PASSWORD, "something else")],
)
def test_a_bad_first_password_leaves_the_link_as_it_is(desk: StaffDesk, password: str, again: str) -> None:
    token = desk.invites("Aoki")
    stranger = Hired(desk, "", "")
    assert stranger.sends(f"/welcome/{token}", password=password, again=again).status_code == 400
    assert stranger.opens(f"/welcome/{token}").status_code == 200


def test_password_and_code_let_in_and_leaving_ends_it(desk: StaffDesk) -> None:
    aoki = desk.hires("Aoki").signs_in()
    assert aoki.is_in
    cookie = aoki.client.get_cookie("madoguchi", path=PREFIX)
    assert cookie is not None
    assert (cookie.http_only, cookie.same_site, cookie.path) == (True, "Lax", PREFIX)
    thief = aoki.elsewhere()
    thief.client.set_cookie("madoguchi", cookie.value, path=PREFIX)
    assert thief.is_in
    aoki.sends("/logout")
    assert not aoki.is_in
    assert not thief.is_in  # what somebody copied is dead, too
    assert [what for _, what in desk.audited()][-2:] == ["login", "logout"]


@pytest.mark.parametrize(("role", "first"), [("admin", "people"), ("editor", "knowledge"), ("auditor", "")])
def test_who_came_to_the_address_of_the_console_ends_at_the_first_page_of_theirs(
    desk: StaffDesk, role: str, first: str
) -> None:
    ono = desk.hires("Ono", role)
    came = ono.opens("/").location
    assert came == f"{PREFIX}/login?next={PREFIX}/"
    on = ono.gives_password(then=f"{PREFIX}/").location
    end = ono.client.post(on, data={"code": desk.code()}, follow_redirects=True)
    assert (end.status_code, end.request.path) == (200, f"{PREFIX}/{first}")


def test_the_password_alone_opens_nothing(desk: StaffDesk) -> None:
    aoki = desk.hires("Aoki")
    aoki.gives_password()
    assert not aoki.is_in
    assert aoki.opens("/tf-setup").status_code == 302  # who has a second factor cannot set up another one
    assert not aoki.is_in


def test_a_japanese_password_is_the_same_however_it_is_composed(desk: StaffDesk) -> None:
    token = desk.invites("Aoki")
    aoki = Hired(desk, "", "aoki@desk.example")
    aoki.sends(f"/welcome/{token}", password="がっこうのまどぐちです。", again="がっこうのまどぐちです。")
    decomposed = "か\u3099っこうのまと\u3099く\u3099ちて\u3099す。"
    assert aoki.elsewhere().gives_password(decomposed).location == f"{PREFIX}/tf-setup"


def test_a_code_counts_once(desk: StaffDesk) -> None:
    aoki = desk.hires("Aoki")
    code = desk.code()
    aoki.gives_password()
    assert aoki.sends("/tf-validate", code=code).status_code == 302
    again = aoki.elsewhere()
    again.gives_password()
    assert again.sends("/tf-validate", code=code).status_code == 200
    assert not again.is_in


def test_a_recovery_code_counts_once(desk: StaffDesk) -> None:
    aoki = desk.hires("Aoki").signs_in()
    code = recovery_codes(aoki.sends("/mf-recovery-codes").text)[0]
    first, second = aoki.elsewhere(), aoki.elsewhere()
    first.gives_password()
    assert first.sends("/mf-recovery", code=code.upper().replace("-", " ")).status_code == 302
    assert first.is_in
    second.gives_password()
    assert second.sends("/mf-recovery", code=code).status_code == 200
    assert not second.is_in


@pytest.mark.parametrize("address", ["aoki@desk.example", "nobody@desk.example"])
def test_who_fails_again_and_again_waits_whether_there_is_an_account_or_not(
    desk: StaffDesk, address: str
) -> None:
    somebody = desk.hires("Aoki")
    somebody.email = address
    pages = [somebody.gives_password(f"wrong password {number}").text for number in range(6)]
    answers = {re.sub(r'csrf_token" value="[^"]+"|X-CSRFToken": "[^"]+"', "", page) for page in pages}
    assert len(answers) == 1  # nobody learns what was wrong, or when the waiting began
    locked = somebody.gives_password()
    assert locked.status_code == 200
    assert WRONG in locked.text
    assert [what for _, what in desk.audited()][1:] == ["login_failed"] * 4 + ["locked"]
    desk.line.passes(seconds=61)
    assert (somebody.gives_password().status_code == 302) is (address == "aoki@desk.example")


def test_each_further_failure_makes_the_waiting_longer(desk: StaffDesk) -> None:
    aoki = desk.hires("Aoki")
    for _ in range(5):
        aoki.gives_password("wrong")
    desk.line.passes(seconds=61)
    aoki.gives_password("wrong")
    desk.line.passes(seconds=61)
    assert aoki.gives_password().status_code == 200
    desk.line.passes(seconds=60)
    assert aoki.gives_password().status_code == 302


def test_a_stranger_who_tries_an_account_does_not_lock_out_the_browser_that_it_is_used_with(
    desk: StaffDesk,
) -> None:
    aoki = desk.hires("Aoki").signs_in()
    stranger = aoki.elsewhere()
    for _ in range(6):
        stranger.gives_password("guessed password")
    assert stranger.gives_password().status_code == 200
    aoki.sends("/logout")
    assert aoki.signs_in().is_in
    stranger.gives_password("guessed password")
    assert stranger.gives_password().status_code == 200, "the owner's way in gives no tries to who guesses"


def test_in_a_known_browser_wrong_tries_are_counted_too(desk: StaffDesk) -> None:
    aoki = desk.hires("Aoki").signs_in()
    aoki.sends("/logout")
    for _ in range(5):
        aoki.gives_password("wrong")
    assert aoki.gives_password().status_code == 200
    desk.line.passes(seconds=61)
    assert aoki.gives_password().status_code == 302


@pytest.mark.parametrize("whose", ["another's", "old", "changed"])
def test_a_browser_is_known_for_its_owner_alone_and_for_half_a_year(desk: StaffDesk, whose: str) -> None:
    aoki, mori = desk.hires("Aoki"), desk.hires("Mori").signs_in()
    visitor = mori if whose == "another's" else aoki.signs_in()
    if whose == "old":
        desk.line.passes(days=180)
    known = visitor.client.get_cookie(COOKIE, path=PREFIX)
    assert known is not None
    assert known.http_only
    assert known.same_site == "Strict"
    stranger = aoki.elsewhere()
    for _ in range(5):
        stranger.gives_password("guessed password")
    stranger.client.set_cookie(COOKIE, known.value + ("x" if whose == "changed" else ""), path=PREFIX)
    assert stranger.gives_password().status_code == 200


@pytest.mark.parametrize("path", ["/tf-validate", "/mf-recovery"])
def test_codes_cannot_be_guessed_either(desk: StaffDesk, path: str) -> None:
    aoki = desk.hires("Aoki")
    aoki.gives_password()
    for number in range(5):
        assert aoki.sends(path, code=f"00000{number}").status_code == 200
    right = code_of(KEY, desk.line.milliseconds() // 1_000)
    assert aoki.sends("/tf-validate", code=right).status_code == 200
    assert not aoki.is_in


def test_from_one_address_not_everybody_can_be_tried(desk: StaffDesk) -> None:
    aoki = desk.hires("Aoki")
    for number in range(30):
        aoki.email = f"person{number}@desk.example"
        aoki.gives_password("guessed password")
    aoki.email = "aoki@desk.example"
    assert aoki.gives_password().status_code == 429
    desk.line.passes(minutes=11)
    assert aoki.gives_password().status_code == 302


def test_what_a_browser_had_before_is_worth_nothing_afterwards(desk: StaffDesk) -> None:
    aoki = desk.hires("Aoki")
    aoki.gives_password()
    planted = aoki.client.get_cookie("madoguchi", path=PREFIX)
    assert planted is not None
    aoki.sends("/tf-validate", code=desk.code())
    attacker = aoki.elsewhere()
    attacker.client.set_cookie("madoguchi", planted.value, path=PREFIX)
    assert aoki.is_in
    assert not attacker.is_in


@pytest.mark.parametrize(
    "there",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/line/webhook",
        "/console/../x",
        "javascript:x",
    ],
)
def test_nobody_is_led_elsewhere_after_signing_in(desk: StaffDesk, there: str) -> None:
    aoki = desk.hires("Aoki")
    assert aoki.gives_password(then=there).status_code == 400
    hidden = {"email": aoki.email, "password": PASSWORD, "next": there}
    assert aoki.sends("/login", **hidden).status_code == 400


def test_who_was_sent_to_sign_in_comes_back_to_where_they_were(desk: StaffDesk) -> None:
    aoki = desk.hires("Aoki")
    assert aoki.opens("/profile").location == f"{PREFIX}/login?next={PREFIX}/profile"
    wished = aoki.gives_password(then=f"{PREFIX}/profile").location.removeprefix(PREFIX)
    assert aoki.sends(wished, code=desk.code()).location == f"{PREFIX}/profile"


def test_nobody_is_remembered_beyond_their_session(desk: StaffDesk) -> None:
    aoki = desk.hires("Aoki")
    aoki.sends("/login", email=aoki.email, password=PASSWORD, remember="y")
    answer = aoki.sends("/tf-validate", code=desk.code(), remember="y")
    assert answer.status_code == 302
    assert "remember_token" not in str(answer.headers)


def test_no_page_by_which_somebody_signs_in_is_kept_by_a_cache(desk: StaffDesk) -> None:
    aoki = desk.hires("Aoki")
    answers = [
        aoki.opens("/login"),
        aoki.gives_password(),
        aoki.opens("/tf-validate"),
        aoki.opens("/mf-recovery"),
    ]
    aoki.sends("/tf-validate", code=desk.code())
    answers += [aoki.sends("/mf-recovery-codes"), aoki.opens("/profile"), aoki.opens("/welcome/x")]
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}


def test_forms_of_others_do_nothing(desk: StaffDesk) -> None:
    desk.console.config["WTF_CSRF_ENABLED"] = True
    aoki = desk.hires("Aoki")
    assert aoki.gives_password().status_code == 400
