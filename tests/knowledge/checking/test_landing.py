"""Every example question is asked: whoever moved one to the wrong place hears where it leads."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.checking import landing
from knowledge.checking.folder import check
from knowledge.findings import Finding, Match, Tier
from knowledge.language import Language
from knowledge.library import read
from knowledge.passages import Corpus
from tests.knowledge.checking.planting import plant, told

P4, SILENCE = "passages/4.toml", "unstated.toml: encryption"
EXAMPLE_4, EXAMPLE_SILENT = '"what about deletion"', '"what about encryption"'


def test_an_example_that_strangers_would_not_find_is_told_with_where_it_leads(policy: Path) -> None:
    plant(policy / P4, EXAMPLE_4, f'{EXAMPLE_4}, "are cookies used cookies"')

    (problem,) = check(policy)
    assert (problem.severity, problem.place, problem.rule) == ("warning", P4, "example-elsewhere")
    assert "“are cookies used cookies”" in problem.text["en"]
    assert "the first is passages/1.toml" in problem.text["en"]


def test_a_question_that_is_not_stated_and_would_be_answered_is_told(policy: Path) -> None:
    plant(policy / "unstated.toml", EXAMPLE_SILENT, '"tell me where location is described"')

    (problem,) = check(policy)
    assert (problem.severity, problem.place, problem.rule) == ("warning", SILENCE, "silence-taken")
    assert "passages/2.toml would be quoted" in problem.text["en"]


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (P4, EXAMPLE_4, '"tell me about cookies"', ("error", P4, "example-not-learned")),
        (
            "unstated.toml",
            EXAMPLE_SILENT,
            '"where is location described"',
            ("error", SILENCE, "silence-answered"),
        ),
    ],
)
def test_what_is_answered_wrongly_although_it_was_learned_keeps_from_publishing(
    policy: Path, file: str, old: str, new: str, fault: tuple[str, str, str]
) -> None:
    plant(policy / file, old, new)

    assert fault in told(check(policy))


def test_quick_asks_nothing(policy: Path) -> None:
    plant(policy / P4, EXAMPLE_4, f'{EXAMPLE_4}, "are cookies used cookies"')

    assert check(policy, quick=True) == ()


class Stubborn:
    """Finds one passage, whatever is asked."""

    def __init__(self, corpus: Corpus, tier: Tier) -> None:
        self.corpus = corpus
        self._finding = Finding(tier, (Match("4.part", 0.9), Match("1", 0.1)), 0.9)

    def find(self, question: str, language: Language) -> Finding:  # noqa: ARG002  # the port's signature
        return self._finding


@pytest.mark.parametrize(
    ("tier", "severity", "silences"), [("answer", "error", 16), ("choose", "warning", 0)]
)
def test_asking_back_is_less_bad_than_quoting_the_wrong_passage(
    policy: Path, tier: Tier, severity: str, silences: int
) -> None:
    corpus = read(policy)

    found = told(tuple(landing.learned(corpus, Stubborn(corpus, tier))))
    wrong = [each for each in found if each[2] == "example-not-learned"]
    assert {each[0] for each in wrong} == {severity}
    assert P4 not in {each[1] for each in wrong}, "a part of the passage will do"
    assert len(wrong) == 5 * 16
    assert len(found) - len(wrong) == silences
