"""How the desk reacts to labelled messages: what it heard, what it answered, what it must not have done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.context import Context
from handlers.conversation import Conversation
from handlers.decisions import Decision
from handlers.events import MessageReceived
from handlers.plain import as_text
from handlers.routes import decide
from knowledge.evaluate import Result, Scores, Share, scored
from knowledge.findings import Finder, Finding, Match
from knowledge.labelled import Question

FORM = "form"  # rows that only mean something while a form is being filled in
_ANSWERED = frozenset({"policy", "out_of_scope"})
# What people are told counts, not its name: "human" is to be sent to a person, "fallback" to get no answer.
_BEHAVED: Mapping[str, Callable[[Decision], bool]] = {
    "human": lambda decision: decision.escalation and not decision.rights,
    "alert": lambda decision: decision.behaviour == "alert" and decision.escalation,
    "support": lambda decision: decision.behaviour == "support" and decision.escalation,
    "fallback": lambda decision: decision.tier == "fallback" and not decision.rights,
    "warn_personal_data": lambda decision: decision.behaviour == "warn_personal_data",
}


@dataclass(frozen=True, slots=True)
class Reaction:
    """A labelled message and what the desk decided about it, alone, as the first of a conversation."""

    row: Question
    decision: Decision

    @property
    def heard(self) -> str:
        """The kind the message was taken for, in the words of DESIGN's fixed interface."""
        return self.decision.kind or ""

    @property
    def met(self) -> bool:
        """The message was taken for what it is; for a right, with a proper one and no other."""
        row, decision = self.row, self.decision
        if self.heard in row.also_ok:
            return True
        match row.kind:
            case "right":
                return self.heard == "right" and bool(decision.rights) and {*decision.rights} <= {*row.rights}
            case "unsafe":
                return _BEHAVED[row.behaviour or "fallback"](decision)
            case "status" | "withdraw":
                return self.heard == row.kind and decision.ticket == row.number
            case "policy" | "out_of_scope":
                return self.heard in _ANSWERED
            case _:
                return self.heard == row.kind

    @property
    def false_start(self) -> bool:
        """A request for a right is begun that nobody wants."""
        wanted = self.row.kind == "right" or "right" in self.row.also_ok
        return not wanted and (self.heard == "right" or bool(self.decision.rights))

    @property
    def leaked(self) -> bool:
        """The reply, or what is kept of it, repeats what may not be repeated."""
        said = f"{as_text(self.decision.replies)} {self.decision}"
        return any(secret in said for secret in self.row.must_not_contain)

    @property
    def result(self) -> Result:
        """What was answered, as the scores of answers count it; any other reaction quotes nothing."""
        decision = self.decision
        if decision.kind != "policy":
            return Result(self.row, Finding("fallback", (), decision.confidence))
        matches = tuple(Match(section, decision.confidence) for section in decision.sections)
        return Result(self.row, Finding(decision.tier, matches, decision.confidence))


@dataclass(frozen=True, slots=True)
class Reactions:
    """The reactions to a set of labelled messages, and what they amount to."""

    each: Sequence[Reaction]
    answers: Scores

    def share(self, *kinds: str) -> Share:
        """Return how many rows of these kinds were taken for what they are."""
        told = [one.met for one in self.each if one.row.kind in kinds]
        return Share(sum(told), len(told))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the rows, in the order they first appear."""
        return tuple(dict.fromkeys(one.row.kind for one in self.each))

    @property
    def confusion(self) -> Counter[tuple[str, str]]:
        """How often (a row's kind, the kind it was taken for) came about; what was met counts as its kind."""
        return Counter((one.row.kind, one.row.kind if one.met else one.heard) for one in self.each)

    @property
    def false_starts(self) -> Share:
        """Requests begun, of all rows without a wish for a right."""
        told = [one.false_start for one in self.each if one.row.kind != "right"]
        return Share(sum(told), len(told))

    @property
    def leaks(self) -> int:
        """How many replies repeat what may not be repeated."""
        return sum(one.leaked for one in self.each)

    @property
    def missed(self) -> tuple[Reaction, ...]:
        """What was taken for something else, leaked, or answered wrongly."""
        return tuple(
            one
            for one in self.each
            if not one.met or one.leaked or (one.row.kind in _ANSWERED and one.result.failed)
        )


def react(finder: Finder, rows: Iterable[Question], now: datetime) -> Reactions:
    """Let the desk decide about every row at this moment (UTC)."""
    each = [Reaction(row, _decided(finder, row, now)) for row in rows if row.kind != FORM]
    answers = scored([one.result for one in each if one.row.kind in _ANSWERED], finder.corpus)
    return Reactions(each, answers)


def _decided(finder: Finder, row: Question, now: datetime) -> Decision:
    conversation = Conversation(language=row.language, language_fixed=True)
    return decide(MessageReceived(id=row.id, at=now, text=row.text), Context(finder, conversation, now))
