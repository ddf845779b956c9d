"""Figures of all calls of the process, for Prometheus. Labels are codes: never a number, an id or a word."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from voice.call.record import Reason, TurnRecord

_SECONDS = (0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.45, 0.6, 0.9, 1.2, 1.8, 2.5, 5, 10)
_CALL_SECONDS = (10, 30, 60, 120, 300, 600, 1200, 2700)


class CallMetrics:
    """Counts what the calls tell it."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.calls = Counter("ombud_calls", "Calls taken.", ["kind"], registry=registry)
        self.active = Gauge("ombud_calls_active", "Calls going on now.", registry=registry)
        self.ends = Counter("ombud_call_ends", "Calls ended, by reason.", ["reason"], registry=registry)
        self.seconds = Histogram("ombud_call_seconds", "Length of calls.", buckets=_CALL_SECONDS, registry=registry)
        self.turns = Counter("ombud_call_turns", "Turns, by how the caller answered.", ["how"], registry=registry)
        self.part_seconds = Histogram(
            "ombud_call_turn_seconds",
            "From the end of speech to our first sound, and its parts: endpoint, hearing, dialogue, speaking.",
            ["part"],
            buckets=_SECONDS,
            registry=registry,
        )
        self.key_seconds = Histogram(
            "ombud_call_key_seconds", "From a key to our first sound.", buckets=_SECONDS, registry=registry
        )
        self.greeting_seconds = Histogram(
            "ombud_call_greeting_seconds", "From the answer to our first sound.", buckets=_SECONDS, registry=registry
        )
        self.barge_ins = Counter("ombud_call_barge_ins", "Times that a caller's words cut ours.", registry=registry)
        self.went_on = Counter("ombud_call_went_on", "Times that we went on after such a cut.", registry=registry)
        self.rejects = Counter("ombud_call_rejects", "Sounds in which no words were found.", registry=registry)
        self.silences = Counter("ombud_call_silences", "Silences that were answered.", registry=registry)
        self.hearing_failures = Counter("ombud_call_hearing_failures", "Hearing did not answer.", registry=registry)
        self.troubles = Counter("ombud_call_troubles", "The conversation could not be kept.", registry=registry)

    def turn(self, record: TurnRecord) -> None:
        """Counts one turn."""
        self.turns.labels(record.how).inc()
        if record.how == "silence":
            self.silences.inc()
        if record.how == "greeting" and record.speak_ms is not None:
            self.greeting_seconds.observe(record.speak_ms / 1000)
        if record.key_to_audio_ms is not None:
            self.key_seconds.observe(record.key_to_audio_ms / 1000)
        if record.speech_end_to_audio_ms is None:
            return
        parts = {
            "endpoint": record.endpoint_ms,
            "hearing": record.heard_after_ms,
            "dialogue": record.dialogue_ms,
            "speaking": record.speak_ms,
            "total": record.speech_end_to_audio_ms,
        }
        for part, ms in parts.items():
            if ms is not None:
                self.part_seconds.labels(part).observe(ms / 1000)

    def began(self, kind: str) -> None:
        self.calls.labels(kind).inc()
        self.active.inc()

    def ended(self, reason: Reason, seconds: float) -> None:
        self.active.dec()
        self.ends.labels(reason.value).inc()
        self.seconds.observe(seconds)
