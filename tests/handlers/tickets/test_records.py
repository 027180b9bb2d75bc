"""Every event can be written down as plain JSON and read back as it was."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.tickets import chain, desk_log, evidence_log, handover_log, log, notice_log, survey_log
from handlers.tickets.actors import SYSTEM
from handlers.tickets.log import MessageIn, NoteAdded, Opened, TicketEvent
from handlers.tickets.records import UnknownRecord, event_of, record_of
from handlers.tickets.statuses import Status
from handlers.tickets.texts import KeptText
from tests.handlers.tickets.lives import MORI, TEXT, WEDNESDAY, at

MODULES = (log, desk_log, evidence_log, handover_log, notice_log, survey_log)
NAMED = [one for module in MODULES for one in vars(module).values()]
KINDS = [kind for kind in NAMED if isinstance(kind, type) and TicketEvent in kind.__bases__]
st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))
NOTE: dict[str, Any] = record_of(NoteAdded(at=WEDNESDAY, by=MORI, text=TEXT))


@given(data=st.data())
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_event_comes_back_as_it_was(kind: type[TicketEvent], data: st.DataObject) -> None:
    by = st.sampled_from([SYSTEM, MORI])
    event = data.draw(st.builds(kind, by=by))
    record = record_of(event)

    assert event_of(json.loads(json.dumps(record))) == event
    assert chain.canonical(record)


def test_there_are_events_of_every_kind() -> None:
    assert len(KINDS) > 15
    assert {kind.__module__ for kind in KINDS} == {module.__name__ for module in MODULES}


def test_a_record_reads_like_this() -> None:
    assert NOTE == {
        "what": "note_added",
        "at": "2026-04-01T00:00:00.000000Z",
        "by": {"role": "caseworker", "id": "mori"},
        "text": {"id": "t1", "digest": "0" * 64},
    }


@pytest.mark.parametrize("channel", [{}, {"channel": "line"}])
def test_what_we_wrote_is_read_with_the_way_that_old_logs_name_and_without(channel: dict[str, str]) -> None:
    written = {**NOTE, "what": "message_out", **channel}

    assert record_of(event_of(written)) == written


def test_times_are_written_in_utc() -> None:
    tokyo = WEDNESDAY.astimezone(timezone(timedelta(hours=9)))

    assert record_of(NoteAdded(at=tokyo, by=MORI, text=TEXT)) == NOTE


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        record_of(NoteAdded(at=WEDNESDAY.replace(tzinfo=None), by=MORI, text=TEXT))


@pytest.mark.parametrize(
    "record",
    [
        {},
        {**NOTE, "what": "never_heard_of"},
        {**NOTE, "what": "ticket_event"},
        {**NOTE, "colour": "red"},
        {**NOTE, "at": "yesterday"},
        {**NOTE, "at": 7},
        {**NOTE, "by": {"role": "king", "id": "x"}},
        {**NOTE, "by": {"role": "caseworker"}},
        {**NOTE, "by": "mori"},
        {**NOTE, "text": {"id": 7}},
        {name: value for name, value in NOTE.items() if name != "text"},
    ],
)
def test_a_record_that_is_none_is_refused_and_not_guessed_at(record: dict[str, object]) -> None:
    with pytest.raises(UnknownRecord):
        event_of(record)


def test_a_language_we_do_not_have_is_refused() -> None:
    (opened,) = (event for event in at(Status.DRAFT).events if isinstance(event, Opened))
    with pytest.raises(UnknownRecord, match="'fr' is none of"):
        event_of({**record_of(opened), "language": "fr"})


def test_no_record_holds_what_somebody_wrote() -> None:
    """Texts have an id and a digest; the text itself has no place in an event."""
    event = MessageIn(at=WEDNESDAY, by=MORI, channel=log.Channel.LINE, text=KeptText("t1"))

    assert record_of(event)["text"] == {"id": "t1", "digest": ""}
