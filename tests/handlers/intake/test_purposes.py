"""A notice of the purposes of use is answered as it is sent, for those whose data it is, and is on record."""

from __future__ import annotations

import pytest

from handlers.replies import AnswerCard
from handlers.tickets.actors import SYSTEM
from handlers.tickets.items import Outcome
from handlers.tickets.log import ItemProposed, Moved
from handlers.tickets.statuses import Move, Status
from tests.builders import corpus, finding, passage, pressed
from tests.desk import Desk
from tests.fakes import ScriptedFinder

SECTION = (
    passage("3", "3. Purposes"),
    passage("3.users", "For users: to provide the services.", parent="3"),
    passage("3.stakeholders", "For stakeholders: to write to them.", parent="3"),
    passage("3.personnel", "For personnel: to hire them.", parent="3"),
)


def sent(*answers: str) -> Desk:
    desk = Desk(finder=ScriptedFinder(corpus(*SECTION), finding("fallback", confidence=0.0)))
    desk.answers("delete my data", "other", "purpose_notice", *answers, "send")
    return desk


def cards(desk: Desk) -> list[str]:
    return [reply.quote for reply in desk.decision.replies if isinstance(reply, AnswerCard)]


@pytest.mark.parametrize(
    ("whose", "section"),
    [
        (("own",), "3.users"),
        (("company", "all_the_same"), "3.users"),
        (("affiliated", "all_the_same"), "3.users"),
        (("applicant",), "3.personnel"),
        (("business",), "3.stakeholders"),
    ],
)
def test_people_read_the_purposes_that_hold_for_them(whose: tuple[str, ...], section: str) -> None:
    desk = sent(*whose)

    assert desk.decision.sections == (section,)
    assert cards(desk) == [one.text["en"] for one in SECTION if one.id == section]


def test_for_somebody_else_they_read_all_that_the_policy_names() -> None:
    desk = sent("somebody_else", "mandated")

    assert desk.decision.sections == ("3.users", "3.stakeholders", "3.personnel")
    assert len(desk.decision.replies) <= 5


def test_the_log_shows_that_the_policy_answered_and_that_it_is_all() -> None:
    desk = sent("own")
    (change,) = desk.changes
    (proposed,) = [event for event in change.events if isinstance(event, ItemProposed)]
    moved = [event for event in change.events if isinstance(event, Moved)]

    assert (proposed.by, proposed.proposal.outcome) == (SYSTEM, Outcome.GRANTED)
    assert [(event.move, event.by.role) for event in moved] == [
        (Move.SUBMIT, "requester"),
        (Move.TAKE_UP, "system"),
        (Move.ANSWER, "system"),
    ]
    assert (desk.tickets[0].status, desk.tickets[0].items[0].outcome) == (Status.ANSWERED, Outcome.GRANTED)


def test_what_was_said_is_kept_beside_the_log_and_can_be_proven() -> None:
    desk = sent("own")
    answer = desk.changes[0].events[-1]

    assert isinstance(answer, Moved)
    assert answer.text is not None
    assert "to provide the services" in desk.texts[answer.text.id].text
    assert "to provide the services" not in repr(desk.changes[0].events)


def test_the_number_comes_first_and_the_way_to_object_last() -> None:
    desk = sent("own")

    assert "Number: PR-2026-000001" in desk.text.split("\n\n")[0]
    shown = {button.command for button in desk.decision.replies[-1].choices}
    assert shown == {"reopen", "ticket", "contact", "survey"}
    desk.presses("reopen")
    assert desk.tickets[0].status is Status.IN_REVIEW


def test_an_objection_is_possible_for_thirty_days_as_with_every_answer() -> None:
    desk = sent("own")
    desk.waits(days=31)

    assert "The time to reopen" in desk.presses("reopen")


def test_sending_it_twice_opens_one_ticket() -> None:
    desk = Desk(finder=ScriptedFinder(corpus(*SECTION), finding("fallback", confidence=0.0)))
    desk.answers("delete my data", "other", "purpose_notice", "own")
    (send,) = [button for button in desk.buttons() if button.argument.endswith(":send")]
    desk.presses("send")
    from_the_other_device = send

    assert "PR-2026-000001" in desk.meets(
        pressed(from_the_other_device.command, from_the_other_device.argument)
    )
    assert len(desk.tickets) == 1


def test_whoever_asks_their_company_first_is_shown_there_as_with_every_right() -> None:
    desk = Desk(finder=ScriptedFinder(corpus(*SECTION), finding("fallback", confidence=0.0)))
    desk.answers("delete my data", "other", "purpose_notice", "company", "agree")

    assert desk.tickets[0].status is Status.REDIRECTED


def test_with_another_right_it_is_answered_by_staff() -> None:
    desk = Desk(finder=ScriptedFinder(corpus(*SECTION), finding("fallback", confidence=0.0)))
    desk.answers("delete my data", "other", "purpose_notice", "own", "delete my data", "add", "all", "all")
    desk.answers("later", "send")

    assert [item.outcome for item in desk.tickets[0].items] == [None, None]
    assert desk.tickets[0].status is Status.VERIFYING
