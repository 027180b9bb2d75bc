"""Staff name the files that show a document; with the decision they are gone, whoever ends the ticket."""

from __future__ import annotations

import pytest

from handlers.casework.acts import (
    Answer,
    Approve,
    FailIdentity,
    Identify,
    MarkSpam,
    OpenFile,
    Present,
    Propose,
    StaffAct,
)
from handlers.casework.filing import kept_files
from handlers.tickets.assurance import Method
from handlers.tickets.evidence_log import EvidenceErased
from handlers.tickets.handover_log import HandoverBegan, HandoverEnded
from handlers.tickets.items import Outcome
from handlers.tickets.log import IdentityFailed, IdentityRaised, Moved, TicketEvent
from handlers.tickets.own_copy import is_theirs_to_see
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Status
from tests.builders import pressed
from tests.desk import Desk
from tests.handlers.casework.desks import desk_of, done, reachable, ticket, upload, written
from tests.handlers.casework.test_filing import with_theirs
from tests.handlers.tickets.lives import MORI, NUMBER, SATO, at, in_review

SHOWN = Identify(method=Method.DOCUMENT, text="The name differs.", doubt=True, files=("theirs", "theirs"))
NOT_HELD = Propose(right=Right.DISCLOSURE, outcome=Outcome.NOT_HELD)
REFUSED = Propose(
    right=Right.DISCLOSURE, outcome=Outcome.REFUSED, codes=("S9-9",), facts="Since 2019.", done="Nothing."
)


def identified(status: Status = Status.IN_REVIEW) -> Desk:
    """Return a desk whose staff have looked at the one file that the requester sent."""
    return done(desk_of(with_theirs(at(status))), SHOWN)


def kinds(events: object) -> list[type[TicketEvent]]:
    return [type(event) for event in events]  # type: ignore[attr-defined]  # any sequence of events


def gone(desk: Desk) -> bool:
    """Tell whether the file is erased, offered nowhere and opened by nobody any more."""
    log = desk.shelf.log(NUMBER)
    if not any(isinstance(event, EvidenceErased) and event.files == ("theirs",) for event in log):
        return False
    assert (kept_files(log), ticket(desk).evidence, ticket(desk).files) == ((), (), 0)
    assert desk.staff_does(OpenFile(file="theirs")).why == "no_file"
    return True


def test_the_log_has_which_files_were_looked_at_each_once() -> None:
    desk = identified()
    (raised,) = [event for event in written(desk) if isinstance(event, IdentityRaised)]
    assert raised.files == ("theirs",)
    assert ticket(desk).evidence == ("theirs",)
    assert not gone(desk)


def test_a_document_that_did_not_match_is_named_in_the_same_way() -> None:
    desk = desk_of(with_theirs(at(Status.VERIFYING)))
    done(desk, FailIdentity(method=Method.DOCUMENT, text="Another name.", files=("theirs",)))
    (failed,) = [event for event in written(desk) if isinstance(event, IdentityFailed)]
    assert failed.files == ("theirs",)


@pytest.mark.parametrize("file", ["f1", "nobody's", ""])
def test_a_file_of_staff_or_of_nobody_shows_nothing(file: str) -> None:
    desk = done(desk_of(with_theirs(at(Status.VERIFYING))), upload("f1"))
    shows = Identify(method=Method.DOCUMENT, text="The name.", doubt=True, files=("theirs", file))
    fails = FailIdentity(method=Method.DOCUMENT, text="The name.", files=(file,))
    for act in (shows, fails):
        assert desk.staff_does(act).why == "no_file"
        assert written(desk) == []


def test_files_belong_to_no_other_way_than_a_document() -> None:
    desk = desk_of(with_theirs(at(Status.VERIFYING)))
    act = FailIdentity(method=Method.TWO_FACTS, text="The month.", files=("theirs",))
    assert desk.staff_does(act).why == "no_document"


def test_an_answer_in_one_step_erases_them() -> None:
    desk = done(reachable(with_theirs(in_review())), SHOWN, NOT_HELD)
    assert not gone(desk)
    done(desk, Answer(text="We have nothing."))
    assert kinds(written(desk))[-3:].count(EvidenceErased) == 1
    assert gone(desk)


def test_who_approves_erases_them_and_nobody_before() -> None:
    desk = done(identified(), REFUSED, Present())
    assert not gone(desk)
    done(desk, Approve(), by=SATO)
    erased, moved = written(desk)
    assert isinstance(erased, EvidenceErased)
    assert isinstance(moved, Moved)
    assert (erased.by, erased.at) == (SATO, moved.at)
    assert gone(desk)


@pytest.mark.parametrize("act", [MarkSpam(text="No request.")])
def test_an_end_without_a_decision_erases_them(act: StaffAct) -> None:
    assert gone(done(identified(), act))


def test_a_requester_who_withdraws_in_the_chat_erases_them() -> None:
    desk = identified()
    desk.meets(pressed("withdraw_yes", NUMBER))
    assert ticket(desk).status is Status.WITHDRAWN
    assert gone(desk)
    assert all(is_theirs_to_see(event) for event in written(desk))
    assert desk.decision.letters == ()


def test_so_it_is_when_staff_have_the_conversation_which_they_hear_has_ended() -> None:
    life = with_theirs(in_review())
    life.add(HandoverBegan(at=life.now, by=MORI))
    desk = done(desk_of(life), SHOWN)
    desk.meets(pressed("withdraw_yes", NUMBER))
    assert kinds(written(desk)) == [HandoverEnded, EvidenceErased, Moved]
    assert [letter.number for letter in desk.decision.letters] == [NUMBER]


def test_a_file_that_nobody_named_stays_for_the_ticket() -> None:
    desk = done(desk_of(with_theirs(in_review())), NOT_HELD, Answer(text="We have nothing."))
    assert not gone(desk)
    assert [event.file for event in kept_files(desk.shelf.log(NUMBER))] == ["theirs"]
