"""What people see of the made-up office, kept from the run that played it for every start of the demo."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import asdict
from pathlib import Path

import orjson

from bot.dev.double import LineDouble
from bot.dev.people import Person
from bot.dev.transcript import Item

_FIRST_MESSAGE_ID = 5 * 10**17
"""With the milliseconds since 1970 more than any id of the run that played the office."""


def kept(line: LineDouble, path: Path) -> None:
    """Write people and chats into a file."""
    told = {
        "people": [asdict(person) for person in line.people],
        "items": {person.id: [asdict(item) for item in line.items(person.id)] for person in line.people},
        "contents": {
            message: (kind, b64encode(content).decode())
            for message, (kind, content) in line.transcript.contents.items()
        },
    }
    path.write_bytes(orjson.dumps(told))


def brought_back(line: LineDouble, path: Path) -> None:
    """Add the people and chats of a file, whoever said something last first."""
    told = orjson.loads(path.read_bytes())
    people = [Person(**one) for one in told["people"]]
    spoke = {person.id: told["items"][person.id][-1]["at"] for person in people if told["items"][person.id]}
    line.number_messages_from(_FIRST_MESSAGE_ID + int(line.clock() * 1_000))
    with line.changed:
        line.people += sorted(people, key=lambda person: -spoke.get(person.id, 0))
        for chat, items in told["items"].items():
            for one in (Item(**item) for item in items):
                added = line.transcript.add(
                    chat, one.sender, one.message, one.message_id, one.at, one.quote_token
                )
                added.unsent, added.read = one.unsent, one.read
        line.transcript.contents |= {
            message: (kind, b64decode(content)) for message, (kind, content) in told["contents"].items()
        }
