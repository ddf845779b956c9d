"""Timing and reporting shared by the measurements."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """One measured row, in milliseconds, beside its bar (DESIGN section 8). `bar_ms` is for p95."""

    what: str
    n: int
    p50_ms: float
    p95_ms: float
    max_ms: float
    bar_ms: float | None
    load_1min: float

    @property
    def reached(self) -> bool | None:
        return None if self.bar_ms is None else self.p95_ms <= self.bar_ms

    def as_json(self) -> str:
        return json.dumps({**asdict(self), "reached": self.reached}, ensure_ascii=False)

    def as_row(self) -> str:
        bar = "" if self.bar_ms is None else f"{self.bar_ms:g}"
        verdict = {None: "", True: "yes", False: "NO"}[self.reached]
        times = " | ".join(f"{ms:.1f}" for ms in (self.p50_ms, self.p95_ms, self.max_ms))
        return f"| {self.what} | {self.n} | {times} | {bar} | {verdict} |"


HEADER = "| what | n | p50 ms | p95 ms | max ms | bar p95 ms | reached |\n|---|---|---|---|---|---|---|"


def figure(what: str, seconds: list[float], bar_ms: float | None) -> Figure:
    ordered = sorted(seconds)

    def quantile(q: float) -> float:
        return 1000 * ordered[min(len(ordered) - 1, int(q * len(ordered)))]

    return Figure(what, len(ordered), quantile(0.5), quantile(0.95), 1000 * ordered[-1], bar_ms, os.getloadavg()[0])
