"""A chain over a ticket's log holds, and names the first entry that somebody touched."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.tickets.chain import START, Broken, Entry, Fault, canonical, entry, verify
from tests.handlers.tickets.lives import NUMBER

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
events = st.dictionaries(st.text(), values, max_size=4)


def chained(*records: dict[str, Any], number: str = NUMBER) -> list[Entry]:
    entries: list[Entry] = []
    for record in records:
        entries.append(entry(number, record, entries[-1] if entries else None))
    return entries


FOUR = chained(*({"what": "noted", "place": place} for place in range(4)))


def test_a_chain_that_nobody_touched_holds() -> None:
    assert verify(NUMBER, FOUR) is None
    assert verify(NUMBER, FOUR, FOUR[-1].hash) is None
    assert verify(NUMBER, []) is None


@pytest.mark.parametrize(
    ("entries", "broken"),
    [
        ([FOUR[0], replace(FOUR[1], event={"what": "forged"}), *FOUR[2:]], Broken(2, Fault.CONTENT)),
        ([FOUR[0], replace(FOUR[1], hash="f" * 64), *FOUR[2:]], Broken(2, Fault.CONTENT)),
        ([FOUR[0], *FOUR[2:]], Broken(2, Fault.SEQUENCE)),
        ([FOUR[0], FOUR[0], *FOUR[1:]], Broken(2, Fault.SEQUENCE)),
        ([FOUR[0], FOUR[2], FOUR[1], FOUR[3]], Broken(2, Fault.SEQUENCE)),
        (FOUR[1:], Broken(1, Fault.SEQUENCE)),
        ([replace(FOUR[0], number="PR-2026-000123"), *FOUR[1:]], Broken(1, Fault.TICKET)),
        ([*FOUR[:2], replace(FOUR[2], previous=START), FOUR[3]], Broken(3, Fault.PREVIOUS)),
    ],
    ids=["event", "hash", "dropped", "doubled", "swapped", "beheaded", "other ticket", "previous"],
)
def test_the_first_entry_that_was_touched_is_named(entries: list[Entry], broken: Broken) -> None:
    assert verify(NUMBER, entries) == broken


def test_an_entry_forged_with_a_matching_hash_breaks_the_next_one() -> None:
    forged = entry(NUMBER, {"what": "forged"}, FOUR[0])

    assert verify(NUMBER, [FOUR[0], forged, *FOUR[2:]]) == Broken(3, Fault.PREVIOUS)


def test_entries_cut_off_at_the_end_are_noticed_with_a_known_head_only() -> None:
    assert verify(NUMBER, FOUR[:2]) is None
    assert verify(NUMBER, FOUR[:2], FOUR[-1].hash) == Broken(3, Fault.END)
    assert verify(NUMBER, [], FOUR[-1].hash) == Broken(1, Fault.END)


def test_the_same_events_of_two_tickets_have_different_hashes() -> None:
    assert entry("PR-2026-000123", {}).hash != entry(NUMBER, {}).hash


def test_the_canonical_form_is_what_the_module_says() -> None:
    assert canonical({"b": [1, None, True], "a": "窓"}) == '{"a":"窓","b":[1,null,true]}'.encode()
    first = f'"number":"{NUMBER}","previous":"{"0" * 64}","sequence":1'
    written = '{"event":{"place":0,"what":"noted"},' + first + "}"

    assert FOUR[0].hash == hashlib.sha256(written.encode()).hexdigest()


@pytest.mark.parametrize("value", [1.0, float("nan"), b"x", {1: "x"}, {"x": [0.5]}, ("x",), object()])
def test_what_could_be_written_in_two_ways_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="no canonical form"):
        canonical(value)


@given(event=values)
def test_the_canonical_form_can_be_read_back(event: object) -> None:
    assert json.loads(canonical(event)) == event


@given(records=st.lists(events, min_size=1, max_size=5), data=st.data())
def test_any_change_of_any_event_is_found_where_it_is(
    records: list[dict[str, Any]], data: st.DataObject
) -> None:
    entries = chained(*records)
    place = data.draw(st.integers(0, len(entries) - 1))
    other = data.draw(events.filter(lambda event: canonical(event) != canonical(records[place])))
    entries[place] = replace(entries[place], event=other)

    assert verify(NUMBER, entries) == Broken(place + 1, Fault.CONTENT)


def test_an_entry_whose_content_could_not_have_been_written_is_found() -> None:
    damaged = [*FOUR[:2], replace(FOUR[2], event={"what": 1.5}), FOUR[3]]
    assert verify(NUMBER, damaged) == Broken(3, Fault.CONTENT)
