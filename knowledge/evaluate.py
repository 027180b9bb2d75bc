"""How well a finder answers labelled questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.findings import Finder, Finding
from knowledge.labelled import Question, load_questions
from knowledge.language import LANGUAGES, Language
from knowledge.passages import Corpus

__all__ = ["LanguageScores", "Question", "Result", "Scores", "Share", "evaluate", "load_questions"]

_TOP = 3


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def rate(self) -> float:
        """The share, 0 to 1; 0 of nothing is 0."""
        return self.part / self.whole if self.whole else 0.0

    def __str__(self) -> str:
        return f"{self.rate:6.1%} ({self.part}/{self.whole})"


@dataclass(frozen=True, slots=True)
class Result:
    """A labelled question and what was found."""

    row: Question
    finding: Finding

    @property
    def first_ids(self) -> tuple[str, ...]:
        """The ids of the first three passages."""
        return tuple(match.passage_id for match in self.finding.matches[:_TOP])

    @property
    def top_1(self) -> bool:
        """The first passage is acceptable."""
        return any(self.row.accepts(passage_id) for passage_id in self.first_ids[:1])

    @property
    def top_3(self) -> bool:
        """One of the first three passages is acceptable."""
        return any(self.row.accepts(passage_id) for passage_id in self.first_ids)

    @property
    def served(self) -> bool:
        """Answered rightly, or asked back with the right passage among the choices."""
        return self.top_1 if self.finding.tier == "answer" else self.finding.tier == "choose" and self.top_3

    @property
    def answered_wrongly(self) -> bool:
        """A passage is given as the answer to what the policy does not state."""
        return self.finding.tier == "answer" and "policy" not in self.row.also_ok

    @property
    def failed(self) -> bool:
        """Somebody is told something wrong, or is not told what the policy says."""
        return not self.served if self.row.kind == "policy" else self.answered_wrongly

    def quotes(self, corpus: Corpus) -> bool:
        """Tell whether every text that must be there stands in the passages that would be quoted."""
        shown = self.first_ids[: 2 if self.row.both else 1]
        held = " ".join(_printed(corpus, passage_id) for passage_id in shown)
        return all(" ".join(text.split()) in held for text in self.row.must_contain)


@dataclass(frozen=True, slots=True)
class LanguageScores:
    """What was measured over the rows of one language, or of all.

    Over `policy` rows: the first quoted passage is acceptable (`top_1`), one of the first three is (`top_3`),
    the first is the very best (`best_hit`); `answered` were quoted right away, `answered_right` of those
    rightly; `served` were answered rightly or asked back with a right choice; `false_fallback` were told that
    the policy does not say; `both` have both their questions among the first three; `must_contain` is quoted.
    Over `out_of_scope` rows, plain ones and open privacy questions apart: a passage was given as the answer.
    """

    top_1: Share
    top_3: Share
    best_hit: Share
    answered: Share
    answered_right: Share
    served: Share
    false_fallback: Share
    both: Share
    must_contain: Share
    wrong_answers_plain: Share
    wrong_answers_privacy: Share

    @property
    def wrong_answers(self) -> Share:
        """Out-of-scope rows of either sort that were given a passage as the answer."""
        plain, privacy = self.wrong_answers_plain, self.wrong_answers_privacy
        return Share(plain.part + privacy.part, plain.whole + privacy.whole)

    def shares(self) -> dict[str, Share]:
        """Return every measure by its name."""
        return {name: getattr(self, name) for name in (*LanguageScores.__slots__, "wrong_answers")}


@dataclass(frozen=True, slots=True)
class Scores:
    """What was measured, in all and per language, and on which questions."""

    overall: LanguageScores
    by_language: dict[Language, LanguageScores]
    results: tuple[Result, ...] = ()

    @property
    def failed(self) -> tuple[Result, ...]:
        """The questions that went wrong."""
        return tuple(result for result in self.results if result.failed)

    def __str__(self) -> str:
        columns: list[tuple[str, LanguageScores]] = [("all", self.overall), *self.by_language.items()]
        lines = [f"{'':24}" + "".join(f"{name:>20}" for name, _ in columns)]
        for name in self.overall.shares():
            shares = "".join(f"{getattr(column, name)!s:>20}" for _, column in columns)
            lines.append(f"{name.replace('_', ' '):24}{shares}")
        return "\n".join(lines)


def evaluate(finder: Finder, rows: Iterable[Question]) -> Scores:
    """Ask every row about the policy or out of its scope; other kinds are not a finder's work."""
    return scored(
        [
            Result(row, finder.find(row.text, row.language))
            for row in rows
            if row.kind in {"policy", "out_of_scope"}
        ],
        finder.corpus,
    )


def scored(results: Sequence[Result], corpus: Corpus) -> Scores:
    """Return what these results amount to."""
    by_language: dict[Language, LanguageScores] = {
        language: _score([result for result in results if result.row.language == language], corpus)
        for language in LANGUAGES
    }
    return Scores(_score(results, corpus), by_language, tuple(results))


def _score(results: Sequence[Result], corpus: Corpus) -> LanguageScores:
    policy = [result for result in results if result.row.kind == "policy"]
    answered = [result for result in policy if result.finding.tier == "answer"]
    strange = [result for result in results if result.row.kind != "policy"]
    return LanguageScores(
        top_1=_share(result.top_1 for result in policy),
        top_3=_share(result.top_3 for result in policy),
        best_hit=_share(any(map(result.row.best, result.first_ids[:1])) for result in policy),
        answered=Share(len(answered), len(policy)),
        answered_right=_share(result.top_1 for result in answered),
        served=_share(result.served for result in policy),
        false_fallback=_share(result.finding.tier == "fallback" for result in policy),
        both=_share(result.row.covered_by(result.first_ids) for result in policy if result.row.both),
        must_contain=_share(result.quotes(corpus) for result in policy if result.row.must_contain),
        wrong_answers_plain=_share(result.answered_wrongly for result in strange if not result.row.private),
        wrong_answers_privacy=_share(result.answered_wrongly for result in strange if result.row.private),
    )


def _printed(corpus: Corpus, passage_id: str) -> str:
    passage = corpus.passage(passage_id)
    return " ".join(" ".join((*passage.text.values(), *(link.url for link in passage.links))).split())


def _share(verdicts: Iterable[bool]) -> Share:
    told = list(verdicts)
    return Share(sum(told), len(told))
