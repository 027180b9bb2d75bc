"""Every act is decided once, for a ticket as it was seen; what is refused says why and loses nothing."""

from __future__ import annotations

from typing import get_type_hints

import pytest

from handlers.casework import acts
from handlers.casework.acted import Why
from handlers.casework.acting import ACTS
from handlers.casework.acts import StaffAct
from handlers.casework.refusal_words import of_extension, sentence
from handlers.tickets.actors import Actor, Role
from handlers.tickets.extensions import NotExtended
from handlers.tickets.log import Assigned, MoveDenied, NoteAdded
from handlers.tickets.obstacles import Obstacle
from handlers.tickets.statuses import Status
from knowledge.language import LANGUAGES, Language
from tests.desk import MORI
from tests.handlers.casework.desks import TANAKA, desk_of, done, upload, written
from tests.handlers.casework.samples import case_of, samples
from tests.handlers.tickets.lives import NUMBER, SATO, at, in_review

MAY_COME_LATE = {acts.Note, acts.Assign, acts.Tag, acts.Link, acts.OpenFile, acts.Forget}


def test_every_act_is_decided_by_somebody() -> None:
    made = {one for one in vars(acts).values() if isinstance(one, type) and issubclass(one, StaffAct)}
    assert made - {StaffAct} == set(ACTS)
    assert all(get_type_hints(one) is not None for one in made)


@pytest.mark.parametrize("kind", ACTS, ids=lambda kind: kind.__name__)
def test_who_saw_the_ticket_before_a_colleague_did_something_is_told_so(kind: type[StaffAct]) -> None:
    desk = desk_of(in_review())
    seen = desk.tickets[0].version
    act = samples(case_of(desk, MORI))[kind]
    done(desk, acts.Note(text="I called her."), by=TANAKA)
    became = desk.staff_does(act, version=seen)
    assert (became.why == "changed") is (kind not in MAY_COME_LATE)


def test_two_people_on_one_ticket_do_not_both_answer() -> None:
    desk = desk_of(in_review())
    seen = desk.tickets[0].version
    assert desk.staff_does(acts.Redirect(text="Ask the bank."), MORI, version=seen).why == ""
    assert desk.staff_does(acts.Redirect(text="Ask the shop."), TANAKA, version=seen).why == "changed"
    assert (desk.decision.changes, desk.decision.notices) == ((), ())


def test_what_the_product_noted_meanwhile_is_nobodys_change() -> None:
    life = in_review()
    desk = desk_of(life)
    seen = desk.tickets[0].version
    desk.says("status")
    assert desk.staff_does(acts.Reply(text="Hello"), version=seen).why == ""


def test_a_refused_move_stays_in_the_log() -> None:
    desk = desk_of(at(Status.DECISION_PENDING))
    assert desk.staff_does(acts.Approve(), by=Actor(Role.APPROVER, MORI.id)).why == "own_proposal"
    (denied,) = written(desk)
    assert isinstance(denied, MoveDenied)
    assert denied.reason == "own_proposal"
    assert desk.decision.notices == ()


def test_a_ticket_that_nobody_has_is_no_ticket() -> None:
    desk = desk_of(in_review())
    desk.changes.clear()
    assert desk.staff_does(acts.Note(text="Hello")).why == "no_ticket"


@pytest.mark.parametrize("status", [Status.DRAFT, Status.PURGED])
def test_nothing_is_done_with_what_is_not_handed_in_or_erased(status: Status) -> None:
    assert desk_of(at(status)).staff_does(acts.Note(text="Hello")).why == "status"


def test_a_note_is_kept_beside_the_log() -> None:
    desk = done(desk_of(in_review()), acts.Note(text=" Called.\r\nNobody there. "))
    (event,) = written(desk)
    assert isinstance(event, NoteAdded)
    assert desk.texts[event.text.id].text == "Called.\nNobody there."
    assert desk.staff_does(acts.Note(text=" ")).why == "text_missing"
    assert desk.staff_does(acts.Note(text="x" * 20_001)).why == "note_too_long"


def test_who_has_a_ticket_already_is_no_event() -> None:
    desk = done(desk_of(in_review()), acts.Assign(to="tanaka"))
    assert [type(event) for event in written(desk)] == [Assigned]
    assert written(done(desk, acts.Assign(to="tanaka"))) == []


def test_a_refused_file_is_discarded() -> None:
    desk = desk_of(in_review())
    assert desk.staff_does(upload("f9", media_type="text/html")).why == "file_type"
    assert desk.decision.discards == ("f9",)
    assert desk.staff_does(upload("f8"), by=SATO).why == "role"
    assert desk.decision.discards == ("f8",)
    seen = desk.tickets[0].version
    done(desk, acts.Note(text="I called her."), by=TANAKA)
    assert desk.staff_does(upload("f7"), version=seen).why == "changed"
    assert desk.decision.discards == ("f7",)
    assert done(desk, upload("f6")).decision.discards == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_has_a_sentence_for_staff(language: Language) -> None:
    words = [*Why, *Obstacle, *map(of_extension, NotExtended)]
    assert len({*map(str, words)}) == len(words), "each means one thing"
    told = [sentence(str(word), language) for word in words]
    assert all(told)
    assert len({sentence(str(word), language) for word in Why}) == len(Why)


def test_a_word_that_nobody_uses_is_an_error() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        sentence("nonsense", "en")


def test_the_number_of_the_ticket_is_known_whatever_became_of_it() -> None:
    desk = desk_of(in_review())
    desk.staff_does(acts.Execute(right=samples(case_of(desk, MORI))[acts.Execute].right))  # type: ignore[attr-defined]  # an Execute
    assert desk.decision.ticket == NUMBER
