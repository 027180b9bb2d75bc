"""Sealing: what is personal opens only with our keys and only in its own place."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from bot.store.errors import WrongSeal
from bot.store.sealing import Seal

OLD, NEW, STRANGE = (Fernet.generate_key().decode() for _ in range(3))
SECRET = "sixteen letters or more"
SEAL = Seal([OLD], SECRET)
# A place is made of ids of ours, which hold no zero byte.
PLACES = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=90)


@given(value=st.binary(max_size=2_000), place=PLACES)
def test_whatever_is_sealed_opens_again_in_its_place(value: bytes, place: str) -> None:
    assert SEAL.open(SEAL.close(value, place), place) == value


@given(value=st.binary(max_size=50), place=PLACES, other=PLACES)
def test_nothing_opens_in_another_place(value: bytes, place: str, other: str) -> None:
    if place != other:
        sealed = SEAL.close(value, place)
        with pytest.raises(WrongSeal):
            SEAL.open(sealed, other)


@given(sealed=st.binary(max_size=200))
def test_what_we_never_sealed_does_not_open(sealed: bytes) -> None:
    with pytest.raises(WrongSeal):
        SEAL.open(sealed, "inbox:e1")


@given(position=st.integers(min_value=0), change=st.integers(1, 255))
def test_what_was_changed_does_not_open(position: int, change: int) -> None:
    sealed = bytearray(SEAL.close(b"what a person said", "inbox:e1"))
    sealed[position % (len(sealed) - 2)] ^= change  # the last characters are padding of base64
    with pytest.raises(WrongSeal):
        SEAL.open(bytes(sealed), "inbox:e1")


def test_the_sealed_value_does_not_show_what_was_said_and_is_never_the_same_twice() -> None:
    first, second = (SEAL.close(b"delete everything", "inbox:e1") for _ in range(2))
    assert b"delete" not in first
    assert first != second


def test_a_key_that_is_not_ours_does_not_open_it() -> None:
    with pytest.raises(WrongSeal):
        Seal([STRANGE], SECRET).open(SEAL.close(b"said", "inbox:e1"), "inbox:e1")


def test_a_refusal_names_the_place_and_not_what_was_said() -> None:
    with pytest.raises(WrongSeal) as refusal:
        SEAL.open(SEAL.close(b"delete everything", "inbox:e1"), "inbox:e2")
    assert str(refusal.value) == "inbox:e2"


def test_while_keys_rotate_the_old_one_still_reads_and_the_first_one_writes() -> None:
    sealed_before = SEAL.close(b"said", "inbox:e1")
    rotating = Seal([NEW, OLD], SECRET)
    assert rotating.open(sealed_before, "inbox:e1") == b"said"
    sealed_now = rotating.close(b"said", "inbox:e1")
    assert Seal([NEW], SECRET).open(sealed_now, "inbox:e1") == b"said"
    with pytest.raises(WrongSeal):
        Seal([OLD], SECRET).open(sealed_now, "inbox:e1")


def test_a_lane_is_the_same_for_ever_and_tells_nobody_who_it_is() -> None:
    lane = SEAL.lane("line.user", "U4af4980629")
    assert lane == Seal([NEW], SECRET).lane("line.user", "U4af4980629")
    assert len(lane) == 32
    assert "4af4980629" not in lane.lower()


def test_lanes_differ_by_person_by_source_and_by_installation() -> None:
    lanes = {
        SEAL.lane("line.user", "U1"),
        SEAL.lane("line.user", "U2"),
        SEAL.lane("line.group", "U1"),
        Seal([OLD], "another secret of ours").lane("line.user", "U1"),
    }
    assert len(lanes) == 4
