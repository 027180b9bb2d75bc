"""Who of the staff gets a mail: who wishes it, who stands in, and nobody twice."""

from __future__ import annotations

from dataclasses import replace

from handlers.colleagues.colleague import Addressee, Colleague, addressees
from handlers.colleagues.occasions import Occasion, Told, usual

CENTER = "center@desk.example"


def colleague(name: str, *roles: str, substitute: str | None = None) -> Colleague:
    told = frozenset(roles or ("caseworker",))
    return Colleague(
        id=name,
        name=name.title(),
        email=f"{name}@desk.example",
        language="en",
        roles=told,
        wishes=usual(told),
        substitute=substitute,
    )


AOKI, BABA, CHO = colleague("aoki"), colleague("baba"), colleague("cho", "approver")


def got(told: Told, *colleagues: Colleague) -> list[tuple[str, str]]:
    """Return who gets a mail, and instead of whom."""
    return [
        (one.colleague.id, one.instead_of.id if one.instead_of else "")
        for one in addressees(told, colleagues, CENTER)
    ]


def test_what_is_for_one_goes_to_that_one() -> None:
    assert addressees(Told(Occasion.ASSIGNED, "aoki"), [AOKI, BABA], CENTER) == [Addressee(AOKI)]


def test_who_did_it_gets_no_mail_about_it() -> None:
    assert got(Told(Occasion.ASSIGNED, "aoki", by="aoki"), AOKI, BABA) == []
    assert got(Told(Occasion.SECOND_PERSON, by="cho"), AOKI, CHO) == []


def test_who_does_not_wish_it_gets_none() -> None:
    silent = replace(AOKI, wishes=frozenset())
    assert got(Told(Occasion.ASSIGNED, "aoki"), silent, BABA) == []


def test_a_wish_of_an_earlier_role_counts_no_more() -> None:
    moved_on = replace(AOKI, roles=frozenset({"auditor"}))
    assert got(Told(Occasion.INCIDENT), moved_on, CHO) == [("cho", "")]


def test_who_stands_in_gets_what_was_meant_for_who_is_away_and_so_do_they_themselves() -> None:
    away = replace(AOKI, substitute="baba")
    silent = replace(BABA, wishes=frozenset())
    assert got(Told(Occasion.WROTE, "aoki"), away, silent) == [("aoki", ""), ("baba", "aoki")]


def test_who_stands_in_hears_nothing_that_was_for_everybody() -> None:
    away = replace(AOKI, substitute="cho")
    assert got(Told(Occasion.INCIDENT), away, CHO) == [("aoki", ""), ("cho", "")]


def test_a_substitute_who_has_left_gets_nothing() -> None:
    assert got(Told(Occasion.WROTE, "aoki"), replace(AOKI, substitute="gone")) == [("aoki", "")]


def test_the_common_address_does_not_hear_twice_what_goes_there_anyway() -> None:
    common = replace(AOKI, email="Center@desk.example")
    assert got(Told(Occasion.INCIDENT), common) == []
    assert got(Told(Occasion.ASSIGNED, "aoki"), common) == [("aoki", "")]
