"""`ask`: the desk without LINE, at the terminal or for other programs."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import Any

import click

from bot.bootstrap.knowledge import finder
from handlers.context import Context
from handlers.conversation import Conversation
from handlers.decisions import Decision
from handlers.events import MessageReceived
from handlers.plain import as_text
from handlers.routes import decide
from knowledge.language import LANGUAGES


@click.command()
@click.argument("text", required=False)
@click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Answer in this language, whatever the text is in."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of words.")
@click.option("--jsonl", is_flag=True, help="Read one {id, text, lang?} a line, write one answer a line.")
def ask(text: str | None, lang: str | None, as_json: bool, jsonl: bool) -> None:
    """Ask TEXT as a person would in the chat."""
    if jsonl == (text is not None):
        raise click.UsageError("Give either TEXT or --jsonl.")
    if text is not None:
        answer = _answer("1", text, lang)
        click.echo(_json(answer) if as_json else answer["text"])
        return
    for number, line in enumerate(sys.stdin, start=1):
        if line.strip():
            click.echo(_json(_answer_line(number, line)))


def _answer_line(number: int, line: str) -> dict[str, Any]:
    try:
        asked = json.loads(line)
        return _answer(str(asked["id"]), str(asked["text"]), asked.get("lang"))
    except (ValueError, KeyError, TypeError) as error:
        raise click.ClickException(f"line {number} is no {{id, text}}: {type(error).__name__}") from None


def _answer(asked_id: str, text: str, lang: str | None) -> dict[str, Any]:
    conversation = Conversation()
    if lang in LANGUAGES:
        conversation = Conversation(language=lang, language_fixed=True)
    now = datetime.now(UTC)
    decision = decide(MessageReceived(id=asked_id, at=now, text=text), Context(finder(), conversation, now))
    return {"id": asked_id, "lang": conversation.language, **_outcome(decision)}


def _outcome(decision: Decision) -> dict[str, Any]:
    return {
        "kind": decision.kind,
        "tier": decision.tier,
        "sections": list(decision.sections),
        "right": list(decision.rights),
        "escalation": decision.escalation,
        "behaviour": decision.behaviour,
        "ticket": decision.ticket,
        "confidence": round(decision.confidence, 4),
        "text": as_text(decision.replies),
    }


def _json(answer: dict[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False)
