"""A process that answers without a pause by what is live, and says by which version, since when.

It says a line whenever the version of its answers changes: the mark and the time in seconds since 1970. Told
to stop, it says how many answers it gave and how many of them held sentences of two versions.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from contextlib import closing

from cryptography.fernet import Fernet

from bot import logs
from bot.corpus.live import LiveKnowledge
from bot.dispatch import Dispatch
from bot.line.channel import LineChannel
from bot.line.envelope import SOURCE as LINE
from bot.store.engine import open_database
from bot.store.inbox import StoredEvent, place_of
from bot.store.sealing import Seal
from knowledge.findings import Finder
from tests.small_policy import MARK

_SEAL = Seal([Fernet.generate_key().decode()], "sixteen letters or more")
_QUESTIONS = ("do you use cookies", "クッキーは使っていますか", "what do you collect", "topics")


def main(address: str) -> None:
    """Answer until somebody says a line."""
    logs.set_up("CRITICAL")
    sys.setswitchinterval(0.001)  # as a worker does
    stopped = threading.Event()
    threading.Thread(target=_wait_for_a_line, args=(stopped,), daemon=True).start()
    with closing(open_database(address)) as database:
        knowledge = LiveKnowledge(database, _nothing_shipped)
        knowledge.follow()
        answers, mixed = _answer(Dispatch({LINE: LineChannel()}, knowledge.finder, _SEAL), stopped)
        knowledge.stop()
    _say(f"{answers} answers {mixed} mixed")


def _wait_for_a_line(stopped: threading.Event) -> None:
    sys.stdin.readline()
    stopped.set()


def _answer(dispatch: Dispatch, stopped: threading.Event) -> tuple[int, int]:
    answers, mixed, before = 0, 0, ""
    events = [_event(number, question) for number, question in enumerate(_QUESTIONS)]
    while not stopped.is_set():
        for event in events:
            drafts = dispatch.decide(event, None, _now()).drafts
            marks = set(MARK.findall(" ".join(draft.body.decode() for draft in drafts)))
            answers, mixed = answers + 1, mixed + (len(marks) != 1)
            mark = "and".join(sorted(marks))
            if mark != before:
                _say(f"{mark} {time.time()}")
                before = mark
    return answers, mixed


def _event(number: int, text: str) -> StoredEvent:
    event_id = f"e{number}"
    said = {
        "type": "message",
        "webhookEventId": event_id,
        "timestamp": _now(),
        "mode": "active",
        "source": {"type": "user", "userId": "U" + "a" * 32},
        "deliveryContext": {"isRedelivery": False},
        "replyToken": "reply token",
        "message": {"type": "text", "id": "1", "text": text},
    }
    payload = _SEAL.close(json.dumps(said).encode(), place_of(event_id))
    return StoredEvent(number, event_id, LINE, "ana", payload, 0, _now())


def _nothing_shipped() -> Finder:
    raise AssertionError("something was published")


def _now() -> int:
    return time.time_ns() // 1_000_000


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
