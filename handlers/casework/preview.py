"""What the requester would read of an act, before it is done; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.casework.acting import decided
from handlers.casework.acts import StaffAct
from handlers.casework.case import Case
from handlers.decisions import Decision
from handlers.plain import as_text
from handlers.tickets.desk_log import AnswerSent


@dataclass(frozen=True, slots=True)
class Preview:
    """`chat` and `mail` are the words of both ways, "" where nothing goes there; `buttons` their labels.

    With `mail_first` the chat is for a mail that does not arrive. `behind_link` is what only the page behind
    a protected link shows; `files` go with it. `refused` is why the act would be refused, as `Acted.why`.
    """

    chat: str = ""
    mail: str = ""
    mail_first: bool = False
    buttons: tuple[str, ...] = ()
    behind_link: str = ""
    files: tuple[str, ...] = ()
    refused: str = ""


def preview(act: StaffAct, case: Case) -> Preview:
    """Return what would be read: exactly what the act itself says, for it is decided here as it would be."""
    decision = decided(act, case)
    if decision.acted is None or decision.acted.why:
        return Preview(refused=decision.acted.why if decision.acted else "")
    hidden, files = _behind_link(decision)
    for notice in decision.notices:
        return Preview(
            chat=as_text((notice.text,)),
            mail=notice.letter.text if notice.letter else "",
            mail_first=notice.letter is not None and notice.mail_first,
            buttons=tuple(choice.label for choice in notice.text.choices),
            behind_link=hidden,
            files=files,
        )
    return Preview()


def _behind_link(decision: Decision) -> tuple[str, tuple[str, ...]]:
    for change in decision.changes:
        for event in change.events:
            if isinstance(event, AnswerSent) and event.behind_link:
                return change.texts[event.text.id].text, event.files
    return "", ()
