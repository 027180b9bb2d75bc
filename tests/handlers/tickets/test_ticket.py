"""A ticket is what its log comes to, and keeps the outcomes that took effect."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.tickets import deciding
from handlers.tickets.actors import SYSTEM, Actor, Role
from handlers.tickets.assurance import Level
from handlers.tickets.items import Outcome
from handlers.tickets.kinds import Kind
from handlers.tickets.log import Assigned, ItemAsked, NoteAdded
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move, Status
from handlers.tickets.ticket import BrokenLog, Ticket
from tests.handlers.tickets.lives import (
    MORI,
    PERSON,
    SATO,
    TANAKA,
    TEXT,
    WEDNESDAY,
    Life,
    answered,
    at,
    in_review,
)


def outcomes(life: Life) -> dict[Right, Outcome | None]:
    return {item.right: item.outcome for item in life.ticket.items}


def test_a_log_begins_with_its_one_opened() -> None:
    life = Life(Right.DISCLOSURE)
    with pytest.raises(BrokenLog):
        Ticket.of([])
    with pytest.raises(BrokenLog):
        Ticket.of(life.events[1:])
    with pytest.raises(BrokenLog):
        Ticket.of([*life.events, life.events[0]])


def test_every_event_makes_a_new_version_also_one_that_changes_nothing() -> None:
    life = Life(Right.DISCLOSURE)
    noted = life.ticket.after(NoteAdded(at=life.now, by=MORI, text=TEXT))

    assert (life.ticket.version, noted.version) == (2, 3)


def test_nobody_acts_without_an_id_but_the_system() -> None:
    assert SYSTEM.id == ""
    with pytest.raises(ValueError, match="a caseworker needs an id"):
        Actor(Role.CASEWORKER)


def test_each_right_of_a_ticket_has_an_outcome_of_its_own() -> None:
    life = in_review(Right.DISCLOSURE, Right.DELETION).propose(Outcome.GRANTED, Outcome.REFUSED)
    life.move(Move.PROPOSE).move(Move.APPROVE, by=SATO)

    assert outcomes(life) == {Right.DISCLOSURE: Outcome.GRANTED, Right.DELETION: Outcome.REFUSED}


def test_a_proposal_is_no_outcome_until_it_is_approved() -> None:
    assert set(outcomes(at(Status.DECISION_PENDING)).values()) == {None}


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (Status.WITHDRAWN, Outcome.WITHDRAWN),
        (Status.UNVERIFIED, Outcome.UNVERIFIED),
        (Status.NONRESPONSIVE, Outcome.NONRESPONSIVE),
        (Status.REDIRECTED, Outcome.REDIRECTED),
        (Status.MERGED, Outcome.DUPLICATE),
        (Status.SPAM, None),
    ],
)
def test_the_end_of_a_ticket_is_the_outcome_of_its_items(status: Status, outcome: Outcome | None) -> None:
    assert outcomes(at(status)) == {Right.DISCLOSURE: outcome}


def test_what_was_carried_out_keeps_its_outcome_when_the_rest_is_withdrawn() -> None:
    life = in_review(Right.DISCLOSURE, Right.CORRECTION).propose(Outcome.GRANTED, Outcome.GRANTED)
    life.move(Move.DECIDE)
    life.add(deciding.carried_out(life.ticket, Right.CORRECTION, MORI, life.now))
    life.move(Move.WITHDRAW, by=PERSON)

    assert outcomes(life) == {Right.DISCLOSURE: Outcome.WITHDRAWN, Right.CORRECTION: Outcome.GRANTED}


def test_an_objection_begins_a_new_round_and_remembers_who_decided() -> None:
    life = answered(Outcome.REFUSED).move(Move.REOPEN, by=PERSON)

    assert outcomes(life) == {Right.DISCLOSURE: None}
    assert life.ticket.deciders == {MORI.id}
    assert life.ticket.proposers == frozenset()


def test_a_ticket_that_is_opened_again_has_not_ended() -> None:
    life = at(Status.REDIRECTED).wait(days=1)
    ended = life.ticket.ended_at

    assert ended == WEDNESDAY
    assert life.move(Move.REOPEN, by=PERSON).ticket.ended_at is None


def test_who_proposes_anew_after_it_was_sent_back_takes_the_place_of_who_did_before() -> None:
    life = at(Status.DECISION_PENDING).move(Move.SEND_BACK, by=SATO).propose(Outcome.REFUSED, by=TANAKA)

    assert life.ticket.proposers == {TANAKA.id}


def test_a_right_asked_for_in_other_words_loses_the_proposal_for_the_old_ones() -> None:
    life = in_review().propose(Outcome.GRANTED)
    life.add(ItemAsked(at=life.now, by=PERSON, right=Right.DISCLOSURE, scope=TEXT))

    assert [(item.scope, item.proposal) for item in life.ticket.items] == [(TEXT, None)]


def test_a_mail_counts_from_when_it_reached_us() -> None:
    arrived = WEDNESDAY - timedelta(days=2)
    life = Life(Right.DISCLOSURE, arrived_at=arrived).move(Move.SUBMIT)

    assert life.ticket.received_at == arrived


def test_reminders_count_for_the_status_they_were_sent_in() -> None:
    life = at(Status.VERIFYING).reminded().identified(Level.ON_FILE).move(Move.IDENTIFY)

    assert life.ticket.reminders == 0


def test_a_ticket_has_the_caseworker_it_was_given_last() -> None:
    life = Life(kind=Kind.QUESTION)
    life.add(*(Assigned(at=life.now, by=MORI, to=to) for to in ("mori", "tanaka")))

    assert life.ticket.assignee == "tanaka"
