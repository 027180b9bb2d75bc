"""Which passages answer a question, how sure that is, and when the policy does not say."""

from __future__ import annotations

import math

from knowledge.calibration import Calibration, load_calibration
from knowledge.evidence import best_places, evidence_of, kin_of
from knowledge.findings import Finding, Match
from knowledge.language import Language
from knowledge.passages import Corpus, Unstated
from knowledge.ranking import Floats, Ranking
from knowledge.scoring import Scorer
from knowledge.trained import ranking_of

_MOST_MATCHES = 8
_DIGITS = 6
# A passage this much of a score behind the first is e times less likely; further behind than `_FAR` it is
# noise.
_STEP = 0.2
_FAR = 0.8
# Where the policy does not answer, a known unknown this close behind the first passage is what was asked.
_NEARLY = 0.1


class Matcher:
    """Finds the passages of a corpus that answer a question (a `findings.Finder`).

    Immutable once built, deterministic, and total over any text. The corpus needs at least one passage.
    Raises LibraryError when the shipped calibration is unreadable.
    """

    def __init__(
        self, corpus: Corpus, calibration: Calibration | None = None, ranking: Ranking | None = None
    ) -> None:
        self._corpus = corpus
        self._calibration = calibration or load_calibration()
        self._kin = kin_of(corpus)
        self._scorer = Scorer(corpus, ranking or ranking_of(corpus))

    @property
    def corpus(self) -> Corpus:
        """The corpus that is searched."""
        return self._corpus

    def find(self, question: str, language: Language) -> Finding:
        """Return the best passages with their tier; both languages are searched whichever is asked in."""
        scores = self._scorer.score(question)
        passages = len(self._corpus.passages)
        evidence = evidence_of(scores, self._kin, language)
        stated = self._calibration.stated.at(evidence)
        confidence = round(stated * self._calibration.right.at(evidence), _DIGITS)
        tier = self._calibration.tier(stated, confidence, language)
        matches = self._matches(scores.anywhere[:passages], confidence)
        if tier != "fallback":
            return Finding(tier, matches, confidence)
        silent = self._silent(scores.total)
        if silent is None:
            return Finding(tier, matches, confidence)
        return Finding(tier, _nearest(silent, matches), confidence, silent.id)

    def _matches(self, fits: Floats, confidence: float) -> tuple[Match, ...]:
        places = best_places(fits, min(_MOST_MATCHES, fits.size))
        behind = [float(fits[places[0]] - fits[place]) for place in places]
        return tuple(
            Match(self._corpus.passages[place].id, round(confidence * math.exp(-gap / _STEP), _DIGITS))
            for place, gap in zip(places, behind, strict=True)
            if gap <= _FAR
        )

    def _silent(self, total: Floats) -> Unstated | None:
        """Return the known unknown that fits as well as every passage, or nearly."""
        passages = len(self._corpus.passages)
        if total.size == passages:
            return None
        place = int(total[passages:].argmax())
        nearly = float(total[passages + place]) >= float(total.max()) - _NEARLY
        return self._corpus.unstated[place] if nearly else None


def _nearest(silent: Unstated, matches: tuple[Match, ...]) -> tuple[Match, ...]:
    """Return what comes nearest to a known unknown, and then what was found beside."""
    confidences = {match.passage_id: match.confidence for match in matches}
    near = [Match(passage_id, confidences.get(passage_id, 0.0)) for passage_id in silent.nearest]
    return (*near, *(match for match in matches if match.passage_id not in silent.nearest))[:_MOST_MATCHES]
