"""How a passage is named and quoted: the words we hold, where they stand and from when they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.wording import say
from knowledge.language import Language
from knowledge.passages import Corpus, Passage, Policy

_SENTENCE_ENDS = (".", "。", ":", "：")


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage's own words, verbatim, and where they stand. `translated`: these words do not prevail.

    `whole` is the same with everything below the passage, in the order of the document.
    `empty`: there is no body, at most a heading, neither here nor below.
    """

    quote: str
    whole: str
    translated: bool
    empty: bool
    section: str
    revision: str


def cite(passage: Passage, corpus: Corpus, language: Language) -> Citation:
    """Quote a passage for somebody who reads `language`."""
    policy = corpus.policy
    held = _language_held(passage, policy, language)
    texts = [one.text.get(held, "").strip() for one in (passage, *_below(passage, corpus))]
    return Citation(
        quote=texts[0],
        whole="\n\n".join(filter(None, texts)),
        translated=held != policy.authority,
        empty=all(_no_body(text) for text in texts),
        section=section(passage, policy, language),
        revision=say("card.revised", language, date=in_words(policy.revised, language)),
    )


def section(passage: Passage, policy: Policy, language: Language) -> str:
    """Name the place; a part that the source gives no number (a preamble) is named by its title alone."""
    name, title = policy.name[language], passage.title[language]
    if any(character.isdigit() for character in passage.number):
        return say("card.section", language, policy=name, number=passage.number, title=title)
    return say("card.section_unnumbered", language, policy=name, title=title)


def in_words(day: date, language: Language) -> str:
    """Write a date as people read it."""
    month = say(f"month.{day.month}", language)
    return say("date.words", language, year=day.year, month=month, day=day.day)


def _language_held(passage: Passage, policy: Policy, language: Language) -> Language:
    held = [one for one in (language, policy.authority) if passage.text.get(one)]
    return next(iter([*held, *passage.text]), policy.authority)


def _below(passage: Passage, corpus: Corpus) -> list[Passage]:
    below = []
    for child in corpus.children(passage.id):
        below += [child, *_below(child, corpus)]
    return below


def _no_body(text: str) -> bool:
    """Tell a lone heading from a sentence: one line that does not end like one."""
    return "\n" not in text and not text.endswith(_SENTENCE_ENDS)
