"""Somebody who writes to the desk at LINE, and reads there what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.dev.phone import actions_of, names_of, words_of
from bot.line.envelope import SOURCE as LINE
from handlers.tickets.ticket import Ticket

if TYPE_CHECKING:  # the desk makes its people
    from tests.line_desk import LineDesk


class LinePerson:
    """Somebody at LINE, and what they see of the chat after what they did last."""

    def __init__(self, desk: LineDesk, user_id: str) -> None:
        self.desk = desk
        self.id = user_id
        self.lane = desk.seal.lane(f"{LINE}.user", user_id)
        self.chat = user_id
        self._seen = len(desk.line.items(user_id))

    @property
    def tickets(self) -> tuple[Ticket, ...]:
        return self.desk.tickets_of(self.lane)

    @property
    def text(self) -> str:
        """Everything the bot showed since this person last did something."""
        return "\n".join(word for message in self._shown() for word in words_of(message))

    def buttons(self) -> list[dict[str, Any]]:
        """Return the buttons of what the bot showed, those below it and those in it, as LINE's actions."""
        return [action for message in self._shown() for action in actions_of(message)]

    def says(self, text: str) -> str:
        self._begin(self.id)
        self.desk.line.say(self.id, text)
        return self._read()

    def sends(self, kind: str, content: bytes | None = None, name: str | None = None) -> str:
        """Send a picture, a file or the like."""
        self._begin(self.id)
        self.desk.line.send_media(self.id, kind, content=content, name=name)
        return self._read()

    def takes_back(self, message_id: str) -> str:
        """Unsend a message."""
        self._begin(self.id)
        self.desk.line.unsend(self.id, message_id)
        return self._read()

    def says_in(self, group_id: str, text: str) -> str:
        """Write in a group, addressed to the bot; return what the group reads."""
        self._begin(group_id)
        self.desk.line.say(self.id, text, chat_id=group_id, mention_bot=True)
        return self._read()

    def presses(self, choice: str) -> str:
        """Press the button shown whose label, command or choice is this."""
        action = next(one for one in self.buttons() if choice in names_of(one))
        return self.presses_data(action["data"], action.get("displayText"))

    def presses_data(self, data: str, shown: str | None = None) -> str:
        self._begin(self.id)
        self.desk.line.press(self.id, data, shown)
        return self._read()

    def answers(self, *answers: str) -> str:
        """Press the button of this choice where it is shown, else write it; one after the other."""
        for answer in answers:
            shown = any(answer in names_of(one) for one in self.buttons())
            self.presses(answer) if shown else self.says(answer)
        return self.text

    def _begin(self, chat_id: str) -> None:
        self.desk.now += timedelta(seconds=1)
        self.chat = chat_id
        self._seen = len(self.desk.line.items(chat_id))

    def _read(self) -> str:
        self.desk.work()
        return self.text

    def _shown(self) -> Sequence[dict[str, Any]]:
        items = self.desk.line.items(self.chat, self._seen)
        return [item.message for item in items if item.sender == "bot"]
