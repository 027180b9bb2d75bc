"""An answer says what was decided, a refusal with all its parts; results are behind a link alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from handlers.casework import letter
from handlers.casework.acting import decided
from handlers.casework.acts import (
    Answer,
    Approve,
    Decide,
    Deliver,
    Execute,
    Present,
    Propose,
    Reopen,
    Reply,
)
from handlers.tickets.actors import SYSTEM, Actor, Role
from handlers.tickets.assurance import Level
from handlers.tickets.changes import TicketChange
from handlers.tickets.desk_log import AnswerSent
from handlers.tickets.items import Outcome
from handlers.tickets.kinds import Kind
from handlers.tickets.log import (
    Channel,
    DeliveryTried,
    LinkGiven,
    MessageOut,
    Moved,
    MoveDenied,
    NoteAdded,
)
from handlers.tickets.refusals import RefusalNotice
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move, Status
from handlers.wording import say
from knowledge.language import LANGUAGES, Language
from knowledge.passages import Corpus
from tests.builders import POLICY, pressed
from tests.desk import MORI, Desk
from tests.handlers.casework.desks import (
    ADDRESS,
    ANSWER,
    REFUSAL,
    TANAKA,
    arrived,
    desk_of,
    done,
    granted_desk,
    reachable,
    refused_desk,
    ticket,
    upload,
    written,
)
from tests.handlers.casework.samples import case_of
from tests.handlers.tickets.lives import NUMBER, SATO, Life, at, in_review

WORDS = "Thank you for waiting."
PARTS = {
    "en": (
        "You asked about: a copy of your data.",
        "The applicable law does not oblige us to do this. (S9-9)",
        "The recordings are of 2019.",
        "Example Policy 9, Title 9\nrevised April 1, 2022",
        "We told you who has them.",
        "you can object until April 30, 2026",
        "Example Center\nE-mail: desk@example.org",
    ),
    "ja": (
        "「情報の開示」のお申し出について",
        "法令上、お応えする義務のないお申し出です。（S9-9）",
        "The recordings are of 2019.",
        "見本ポリシー 9「9の題」\n2022年4月1日改定",
        "We told you who has them.",
        "2026年4月30日までお申し出いただけます",
        "見本センター\nメール：desk@example.org",
    ),
}


def question(status: Status = Status.IN_REVIEW) -> Desk:
    life = Life(kind=Kind.QUESTION).move(Move.SUBMIT, by=at(Status.DRAFT).who)
    if status is not Status.RECEIVED:
        life.move(Move.TAKE_UP)
    return reachable(life)


def tried(desk: Desk, channel: Channel) -> None:
    """Note that the answer was sent a way, of which nobody knows whether it arrived."""
    event = DeliveryTried(at=desk.now, by=SYSTEM, channel=channel, text_id="t1", proven=False)
    desk._keep(TicketChange(NUMBER, ticket(desk).version, (event,)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_has_its_seven_parts_in_chat_and_mail_and_a_button_to_object(language: Language) -> None:
    desk = done(refused_desk(language), Answer(text=WORDS))
    (notice,) = desk.decision.notices
    assert notice.letter is not None
    assert notice.letter.to == ADDRESS
    for part in (WORDS, *PARTS[language]):
        assert part in desk.heard
        assert part in notice.letter.text
    assert (notice.legal, notice.answers) == (True, True)
    assert ("reopen", NUMBER) in {(one.command, one.argument) for one in desk.buttons()}


@pytest.mark.parametrize("text", ["facts", "done"])
def test_no_refusal_goes_out_whose_words_are_erased(text: str) -> None:
    desk = refused_desk()
    proposal = ticket(desk).items[0].proposal
    del desk.texts[getattr(proposal, text).id]
    assert desk.staff_does(Answer(text=WORDS)).why == "part_missing"
    assert (desk.decision.changes, desk.decision.notices) == ((), ())


@pytest.mark.parametrize(
    ("field", "why"), [("codes", "code_missing"), ("facts", "facts_missing"), ("done", "done_missing")]
)
def test_a_refusal_that_lacks_a_part_is_not_proposed_and_the_part_is_named(field: str, why: str) -> None:
    desk = desk_of(in_review())
    without = replace(REFUSAL, **{field: type(getattr(REFUSAL, field))()})
    assert desk.staff_does(without).why == why


@pytest.mark.parametrize("missing", ["source", "contact", "objection_until", "right"])
def test_no_refusal_goes_out_without_section_contact_last_day_or_right(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = RefusalNotice
    monkeypatch.setattr(letter, "RefusalNotice", lambda **parts: whole(**{**parts, missing: ""}))
    assert refused_desk().staff_does(Answer(text=WORDS)).why == "part_missing"


def test_the_revision_named_is_the_one_in_force_when_the_request_came(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = refused_desk()
    later = (POLICY.revised, (desk.now + timedelta(days=1)).date())
    corpus = desk.context().corpus
    newer = replace(corpus.policy, revised=later[1], revisions=later)
    monkeypatch.setattr(desk._finder, "corpus", replace(corpus, policy=newer))
    done(desk, Answer(text=WORDS))
    assert "revised April 1, 2022" in desk.heard


def test_the_section_named_is_the_one_of_the_policy_that_was_published_then() -> None:
    desk = refused_desk()
    then = replace(POLICY, name={"ja": "旧ポリシー", "en": "Earlier Policy"})
    case = case_of(desk, MORI)
    moments = []

    def corpus_then(moment: datetime) -> Corpus:
        moments.append(moment)
        return replace(case.ctx.corpus, policy=then)

    ctx = replace(case.ctx, corpus_then=corpus_then)
    decision = decided(Answer(text=WORDS), replace(case, ctx=ctx))
    assert "Earlier Policy 9, Title 9" in decision.notices[0].text.text
    assert set(moments) == {case.ticket.received_at}


def test_an_answer_is_not_delivered_before_it_has_arrived_nor_before_it_was_sent() -> None:
    desk = refused_desk()
    assert desk.staff_does(Deliver()).why == "undelivered"
    assert [type(event) for event in written(desk)] == [MoveDenied]
    arrived(desk)
    assert desk.staff_does(Deliver()).why == "not_answered"
    done(desk, Answer(text=WORDS))
    done(desk, Deliver())
    assert ticket(desk).status is Status.ANSWERED


def test_an_answer_that_is_sent_once_more_goes_the_other_way_so_that_two_were_tried() -> None:
    desk = done(refused_desk(), Answer(text=WORDS))
    assert desk.decision.notices[0].mail_first
    tried(desk, Channel.MAIL)
    assert desk.staff_does(Deliver()).why == "undelivered"
    done(desk, Answer(text=WORDS))
    assert not desk.decision.notices[0].mail_first
    tried(desk, Channel.LINE)
    done(desk, Deliver())


def test_a_letter_by_post_is_the_other_way_for_who_has_no_address() -> None:
    desk = done(done(desk_of(in_review()), REFUSAL, Present()), Approve(), by=SATO)
    posted = Deliver(posted="Registered letter, 3 April.")
    assert desk.staff_does(posted).why == "undelivered"
    done(desk, Answer(text=WORDS))
    tried(desk, Channel.LINE)
    assert desk.staff_does(Deliver()).why == "undelivered"
    done(desk, posted)
    assert [type(event) for event in written(desk)] == [NoteAdded, DeliveryTried, Moved]
    assert ticket(desk).status is Status.ANSWERED


def test_who_presses_the_button_of_the_answer_has_it() -> None:
    desk = done(granted_desk(), ANSWER)
    desk.presses("get_answer")
    assert [type(event) for event in written(desk)] == [DeliveryTried, LinkGiven]
    done(desk, Deliver())
    desk.says("status")
    desk.presses("get_answer")
    assert [type(event) for event in written(desk)] == [LinkGiven]


def test_an_answer_before_the_decision_or_before_it_is_carried_out_is_refused() -> None:
    desk = desk_of(in_review())
    assert desk.staff_does(Answer(text=WORDS)).why == "outcome_missing"
    done(done(desk, REFUSAL, Present()), Approve(), by=SATO)
    desk = desk_of(in_review(Right.CORRECTION))
    done(desk, Propose(right=Right.CORRECTION, outcome=Outcome.GRANTED), Decide())
    assert desk.staff_does(Answer(text=WORDS)).why == "work_left"
    done(desk, Execute(right=Right.CORRECTION), Answer(text=WORDS))
    assert "■ correcting your data: done as you asked" in desk.heard


def test_what_needs_no_work_and_no_second_person_is_answered_in_one_step() -> None:
    desk = reachable(in_review())
    held = Propose(right=Right.DISCLOSURE, outcome=Outcome.NOT_HELD, codes=("N-1",), facts="All mailboxes.")
    done(desk, held, Answer(text=WORDS))
    assert ticket(desk).status is Status.ANSWERED
    assert [type(event) for event in written(desk)] == [MessageOut, AnswerSent, Moved]
    for part in ("we hold no such data", "We do not hold the data in question.", "All mailboxes."):
        assert part in desk.heard
    assert {"survey"} <= {one.command for one in desk.buttons()}
    assert "reopen" not in {one.command for one in desk.buttons()}


@pytest.mark.parametrize("status", [Status.RECEIVED, Status.IN_REVIEW])
def test_a_question_is_answered_in_one_step_also_where_nobody_had_begun(status: Status) -> None:
    for act in (Answer(text=WORDS), Reply(text=WORDS, answers=True)):
        desk = done(question(status), act)
        assert ticket(desk).status is Status.ANSWERED
        assert WORDS in desk.heard


def test_a_request_for_rights_is_not_answered_by_a_message() -> None:
    assert desk_of(in_review()).staff_does(Reply(text=WORDS, answers=True)).why == "only_answer"


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_disclosure_chat_and_mail_say_only_that_the_answer_is_ready(language: Language) -> None:
    desk = done(granted_desk(language), ANSWER)
    (notice,) = desk.decision.notices
    assert notice.letter is not None
    for said in (desk.heard, notice.letter.text):
        assert WORDS not in said
        assert "/d/" not in said
        assert NUMBER in said
    assert "get_answer" in {one.command for one in desk.buttons()}
    sent = written(desk)[1]
    assert isinstance(sent, AnswerSent)
    assert (sent.files, sent.behind_link) == (("f1",), True)
    assert desk.texts[sent.text.id].text.startswith(WORDS)


def test_its_button_gives_a_link_for_seven_days_also_later_from_the_card() -> None:
    desk = done(granted_desk(), ANSWER)
    assert "7 days" in desk.presses("get_answer")
    (link,) = desk.decision.links
    assert (link.content, link.until) == ("answer", desk.now + timedelta(days=7))
    desk.waits(days=8)
    desk.says("status")
    assert "/d/" in desk.presses("get_answer")


def test_who_has_confirmed_no_address_is_asked_to_before() -> None:
    desk = done(granted_desk(confirmed=False), ANSWER)
    assert "Please confirm yours" in desk.presses("get_answer")
    assert desk.decision.links == ()


def test_who_has_no_such_answer_gets_no_link() -> None:
    desk = done(refused_desk(), Answer(text=WORDS))
    assert "get_answer" not in {one.command for one in desk.buttons()}
    desk.says("status")
    assert "get_answer" not in {one.command for one in desk.buttons()}


def test_a_question_with_a_file_is_answered_behind_a_link_too() -> None:
    desk = done(question(), upload(), Answer(text=WORDS, files=("f1",)))
    assert WORDS not in desk.heard
    assert ticket(desk).status is Status.ANSWERED


def test_where_no_link_can_be_given_a_result_stays_here() -> None:
    desk = granted_desk()
    desk.public_url = ""
    assert desk.staff_does(ANSWER).why == "no_link"
    assert desk.decision.notices == ()


@pytest.mark.parametrize("file", ["f2", "", "../f1"])
def test_only_files_that_staff_added_go_out(file: str) -> None:
    assert granted_desk().staff_does(Answer(text=WORDS, files=(file,))).why == "no_file"


def test_who_objects_before_staff_noted_the_arrival_has_it() -> None:
    desk = done(refused_desk(), Answer(text=WORDS))
    assert "is open again" in desk.presses("reopen")
    assert ticket(desk).status is Status.IN_REVIEW
    moves = [event.move for event in written(desk) if isinstance(event, Moved)]
    assert moves == [Move.DELIVER, Move.REOPEN]
    assert desk.staff_does(REFUSAL).why == "same_reviewer"
    done(desk, REFUSAL, by=TANAKA)


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_it_stands_agrees_with_the_mail_that_the_answer_is_ready(language: Language) -> None:
    desk = granted_desk(language)
    done(desk, ANSWER)
    told = desk.says({"en": "status", "ja": "状況"}[language])
    assert say("status.next.ready", language) in told
    assert say("answer_link.button", language) in say("status.next.ready", language)
    assert say("answer_link.button", language) in {one.label for one in desk.buttons()}
    assert say("status.next.executing", language) not in told
    assert say("ticket.status.executing", language) not in told


@pytest.mark.parametrize(
    ("language", "sent"), [("en", "We have sent you our answer."), ("ja", "回答をお送りしました。")]
)
def test_how_it_stands_tells_of_an_answer_that_went_into_chat_and_mail(language: Language, sent: str) -> None:
    desk = refused_desk(language)
    status = {"en": "status", "ja": "状況"}[language]
    assert say("status.next.executing", language) in desk.says(status)
    done(desk, Answer(text=WORDS))
    told = desk.says(status)
    assert sent in told
    assert say("status.next.executing", language) not in told
    desk.now += timedelta(days=40)
    assert desk.says(status) == told  # no day is counted any more


def test_an_objection_to_what_went_by_mail_alone_does_not_tell_of_the_chat() -> None:
    desk = done(refused_desk(), Answer(text=WORDS))
    sent = DeliveryTried(at=desk.now, by=SYSTEM, channel=Channel.MAIL, text_id="t1", proven=False)
    desk._keep(TicketChange(NUMBER, ticket(desk).version, (sent,)))
    desk.presses("reopen")
    (proof,) = [event for event in written(desk) if isinstance(event, DeliveryTried)]
    assert (proof.channel, proof.proven) == (Channel.MAIL, True)


def test_an_old_button_to_object_does_nothing_to_a_decision_nobody_has_heard_of() -> None:
    desk = refused_desk()
    done(desk, Answer(text=WORDS))
    desk.presses("reopen")
    done(desk, REFUSAL, Present(), by=TANAKA)
    done(desk, Approve(), by=Actor(Role.APPROVER, "kato"))
    assert "not possible" in desk.meets(pressed("reopen", NUMBER))
    assert ticket(desk).status is Status.EXECUTING


def test_staff_work_on_an_answer_again_and_the_requester_hears_of_it() -> None:
    desk = arrived(done(refused_desk(), Answer(text=WORDS)))
    done(desk, Deliver(), Reopen(text="A new fact."))
    assert "open again" in desk.heard
    assert "A new fact." not in desk.heard
    assert ticket(desk).level is Level.KNOWN_FACTS


def test_only_a_caseworker_answers() -> None:
    assert refused_desk().staff_does(Answer(text=WORDS), by=SATO).why == "role"
    assert refused_desk().staff_does(Answer(text=" \n"), by=MORI).why == "text_missing"
    assert refused_desk().staff_does(Answer(text="x" * 4_001)).why == "text_too_long"
