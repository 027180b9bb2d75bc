"""Neither the access token nor what was said reaches a stranger, an error or a line of the log."""

from __future__ import annotations

import logging
import ssl
import traceback
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bot.line.client import LineClient
from bot.line.tokens import fixed
from tests.bot.line.answering import Answer, AnsweringServer
from tests.bot.line.calling import BOTH, SAID, TOKEN, Call, failure
from tests.bot.line.webhooks import REPLY_TOKEN, USER


def somebody_s_certificate(directory: Path) -> ssl.SSLContext:
    """Return the TLS of a server that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    draft = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    draft = draft.serial_number(1).not_valid_before(now - timedelta(days=1))
    certificate = draft.not_valid_after(now + timedelta(days=1)).sign(key, hashes.SHA256())
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = directory / "server.pem"
    file.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(file)
    return tls


@BOTH
def test_a_server_that_nobody_vouches_for_gets_neither_message_nor_token(tmp_path: Path, call: Call) -> None:
    with AnsweringServer(somebody_s_certificate(tmp_path)) as impostor:
        client = LineClient(impostor.url, fixed(TOKEN))
        error = failure(client, call)
        client.close()
    assert not error.permanent
    assert impostor.requests == []


@BOTH
@pytest.mark.parametrize(
    "answer",
    [Answer(400, TOKEN.encode()), Answer(401, TOKEN.encode()), Answer(drop=True),
     Answer(500, SAID[0]["text"].encode()), Answer(body=b"\xff"),
     Answer(404, b"", {"x-line-request-id": "r1"})],
)  # fmt: skip
def test_no_error_and_no_line_of_the_log_holds_the_token_or_what_was_said(
    client: LineClient,
    server: AnsweringServer,
    call: Call,
    answer: Answer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    server.answer(answer)
    with caplog.at_level(logging.INFO), structlog.testing.capture_logs() as lines:
        error = failure(client, call)
    shown = "".join(traceback.format_exception(error)) + repr(error) + caplog.text + repr(lines)
    assert [secret for secret in (TOKEN, REPLY_TOKEN, USER, "クッキー") if secret in shown] == []


@BOTH
@pytest.mark.parametrize("token", [f"{TOKEN}\n", f"{TOKEN}\r\nX-Evil: 1", f"{TOKEN}あ"])
def test_a_token_that_is_no_header_is_not_shown_either(
    server: AnsweringServer, call: Call, token: str
) -> None:
    client = LineClient(server.url, fixed(token))
    shown = "".join(traceback.format_exception(failure(client, call)))
    client.close()
    assert TOKEN not in shown
    assert server.requests == []
