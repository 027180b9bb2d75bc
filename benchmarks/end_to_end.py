"""(d): from the moment a webhook was due to the moment its answer arrived at the LINE API."""

from __future__ import annotations

from collections import Counter

from benchmarks import figures as f
from benchmarks.bench import Bench
from benchmarks.databases import Databases
from benchmarks.figures import share
from benchmarks.line_api import Call
from benchmarks.open_loop import OpenLoop, Sending
from benchmarks.product import Product
from benchmarks.servers import BenchmarkError

_API_LATENCY_MS = 50
_WARM_UP = 4.0


def measure(bench: Bench) -> None:
    """Measure every database in turns."""
    for number in range(bench.plan.rounds):
        for databases in bench.databases:
            with bench.figures.attempt(f"{f.END_TO_END}, {databases.name}"):
                _round(bench, number, databases)


def _round(bench: Bench, number: int, databases: Databases) -> None:
    with bench.product(databases) as product:
        sent, calls = _send(bench, product)
    bench.figures.add(number, f.END_TO_END, databases.name, _summary(sent, calls))


def _send(bench: Bench, product: Product) -> tuple[list[Sending], list[Call]]:
    api, plan = bench.api, bench.plan
    with product.webhook() as web, product.worker() as worker:
        web.wait()
        api.reset(_API_LATENCY_MS)
        warm_up = OpenLoop(web.port).run(plan.per_second, _WARM_UP)
        api.wait_for(len(warm_up), 15)
        if not api.count():
            worker.check()
            raise BenchmarkError(f"the worker sent nothing:\n{worker.last_words()}")
        api.reset(_API_LATENCY_MS)
        sent = OpenLoop(web.port).run(plan.per_second, plan.open_loop)
        api.wait_for(len(sent), 10)
        return sent, api.calls()


def _summary(sent: list[Sending], calls: list[Call]) -> dict[str, float]:
    times = Counter(call.reply_token for call in calls if call.kind == "reply")
    arrived = {call.reply_token: call.at for call in reversed(calls)}
    accepted = [one for one in sent if one.status == 200]
    answered = [one for one in accepted if one.webhook.reply_token in arrived]
    if not answered:
        raise BenchmarkError(f"{len(sent)} webhooks sent, {len(accepted)} accepted, none answered")
    ways = sorted(1_000 * (arrived[one.webhook.reply_token] - one.due) for one in answered)
    accepts = sorted(1_000 * (one.answered - one.due) for one in accepted if one.answered)
    return {
        f.P50: share(ways, 50),
        f.P90: share(ways, 90),
        f.P99: share(ways, 99),
        "accept " + f.P50: share(accepts, 50),
        "accept " + f.P99: share(accepts, 99),
        "sent": len(sent),
        "not accepted": len(sent) - len(accepted),
        "never answered": len(accepted) - len(answered),
        "answered twice": sum(1 for one in accepted if times[one.webhook.reply_token] > 1),
        "pushed": sum(1 for call in calls if call.kind == "push"),
    }
