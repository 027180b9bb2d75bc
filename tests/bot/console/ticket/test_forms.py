"""What the forms of the page say becomes exactly one act, or the sentence why it is none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from werkzeug.datastructures import MultiDict

from bot.console.ticket.forms import KINDS, BadForm, act_of
from handlers.casework import acts
from handlers.tickets.assurance import Method
from handlers.tickets.items import Outcome
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move
from tests.handlers.tickets.lives import Life

TICKET = Life(Right.DISCLOSURE).move(Move.SUBMIT).ticket
_ELSEWHERE = {"keep_file", "open_file", "forget"}
FULL = {
    "method": "two_facts",
    "right": "disclosure",
    "outcome": "refused",
    "until": "2026-04-20",
    "text": "words",
}


def _form(**fields: str | list[str]) -> MultiDict[str, str]:
    return MultiDict(fields)


@pytest.mark.parametrize("name", sorted(KINDS.keys() - _ELSEWHERE))
def test_every_act_has_a_form(name: str) -> None:
    assert type(act_of(name, MultiDict(FULL), TICKET)) is KINDS[name]


def test_a_proposal_has_everything_that_was_chosen() -> None:
    form = _form(right="disclosure", outcome="partially_granted", code=["S9-7", "S9-8"], facts="f", done="d")
    form["third_party_data"] = "yes"
    assert act_of("propose", form, TICKET) == acts.Propose(
        right=Right.DISCLOSURE,
        outcome=Outcome.PARTIALLY_GRANTED,
        codes=("S9-7", "S9-8"),
        facts="f",
        done="d",
        third_party_data=True,
    )


def test_both_facts_are_noted_and_one_alone_is_none() -> None:
    form = _form(method="two_facts", fact=["start month", "company"], text="by telephone")
    assert act_of("identify", form, TICKET) == acts.Identify(
        method=Method.TWO_FACTS, text="start month\ncompany\nby telephone"
    )
    with pytest.raises(BadForm) as bad:
        act_of("identify", _form(method="two_facts", fact=["start month", " "]), TICKET)
    assert bad.value.why == "two_facts"


@pytest.mark.parametrize("name", ["identify", "fail_identity"])
def test_a_check_names_the_files_that_were_ticked(name: str) -> None:
    form = _form(method="document", file=["f1", "f2"], text="The name differs.", doubt="yes")
    act = act_of(name, form, TICKET)
    assert isinstance(act, acts.Identify | acts.FailIdentity)
    assert (act.method, act.files) == (Method.DOCUMENT, ("f1", "f2"))


def test_the_last_day_to_extend_to_ends_when_the_period_would() -> None:
    received = TICKET.received_at
    assert received is not None
    act = act_of("extend", _form(until="2026-04-29", text="why"), TICKET)
    assert isinstance(act, acts.Extend)
    assert act.until == datetime(2026, 4, 29, received.hour, received.minute, tzinfo=UTC)
    with pytest.raises(BadForm):
        act_of("extend", _form(until="2026-04-30", text="why"), TICKET)


@pytest.mark.parametrize(
    ("name", "fields", "why"),
    [
        ("identify", {"method": "guess"}, "method"),
        ("propose", {"outcome": "withdrawn?", "right": "disclosure"}, "outcome"),
        ("propose", {"outcome": "granted", "right": "everything"}, "right"),
        ("execute", {}, "right"),
        ("ask_inside", {"until": "soon"}, "date"),
        ("extend", {"until": ""}, "date"),
    ],
)
def test_what_no_page_of_ours_offers_is_no_act(name: str, fields: dict[str, str], why: str) -> None:
    with pytest.raises(BadForm) as bad:
        act_of(name, MultiDict(fields), TICKET)
    assert bad.value.why == why


@pytest.mark.parametrize("until", ["0001-01-01", "9999-12-31", "soon"])
@pytest.mark.parametrize("name", ["ask_inside", "extend"])
def test_a_day_that_no_clock_shows_is_none(name: str, until: str) -> None:
    with pytest.raises(BadForm) as bad:
        act_of(name, _form(until=until, text="words", owner="Legal"), TICKET)
    assert bad.value.why == "date"


def test_a_letter_by_post_is_noted_with_its_number() -> None:
    assert act_of("deliver", _form(posted="April 9, RR123"), TICKET) == acts.Deliver(posted="April 9, RR123")
