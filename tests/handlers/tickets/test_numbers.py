"""A ticket's number is drawn at random, read however it is written, and nothing else is taken for one."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.tickets.numbers import ALPHABET, blank_numbers, new_number, read_number


@pytest.mark.parametrize(
    "text",
    [
        "PR-2026-7QK3FX",
        "pr-2026-7qk3fx",
        "PR20267QK3FX",
        "ＰＲ－２０２６－７ＱＫ３ＦＸ",
        "P R 2026 7QK3FX finished or not",
        "status of PR–2026–7qk3fx please",
        "PR ー 2026 ー 7QK3FX",
        "番号はPR-2026-7QK3FXです",
    ],
)
def test_a_number_is_read_forgivingly(text: str) -> None:
    assert read_number(text) == "PR-2026-7QK3FX"


@pytest.mark.parametrize(
    "text", ["pr-2o26-ooo123", "PR-2026-00O1Z3".replace("Z", "2"), "ぴーあーる2026の000123"]
)
def test_letters_that_look_like_digits_are_digits(text: str) -> None:
    assert read_number(text) == "PR-2026-000123"


def test_i_and_l_are_one() -> None:
    assert read_number("PR-2026-OIL123") == "PR-2026-011123"


def test_the_end_of_a_number_is_enough_where_the_year_is_known() -> None:
    assert read_number("where are we with 000276", 2026) == "PR-2026-000276"
    assert read_number("番号０００４５２　いまどこまで？", 2026) == "PR-2026-000452"
    assert read_number("where are we with 000276") is None


@pytest.mark.parametrize(
    "text", ["", "PR", "PR-2026", "PR-2026-12345", "PR-2026-1234567", "April 2026 000", "tel 0901234567"]
)
def test_what_is_no_number_is_not_read_as_one(text: str) -> None:
    assert read_number(text, 2026) is None


@given(text=st.text(max_size=200))
def test_whatever_is_read_is_well_formed(text: str) -> None:
    number = read_number(f"{text} PR-2026-000123", 2026)

    assert number is None or re.fullmatch(r"PR-2\d{3}-[0-9A-HJKMNP-TV-Z]{6}", number)


def drawing(characters: str) -> Callable[[str], str]:
    drawn = iter(characters)
    return lambda _: next(drawn)


def test_a_number_is_the_year_and_six_drawn_characters() -> None:
    assert new_number(2026, drawing("7QK3FX")) == "PR-2026-7QK3FX"


def test_characters_are_drawn_from_those_that_are_not_mistaken_for_others() -> None:
    offered: list[str] = []

    def first(alphabet: str) -> str:
        offered.append(alphabet)
        return alphabet[0]

    assert new_number(2026, first) == "PR-2026-000000"
    assert offered == [ALPHABET] * 6
    assert len(set(ALPHABET)) == 32
    assert set(ALPHABET).isdisjoint("ILOU")


@given(drawn=st.text(ALPHABET, min_size=6, max_size=6))
def test_every_number_we_make_is_read_back(drawn: str) -> None:
    number = new_number(2026, drawing(drawn))

    assert read_number(f"{number}の状況は？") == number


@given(drawn=st.text(ALPHABET, min_size=6, max_size=6), before=st.text(max_size=20))
def test_a_number_is_blanked_and_all_else_stays_where_it_is(drawn: str, before: str) -> None:
    text = f"{before} pr 2026-{drawn.lower()} ok?"

    assert blank_numbers(text) == f"{before} {' ' * 14} ok?"


def test_the_draw_of_the_standard_library_fits() -> None:
    assert re.fullmatch(rf"PR-2026-[{ALPHABET}]{{6}}", new_number(2026, secrets.choice))
