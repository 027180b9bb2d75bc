"""As many webhooks as a server takes over 16 connections: wrk, or a slower generator in Python without it."""

from __future__ import annotations

import json
import selectors
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from itertools import cycle
from pathlib import Path

from benchmarks.http_connection import HttpConnection
from benchmarks.servers import BenchmarkError
from benchmarks.webhooks import webhooks

CONNECTIONS = 16
_THREADS = 2
_WARM_UP_BODIES = 30_000

# Each thread of wrk reads a file of its own: five digits of length, then the request, and again.
_SCRIPT = """
local threads = 0
function setup(thread)
  thread:set("path", "@FOLDER@/requests." .. threads)
  threads = threads + 1
end
function init(args)
  requests = io.open(path, "rb")
end
function request()
  local length = requests:read(5)
  if not length then
    requests:seek("set", 0)
    length = requests:read(5)
  end
  return requests:read(tonumber(length))
end
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format(
    'RESULT {"requests": %d, "seconds": %.6f, "p50": %.3f, "p90": %.3f, "p99": %.3f, ' ..
    '"refused": %d, "broken": %d}\\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(90) / 1e3,
    latency:percentile(99) / 1e3, e.status, e.connect + e.read + e.write + e.timeout))
end
"""


@dataclass(frozen=True)
class Saturation:
    """What a server took at its limit; latencies in milliseconds."""

    requests: int
    seconds: float
    p50: float
    p90: float
    p99: float
    refused: int
    broken: int
    repeated: bool
    warm_up: int = 0

    @property
    def accepted(self) -> int:
        """Return the webhooks answered with 200."""
        return self.requests - self.refused

    @property
    def rate(self) -> float:
        """Return the webhooks answered with 200 per second."""
        return self.accepted / self.seconds


def saturate(port: int, seconds: float, warm_up: float) -> Saturation:
    """Warm the server up, then measure it with webhooks it has not seen."""
    before = _run(port, warm_up, _WARM_UP_BODIES)
    result = _run(port, seconds, int(before.rate * seconds * 1.5) + 2_000)
    if result.accepted < 1:
        raise BenchmarkError(f"no webhook was accepted ({result.refused} refused, {result.broken} broken)")
    return replace(result, warm_up=before.accepted, repeated=before.repeated or result.repeated)


def _run(port: int, seconds: float, count: int) -> Saturation:
    made = [webhook.request(port) for webhook in webhooks(count)]
    if shutil.which("wrk") is None:
        return _in_python(port, seconds, made)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for thread in range(_THREADS):
            requests = [b"%05d%s" % (len(request), request) for request in made[thread::_THREADS]]
            (folder / f"requests.{thread}").write_bytes(b"".join(requests))
        (folder / "saturate.lua").write_text(_SCRIPT.replace("@FOLDER@", name))
        return _with_wrk(port, seconds, folder / "saturate.lua", count)


def _with_wrk(port: int, seconds: float, script: Path, count: int) -> Saturation:
    command = ["wrk", f"-t{_THREADS}", f"-c{CONNECTIONS}", f"-d{seconds:.0f}s", "-s", str(script)]
    run = subprocess.run(
        [*command, f"http://127.0.0.1:{port}"],
        capture_output=True,
        text=True,
        timeout=seconds + 30,
        check=False,
    )
    found = [line for line in run.stdout.splitlines() if line.startswith("RESULT ")]
    if not found:
        raise BenchmarkError(f"wrk gave no result:\n{run.stdout}{run.stderr}")
    figures = json.loads(found[0].removeprefix("RESULT "))
    return Saturation(**figures, repeated=figures["requests"] > count)


def _in_python(port: int, seconds: float, made: list[bytes]) -> Saturation:
    _say_why_slow()
    requests = cycle(made)
    statuses: Counter[int] = Counter()
    latencies: list[float] = []
    with selectors.DefaultSelector() as selector:
        sent: dict[HttpConnection, float] = {}
        for _ in range(CONNECTIONS):
            _open(port, selector, sent, next(requests))
        start = time.monotonic()
        while (now := time.monotonic()) < start + seconds:
            for key, _ in selector.select(0.1):
                connection: HttpConnection = key.fileobj  # type: ignore[assignment]  # the selector's type is wider
                status = _answer(connection)
                if status is None:
                    continue
                statuses[status] += 1
                latencies.append(1_000 * (time.monotonic() - sent[connection]))
                _next(port, selector, sent, connection, next(requests))
        for connection in sent:
            connection.close()
    return _summary(latencies, statuses, now - start, len(made))


@cache
def _say_why_slow() -> None:
    what = "wrk is not installed: a Python generator takes its place and takes CPU from the server"
    print(f"  {what}", file=sys.stderr)


def _open(
    port: int, selector: selectors.BaseSelector, sent: dict[HttpConnection, float], request: bytes
) -> None:
    connection = HttpConnection(port)
    selector.register(connection, selectors.EVENT_READ)
    sent[connection] = time.monotonic()
    connection.send(request)


def _next(
    port: int,
    selector: selectors.BaseSelector,
    sent: dict[HttpConnection, float],
    connection: HttpConnection,
    request: bytes,
) -> None:
    if not connection.closing:
        try:
            sent[connection] = time.monotonic()
            connection.send(request)
            return
        except OSError:
            pass
    selector.unregister(connection)
    del sent[connection]
    connection.close()
    _open(port, selector, sent, request)


def _answer(connection: HttpConnection) -> int | None:
    try:
        return connection.receive()
    except OSError:
        connection.closing = True
        return 0


def _summary(latencies: list[float], statuses: Counter[int], seconds: float, count: int) -> Saturation:
    ordered = sorted(latencies) or [0.0]
    total = sum(statuses.values())
    at = {share: ordered[int(share / 100 * (len(ordered) - 1))] for share in (50, 90, 99)}
    broken = statuses[0]
    refused = total - statuses[200] - broken
    return Saturation(total - broken, seconds, at[50], at[90], at[99], refused, broken, total > count)
