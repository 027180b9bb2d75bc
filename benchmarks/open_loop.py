"""Webhooks at random moments (Poisson), whether or not the earlier ones were answered: nobody waits."""

from __future__ import annotations

import random
import selectors
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.http_connection import HttpConnection
from benchmarks.webhooks import Webhook, webhooks

_IDLE_LIMIT = 1.0  # gunicorn closes an idle connection after 2 s


@dataclass
class Sending:
    """One webhook under way; times on the machine's monotonic clock."""

    webhook: Webhook
    due: float
    answered: float | None = None
    status: int = 0


class OpenLoop:
    """Sends each webhook when it is due on a free connection, and opens one more when all are taken."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._idle: list[tuple[HttpConnection, float]] = []
        self._lock = threading.Lock()
        self._selector = selectors.DefaultSelector()
        self._under_way: dict[HttpConnection, Sending] = {}
        self._stopped = threading.Event()

    def run(self, per_second: float, seconds: float) -> list[Sending]:
        """Send for `seconds`, wait for the answers, return everything that was sent."""
        plan = _schedule(per_second, seconds)
        receiver = threading.Thread(target=self._receive)
        receiver.start()
        try:
            for sending in plan:
                time.sleep(max(0.0, sending.due - time.monotonic()))
                self._send(sending)
            self._wait(5.0)
        finally:
            self._stopped.set()
            receiver.join()
            self._close()
        return plan

    def _send(self, sending: Sending) -> None:
        request = sending.webhook.request(self._port)
        connection = self._free() or self._open()
        with self._lock:
            self._under_way[connection] = sending
        try:
            connection.send(request)
        except OSError:
            self._drop(connection)

    def _free(self) -> HttpConnection | None:
        with self._lock:
            while self._idle:
                connection, since = self._idle.pop()
                if time.monotonic() - since < _IDLE_LIMIT:
                    return connection
                self._selector.unregister(connection)
                connection.close()
        return None

    def _open(self) -> HttpConnection:
        connection = HttpConnection(self._port)
        self._selector.register(connection, selectors.EVENT_READ)
        return connection

    def _receive(self) -> None:
        while not self._stopped.is_set():
            for key, _ in self._selector.select(0.05):
                connection: HttpConnection = key.fileobj  # type: ignore[assignment]  # the selector's type is wider
                try:
                    status = connection.receive()
                except OSError:
                    self._drop(connection)
                    continue
                if status is not None:
                    self._finish(connection, status)

    def _finish(self, connection: HttpConnection, status: int) -> None:
        now = time.monotonic()
        with self._lock:
            sending = self._under_way.pop(connection)
            sending.answered, sending.status = now, status
            if not connection.closing:
                self._idle.append((connection, now))
                return
        self._drop(connection)

    def _drop(self, connection: HttpConnection) -> None:
        with self._lock:
            self._under_way.pop(connection, None)
            self._idle = [(other, since) for other, since in self._idle if other is not connection]
            if connection.fileno() in self._selector.get_map():
                self._selector.unregister(connection)
            connection.close()

    def _wait(self, timeout: float) -> None:
        until = time.monotonic() + timeout
        while self._under_way and time.monotonic() < until:
            time.sleep(0.02)

    def _close(self) -> None:
        for key in list(self._selector.get_map().values()):
            connection: HttpConnection = key.fileobj  # type: ignore[assignment]  # the selector's type is wider
            connection.close()
        self._selector.close()


def _schedule(per_second: float, seconds: float) -> list[Sending]:
    moments = list(_moments(per_second, seconds))
    made = list(webhooks(len(moments), per_second))
    start = time.monotonic() + 0.1
    return [Sending(webhook, start + moment) for webhook, moment in zip(made, moments, strict=True)]


def _moments(per_second: float, seconds: float) -> Iterator[float]:
    moment = random.expovariate(per_second)
    while moment < seconds:
        yield moment
        moment += random.expovariate(per_second)
