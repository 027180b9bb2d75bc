"""The log in plain words: every event can be told in both languages, and no text of a person is."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from string import Formatter
from typing import get_args

import pytest

from handlers.tickets import desk_log, evidence_log, handover_log, log, notice_log, survey_log
from handlers.tickets.actors import SYSTEM, Role
from handlers.tickets.assurance import Level, Method
from handlers.tickets.chain import Fault
from handlers.tickets.clocks import Clock
from handlers.tickets.items import Outcome, Proposal
from handlers.tickets.kinds import Kind
from handlers.tickets.log import Channel, TicketEvent
from handlers.tickets.obstacles import Obstacle
from handlers.tickets.records import _kinds
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move, Status
from handlers.tickets.telling import CATALOGUES, clock_state, moment, told, who, words
from knowledge.language import LANGUAGES, Language
from tests.handlers.tickets.lives import MORI, PERSON, SATO, TEXT, WEDNESDAY, Life, in_review

AT = WEDNESDAY
GRANTED = Proposal(outcome=Outcome.GRANTED)
OPENED = Life(Right.DISCLOSURE).events[0]
TOLD: list[tuple[TicketEvent, str]] = [
    (OPENED, "Opened by LINE: exercise of rights."),
    (log.ItemAsked(at=AT, by=PERSON, right=Right.DELETION, scope=TEXT), "Asked for: deletion."),
    (log.Moved(at=AT, by=MORI, move=Move.TAKE_UP, to=Status.IN_REVIEW), "New status: in review."),
    (
        log.Moved(at=AT, by=MORI, move=Move.APPROVE, to=Status.EXECUTING, alone=True),
        "New status: being carried out. Approved by the person who proposed it.",
    ),
    (
        log.Moved(at=AT, by=MORI, move=Move.PROPOSE, to=Status.DECISION_PENDING),
        "Handed the proposals to a second person. New status: waiting for a second person.",
    ),
    (
        log.Moved(at=AT, by=SATO, move=Move.APPROVE, to=Status.EXECUTING),
        "Approved the proposals. New status: being carried out.",
    ),
    (
        log.Moved(at=AT, by=SATO, move=Move.SEND_BACK, to=Status.IN_REVIEW, text=TEXT),
        "Sent the proposals back. New status: in review.",
    ),
    (
        log.Moved(at=AT, by=MORI, move=Move.DECIDE, to=Status.EXECUTING),
        "Decided as proposed. New status: being carried out.",
    ),
    (
        log.Moved(at=AT, by=PERSON, move=Move.REOPEN, to=Status.IN_REVIEW),
        "The requester objected and asked for another look. New status: in review.",
    ),
    (
        log.Moved(at=AT, by=MORI, move=Move.REOPEN, to=Status.IN_REVIEW),
        "Opened it again. New status: in review.",
    ),
    (
        log.Moved(at=AT, by=MORI, move=Move.MERGE, to=Status.MERGED, into="PR-2026-000123"),
        "Joined with PR-2026-000123.",
    ),
    (
        log.MoveDenied(at=AT, by=MORI, move=Move.PROPOSE, reason=Obstacle.UNIDENTIFIED.value),
        "Tried and not possible: We are not yet sure enough who is asking.",
    ),
    (
        log.ItemProposed(at=AT, by=MORI, right=Right.DISCLOSURE, proposal=GRANTED),
        "Proposed for disclosure: granted.",
    ),
    (log.ItemExecuted(at=AT, by=MORI, right=Right.DISCLOSURE), "Carried out: disclosure."),
    (
        log.ContactNamed(at=AT, by=PERSON, channel=Channel.MAIL, address=TEXT),
        "The requester named an address: mail.",
    ),
    (
        log.ContactFailed(at=AT, by=SYSTEM, channel=Channel.MAIL),
        "Messages to the requester by mail come back; the address is not used any more.",
    ),
    (log.MessageIn(at=AT, by=PERSON, channel=Channel.LINE, text=TEXT), "The requester wrote by LINE."),
    (log.MessageOut(at=AT, by=MORI, text=TEXT), "We wrote to the requester."),
    (
        log.DeliveryTried(at=AT, by=SYSTEM, channel=Channel.MAIL, text_id="t1", proven=True),
        "The message by mail arrived.",
    ),
    (
        log.DeliveryTried(at=AT, by=SYSTEM, channel=Channel.POST, text_id="t1", proven=False),
        "The message by post is not known to have arrived.",
    ),
    (log.ReminderSent(at=AT, by=SYSTEM), "The requester was reminded."),
    (
        notice_log.NoticeSent(at=AT, by=SYSTEM, channel=Channel.LINE, proven=True),
        "The requester was told by LINE; it arrived.",
    ),
    (
        notice_log.NoticeSent(at=AT, by=SYSTEM, channel=Channel.MAIL, proven=False),
        "Something was sent to the requester by mail; whether it arrived is not known.",
    ),
    (
        notice_log.NoticeFailed(at=AT, by=SYSTEM, channel=Channel.LINE, why="quota"),
        "The requester was not reached by LINE (quota).",
    ),
    (
        notice_log.NoticeWaits(at=AT, by=SYSTEM),
        "The requester is told with their next message; no other way is open.",
    ),
    (
        survey_log.SurveyAnswered(at=AT, by=PERSON, score=4),
        "The requester said how much the answer helped: 4 of 5.",
    ),
    (
        survey_log.SurveyCommented(at=AT, by=PERSON, text=TEXT),
        "The requester added a word to the score.",
    ),
    (
        handover_log.HandoverBegan(at=AT, by=MORI),
        "Staff took the conversation in the chat; the bot is silent.",
    ),
    (
        handover_log.HandoverEnded(at=AT, by=MORI, why="staff"),
        "Staff gave the conversation in the chat back to the bot.",
    ),
    (
        handover_log.HandoverEnded(at=AT, by=PERSON, why="requester"),
        "The requester went back to the bot.",
    ),
    (
        handover_log.HandoverEnded(at=AT, by=SYSTEM, why="timeout"),
        "Staff did nothing for a while, so the bot has the conversation in the chat again.",
    ),
    (
        handover_log.HandoverEnded(at=AT, by=PERSON, why="ended"),
        "The ticket ended, so the bot has the conversation in the chat again.",
    ),
    (
        desk_log.AnswerSent(at=AT, by=MORI, text=TEXT),
        "The answer was written and goes to the requester.",
    ),
    (
        desk_log.AnswerSent(at=AT, by=MORI, text=TEXT, behind_link=True),
        "The answer was written; the requester gets it by a protected link alone.",
    ),
    (desk_log.Tagged(at=AT, by=MORI, name="press"), "Tag put on: press."),
    (desk_log.Tagged(at=AT, by=MORI, name="press", on=False), "Tag taken off: press."),
    (
        desk_log.Linked(at=AT, by=MORI, number="PR-2026-000123"),
        "PR-2026-000123 has to do with this ticket.",
    ),
    (desk_log.FileOpened(at=AT, by=MORI, file="f1"), "File f1 was opened."),
    (log.NoteAdded(at=AT, by=MORI, text=TEXT), "Staff added a note."),
    (log.Assigned(at=AT, by=MORI, to="mori"), "Assigned to mori."),
    (log.Assigned(at=AT, by=MORI), "Put back into the common box."),
    (
        log.IdentityRaised(at=AT, by=MORI, method=Method.TWO_FACTS, level=Level.KNOWN_FACTS),
        "Identity checked: two known facts.",
    ),
    (log.IdentityFailed(at=AT, by=MORI, method=Method.DOCUMENT), "Identity check failed: document."),
    (log.CodeSent(at=AT, by=SYSTEM, channel=Channel.MAIL), "A code was sent by mail."),
    (log.CodeWrong(at=AT, by=PERSON), "A wrong or expired code was entered."),
    (
        log.FileKept(
            at=AT, by=PERSON, channel=Channel.LINE, file="f1", media_type="image/png", size=12, digest="ab"
        ),
        "A file came by LINE: image/png, 12 bytes.",
    ),
    (
        log.FileRefused(at=AT, by=PERSON, channel=Channel.LINE, why="too_large"),
        "A file came by LINE and was not kept (too_large).",
    ),
    (
        log.LinkGiven(at=AT, by=PERSON, content="own_copy", until=AT),
        "The requester got a link, valid until 2026-04-01 09:00: own copy.",
    ),
    (log.Downloaded(at=AT, by=PERSON, content="own_copy"), "Opened by its link: own copy."),
    (log.Exported(at=AT, by=MORI), "Written into a file."),
    (
        log.DeadlineWarned(at=AT, by=SYSTEM, clock="work", percent=75),
        "The Privacy Center was told by mail: 75% used (Our target).",
    ),
    (log.Exported(at=AT, by=MORI, file="f1"), "File f1 was written out."),
    (log.PrincipalNamed(at=AT, by=PERSON, name=TEXT), "The representative named the person they act for."),
    (log.PersonWanted(at=AT, by=PERSON), "The requester wants a person to get in touch."),
    (
        log.MessageTakenBack(at=AT, by=PERSON, texts=("t1",)),
        "The requester took a message back; what was made from it is erased.",
    ),
    (
        evidence_log.EvidenceErased(at=AT, by=SATO, files=("f1", "f2")),
        "Evidence of identity erased; files: 2.",
    ),
    (
        log.ClockExtended(at=AT, by=MORI, until=AT + timedelta(days=1), reason=TEXT),
        "Legal period extended until 2026-04-02 09:00.",
    ),
    (
        log.Absorbed(at=AT, by=MORI, number="PR-2026-000123", received_at=AT),
        "PR-2026-000123 was joined with this ticket.",
    ),
    (log.HoldSet(at=AT, by=MORI, on=True), "Must be kept for a legal reason."),
    (log.HoldSet(at=AT, by=MORI, on=False), "Need not be kept for a legal reason any more."),
]


@pytest.mark.parametrize(("event", "sentence"), TOLD)
def test_what_happened_is_told_in_a_sentence(event: TicketEvent, sentence: str) -> None:
    assert told(event, "en") == sentence
    japanese = told(event, "ja")
    assert japanese.endswith("。")
    assert "{" not in japanese


def test_who_objects_and_who_approves_is_told_in_japanese_too() -> None:
    objected = log.Moved(at=AT, by=PERSON, move=Move.REOPEN, to=Status.IN_REVIEW)
    approved = log.Moved(at=AT, by=SATO, move=Move.APPROVE, to=Status.EXECUTING)
    assert (
        told(objected, "ja") == "申出人が異議を申し立て、再検討を求めました。状況が「確認中」になりました。"
    )
    assert told(approved, "ja") == "結論案を承認しました。状況が「実施中」になりました。"


def test_every_kind_of_event_has_its_sentence() -> None:
    assert set(_kinds().values()) == {type(event) for event, _ in TOLD}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_events_are_told_alike(language: Language) -> None:
    sentences = [told(event, language) for event, _ in TOLD]
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize(
    ("table", "known"),
    [
        ("kind", Kind),
        ("status", Status),
        ("right", Right),
        ("channel", Channel),
        ("method", Method),
        ("role", Role),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_has_a_name_of_its_own_and_nothing_else_has(
    table: str, known: type[StrEnum], language: Language
) -> None:
    names = CATALOGUES[language][table]
    assert set(names) == set(known)
    assert len(set(names.values())) == len(names)


def test_outcomes_and_faults_have_names() -> None:
    assert set(CATALOGUES["en"]["outcome"]) == {*Outcome, "none"}
    assert set(Fault) <= set(CATALOGUES["en"]["flaw"])


def test_both_languages_have_the_same_sentences_that_want_the_same_values() -> None:
    japanese, english = (
        {
            (table, name): fields(said)
            for table, names in CATALOGUES[one].items()
            for name, said in names.items()
        }
        for one in get_args(Language)
    )
    assert japanese == english


def fields(sentence: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_staff_are_told_by_their_id_and_requesters_are_not() -> None:
    assert who(log.NoteAdded(at=AT, by=MORI, text=TEXT), "en") == "caseworker mori"
    assert who(OPENED, "en") == "requester"
    assert who(log.ReminderSent(at=AT, by=SYSTEM), "ja") == "システム"


def test_a_time_is_told_as_it_is_in_japan() -> None:
    assert moment(WEDNESDAY) == "2026-04-01 09:00"


@pytest.mark.parametrize(
    ("stopped", "days", "state"),
    [
        (None, 5, "until 2026-04-11 09:00, 50% used"),
        (None, 11, "until 2026-04-11 09:00, overdue"),
        (3, 20, "until 2026-04-11 09:00, met"),
        (12, 20, "until 2026-04-11 09:00, missed"),
    ],
)
def test_a_clock_tells_until_when_and_how_it_stands(stopped: int | None, days: int, state: str) -> None:
    stop = None if stopped is None else AT + timedelta(days=stopped)
    clock = Clock(start=AT, length=timedelta(days=10), stopped_at=stop)
    assert clock_state(clock, AT + timedelta(days=days), "en") == state


def test_what_has_no_name_is_an_error() -> None:
    with pytest.raises(KeyError):
        words("status", "lost", "en")
    assert words("status", in_review().ticket.status, "ja") == "確認中"
