"""What a requester's own copy has of casework: the answer once, and nothing of how it came about."""

from __future__ import annotations

import json

from handlers.casework.acts import Answer, Hold, Link, Note, OpenFile, Tag
from handlers.downloading.paper import paper_of
from handlers.tickets import chain
from handlers.tickets.chain import Entry
from handlers.tickets.own_copy import OwnCopy, own_copy
from handlers.tickets.records import record_of
from tests.desk import Desk
from tests.handlers.casework.desks import done, granted_desk, refused_desk, upload
from tests.handlers.tickets.lives import NUMBER


def copy_of(desk: Desk) -> OwnCopy:
    entries: list[Entry] = []
    for event in desk.shelf.log(NUMBER):
        entries.append(chain.entry(NUMBER, record_of(event), entries[-1] if entries else None))
    return own_copy(entries, desk.texts, desk.now)


def test_the_answer_stands_there_once() -> None:
    desk = done(refused_desk(), Answer(text="Thank you for waiting."))
    texts = [text for step in paper_of(copy_of(desk)).steps for text in step.texts]
    assert len([text for text in texts if text.startswith("Thank you for waiting.")]) == 1


def test_drafts_notes_tags_links_and_holds_are_not_in_it() -> None:
    desk = refused_desk()
    done(desk, Note(text="A note."), Tag(name="press"), Link(other="PR-2026-000123"))
    done(desk, Hold(on=True, why="Court case."))
    copied = json.dumps(copy_of(desk).content, ensure_ascii=False)
    for word in ("A note.", "press", "000123", "Court case.", "who has them", "of 2019"):
        assert word not in copied


def test_a_file_that_staff_only_prepared_is_not_in_it_nor_that_they_looked_at_it() -> None:
    desk = done(granted_desk(), upload("draft"), OpenFile(file="draft"))
    content = copy_of(desk).content
    assert content["files"] == []
    assert "draft" not in json.dumps(content["entries"])


def test_what_was_decided_is_in_it_only_once_the_requester_was_told() -> None:
    desk = refused_desk()
    assert [line[1] for line in paper_of(copy_of(desk)).items] == ["未決定"]
    assert "refused" not in json.dumps(copy_of(desk).content["about"])
    done(desk, Answer(text="Thank you for waiting."))
    assert [line[1] for line in paper_of(copy_of(desk)).items] != ["未決定"]
    assert "refused" in json.dumps(copy_of(desk).content["about"])
