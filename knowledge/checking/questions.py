"""The example questions: enough of them, each of them once, and none claimed by two entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from knowledge.checking.entries import Entry, entries_of, place_of
from knowledge.checking.problems import Problem, error, warning
from knowledge.language import LANGUAGES, Language
from knowledge.normalise import key
from knowledge.passages import Asked, Corpus

ENOUGH = 8  # per entry and language; fewer are seldom enough to tell it from its neighbours
FEWEST = 3
TOO_FEW = "questions-too-few"


def question_problems(corpus: Corpus) -> Iterator[Problem]:
    """Say what is wrong with the example questions of passages and of what is not stated."""
    for entry in entries_of(corpus):
        for language in LANGUAGES:
            yield from _of(entry, language)
    claims: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for entry in entries_of(corpus):
        for question in (*entry.questions["ja"], *entry.questions["en"]):
            claims[key(question)].setdefault(entry.id, question)
    yield from _claimed_twice(corpus, claims)
    for asked in corpus.asked:
        yield from _contradicts(asked, claims.get(key(asked.text), {}))


def _of(entry: Entry, language: Language) -> Iterator[Problem]:
    place, questions = place_of(entry), entry.questions[language]
    if len(questions) < FEWEST:
        yield error(place, TOO_FEW, language=language, count=len(questions), fewest=FEWEST)
    elif len(questions) < ENOUGH:
        yield warning(place, "questions-few", language=language, count=len(questions), enough=ENOUGH)
    first: dict[str, str] = {}
    for question in questions:
        spelled = key(question)
        if not spelled:
            yield warning(place, "question-without-words", question=question)
        elif spelled in first:
            yield warning(place, "question-twice", question=question, other=first[spelled])
        first.setdefault(spelled, question)


def _claimed_twice(corpus: Corpus, claims: dict[str, dict[str, str]]) -> Iterator[Problem]:
    places = {entry.id: place_of(entry) for entry in entries_of(corpus)}
    for spelled, claim in claims.items():
        first, *others = claim
        for other in others if spelled else ():
            yield error(places[other], "question-claimed", question=claim[other], other=places[first])


def _contradicts(asked: Asked, claim: dict[str, str]) -> Iterator[Problem]:
    wanted = {*asked.passages, *asked.also, asked.unstated}
    if claim and not wanted & claim.keys():
        yield warning(f"asked: {asked.id}", "message-contradicts", message=asked.text, other=", ".join(claim))
