"""What a change of the knowledge does to labelled questions that neither ranking has learned from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.checking.problems import Problem, error, in_order, warning
from knowledge.evaluate import Scores, Share, evaluate
from knowledge.holding_out import without
from knowledge.labelled import Question
from knowledge.language import LANGUAGES
from knowledge.matching import Matcher
from knowledge.passages import Corpus

POINT = 0.01
_MAY_NOT_FALL = ("top_1", "top_3", "served")
_ROUNDING = 1e-9


def compare(before: Corpus, after: Corpus, rows: Sequence[Question], place: str) -> tuple[Problem, ...]:
    """Return what became worse by more than a point in either language, and the questions behind it.

    Both rankings are taught without these rows, which takes up to ten seconds each. `place` names the file
    of the rows.
    """
    if before.version == after.version:
        return ()
    was, now = (_scores(corpus, rows) for corpus in (before, after))
    return in_order((*_fallen(was, now, place), *_spoilt(was, now, place)))


def _scores(corpus: Corpus, rows: Sequence[Question]) -> Scores:
    unseen = without(corpus, frozenset(row.id for row in rows))
    return evaluate(Matcher(unseen), rows)


def _fallen(was: Scores, now: Scores, place: str) -> Iterator[Problem]:
    for language in LANGUAGES:
        old, new = was.by_language[language].shares(), now.by_language[language].shares()
        for measure in (*_MAY_NOT_FALL, "wrong_answers"):
            worse = new[measure].rate - old[measure].rate
            if (worse if measure == "wrong_answers" else -worse) > POINT + _ROUNDING:
                rule = f"score-{measure.replace('_', '-')}"
                shares = {"before": _told(old[measure]), "after": _told(new[measure])}
                yield error(place, rule, language=language, **shares)


def _spoilt(was: Scores, now: Scores, place: str) -> Iterator[Problem]:
    for old, new in zip(was.results, now.results, strict=True):
        if new.failed and not old.failed:
            found = new.finding.unstated or ", ".join(new.first_ids)
            yield warning(f"{place}: {new.row.id}", "row-spoilt", question=new.row.text, found=found)


def _told(share: Share) -> str:
    return f"{share.rate:.1%} ({share.part}/{share.whole})"
