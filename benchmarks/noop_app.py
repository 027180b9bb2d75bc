"""(a) The no-op: what Flask, gunicorn and the SDK's parser cost before anything is done."""

from __future__ import annotations

import os

from flask import Flask, abort, request
from linebot.v3 import WebhookParser
from linebot.v3.exceptions import InvalidSignatureError

app = Flask(__name__)
parser = WebhookParser(os.environ["LINE_CHANNEL_SECRET"])


@app.post("/line/webhook")
def parse_only() -> str:
    """Verify the signature, parse the events, forget them."""
    try:
        parser.parse(request.get_data(as_text=True), request.headers["X-Line-Signature"])
    except InvalidSignatureError:
        abort(401)
    return "OK"
