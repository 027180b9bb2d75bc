"""Small things to test with: a policy of five passages, events, and the context of one decision."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count

from handlers.context import Context
from handlers.conversation import Conversation
from handlers.events import ButtonPressed, MessageReceived, Place
from knowledge.findings import Finder, Finding, Match, Tier
from knowledge.language import Language
from knowledge.passages import Contact, Corpus, Link, Passage, Policy, Unstated
from tests.fakes import ScriptedFinder

NOW = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
EMAIL = "desk@example.org"
POLICY = Policy(
    id="example",
    name={"ja": "見本ポリシー", "en": "Example Policy"},
    company="Example Inc.",
    authority="ja",
    revised=date(2022, 4, 1),
    revisions=(date(2022, 4, 1),),
    url="https://example.org/privacy",
    contact=Contact(
        name={"ja": "見本センター", "en": "Example Center"},
        email=EMAIL,
        address={"ja": "東京都見本区1-1", "en": "1-1 Mihon, Tokyo"},
    ),
)
_numbers = count(1)


def passage(
    passage_id: str,
    text: str,
    *,
    parent: str | None = None,
    original: str = "",
    notes: str = "",
    links: tuple[Link, ...] = (),
    related: tuple[str, ...] = (),
    number: str | None = None,
) -> Passage:
    """Return a passage whose title and summary name it in both languages; `original` is its Japanese text."""
    held: dict[Language, str] = {"en": text, "ja": original} if original else {"en": text}
    return Passage(
        id=passage_id,
        number=passage_id if number is None else number,
        parent=parent,
        title={"ja": f"{passage_id}の題", "en": f"Title {passage_id}"},
        summary={"ja": f"{passage_id}の要約です。", "en": f"Summary of {passage_id}."},
        text=held,
        questions={"ja": (), "en": ()},
        notes={"ja": (f"{notes}（注）",), "en": (notes,)} if notes else {"ja": (), "en": ()},
        links=links,
        related=related,
    )


OPT_OUT = Link({"ja": "止める", "en": "Opt out"}, "https://example.org/opt-out")
PASSAGES = (
    passage("1", "1. Collection", related=("2", "9")),
    passage(
        "1.cookies",
        "Cookies\n\nCookies may be turned off.",
        parent="1",
        notes="Some services need them.",
        links=(OPT_OUT,),
        related=("1", "2"),
    ),
    passage("2", "2. Others' consent"),
    passage("9", "9. Rights\n\nYou may request deletion.", related=("13",)),
    passage("13", f"13. Contact\n\nWrite to {EMAIL}."),
)
UNSTATED = (
    Unstated(
        id="children",
        nearest=("1", "9"),
        escalate=True,
        says={"ja": "子どものことは書かれていません。", "en": "Children are not mentioned."},
        questions={"ja": (), "en": ()},
    ),
    Unstated(
        id="weather",
        nearest=(),
        escalate=False,
        says={"ja": "天気のことは書かれていません。", "en": "The weather is not mentioned."},
        questions={"ja": (), "en": ()},
    ),
)


def corpus(*passages: Passage) -> Corpus:
    """Return a corpus of these passages, or of all five."""
    return Corpus(version="1", policy=POLICY, passages=passages or PASSAGES, unstated=UNSTATED)


def finding(tier: Tier, *ids: str, confidence: float = 0.9, unstated: str | None = None) -> Finding:
    """Return a finding with these passages, best first."""
    return Finding(tier, tuple(Match(one, confidence) for one in ids), confidence, unstated)


def context(
    found: Finding | None = None,
    *,
    language: Language = "en",
    finder: Finder | None = None,
    conversation: Conversation | None = None,
    quoted: tuple[str, ...] = (),
) -> Context:
    """Return the context of a decision in which every question finds `found` (nothing by default)."""
    scripted = ScriptedFinder(corpus(), found or finding("fallback", confidence=0.0))
    return Context(finder or scripted, conversation or Conversation(language=language), NOW, quoted)


def message(text: str, *, place: Place = "direct", mentions_us: bool = False) -> MessageReceived:
    return MessageReceived(
        id=f"event-{next(_numbers)}", at=NOW, place=place, text=text, mentions_us=mentions_us
    )


def mention(text: str) -> MessageReceived:
    """Return a message in a group that is addressed to us."""
    return message(text, place="group", mentions_us=True)


def pressed(command: str, argument: str = "", *, place: Place = "direct") -> ButtonPressed:
    return ButtonPressed(
        id=f"event-{next(_numbers)}", at=NOW, place=place, command=command, argument=argument
    )
