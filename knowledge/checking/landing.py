"""Where the example questions lead: asked of a ranking that has learned them, and of one that has not."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.calibration import Calibration, load_calibration
from knowledge.checking.entries import Entry, entries_of, place_of
from knowledge.checking.problems import Problem, error, warning
from knowledge.evidence import Kin, best_places, evidence_of, kin_of
from knowledge.findings import Finder, Finding
from knowledge.holding_out import HeldOut, held_out
from knowledge.language import LANGUAGES, Language
from knowledge.matching import Matcher
from knowledge.normalise import key
from knowledge.passages import Corpus, Passage, Unstated

_OFFERED = 3  # so many passages are asked back with


def landing_problems(corpus: Corpus) -> Iterator[Problem]:
    """Ask every example question twice, and say which of them lead elsewhere."""
    yield from learned(corpus, Matcher(corpus))
    yield from _unseen(corpus)


def learned(corpus: Corpus, finder: Finder) -> Iterator[Problem]:
    """What a ranking does not even know by heart is misplaced, or said too much like another entry's."""
    for entry, language, question in _examples(corpus):
        finding = finder.find(question, language)
        if isinstance(entry, Unstated):
            if finding.tier == "answer":
                yield error(place_of(entry), "silence-answered", question=question, found=_first(finding))
        elif not _within(finding.matches[0].passage_id, entry):
            # Quoting the wrong passage as the answer is worse than asking back.
            say = error if finding.tier == "answer" else warning
            yield say(place_of(entry), "example-not-learned", question=question, found=_found(finding))


def _unseen(corpus: Corpus) -> Iterator[Problem]:
    calibration, kin = load_calibration(), kin_of(corpus)
    entries = entries_of(corpus)
    questions = {
        (key(question), entry.id, language): question for entry, language, question in _examples(corpus)
    }
    for row in held_out(corpus):
        entry, language = entries[row.exemplar.entries[0]], row.exemplar.language
        question = questions.get((row.exemplar.key, entry.id, language))
        if row.exemplar.source or question is None:
            continue
        best = best_places(row.scores.total[: len(corpus.passages)], _OFFERED)
        found = [corpus.passages[place] for place in best]
        if isinstance(entry, Unstated):
            if _is_answered(row, calibration, kin):
                yield warning(place_of(entry), "silence-taken", question=question, found=place_of(found[0]))
        elif not any(_within(each.id, entry) for each in found):
            yield warning(place_of(entry), "example-elsewhere", question=question, found=place_of(found[0]))


def _examples(corpus: Corpus) -> Iterator[tuple[Entry, Language, str]]:
    for entry in entries_of(corpus):
        for language in LANGUAGES:
            for question in entry.questions[language]:
                yield entry, language, question


def _is_answered(row: HeldOut, calibration: Calibration, kin: Kin) -> bool:
    """Tell whether a passage would be quoted as the answer."""
    evidence = evidence_of(row.scores, kin, row.exemplar.language)
    stated = calibration.stated.at(evidence)
    confidence = stated * calibration.right.at(evidence)
    return calibration.tier(stated, confidence, row.exemplar.language) == "answer"


def _within(passage_id: str, passage: Passage) -> bool:
    return passage_id == passage.id or passage_id.startswith(f"{passage.id}.")


def _found(finding: Finding) -> str:
    return f"unstated.toml: {finding.unstated}" if finding.unstated else _first(finding)


def _first(finding: Finding) -> str:
    return f"passages/{finding.matches[0].passage_id}.toml"
