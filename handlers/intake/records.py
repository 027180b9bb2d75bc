"""A form as plain JSON values, for the store; one that another version wrote is no form any more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from handlers.intake.form import Form
from handlers.tickets.kinds import Kind
from handlers.tickets.rights import Right

VERSION = 1


def record_of(form: Form) -> dict[str, object]:
    """Return a form as JSON values. Raises ValueError for a time without a zone."""
    if form.touched_at.tzinfo is None:
        raise ValueError("a time without a zone")
    return {
        "version": VERSION,
        "id": form.id,
        "rights": [right.value for right in form.rights],
        "step": form.step,
        "touched_at": form.touched_at.astimezone(UTC).isoformat(),
        "answers": dict(form.answers),
        "offered": [right.value for right in form.offered],
        "paused": form.paused,
        "messages": dict(form.messages),
        "kind": form.kind.value,
    }


def form_of(record: Mapping[str, object]) -> Form | None:
    """Return the form of a record; None for one that this version did not write. Never raises."""
    if record.get("version") != VERSION:
        return None
    try:
        return _made(record)
    except (KeyError, TypeError, ValueError):
        return None


def _made(record: Mapping[str, object]) -> Form:
    touched_at = datetime.fromisoformat(str(record["touched_at"]))
    if touched_at.tzinfo is None:
        raise ValueError("a time without a zone")
    return Form(
        id=str(record["id"]),
        rights=_rights(record["rights"]),
        step=str(record["step"]),
        touched_at=touched_at,
        answers=_by_step(record["answers"]),
        offered=_rights(record["offered"]),
        paused=record["paused"] is True,
        # A form begun before these were kept has no messages and is about rights.
        messages=_by_step(record.get("messages", {})),
        kind=Kind(str(record.get("kind", Kind.RIGHTS.value))),
    )


def _by_step(values: object) -> dict[str, str]:
    if not isinstance(values, dict):
        raise TypeError("answers are by step")
    return {str(step): str(value) for step, value in values.items()}


def _rights(names: object) -> tuple[Right, ...]:
    if not isinstance(names, list):
        raise TypeError("rights are a list")
    return tuple(Right(name) for name in names)
