"""A question beside a wish in one message ("delete my data, and do you use cookies?"): both are answered.

The wish is answered as if it stood alone, and the question's passage is shown. Nothing is started by a part
that only asks, and a part that neither wishes nor asks is left alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from handlers import contact, rights
from handlers.ask import unstated
from handlers.cards import card, offers_contact
from handlers.context import Context
from handlers.decisions import Decision
from handlers.doubt import SURE_WISH, heard
from handlers.events import MessageReceived
from handlers.intents import Intent, Name, wanted
from handlers.matches import WORTH_SHOWING
from handlers.parts import BETWEEN
from handlers.replies import Reply
from knowledge.findings import Finding

_LONGEST = 400
_MOST_PIECES = 8
_SHORTEST = 4  # characters of a piece that can mean something
_MOST_QUESTIONS = 2
_LIKELY = 0.5
_AUDIBLE = 0.1  # how loud a plain order must be: it is heard as a wish already

_WISHES: tuple[Name, ...] = ("right", "human")
_SPLIT = re.compile(
    rf"({BETWEEN}|(?<=[a-z\d)])\.+(?:\s+|$)|(?<=さい)[、,]|(?<=ます)[、,]|(?<=しい)[、,]|(?<=たい)[、,]|(?<=すが)[、,]"
    r"|,\s+(?=(?:do|does|is|are|what|how|why)\b))",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:(?:also|and|but|then|so)\W+)?(?:(?:please|can you|could you)\s+)?(?:"
    r"(?:tell me|let me know|explain)\s+(?:if|whether|about|what|how|who|where|when|why|which)\b"
    r"|(?:what|how|who|where|when|why|which|whose)\b"
    r"|(?:do|does|did|is|are|was|were|will|would|can|could|may)\s+"
    r"(?:you|u|i|we|they|there|the|your|my|any)\b)"
    r"|.*(?:[かの]|かな|って(?:何|なに)|何|いつ|どこ|誰|(?:知り|聞き)たい(?:です)?|教えて(?:ください)?)$",
    re.IGNORECASE | re.DOTALL,
)
_POLITE_ORDER = re.compile(r"(?:いただけ|頂け|もらえ|くれ|貰え)(?:ます|ません|る|ない)?(?:でしょう)?か?$")

_ORDERS = re.compile(
    r"^(?:(?:also|and|but|then|so|if so)\W+)?(?:please|i (?:want|wish|need|request)|i(?:'d| would) like)\b"
    r"|\bplease$"
    r"|(?:ください|(?:ほ|欲)しい(?:です)?|(?:お願い|希望)(?:いた)?します)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    asks: bool
    intent: Intent


def answer(event: MessageReceived, ctx: Context, whole: Intent) -> Decision | None:
    """Answer the wish and the questions of a message; None where it does not surely hold both.

    `whole` is what the message as a whole was heard as.
    """
    if whole.name not in ("question", *_WISHES):
        return None
    pieces = _both(list(_pieces(event.text)), whole, ctx)
    wishes = [piece.intent.name for piece in pieces if _wishes(piece, whole)]
    answers = {
        piece.text: found for piece in pieces if _only_asks(piece) and (found := _sure(piece.text, ctx))
    }
    if not wishes or not answers or (whole.name == "right" and "right" not in wishes):
        return None
    findings = list(answers.values())
    if "right" not in wishes:
        return _with_answers(contact.answer(event, ctx), findings, event, ctx)
    wished = _rights("\n".join(piece.text for piece in pieces if piece.text not in answers), whole)
    return _with_answers(rights.tell(wished, ctx, event.place), findings, event, ctx) if wished else None


def _both(cut: Sequence[tuple[str, bool]], whole: Intent, ctx: Context) -> list[_Piece]:
    """Return the pieces as they are heard; none where a message does not hold a question and a wish.

    Hearing costs more than all else here, so in a question nothing that asks is heard before a wish is.
    """
    forms = {asks for _, asks in cut}
    if True not in forms or (whole.name == "question" and False not in forms):
        return []
    plain = {text: _Piece(text, False, heard(text, ctx)) for text, asks in cut if not asks}
    if whole.name == "question" and not any(_wishes(piece, whole) for piece in plain.values()):
        return []
    return [_Piece(text, True, heard(text, ctx)) if asks else plain[text] for text, asks in cut]


def _rights(rest: str, whole: Intent) -> tuple[str, ...]:
    """Return the rights wished for in what does not ask, of those the whole message names if it does."""
    found = wanted(rest).rights
    return tuple(right for right in found if right in whole.rights) or whole.rights or found


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Return the pieces of a message in order, each with whether it has the form of a question."""
    text = unicodedata.normalize("NFKC", text) if len(text) <= _LONGEST else ""
    cut = [*_SPLIT.split(text), ""]
    told = [(piece.strip(" 、,.　"), mark) for piece, mark in zip(cut[::2], cut[1::2], strict=True)]
    told = [(piece, mark) for piece, mark in told if len(piece) >= _SHORTEST]
    if 1 < len(told) <= _MOST_PIECES:
        yield from ((piece, _asks(piece, mark)) for piece, mark in told)


def _asks(piece: str, mark: str) -> bool:
    return ("?" in mark or bool(_ASKS.match(piece))) and not _POLITE_ORDER.search(piece)


def _wishes(piece: _Piece, whole: Intent) -> bool:
    """Tell whether a piece is a wish: plainly, or the very wish that the whole message was heard as."""
    if piece.intent.name not in _WISHES:
        return False
    least = _AUDIBLE if _ORDERS.search(piece.text) else SURE_WISH
    plain = not piece.asks and piece.intent.score >= least
    return plain if whole.name == "question" else piece.intent.name == whole.name or plain


def _only_asks(piece: _Piece) -> bool:
    return piece.asks and piece.intent.name == "question"


def _sure(question: str, ctx: Context) -> Finding | None:
    """Return what answers a question; a choice of which only the first is worth showing does, too."""
    found = ctx.find(question)
    if found.tier == "fallback":
        return found if found.unstated else None
    first, *others = found.matches
    alone = first.confidence >= _LIKELY and not any(match.confidence >= WORTH_SHOWING for match in others)
    return found if found.tier == "answer" or alone else None


def _with_answers(
    wish: Decision, findings: Sequence[Finding], event: MessageReceived, ctx: Context
) -> Decision:
    """Put what answers the questions after the reply to the wish."""
    stated = dict.fromkeys(found.matches[0].passage_id for found in findings if not found.unstated)
    passages = [ctx.corpus.passage(one) for one in stated if one not in wish.sections][:_MOST_QUESTIONS]
    sections = tuple(passage.id for passage in passages) or wish.sections
    ctx.conversation.last_passages = tuple(dict.fromkeys((*sections, *wish.sections)))
    answers: tuple[Reply, ...] = (
        *(card(passage, ctx, event.place) for passage in passages),
        *unstated(findings, ctx),
    )
    asks = ctx.conversation.form is not None  # what is asked comes last: the person answers that
    return replace(
        wish,
        replies=(*answers, *wish.replies) if asks else (*wish.replies, *answers),
        sections=sections,
        escalation=wish.escalation or any(offers_contact(passage, ctx) for passage in passages),
    )
