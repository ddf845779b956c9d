"""Figures for Prometheus. Labels are route templates, codes and channel names: never an id, an address or a word."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
_SECONDS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)


class Metrics:
    """The figures of one process, in a registry of its own so that tests and processes do not share counts."""

    def __init__(self) -> None:
        self.registry = own = CollectorRegistry(auto_describe=True)
        self.requests = Counter(
            "ombud_http_requests", "Answered requests.", ["method", "route", "status"], registry=own
        )
        self.seconds = Histogram(
            "ombud_http_request_seconds", "Time to answer, in seconds.", ["route"], buckets=_SECONDS, registry=own
        )
        self.opened = Counter(
            "ombud_conversations_opened", "Conversations begun or resumed.", ["channel", "how"], registry=own
        )
        self.turns = Counter("ombud_turns", "Turns taken, by the kind of input.", ["kind"], registry=own)
        self.refused = Counter("ombud_refused", "Requests refused for coming too often.", ["limit"], registry=own)
        self.part = Gauge("ombud_part", "A part: 1 ok, 0.5 degraded, 0 down, -1 off.", ["part"], registry=own)

    def exposition(self) -> bytes:
        """All figures in the Prometheus text format."""
        return generate_latest(self.registry)
