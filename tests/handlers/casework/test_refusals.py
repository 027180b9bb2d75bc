"""A refusal has all its parts and names the policy of its time; without one of them it does not go out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from handlers.casework import letter
from handlers.casework.acting import decided
from handlers.casework.acts import Answer
from handlers.tickets.refusals import RefusalNotice
from knowledge.language import LANGUAGES, Language
from knowledge.passages import Corpus
from tests.builders import POLICY
from tests.desk import MORI
from tests.handlers.casework.answers import WORDS
from tests.handlers.casework.desks import ADDRESS, REFUSAL, desk_of, done, refused_desk, ticket
from tests.handlers.casework.samples import case_of
from tests.handlers.tickets.lives import NUMBER, in_review

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
    ("field", "why"), [("codes", "no_reason"), ("facts", "no_facts"), ("done", "no_measure")]
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
