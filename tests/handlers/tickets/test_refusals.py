"""Nobody is refused with a reason that is not for their right, or without the seven parts of a notice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from handlers.tickets.items import Outcome
from handlers.tickets.refusals import (
    PartMissing,
    ReasonNotAllowed,
    RefusalNotice,
    catalogue,
    reason,
    reasons_for,
    written,
)
from handlers.tickets.rights import MAY_COST, Right
from knowledge.language import LANGUAGES, Language
from knowledge.library import load

SEVEN = {
    "right": Right.DISCLOSURE,
    "codes": ("S9-1", "S9-7"),
    "facts": "FACTS",
    "source": "SOURCE",
    "done": "DONE",
    "objection_until": date(2026, 5, 1),
    "contact": "CONTACT",
}
EMPTY: dict[str, Any] = {"codes": (), "facts": " \n", "source": "", "done": "", "contact": ""}
DISCLOSING = {Right.DISCLOSURE, Right.THIRD_PARTY_RECORDS}
CHANGING = {Right.CORRECTION, Right.ADDITION}
STOPPING = {Right.SUSPENSION_OF_USE, Right.STOP_THIRD_PARTY_PROVISION, Right.DELETION}


@pytest.mark.parametrize(
    ("codes", "rights"),
    [
        (("S9-1",), DISCLOSING | {Right.PURPOSE_NOTICE}),
        (("S9-2", "S9-3"), DISCLOSING),
        (("S9-4", "S9-5", "S9-7", "S9-8", "S9-9", "N-1", "N-2", "N-4"), set(Right)),
        (("S9-6",), set(Right) - CHANGING),
        (("L34-1",), CHANGING | {Right.DELETION}),
        (("L35-1",), STOPPING),
        (("L32-1",), {Right.PURPOSE_NOTICE}),
        (("N-3",), MAY_COST),
    ],
)
def test_a_reason_is_given_for_the_rights_it_is_for(codes: tuple[str, ...], rights: set[Right]) -> None:
    assert {code: catalogue()[code].rights for code in codes} == dict.fromkeys(codes, rights)


def test_the_catalogue_has_these_reasons_and_no_others() -> None:
    section_9 = [f"S9-{number}" for number in range(1, 10)]

    assert list(catalogue()) == [*section_9, "L34-1", "L35-1", "L32-1", "N-1", "N-2", "N-3", "N-4"]


@pytest.mark.parametrize("right", sorted(STOPPING | CHANGING))
def test_the_grounds_against_disclosure_are_no_reason_to_leave_data_wrong_or_in_use(right: Right) -> None:
    offered = {one.code for one in reasons_for(right)}

    assert offered.isdisjoint({"S9-1", "S9-2", "S9-3"})
    with pytest.raises(ReasonNotAllowed, match=f"S9-1 is no reason to decline {right}"):
        reason("S9-1", right)


def test_an_unknown_reason_is_no_reason() -> None:
    with pytest.raises(ReasonNotAllowed, match="there is no reason S9-10"):
        reason("S9-10", Right.DISCLOSURE)


@pytest.mark.parametrize("code", ["N-1", "N-2", "N-4"])
def test_what_is_an_outcome_of_its_own_is_no_refusal(code: str) -> None:
    with pytest.raises(ReasonNotAllowed, match="no refusal"):
        reason(code, Right.DISCLOSURE, Outcome.REFUSED)


def test_not_held_may_say_why() -> None:
    assert reason("N-1", Right.DISCLOSURE, Outcome.NOT_HELD).code == "N-1"


@pytest.mark.parametrize("code", catalogue())
def test_every_reason_speaks_both_languages_and_rests_on_a_passage_we_have(code: str) -> None:
    one = catalogue()[code]

    assert one.words.keys() == one.record.keys() == set(LANGUAGES)
    assert all(text.strip() for text in (*one.words.values(), *one.record.values()))
    assert one.passage in load()
    assert one.rights


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notice_says_all_seven_parts(language: Language) -> None:
    notice = RefusalNotice(**SEVEN)  # type: ignore[arg-type] # the parts have several types
    text = written(notice, language)
    paragraphs = text.split("\n\n")

    assert len(paragraphs) == 7
    assert all(part in text for part in ("FACTS", "SOURCE", "DONE", "CONTACT", "2026"))
    assert all(catalogue()[code].words[language] in paragraphs[1] for code in ("S9-1", "S9-7"))
    assert {"ja": "情報の開示", "en": "a copy of your data"}[language] in paragraphs[0]
    assert {"ja": "5月1日", "en": "May"}[language] in paragraphs[5]


@pytest.mark.parametrize("part", sorted(EMPTY))
def test_no_notice_exists_without_one_of_its_parts(part: str) -> None:
    with pytest.raises(PartMissing, match=f"needs {part}$") as missing:
        RefusalNotice(**{**SEVEN, part: EMPTY[part]})

    assert missing.value.parts == (part,)


@pytest.mark.parametrize("part", sorted(SEVEN))
def test_no_notice_exists_with_a_part_left_out(part: str) -> None:
    rest: dict[str, Any] = {name: value for name, value in SEVEN.items() if name != part}
    with pytest.raises(TypeError, match=part):
        RefusalNotice(**rest)
    with pytest.raises(PartMissing, match=part):
        RefusalNotice(**{**rest, part: None})


@pytest.mark.parametrize("code", ["L34-1", "N-1", "N-2", "N-4", "X"])
def test_no_notice_exists_with_a_reason_that_is_not_for_its_right(code: str) -> None:
    given: dict[str, Any] = {**SEVEN, "codes": (code,)}
    with pytest.raises(ReasonNotAllowed):
        RefusalNotice(**given)
