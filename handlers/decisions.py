"""What a handler decided about one event: the replies, and in the fixed words of the outside what it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handlers.casework.acted import Acted
from handlers.downloading.links import NewLink
from handlers.files.fetch import Fetch
from handlers.identity.codes import CodeChange
from handlers.letters import Letter
from handlers.mails.outcomes import Settled
from handlers.notices import Notice
from handlers.own_data.forgetting import Forgetting
from handlers.replies import Reply
from handlers.tickets.changes import TicketChange
from knowledge.findings import Tier

Kind = Literal[
    "policy", "right", "status", "withdraw", "human", "smalltalk", "help", "out_of_scope", "unsafe"
]
Behaviour = Literal["warn_personal_data", "support", "alert", "refuse", "ignore", "mask"]


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome of one event. `kind` is None for events that are no message (follow, join, unsend).

    `sections` are passage ids, best first; `escalation` tells that the Privacy Center was offered;
    `confidence` is 0 to 1; `changes` are written to tickets, `letters` owed and `codes` kept or dropped
    and `links` given out together with the replies. `fetches` are files to get from the
    platform, `discards` ids of files that were fetched and are erased. With `forgets` the person is not
    remembered, and what need not stay of theirs is erased. `notices` are said to the person though they did
    not ask now, `mail` is what became of the mail that this event is,
    and `acted` what became of the act of staff that it is. `returned` is what a mail of ours is known by that
    came back: what it said is said another way, and `notices` only where that cannot be.
    """

    replies: tuple[Reply, ...] = ()
    kind: Kind | None = None
    tier: Tier = "answer"
    sections: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    escalation: bool = False
    behaviour: Behaviour | None = None
    ticket: str | None = None
    confidence: float = 1.0
    changes: tuple[TicketChange, ...] = ()
    letters: tuple[Letter, ...] = ()
    codes: tuple[CodeChange, ...] = ()
    fetches: tuple[Fetch, ...] = ()
    discards: tuple[str, ...] = ()
    links: tuple[NewLink, ...] = ()
    forgets: Forgetting | None = None
    notices: tuple[Notice, ...] = ()
    mail: Settled | None = None
    returned: str = ""
    acted: Acted | None = None
