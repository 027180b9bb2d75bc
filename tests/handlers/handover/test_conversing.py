"""Staff take a conversation, talk in it and give it back; the person always knows who answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from handlers.handover import answering, conversing
from handlers.handover.held import HandoverRefused
from handlers.mails.outcomes import Outcome, Settled
from handlers.tickets.actors import Actor, Role
from handlers.tickets.handover_log import HandoverBegan, HandoverEnded
from handlers.tickets.kinds import Kind
from handlers.tickets.obstacles import Obstacle
from handlers.tickets.statuses import ENDED, OPEN, Status
from handlers.wording import CATALOGUES
from knowledge.language import LANGUAGES, Language
from tests.builders import context, pressed
from tests.desk import CountedDraws, Desk
from tests.handlers.handover.talks import (
    COLLEAGUE,
    MAIL,
    desk_at,
    has_it,
    said,
    staff_write,
    taken,
    ticket_of,
)
from tests.handlers.tickets.lives import NUMBER, another, at

MORI = Actor(Role.CASEWORKER, "mori")
TAKEN = OPEN - {Status.DRAFT}


def notices(desk: Desk) -> list[tuple[str, str]]:
    """Return what the person was told last: under which name, and what."""
    return [(notice.text.sender, notice.text.text) for notice in desk.decision.notices]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_person_is_told_that_a_person_has_the_chat_now_and_how_to_go_back(language: Language) -> None:
    desk = taken(language)
    ((sender, text),) = notices(desk)
    assert sender == ""  # it is the bot that says so
    assert NUMBER in text
    assert {"en": "“bot, continue”", "ja": "「ボットに戻る」"}[language] in text
    assert [button.command for button in desk.decision.notices[0].text.choices] == ["bot", "ticket"]


@pytest.mark.parametrize("status", sorted(TAKEN))
def test_every_open_ticket_can_be_taken_and_no_identity_is_skipped(status: Status) -> None:
    desk = desk_at(status)
    staff_write(desk, "#take")
    assert has_it(desk)
    begun = Status.IN_REVIEW if status is Status.RECEIVED else status
    assert ticket_of(desk).status is begun


def test_what_waits_for_an_identity_goes_on_waiting() -> None:
    ctx, ticket = context(), at(Status.RECEIVED).ticket
    taken_now = conversing.take(ticket, MORI, ctx, CountedDraws())
    assert [type(event) for event in taken_now.changes[0].events] == [HandoverBegan]


@pytest.mark.parametrize("status", sorted(ENDED | {Status.DRAFT, Status.ANSWERED}))
def test_nothing_else_can_be_taken(status: Status) -> None:
    with pytest.raises(HandoverRefused) as refusal:
        conversing.take(at(status).ticket, MORI, context(), CountedDraws())
    assert refusal.value.obstacle is Obstacle.STATUS


def test_staff_who_take_it_are_told_what_they_can_do() -> None:
    desk = taken()
    (letter,) = desk.letters
    assert (letter.to, letter.party) == (MAIL, "staff")
    assert all(command in letter.text for command in ("#send", "#back"))
    assert desk.decision.mail == Settled(Outcome.HANDOVER)


def test_words_below_the_command_are_said_at_once() -> None:
    desk = desk_at()
    staff_write(desk, "#take\nHello, I am reading your question.")
    assert said(desk) == ["Hello, I am reading your question."]
    first, second = notices(desk)
    assert first[0] == ""
    assert second == ("Privacy Center staff", "Hello, I am reading your question.")
    assert len({notice.version for notice in desk.decision.notices}) == 2


def test_what_staff_say_stands_under_their_name_and_answers_nothing_yet() -> None:
    desk = taken("ja")
    staff_write(desk, "#send\nもう少し詳しく教えてください。")
    assert notices(desk) == [("窓口の担当者", "もう少し詳しく教えてください。")]
    assert ticket_of(desk).status is Status.IN_REVIEW
    assert not desk.decision.notices[0].answers
    assert has_it(desk)


def test_nobody_takes_what_they_have_and_a_colleague_may_take_it_over_unseen() -> None:
    desk = taken()
    staff_write(desk, "#take")
    assert desk.decision.mail == Settled(Outcome.NOTE, "take_refused_handover_runs")
    staff_write(desk, "#take", COLLEAGUE)
    assert notices(desk) == []
    handover = ticket_of(desk).handover
    assert handover is not None
    assert handover.by == COLLEAGUE


def test_one_person_is_talked_to_about_one_ticket_at_a_time() -> None:
    desk = taken()
    other = another(number="PR-2026-000123").ticket
    desk.tickets = (other, *desk.tickets)
    ctx = context()
    assert not other.handover
    with pytest.raises(HandoverRefused) as refusal:
        conversing.take(other, MORI, replace(ctx, tickets=desk.tickets), CountedDraws())
    assert refusal.value.obstacle is Obstacle.HANDOVER_ELSEWHERE


def test_given_back_without_words_the_bot_says_that_it_answers_again() -> None:
    desk = taken()
    staff_write(desk, "#back")
    ((sender, text),) = notices(desk)
    assert sender == ""
    assert "I answer again" in text
    assert not has_it(desk)
    assert ticket_of(desk).status is Status.IN_REVIEW
    assert desk.decision.mail == Settled(Outcome.HANDOVER)


def test_given_back_with_words_they_are_the_answer() -> None:
    desk = taken()
    staff_write(desk, "#back\nWe keep them for three years.")
    ((sender, text),) = notices(desk)
    assert sender == "Privacy Center staff"
    assert "We keep them for three years." in text
    assert "From here on the bot answers you again." in text
    assert ticket_of(desk).status is Status.ANSWERED
    assert not has_it(desk)
    assert desk.decision.notices[0].answers
    assert desk.decision.mail == Settled(Outcome.REPLY_SENT)


@pytest.mark.parametrize("text", ["#back", "#back\nBye."])
def test_what_nobody_has_cannot_be_given_back_and_nothing_written_is_lost(text: str) -> None:
    desk = desk_at()
    staff_write(desk, text)
    assert desk.decision.notices == ()
    assert [kept.text for kept in desk.texts.values()] == [text]
    assert desk.decision.mail == Settled(Outcome.NOTE, "back_refused_no_handover")


@pytest.mark.parametrize("text", ["#take", "#send\nDeleted.", "#back\nDeleted."])
def test_about_rights_nobody_is_talked_to_by_mail(text: str) -> None:
    desk = desk_at(kind=Kind.RIGHTS)
    staff_write(desk, text)
    assert desk.decision.notices == ()
    assert desk.decision.mail is not None
    assert desk.decision.mail.why.endswith("refused_rights")


@pytest.mark.parametrize(
    ("words", "obstacle"),
    [("  ", Obstacle.TEXT_MISSING), ("x" * (answering.LONGEST + 1), Obstacle.TEXT_TOO_LONG)],
)
def test_what_cannot_be_said_is_refused_with_a_reason(words: str, obstacle: Obstacle) -> None:
    desk = taken()
    with pytest.raises(HandoverRefused) as refusal:
        conversing.say(words, ticket_of(desk), MORI, context(), CountedDraws())
    assert refusal.value.obstacle is obstacle


@pytest.mark.parametrize("by", [Actor(Role.APPROVER, "sato"), Actor(Role.REQUESTER, "person")])
def test_only_caseworkers_talk_to_people(by: Actor) -> None:
    desk = taken()
    ticket, ctx, draws = ticket_of(desk), context(), CountedDraws()
    acts: list[Callable[[], object]] = [
        lambda: conversing.take(ticket, by, ctx, draws),
        lambda: conversing.say("Hello", ticket, by, ctx, draws),
        lambda: conversing.give_back(ticket, by, ctx, draws),
    ]
    for act in acts:
        with pytest.raises(HandoverRefused) as refusal:
            act()
        assert refusal.value.obstacle is Obstacle.ROLE


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_name_of_staff_is_one_that_line_takes(language: Language) -> None:
    name = CATALOGUES[language]["handover.staff"]
    assert 0 < len(name.encode("utf-16-le")) // 2 <= 20
    assert "LINE" not in name.upper()


def test_a_ticket_that_is_withdrawn_ends_its_conversation_and_staff_hear_of_it() -> None:
    desk = taken()
    desk.meets(pressed("withdraw_yes", NUMBER))
    assert ticket_of(desk).status is Status.WITHDRAWN
    assert not has_it(desk)
    ended = [event for event in desk.changes[-1].events if isinstance(event, HandoverEnded)]
    assert [event.why for event in ended] == ["ended"]
    assert [letter.subject for letter in desk.staff_letters] == [f"[窓口] {NUMBER} 取り下げ"]
