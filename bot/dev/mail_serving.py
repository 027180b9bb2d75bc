"""Listening for mail on this machine, beside whatever else the process does."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from ssl import SSLContext
from weakref import WeakSet

from aiosmtpd.smtp import SMTP

HOST = "127.0.0.1"

Answering = Callable[[asyncio.AbstractEventLoop], SMTP]


class MailServer:
    """A loopback port with a thread of its own; `answering` makes what talks to each connection.

    Port 0 takes a free one, which is `port` then. Raises OSError when the port is taken.
    """

    def __init__(self, answering: Answering, port: int = 0, tls: SSLContext | None = None) -> None:
        self._answering = answering
        self._tls = tls
        self._open: WeakSet[SMTP] = WeakSet()
        listening: Future[int] = Future()
        self._thread = threading.Thread(target=self._run, args=(port, listening), name="mail", daemon=True)
        self._thread.start()
        self.port = listening.result()

    def close(self) -> None:
        """Stop listening, end who is connected, and free the port."""
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()

    def _run(self, port: int, listening: Future[int]) -> None:
        asyncio.run(self._serve(port, listening))

    async def _serve(self, port: int, listening: Future[int]) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        try:
            server = await self._loop.create_server(self._answer, HOST, port, ssl=self._tls)
        except OSError as error:
            listening.set_exception(error)
            return
        listening.set_result(server.sockets[0].getsockname()[1])
        await self._over.wait()
        for each in server.sockets:
            self._loop.remove_reader(each.fileno())  # whom a closed server is just letting in stays connected
        await self._hang_up()
        server.close()

    async def _hang_up(self) -> None:
        """End who is still connected; `server.wait_closed` would wait until they go by themselves.

        Who was being let in when it began is connected only then, and goes in the next round.
        """
        while True:
            await asyncio.sleep(0)
            for each in list(self._open):
                drop(each)
            conversations = asyncio.all_tasks() - {asyncio.current_task()}
            if not conversations:
                return
            await asyncio.gather(*conversations, return_exceptions=True)

    def _answer(self) -> SMTP:
        answering = self._answering(self._loop)
        self._open.add(answering)
        return answering


def drop(answering: SMTP) -> None:
    """Break a connection without a word."""
    if isinstance(answering.transport, asyncio.WriteTransport):
        answering.transport.abort()
