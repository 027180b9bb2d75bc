"""What requesters hear of what staff did: in their language, in chat and mail, and nothing from inside."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.casework import acts
from handlers.casework.acts import StaffAct
from handlers.events import MailReceived
from handlers.tickets.assurance import Level, Method
from handlers.tickets.changes import TicketChange
from handlers.tickets.extensions import latest
from handlers.tickets.kinds import Kind
from handlers.tickets.log import ClockExtended, IdentityFailed, MessageOut, Moved, NoteAdded
from handlers.tickets.rights import Right
from handlers.tickets.statuses import OPEN, Move, Status
from handlers.tickets.telling import told
from knowledge.language import LANGUAGES, Language
from tests.desk import MORI, Desk
from tests.handlers.casework.desks import ADDRESS, desk_of, done, reachable, ticket, written
from tests.handlers.casework.samples import case_of, samples
from tests.handlers.tickets.lives import NUMBER, PERSON, SATO, Life, another, at, in_review

WORDS = "Because of the move in May."
TOLD = {
    acts.Reply: Status.IN_REVIEW,
    acts.AskRequester: Status.IN_REVIEW,
    acts.Extend: Status.IN_REVIEW,
    acts.Redirect: Status.IN_REVIEW,
    acts.EndUnidentified: Status.VERIFYING,
    acts.FailIdentity: Status.VERIFYING,
    acts.Withdraw: Status.IN_REVIEW,
    acts.Reopen: Status.ANSWERED,
}
INSIDE = {
    acts.Note: Status.IN_REVIEW,
    acts.AskInside: Status.IN_REVIEW,
    acts.HearInside: Status.WAITING_INTERNAL,
    acts.Propose: Status.IN_REVIEW,
    acts.SendBack: Status.DECISION_PENDING,
    acts.MarkSpam: Status.IN_REVIEW,
    acts.Hold: Status.IN_REVIEW,
    acts.Tag: Status.IN_REVIEW,
    acts.Link: Status.IN_REVIEW,
}


def reminded(status: Status) -> Life:
    life = at(status)
    return life.reminded() if status is Status.VERIFYING else life


def does(desk: Desk, kind: type[StaffAct]) -> Desk:
    return done(desk, samples(case_of(desk, MORI))[kind])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "status"), TOLD.items())
def test_they_hear_it_in_chat_and_mail_with_the_number(
    kind: type[StaffAct], status: Status, language: Language
) -> None:
    desk = does(reachable(reminded(status), language), kind)
    (notice,) = desk.decision.notices
    assert notice.letter is not None
    assert (notice.letter.to, notice.letter.party, notice.language) == (ADDRESS, "requester", language)
    assert notice.version == ticket(desk).version
    for said in (desk.heard, notice.letter.text):
        assert NUMBER in said
        assert not {"{", "}"} & set(said)


@pytest.mark.parametrize(("kind", "status"), INSIDE.items())
def test_what_stays_inside_is_not_told(kind: type[StaffAct], status: Status) -> None:
    desk = does(reachable(at(status)), kind)
    assert (desk.decision.notices, desk.decision.letters) == ((), ())


@pytest.mark.parametrize("kind", [acts.Reply, acts.AskRequester, acts.Extend, acts.Redirect])
def test_they_read_the_words_as_they_were_written(kind: type[StaffAct]) -> None:
    desk = does(reachable(in_review()), kind)
    (notice,) = desk.decision.notices
    assert notice.letter is not None
    assert WORDS in desk.heard
    assert WORDS in notice.letter.text
    assert notice.text.sender
    (message,) = [event for event in written(desk) if isinstance(event, MessageOut)]
    assert desk.texts[message.text.id].text == WORDS


@pytest.mark.parametrize("kind", [acts.Extend, acts.Redirect])
def test_what_the_law_asks_us_to_say_is_marked_as_that(kind: type[StaffAct]) -> None:
    (notice,) = does(reachable(in_review()), kind).decision.notices
    assert notice.legal


def test_an_address_that_may_be_mistyped_is_not_the_first_way_to_write_about_rights() -> None:
    life = Life(Right.PURPOSE_NOTICE).move(Move.SUBMIT, by=PERSON).move(Move.TAKE_UP)
    guessed = does(reachable(life, confirmed=False), acts.Reply).decision.notices[0]
    assert not guessed.mail_first
    assert guessed.letter is None
    assert does(reachable(in_review()), acts.Reply).decision.notices[0].mail_first
    asked = Life(kind=Kind.QUESTION).move(Move.SUBMIT, by=PERSON)
    assert does(reachable(asked, confirmed=False), acts.Reply).decision.notices[0].mail_first


def test_without_an_address_there_is_the_chat_alone() -> None:
    (notice,) = does(desk_of(in_review()), acts.Reply).decision.notices
    assert notice.letter is None


@pytest.mark.parametrize("status", sorted(OPEN - {Status.DRAFT} | {Status.ANSWERED}))
def test_they_can_be_written_to_as_long_as_something_is_open(status: Status) -> None:
    desk = done(desk_of(at(status)), acts.Reply(text=WORDS))
    assert WORDS in desk.heard
    assert ticket(desk).status is status


def test_a_first_reply_begins_the_work_but_not_for_somebody_unknown() -> None:
    asked = Life(kind=Kind.QUESTION).move(Move.SUBMIT, by=PERSON)
    desk = done(desk_of(asked), acts.Reply(text="Hi"))
    assert ticket(desk).status is Status.IN_REVIEW
    desk = done(desk_of(at(Status.RECEIVED)), acts.Reply(text="Hi"))
    assert ticket(desk).status is Status.RECEIVED


def test_what_they_add_in_the_chat_answers_our_question() -> None:
    desk = done(desk_of(in_review()), acts.AskRequester(text="Which year?"))
    assert ticket(desk).status is Status.WAITING_REQUESTER
    assert "by April 14" in desk.heard
    desk.presses("inform")
    desk.says("It was in 2019.")
    assert ticket(desk).status is Status.IN_REVIEW


def test_so_does_what_they_answer_by_mail() -> None:
    desk = done(reachable(in_review()), acts.AskRequester(text="Which year?"))
    desk.meets(MailReceived(id="mail:1", at=desk.now, number=NUMBER, text="2019.", address=ADDRESS))
    assert ticket(desk).status is Status.IN_REVIEW


def test_a_question_inside_has_who_answers_and_by_when_in_the_log_and_its_words_beside_it() -> None:
    desk = desk_of(in_review())
    until = desk.now + timedelta(days=2)
    done(desk, acts.AskInside(text="Do you keep it?", owner=" IT  desk ", until=until))
    (moved,) = written(desk)
    assert isinstance(moved, Moved)
    assert (moved.owner, moved.until) == ("IT desk", until)
    assert moved.text is not None
    assert desk.texts[moved.text.id].text == "Do you keep it?"
    done(desk, acts.HearInside(text="No."))
    assert ticket(desk).status is Status.IN_REVIEW


def test_who_was_identified_hears_it_and_the_ticket_goes_on() -> None:
    desk = reachable(at(Status.VERIFYING))
    done(desk, acts.Identify(method=Method.CODE_TO_MAIL_ON_FILE, text="Same as in the contract."))
    assert "confirmed who you are" in desk.heard
    assert "contract" not in desk.heard
    assert (ticket(desk).status, ticket(desk).level) == (Status.IN_REVIEW, Level.ON_FILE)


def test_facts_are_compared_after_the_address_and_a_document_is_asked_for_only_on_doubt() -> None:
    life = Life(Right.DELETION).move(Move.SUBMIT, by=PERSON).move(Move.VERIFY)
    desk = reachable(life)
    facts = acts.Identify(method=Method.TWO_FACTS, text="Year and company.")
    assert desk.staff_does(facts).why == "facts_too_early"
    assert desk.staff_does(acts.Identify(method=Method.DOCUMENT, text="Card.")).why == "doubt_missing"
    for method in (Method.CODE_TO_NAMED_MAIL, Method.ACCOUNT_LINK):
        assert desk.staff_does(acts.Identify(method=method, text="It is so.")).why == "not_raised"
    done(desk, acts.Identify(method=Method.CODE_TO_MAIL_ON_FILE, text="Same."))
    assert (ticket(desk).status, desk.heard) == (Status.VERIFYING, "")
    done(desk, facts)
    assert ticket(desk).status is Status.IN_REVIEW


def test_an_address_on_file_that_somebody_only_typed_shows_nothing() -> None:
    desk = reachable(at(Status.VERIFYING), confirmed=False)
    same = acts.Identify(method=Method.CODE_TO_MAIL_ON_FILE, text="Same as in the contract.")
    assert desk.staff_does(same).why == "code_missing"
    assert ticket(desk).level is Level.ACCOUNT


def test_who_could_not_be_identified_hears_that_and_what_to_do() -> None:
    desk = reachable(at(Status.VERIFYING), confirmed=False)
    done(desk, acts.FailIdentity(method=Method.TWO_FACTS, text="The year was wrong."))
    assert "could not confirm who you are" in desk.heard
    assert "year" not in desk.heard
    assert {"code", "address"} & {one.command for one in desk.buttons()}
    assert [type(event) for event in written(desk)] == [NoteAdded, IdentityFailed]


def test_a_longer_period_is_told_with_its_last_day() -> None:
    desk = desk_of(in_review())
    until = latest(ticket(desk))
    done(desk, acts.Extend(until=until, text=WORDS))
    assert "by April 29" in desk.heard
    assert isinstance(written(desk)[0], ClockExtended)
    assert desk.staff_does(acts.Extend(until=until, text=WORDS)).why == "not_extended.again"


def test_a_joined_ticket_goes_on_under_the_other_number_and_both_logs_say_so() -> None:
    desk, other = desk_of(in_review()), another()
    desk.changes.append(TicketChange(other.ticket.number, 0, tuple(other.events)))
    desk.tickets = (*desk.tickets, other.ticket)
    done(desk, acts.Merge(into=" pr-2026-000123 "))
    assert "PR-2026-000123" in desk.heard
    assert ticket(desk).into == other.ticket.number
    assert [type(one).__name__ for one in written(desk)] == ["Moved", "Absorbed"]


def test_a_ticket_of_somebody_else_is_no_target() -> None:
    assert desk_of(in_review()).staff_does(acts.Merge(into="PR-2026-ZZZZZZ")).why == "no_target"


@pytest.mark.parametrize("confirmed", [True, False])
def test_what_we_write_does_not_say_which_way_it_goes_before_it_is_gone(*, confirmed: bool) -> None:
    desk = done(reachable(in_review(), confirmed=confirmed), acts.Reply(text=WORDS))
    (message,) = written(desk)
    assert isinstance(message, MessageOut)
    assert message.channel is None
    assert [told(message, language) for language in LANGUAGES] == [
        "申出人に連絡しました。",
        "We wrote to the requester.",
    ]


def test_an_approver_writes_to_nobody() -> None:
    assert desk_of(in_review()).staff_does(acts.Reply(text=WORDS), by=SATO).why == "role"
