"""LINE's entrance: verify, store, and only then answer 200."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge

from bot.line.envelope import SOURCE, Enveloped, NotAWebhook, open_envelope
from bot.line.signature import signed_by
from bot.logs import logger
from bot.store.errors import StoreError
from bot.store.inbox import NewEvent, place_of
from bot.store.intake import Intake
from bot.store.sealing import Seal

LONGEST_BODY = 2 * 1024 * 1024  # bytes; LINE's largest webhooks are a fraction of this


def webhook(secrets: Sequence[bytes], intake: Intake, seal: Seal, clock: Callable[[], int]) -> Blueprint:
    """Return `POST /line/webhook`.

    200 once every event is stored, 401 for a wrong or missing signature, 413 for a body over 2 MiB,
    400 for what LINE would never send, 503 when the store is down or slow, so that LINE delivers again.
    """
    entrance = Blueprint("line", __name__)
    log = logger()

    @entrance.post("/line/webhook")
    def receive() -> Response:
        try:
            body = _body()
        except RequestEntityTooLarge:
            return _answer(413, "body too large")
        except BadRequest:
            return _answer(400, "body broken off")
        if not signed_by(secrets, body, request.headers.get("X-Line-Signature")):
            log.info("webhook_refused", why="signature", caller=request.remote_addr)
            return _answer(401, "bad signature")
        try:
            enveloped = open_envelope(body)
        except NotAWebhook as error:
            log.warning("webhook_refused", why=str(error), caller=request.remote_addr)
            return _answer(400, "not a webhook")
        now = clock()
        try:
            intake.take([_sealed(event, seal, now) for event in enveloped])
        except StoreError as error:
            log.warning("webhook_not_stored", why=str(error), events=len(enveloped))
            return _answer(503, "not stored")
        return _answer(200, "OK")

    return entrance


def _body() -> bytes:
    # A chunked body is cut at Werkzeug's limit without a word; one byte more tells that there was more.
    request.max_content_length = LONGEST_BODY + 1
    try:
        body = request.get_data(cache=False)
    except HTTPException:
        raise
    except Exception as error:  # each server has its own for chunks that cannot be read
        raise BadRequest from error
    if len(body) > LONGEST_BODY:
        raise RequestEntityTooLarge
    return body


def _answer(status: int, text: str) -> Response:
    return Response(text, status, mimetype="text/plain")


def _sealed(event: Enveloped, seal: Seal, now: int) -> NewEvent:
    return NewEvent(
        event_id=event.event_id,
        source=SOURCE,
        lane=seal.lane(f"{SOURCE}.{event.kind}", event.sender),
        payload=seal.close(event.payload, place_of(event.event_id)),
        received_at=now,
    )
