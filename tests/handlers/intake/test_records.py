"""A form survives being stored; what another version wrote is no form, and never an error."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.intake.form import Form
from handlers.intake.records import form_of, record_of
from handlers.tickets.rights import Right

NOW = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
RIGHTS = st.lists(st.sampled_from(Right), unique=True).map(tuple)
FORMS = st.builds(
    Form,
    id=st.text(max_size=22),
    rights=RIGHTS,
    step=st.text(max_size=20),
    touched_at=st.datetimes(timezones=st.just(UTC)),
    answers=st.dictionaries(st.text(max_size=20), st.text(max_size=50), max_size=4),
    offered=RIGHTS,
    paused=st.booleans(),
    messages=st.dictionaries(st.text(max_size=20), st.text(max_size=20), max_size=4),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def form() -> Form:
    return Form(id="f" * 22, rights=(Right.DELETION,), step="whose", touched_at=NOW)


@given(FORMS)
def test_a_form_is_the_same_after_it_was_stored(one: Form) -> None:
    assert form_of(json.loads(json.dumps(record_of(one)))) == one


@pytest.mark.parametrize(
    "change",
    [
        {"version": 0},
        {"version": None},
        {"rights": ["haircut"]},
        {"rights": "deletion"},
        {"answers": ["a"]},
        {"touched_at": "yesterday"},
        {"touched_at": "2026-04-01T09:00:00"},
    ],
    ids=str,
)
def test_what_another_version_wrote_is_no_form(change: dict[str, object]) -> None:
    assert form_of({**record_of(form()), **change}) is None


@pytest.mark.parametrize("name", sorted(record_of(form()).keys() - {"paused", "messages", "kind"}))
def test_a_record_that_lacks_a_field_is_no_form(name: str) -> None:
    record = record_of(form())
    del record[name]
    assert form_of(record) is None


def test_a_form_begun_before_its_messages_were_kept_still_loads() -> None:
    record = record_of(form())
    del record["messages"]
    assert form_of(record) == form()


@given(st.dictionaries(st.sampled_from(sorted(record_of(form()))), JSON))
def test_no_record_whatever_it_holds_is_an_error(record: dict[str, object]) -> None:
    form_of({**record, "version": 1})


def test_a_time_without_a_zone_is_not_written() -> None:
    naive = Form(id="", rights=(), step="", touched_at=NOW.replace(tzinfo=None))
    with pytest.raises(ValueError, match="zone"):
        record_of(naive)
