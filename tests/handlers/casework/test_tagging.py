"""Tags, links and holds are for staff alone, and each is one thing however it was typed."""

from __future__ import annotations

import pytest

from handlers.casework.acts import Hold, Link, Tag
from handlers.casework.tagging import links
from handlers.tickets.desk_log import Linked, Tagged, tags
from handlers.tickets.log import HoldSet, NoteAdded
from handlers.tickets.own_copy import is_theirs_to_see
from tests.desk import Desk
from tests.handlers.casework.desks import desk_of, done, ticket, written
from tests.handlers.tickets.lives import NUMBER, SATO, in_review


def log_of(desk: Desk) -> tuple[str, ...]:
    return tags(desk.shelf.log(NUMBER))


def test_a_tag_is_put_on_once_and_taken_off() -> None:
    desk = done(
        desk_of(in_review()), Tag(name="Press  報道"), Tag(name="ｐｒｅｓｓ 報道"), Tag(name="urgent")
    )
    assert log_of(desk) == ("press 報道", "urgent")
    done(desk, Tag(name="PRESS 報道", on=False))
    assert log_of(desk) == ("urgent",)
    assert written(done(desk, Tag(name="press 報道", on=False))) == []


@pytest.mark.parametrize("name", ["", " ", "x" * 31, "a\u200bb", "a\x00b"])
def test_a_tag_without_a_name_that_can_be_read_is_refused(name: str) -> None:
    assert desk_of(in_review()).staff_does(Tag(name=name)).why == "tag_name"


def test_a_tag_has_up_to_thirty_characters() -> None:
    assert log_of(done(desk_of(in_review()), Tag(name="x" * 30))) == ("x" * 30,)


def test_a_link_is_read_however_the_number_is_written() -> None:
    desk = done(desk_of(in_review()), Link(other="pr 2026 00o123"), Link(other="PR-2026-000123"))
    assert links(desk.shelf.log(NUMBER)) == ("PR-2026-000123",)


@pytest.mark.parametrize("other", [NUMBER, "", "last week's"])
def test_a_link_needs_the_number_of_another_ticket(other: str) -> None:
    assert desk_of(in_review()).staff_does(Link(other=other)).why == "no_number"


def test_a_hold_has_its_reason_in_a_note() -> None:
    desk = done(desk_of(in_review()), Hold(on=True, why="Court case."), by=SATO)
    assert [type(event) for event in written(desk)] == [NoteAdded, HoldSet]
    assert ticket(desk).hold
    assert written(done(desk, Hold(on=True, why="Again."))) == []
    assert desk.staff_does(Hold(on=False, why="")).why == "text_missing"
    assert not ticket(done(desk, Hold(on=False, why="It is over."))).hold


def test_requesters_see_none_of_it() -> None:
    desk = done(desk_of(in_review()), Tag(name="press"), Link(other="PR-2026-000123"))
    events = [one for one in desk.shelf.log(NUMBER) if isinstance(one, Tagged | Linked)]
    assert [is_theirs_to_see(event) for event in events] == [False, False]
