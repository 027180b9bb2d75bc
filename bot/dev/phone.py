"""Somebody's phone: what they write and press in a chat, and what they read there then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bot.dev.double import LineDouble


class Phone:
    """The 1:1 chat of one person. `begun` is called before each thing they do, `done` after it."""

    def __init__(
        self, line: LineDouble, user_id: str, begun: Callable[[], None], done: Callable[[], None]
    ) -> None:
        self.id = user_id
        self._line, self._begun, self._done = line, begun, done
        self._seen = len(line.items(user_id))

    @property
    def text(self) -> str:
        """Everything the bot showed since this person last did something."""
        return "\n".join(word for message in self._shown() for word in words_of(message))

    def buttons(self) -> list[dict[str, Any]]:
        """Return the buttons of what the bot showed, those below it and those in it, as LINE's actions."""
        return [action for message in self._shown() for action in actions_of(message)]

    def says(self, text: str) -> str:
        self._begin()
        self._line.say(self.id, text)
        return self._read()

    def sends(self, kind: str, content: bytes | None = None, name: str | None = None) -> str:
        """Send a picture, a file or the like."""
        self._begin()
        self._line.send_media(self.id, kind, content=content, name=name)
        return self._read()

    def answers(self, *answers: str) -> str:
        """Press the button of this choice where it is shown, else write it; one after the other."""
        for answer in answers:
            action = next((one for one in self.buttons() if answer in names_of(one)), None)
            if action is None:
                self.says(answer)
                continue
            self._begin()
            self._line.press(self.id, action["data"], action.get("displayText"))
            self._read()
        return self.text

    def _begin(self) -> None:
        self._begun()
        self._seen = len(self._line.items(self.id))

    def _read(self) -> str:
        self._done()
        return self.text

    def _shown(self) -> Sequence[dict[str, Any]]:
        items = self._line.items(self.id, self._seen)
        return [item.message for item in items if item.sender == "bot"]


def names_of(action: Mapping[str, Any]) -> set[str]:
    """Return by what a script may call a button: label, command, argument or the choice of a form."""
    parts = str(action.get("data", "")).split(":")
    command = parts[1] if len(parts) > 1 else ""
    return {str(action["label"]), command, ":".join(parts[2:]), parts[-1]} - {""}


def words_of(part: object) -> Iterator[str]:
    """Give every text in a message, wherever it stands; that of buttons is none of it."""
    if isinstance(part, dict):
        if isinstance(part.get("text"), str):
            yield part["text"]
        for name, one in part.items():
            if name not in {"action", "quickReply"}:
                yield from words_of(one)
    elif isinstance(part, list):
        for one in part:
            yield from words_of(one)


def actions_of(part: object) -> Iterator[dict[str, Any]]:
    """Give every button in a message, as LINE's actions."""
    if isinstance(part, dict):
        if isinstance(part.get("action"), dict):
            yield part["action"]
        for one in part.values():
            yield from actions_of(one)
    elif isinstance(part, list):
        for one in part:
            yield from actions_of(one)
