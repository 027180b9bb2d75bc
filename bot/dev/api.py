"""The double's api.line.me, as a Flask application.

What every call goes through: a request id, failures on demand, the access token, the rate limit, the size
limit, the call itself, the record. api-data.line.me is the same application.
"""

from __future__ import annotations

import socket
import uuid
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from flask import Blueprint, Flask, Response, g, jsonify, request
from werkzeug.routing import Rule

from bot.dev.account import Account
from bot.dev.bodies import check_size
from bot.dev.double import LineDouble
from bot.dev.failures import Failure
from bot.dev.platform import Call
from bot.dev.refusals import Refused, documented
from bot.dev.rich_menu_calls import RichMenuCalls
from bot.dev.sending import Sending
from bot.dev.token_calls import TokenCalls

_RATES: Final = {
    "start_loading": "loading",
    "validate_reply": "validate",
    "validate_push": "validate",
    "validate_multicast": "validate",
    "test_endpoint": "test_webhook",
    "endpoint": "set_or_get_webhook",
    "set_endpoint": "set_or_get_webhook",
    "create_rich_menu": "create_or_delete_rich_menu",
    "delete_rich_menu": "create_or_delete_rich_menu",
}
_WHY_NOT = "invalid token. Confirm that the access token in the authorization header is valid."


def line_api(double: LineDouble) -> Flask:
    """Build an application that is LINE's API and nothing else."""
    app = Flask(__name__, static_folder=None)
    app.url_rule_class = _Address
    app.register_blueprint(line_api_blueprint(double))
    app.register_error_handler(404, lambda _: _message(404, "Not found"))
    app.register_error_handler(405, lambda _: _message(405, "Method not allowed"))
    return app


def line_api_blueprint(double: LineDouble) -> Blueprint:
    """Build LINE's API to be served beside something else, at the root."""
    blueprint = Blueprint("line_api", __name__)
    journey = _Journey(double)
    blueprint.before_request(journey.begin)
    blueprint.after_request(journey.end)
    blueprint.register_error_handler(Refused, _refuse)
    blueprint.register_error_handler(RecursionError, lambda _: _refuse(documented("json", l=1, c=1)))
    Sending(double).register(blueprint)
    Account(double).register(blueprint)
    RichMenuCalls(double).register(blueprint)
    TokenCalls(double.access_tokens).register(blueprint)
    return blueprint


class _Address(Rule):
    """An address that is only ever looked up; to compile what writes it out is most of building the API."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:  # noqa: ARG002  # Werkzeug's
        return _never_written


def _never_written(*_: object, **__: object) -> tuple[str, str]:
    raise NotImplementedError("nothing leads to the API's addresses by name")


class _Journey:
    """What happens to a call before and after its view."""

    def __init__(self, double: LineDouble) -> None:
        self._double = double

    def begin(self) -> Response | None:
        g.request_id = str(uuid.uuid4())
        g.sent = ()
        with self._double.changed:
            g.failure = self._double.failures.take(request.path)
        if g.failure is not None and g.failure.instead:
            return _failed(g.failure)
        if not request.path.startswith("/oauth2/"):
            self._authorise()
        self._count()
        check_size()
        return None

    def end(self, response: Response) -> Response:
        response.headers["X-Line-Request-Id"] = g.request_id
        failure: Failure | None = g.failure
        gone = failure is not None and failure.drop == "before"
        self._double.record(
            Call(
                request.method,
                request.path,
                None if gone else response.status_code,
                g.request_id,
                request.get_data(),
                response.get_data(),
                g.sent,
                failure,
            )
        )
        if failure is not None:
            self._spoil(response, failure)
        return response

    def _authorise(self) -> None:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if kind != "Bearer" or not self._double.access_tokens.opens(token):
            raise documented("auth", why=_WHY_NOT)

    def _count(self) -> None:
        name = str(request.endpoint).rpartition(".")[2]
        with self._double.changed:
            if not self._double.rates.take(_RATES.get(name, name), self._double.clock()):
                raise documented("rate")

    def _spoil(self, response: Response, failure: Failure) -> None:
        if failure.stall is not None:
            self._double.failures.hold(failure.stall)
        if failure.body is not None:
            response.set_data(failure.body)
        if failure.drop is not None:
            _hang_up(request.environ)


def _failed(failure: Failure) -> Response:
    status = failure.status or 500
    if status == 429:
        return _message(status, str(documented("rate").body["message"]))
    return _message(status, HTTPStatus(status).phrase)


def _hang_up(environ: dict[str, Any]) -> None:
    connection: socket.socket | None = environ.get("werkzeug.socket") or environ.get("gunicorn.socket")
    if connection is None:
        raise RuntimeError("this server gives no socket, so the connection cannot be dropped")
    connection.shutdown(socket.SHUT_RDWR)


def _message(status: int, message: str) -> Response:
    response = jsonify(message=message)
    response.status_code = status
    return response


def _refuse(refused: Refused) -> Response:
    response = jsonify(refused.body)
    response.status_code = refused.status
    response.headers.update(refused.headers)
    return response
