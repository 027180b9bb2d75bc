"""What a page offers can be done, what it greys out is refused, and for the reason that it shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.casework import acts
from handlers.casework.acting import ACTS, decided
from handlers.casework.acts import StaffAct
from handlers.casework.possible import possible, reasons_for
from handlers.casework.refusal_words import sentence
from handlers.tickets.actors import Actor, Role
from handlers.tickets.items import NEEDS_REASONS, Outcome
from handlers.tickets.log import Channel, FileKept
from handlers.tickets.refusals import reason
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Status
from knowledge.language import LANGUAGES
from tests.desk import MORI
from tests.handlers.casework.desks import DIGEST, TANAKA, desk_of, done, granted_desk, refused_desk
from tests.handlers.casework.samples import case_of, samples
from tests.handlers.tickets.lives import NUMBER, SATO, another, answered, at, in_review

BOTH = (MORI, SATO)


def obstacles(case_by: Actor, status: Status) -> dict[type[StaffAct], tuple[str, ...]]:
    case = case_of(desk_of(at(status)), case_by)
    return {one.act: one.obstacles for one in possible(case)}


@pytest.mark.parametrize("by", BOTH, ids=lambda by: by.role)
@pytest.mark.parametrize("status", sorted(set(Status) - {Status.DRAFT, Status.PURGED}))
def test_what_is_offered_is_done_and_what_is_greyed_out_is_refused_for_that_reason(
    status: Status, by: Actor
) -> None:
    life = at(status)
    kept = FileKept(
        at=life.now,
        by=MORI,
        channel=Channel.CONSOLE,
        file="f1",
        media_type="application/pdf",
        size=9,
        digest=DIGEST,
    )
    desk = desk_of(life.add(kept))
    other = another()
    desk.tickets = (*desk.tickets, replace(other.ticket, requester="person"))
    case = case_of(desk, by)
    shown = {one.act: one.obstacles for one in possible(case)}
    assert shown.keys() == ACTS.keys()
    for act in samples(case).values():
        became = decided(act, case).acted
        assert became is not None
        if shown[type(act)]:
            assert became.why in shown[type(act)], act
        else:
            assert (became.result, became.why) == ("done", ""), act


@pytest.mark.parametrize("status", [Status.DRAFT, Status.PURGED])
def test_nothing_is_offered_before_a_ticket_is_handed_in_or_after_it_was_erased(status: Status) -> None:
    assert all(found == ("status",) for found in obstacles(MORI, status).values())


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("by", BOTH, ids=lambda by: by.role)
def test_every_reason_that_is_shown_has_a_sentence(status: Status, by: Actor) -> None:
    shown = {why for found in obstacles(by, status).values() for why in found}
    assert all(sentence(why, language) for why in shown for language in LANGUAGES)


def test_an_approver_works_on_nothing_and_a_caseworker_approves_nothing() -> None:
    assert obstacles(SATO, Status.IN_REVIEW)[acts.Propose] == ("role",)
    assert obstacles(SATO, Status.IN_REVIEW)[acts.Reply] == ("role",)
    assert obstacles(MORI, Status.DECISION_PENDING)[acts.Approve] == ("role",)
    assert obstacles(SATO, Status.DECISION_PENDING)[acts.Approve] == ()


def test_who_proposed_sees_why_they_cannot_approve() -> None:
    desk = desk_of(at(Status.DECISION_PENDING))
    case = case_of(desk, Actor(Role.APPROVER, MORI.id))
    assert {one.act: one.obstacles for one in possible(case)}[acts.Approve] == ("own_proposal",)


def test_after_an_objection_who_decided_before_proposes_nothing() -> None:
    desk = done(desk_of(answered()), acts.Reopen(text="They object."))
    for by, found in ((MORI, ("same_reviewer",)), (TANAKA, ())):
        assert {one.act: one.obstacles for one in possible(case_of(desk, by))}[acts.Propose] == found


def test_an_answer_waits_for_what_is_to_be_carried_out_and_the_end_for_the_answer() -> None:
    assert obstacles(MORI, Status.EXECUTING)[acts.Answer] == ("work_left",)
    desk = refused_desk()
    shown = {one.act: one.obstacles for one in possible(case_of(desk, MORI))}
    assert (shown[acts.Answer], shown[acts.Execute]) == ((), ("no_work",))
    assert shown[acts.Deliver] == ("undelivered", "not_answered")


def test_a_result_that_no_link_can_be_given_for_is_greyed_out() -> None:
    desk = granted_desk()
    desk.public_url = ""
    shown = {one.act: one.obstacles for one in possible(case_of(desk, MORI))}
    assert shown[acts.Answer] == ("no_link",)


def test_a_period_that_was_made_longer_is_not_made_longer_again() -> None:
    desk = desk_of(in_review())
    case = case_of(desk, MORI)
    done(desk, samples(case)[acts.Extend])
    shown = {one.act: one.obstacles for one in possible(case_of(desk, MORI, NUMBER))}
    assert shown[acts.Extend] == ("not_extended.again",)


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("outcome", Outcome)
def test_only_reasons_that_may_be_given_are_offered(right: Right, outcome: Outcome) -> None:
    offered = reasons_for(right, outcome)
    assert all(reason(one.code, right, outcome) is one for one in offered)
    assert bool(offered) is (outcome in NEEDS_REASONS | {Outcome.NOT_HELD, Outcome.REDIRECTED})


def test_a_reason_against_disclosure_is_never_offered_against_a_correction() -> None:
    codes = {one.code for one in reasons_for(Right.CORRECTION, Outcome.REFUSED)}
    assert not codes & {"S9-1", "S9-2", "S9-3", "S9-6", "L35-1", "N-1", "N-2", "N-4"}
    assert {"S9-4", "L34-1"} <= codes
