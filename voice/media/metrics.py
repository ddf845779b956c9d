"""Figures of the socket. Labels are codes: never a number, a name or an address."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge


class MediaMetrics:
    """Lines now, and what went wrong on them."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.lines = Gauge("ombud_media_lines", "Open lines.", ["kind"], registry=registry)
        self.refused = Counter("ombud_media_refused", "Calls refused before they began.", ["why"], registry=registry)
        self.ended = Counter("ombud_media_ended", "Lines that have ended.", ["how"], registry=registry)
        self.lost = Counter("ombud_media_lost_frames", "Frames that a call did not fetch in time.", registry=registry)
        self.dropped = Counter("ombud_media_dropped", "Messages that came too fast.", registry=registry)
        self.unknown = Counter("ombud_media_unknown", "Messages that are not of the protocol.", registry=registry)
