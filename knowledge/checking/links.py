"""The addresses a passage offers as buttons, and those it prints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator

from knowledge.checking.entries import place_of
from knowledge.checking.problems import Problem, error, warning
from knowledge.language import LANGUAGES
from knowledge.passages import Corpus, Link, Passage

# A button holds no more: https://developers.line.biz/en/reference/messaging-api/#uri-action
_LONGEST_ADDRESS = 1_000
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = rf"(?:{_LABEL}\.)+[a-z0-9-]*[a-z][a-z0-9-]*"
# RFC 3986 without user information: what stands before an @ makes a foreign host look like ours.
_PART = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})"
_WEB = re.compile(rf"https?://{_HOST}(?::\d{{1,5}})?(?:[/?]{_PART}*)?(?:\#{_PART}*)?", re.IGNORECASE)
_MAIL = re.compile(rf"mailto:[a-z0-9.!#$%&'*+/=^_`{{|}}~-]+@{_HOST}(?:\?{_PART}*)?", re.IGNORECASE)
# Japanese text goes on without a blank behind an address, and a sentence ends with its full stop.
_PRINTED = re.compile(r"https?://[!-~]+")
_BEHIND = ".,;:!?'\")>]"


def link_problems(corpus: Corpus) -> Iterator[Problem]:
    """Say which links cannot be opened or told apart, and which printed addresses have no button."""
    for passage in corpus:
        printed = _printed(passage)
        for link in passage.links:
            yield from _of(passage, link, printed)
        yield from _alike(passage)
        offered = {_bare(link.url) for link in passage.links}
        for address in printed:
            if address not in offered:
                yield warning(place_of(passage), "link-missing", url=address)


def _printed(passage: Passage) -> tuple[str, ...]:
    """Return the addresses that stand in the text, each once."""
    text = " ".join(passage.text.values())
    return tuple(dict.fromkeys(map(_bare, _PRINTED.findall(text))))


def _bare(address: str) -> str:
    return address.rstrip(_BEHIND)


def _of(passage: Passage, link: Link, printed: Container[str]) -> Iterator[Problem]:
    place = place_of(passage)
    if link.url.startswith("mailto:"):
        if not _MAIL.fullmatch(link.url):
            yield error(place, "link-mail", url=link.url)
    elif not _WEB.fullmatch(link.url):
        yield error(place, "link-address", url=link.url)
    elif _bare(link.url) not in printed:
        # An address that the policy prints with http is quoted as it stands.
        insecure = link.url.lower().startswith("http:")
        yield warning(place, "link-insecure" if insecure else "link-not-printed", url=link.url)
    if len(link.url) > _LONGEST_ADDRESS:
        yield warning(place, "link-long", url=link.url[:80], most=_LONGEST_ADDRESS)


def _alike(passage: Passage) -> Iterator[Problem]:
    for language in LANGUAGES:
        labels = Counter(link.label[language].strip() for link in passage.links)
        for label in (each for each, count in labels.items() if count > 1):
            yield warning(place_of(passage), "link-label-twice", language=language, label=label)
