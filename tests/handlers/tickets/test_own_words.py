"""What happened, in the requester's words: every event of a log, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest

from handlers.tickets import desk_log, evidence_log, handover_log, log, notice_log, survey_log
from handlers.tickets.actors import SYSTEM
from handlers.tickets.assurance import Level, Method
from handlers.tickets.kinds import Kind
from handlers.tickets.log import Channel, TicketEvent
from handlers.tickets.own_copy import is_theirs_to_see
from handlers.tickets.own_words import told
from handlers.tickets.records import _kinds, name_of
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move, Status
from handlers.wording import say
from knowledge.language import LANGUAGES, Language
from tests.handlers.tickets.lives import MORI, NUMBER, PERSON, TEXT
from tests.handlers.tickets.lives import WEDNESDAY as AT

EVENTS: list[TicketEvent] = [
    log.Opened(at=AT, by=PERSON, number=NUMBER, kind=Kind.RIGHTS, language="ja", requester="person"),
    log.ItemAsked(at=AT, by=PERSON, right=Right.DELETION),
    log.ItemExecuted(at=AT, by=MORI, right=Right.DELETION),
    log.Moved(at=AT, by=PERSON, move=Move.SUBMIT, to=Status.RECEIVED),
    log.Moved(at=AT, by=PERSON, move=Move.REOPEN, to=Status.IN_REVIEW),
    log.Moved(at=AT, by=MORI, move=Move.REOPEN, to=Status.IN_REVIEW),
    log.Moved(at=AT, by=MORI, move=Move.MERGE, to=Status.MERGED, into="PR-2026-000123"),
    log.MoveDenied(at=AT, by=PERSON, move=Move.WITHDRAW, reason="status"),
    log.ContactNamed(at=AT, by=PERSON, channel=Channel.MAIL, address=TEXT),
    log.ContactFailed(at=AT, by=SYSTEM, channel=Channel.MAIL),
    log.MessageIn(at=AT, by=PERSON, channel=Channel.LINE, text=TEXT),
    log.MessageOut(at=AT, by=MORI, text=TEXT),
    log.DeliveryTried(at=AT, by=SYSTEM, channel=Channel.MAIL, text_id="t1", proven=True),
    log.DeliveryTried(at=AT, by=SYSTEM, channel=Channel.MAIL, text_id="t1", proven=False),
    log.ReminderSent(at=AT, by=SYSTEM),
    notice_log.NoticeSent(at=AT, by=SYSTEM, channel=Channel.LINE, proven=True),
    notice_log.NoticeSent(at=AT, by=SYSTEM, channel=Channel.MAIL, proven=False),
    notice_log.NoticeFailed(at=AT, by=SYSTEM, channel=Channel.MAIL, why="status 400"),
    notice_log.NoticeWaits(at=AT, by=SYSTEM),
    handover_log.HandoverBegan(at=AT, by=MORI),
    *(handover_log.HandoverEnded(at=AT, by=MORI, why=why) for why in get_args(handover_log.HandoverEnd)),
    survey_log.SurveyAnswered(at=AT, by=PERSON, score=4),
    survey_log.SurveyCommented(at=AT, by=PERSON, text=TEXT),
    log.CodeSent(at=AT, by=SYSTEM, channel=Channel.MAIL),
    log.CodeWrong(at=AT, by=PERSON),
    log.FileKept(
        at=AT, by=PERSON, channel=Channel.LINE, file="f", media_type="image/png", size=1, digest="0" * 64
    ),
    log.FileRefused(at=AT, by=PERSON, channel=Channel.LINE, why="too_large"),
    log.LinkGiven(at=AT, by=PERSON, content="own_copy", until=AT + timedelta(days=7)),
    log.Downloaded(at=AT, by=PERSON, content="own_copy"),
    log.LinkGiven(at=AT, by=PERSON, content="answer", until=AT + timedelta(days=7)),
    log.Downloaded(at=AT, by=PERSON, content="answer"),
    desk_log.AnswerSent(at=AT, by=MORI, text=TEXT),
    desk_log.AnswerSent(at=AT, by=MORI, text=TEXT, files=("f1",), behind_link=True),
    desk_log.FileOpened(at=AT, by=MORI, file="f1"),
    log.Exported(at=AT, by=MORI),
    log.Exported(at=AT, by=MORI, file="file-1"),
    log.MessageTakenBack(at=AT, by=PERSON, texts=("t1",)),
    evidence_log.EvidenceErased(at=AT, by=MORI, files=("f1",)),
    log.PrincipalNamed(at=AT, by=PERSON, name=TEXT),
    log.PersonWanted(at=AT, by=PERSON),
    log.IdentityRaised(at=AT, by=SYSTEM, method=Method.CODE_TO_NAMED_MAIL, level=Level.CONTACT),
    log.IdentityRaised(at=AT, by=SYSTEM, method=Method.CODE_TO_MAIL_ON_FILE, level=Level.ON_FILE),
    log.IdentityFailed(at=AT, by=SYSTEM, method=Method.CODE_TO_NAMED_MAIL),
    log.IdentityFailed(at=AT, by=SYSTEM, method=Method.DOCUMENT),
    log.PrincipalNamed(at=AT, by=PERSON, name=TEXT),
    log.PersonWanted(at=AT, by=PERSON),
    log.ClockExtended(at=AT, by=MORI, until=AT + timedelta(days=14), reason=TEXT),
    log.Absorbed(at=AT, by=MORI, number="PR-2026-000123", received_at=AT),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_what_they_may_see_is_told_in_a_sentence_of_its_own(event: TicketEvent, language: Language) -> None:
    sentence = told(event, language)
    assert is_theirs_to_see(event)
    assert sentence not in {say("copy.event.other", language), say("copy.event.inside", language)}
    assert not {"{", "}"} & set(sentence)


def test_an_objection_is_told_as_theirs_and_a_new_look_of_staff_as_ours() -> None:
    objection = log.Moved(at=AT, by=PERSON, move=Move.REOPEN, to=Status.IN_REVIEW)
    assert told(objection, "en").startswith("You objected")
    assert told(replace(objection, by=MORI), "en").startswith("We work on your request again")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_theirs_to_see_is_told_as_a_step_inside(language: Language) -> None:
    assert told(None, language) == say("copy.event.inside", language)


def test_every_kind_of_event_is_told_here_or_is_staffs_own() -> None:
    told_here = {name_of(type(event)) for event in EVENTS}
    assert set(_kinds()) - told_here == {
        "assigned",
        "deadline_warned",
        "hold_set",
        "item_proposed",
        "linked",
        "note_added",
        "tagged",
    }
