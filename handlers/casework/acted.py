"""What became of something that staff did: it is written, or it was refused and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Result = Literal["done", "refused"]


@dataclass(frozen=True, slots=True)
class Acted:
    """`why` is a word that `refusal_words` has a sentence for, "" for what was done."""

    result: Result = "done"
    why: str = ""


class Why(StrEnum):
    """Why an act is refused, beside `Obstacle` and `NotExtended`; the catalogue has `casework.refused.*`."""

    NO_TICKET = "no_ticket"
    """There is no ticket of this number, or it has no log."""
    CHANGED = "changed"
    """Somebody else has done something with the ticket since it was seen."""
    UNKNOWN = "unknown"
    """Nobody here decides about such an act; a newer version may have made it."""
    GAP_LEFT = "gap_left"
    """What a saved reply leaves to staff is not filled in."""
    NOTE_TOO_LONG = "note_too_long"
    """A note has more characters than fit."""
    OWNER_TOO_LONG = "owner_too_long"
    """Who answers inside is named in too many characters."""
    CODE_MISSING = "code_missing"
    """An address counts as the one on file only once a code has shown that the requester reads mail there."""
    FACTS_TOO_EARLY = "facts_too_early"
    """Two facts were compared before the address on file, or a linked account, was."""
    DOUBT_MISSING = "doubt_missing"
    """A document is asked for only on reasonable doubt."""
    NOT_RAISED = "not_raised"
    """What this method shows the product notes by itself; staff have no part in it."""
    PART_MISSING = "part_missing"
    """A refusal lacks one of its seven parts."""
    ONLY_ANSWER = "only_answer"
    """A request for rights is answered with what was decided, not by a message alone."""
    NOT_ANSWERED = "not_answered"
    """No answer was sent since the decision."""
    NO_LINK = "no_link"
    """A result needs a protected link, and none can be given here."""
    NO_FILE = "no_file"
    """The ticket has no such file, it is erased, or somebody else added it than who can for this."""
    NO_DOCUMENT = "no_document"
    """Files show who somebody is only where a document was looked at."""
    FILE_TYPE = "file_type"
    """A file of this type is not kept."""
    FILE_TOO_LARGE = "file_too_large"
    """A file is larger than what we keep."""
    TOO_MANY_FILES = "too_many_files"
    """As many files are kept as there may be."""
    TAG_NAME = "tag_name"
    """A tag has no name, one that is too long, or one with signs that nobody sees."""
    OWN_WISH = "own_wish"
    """Who asked that somebody is forgotten leaves it to another to agree."""
    NO_NUMBER = "no_number"
    """This is no number of another ticket."""


class ActRefused(Exception):
    """An act is refused without anything being written; `why` says why in one word."""

    def __init__(self, why: str) -> None:
        super().__init__(f"refused: {why}")
        self.why = why


DONE = Acted()


def refused(why: str) -> Acted:
    return Acted("refused", str(why))
