"""What is shown before it is sent is what is sent, and nothing is written by looking."""

from __future__ import annotations

import pytest

from handlers.casework import acts
from handlers.casework.acts import StaffAct
from handlers.casework.preview import preview
from knowledge.language import LANGUAGES, Language
from tests.desk import MORI
from tests.handlers.casework.desks import ANSWER, granted_desk, reachable, refused_desk
from tests.handlers.casework.samples import case_of, samples
from tests.handlers.tickets.lives import in_review


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [acts.Reply, acts.AskRequester, acts.Extend, acts.Redirect])
def test_a_preview_is_what_goes_out(kind: type[StaffAct], language: Language) -> None:
    desk = reachable(in_review(), language)
    act = samples(case_of(desk, MORI))[kind]
    shown, before = preview(act, case_of(desk, MORI)), len(desk.changes)
    assert len(desk.changes) == before
    desk.staff_does(act)
    (notice,) = desk.decision.notices
    assert notice.letter is not None
    assert (shown.chat, shown.mail) == (desk.heard, notice.letter.text)
    assert shown.buttons == tuple(one.label for one in notice.text.choices)
    assert shown.refused == ""


def test_of_an_answer_behind_a_link_both_are_shown() -> None:
    shown = preview(ANSWER, case_of(granted_desk(), MORI))
    assert "is ready" in shown.chat
    assert shown.behind_link.startswith("Thank you for waiting.\n\n■ a copy of your data: done as you asked")
    assert shown.files == ("f1",)


def test_of_a_refusal_the_whole_notice_is_shown() -> None:
    shown = preview(acts.Answer(text="Hello"), case_of(refused_desk(), MORI))
    assert "Example Policy 9" in shown.chat
    assert shown.behind_link == ""


def test_what_would_be_refused_says_why() -> None:
    shown = preview(acts.Answer(text="Hello"), case_of(reachable(in_review()), MORI))
    assert (shown.refused, shown.chat) == ("outcome_missing", "")


def test_what_nobody_hears_of_shows_nothing() -> None:
    assert preview(acts.Note(text="Hello"), case_of(reachable(in_review()), MORI)).chat == ""
