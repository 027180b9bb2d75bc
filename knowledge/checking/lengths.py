"""How long texts may be, so that a telephone shows them whole.

The figures of LINE are those of https://developers.line.biz/en/reference/messaging-api/ (quick reply and
URI action labels, text messages); it counts labels in what people see as characters, texts in UTF-16 units.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from knowledge.checking.entries import place_of
from knowledge.checking.problems import Problem, warning
from knowledge.language import LANGUAGES, Language
from knowledge.passages import Corpus, Passage

TITLE = 20  # a quick reply shows no more; choices are told by their titles
LABEL = 40  # a button on a card
WHOLE_TEXT = 5 * 5_000  # the five messages of one reply
# Ours, and not LINE's: about one screen of a telephone above the quote.
SUMMARY: Mapping[Language, int] = {"ja": 200, "en": 400}


def length_problems(corpus: Corpus) -> Iterator[Problem]:
    """Say what will be cut, and which titles look the same once they are."""
    for passage in corpus:
        for language in LANGUAGES:
            yield from _of(passage, language)
        for language, text in passage.text.items():
            if len(text.encode("utf-16-le")) // 2 > WHOLE_TEXT:
                yield warning(place_of(passage), "text-long", language=language, most=WHOLE_TEXT)
    for language in LANGUAGES:
        yield from _alike(corpus, language)


def _of(passage: Passage, language: Language) -> Iterator[Problem]:
    place, title, summary = place_of(passage), passage.title[language], passage.summary[language]
    if len(title) > TITLE:
        yield warning(place, "title-long", language=language, shown=_shown(title), most=TITLE)
    if len(summary) > SUMMARY[language]:
        yield warning(place, "summary-long", language=language, count=len(summary), most=SUMMARY[language])
    for link in passage.links:
        if len(link.label[language]) > LABEL:
            yield warning(place, "label-long", language=language, label=link.label[language], most=LABEL)


def _alike(corpus: Corpus, language: Language) -> Iterator[Problem]:
    shown: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in corpus:
        shown[_shown(passage.title[language])].append(passage)
    for title, (first, *others) in shown.items():
        for other in others:
            yield warning(
                place_of(other), "title-alike", language=language, shown=title, other=place_of(first)
            )


def _shown(title: str) -> str:
    return title if len(title) <= TITLE else title[: TITLE - 1].rstrip() + "…"
