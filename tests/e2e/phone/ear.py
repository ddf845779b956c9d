"""What a caller heard and when: placed by the sound's own time, compared with the sound that was expected."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from tests.e2e.phone import alaw
from tests.e2e.phone.rtp import SPACING, Packet

LOUD = 120.0
"""Root mean square of a packet that somebody would hear; comfort silence lies under it."""
ALIKE = 0.6
"""Normalised correlation from which two sounds are the same words; different ones of one voice stay under 0.3."""
_TAIL = alaw.RATE // 10
"""Samples at a sound's end that may be missing: a player sends whole packets, and may leave the last part away."""


@dataclass(frozen=True)
class Found:
    """Where in a call a sound was heard: times of `time.time()`, and how alike it was (0-1)."""

    begins: float
    ends: float
    likeness: float


class Ear:
    """A look at all packets of a call until now."""

    def __init__(self, packets: Sequence[Packet]) -> None:
        self.packets = tuple(packets)

    def first_sound(self, after: float, *, until: float = float("inf")) -> float | None:
        """When the first audible packet after that time arrived."""
        begin = bisect_right(self.packets, after, key=lambda packet: packet.at)
        found = next((p.at for p in islice(self.packets, begin, None) if p.loudness > LOUD), None)
        return found if found is not None and found <= until else None

    def last_sound(self, before: float = float("inf")) -> float | None:
        """When the last audible packet before that time arrived."""
        return next((p.at for p in reversed(self.packets) if p.loudness > LOUD and p.at < before), None)

    def quiet_for(self, now: float) -> float:
        """Seconds since something was heard; since the first packet if nothing ever was."""
        begun = self.packets[0].at if self.packets else now
        return now - (self.last_sound() or begun)

    def gaps(self, longest: float = SPACING * 2) -> list[float]:
        """Every time between two packets that is longer, in seconds: a hole in what the caller heard."""
        times = np.array([packet.at for packet in self.packets])
        between = np.diff(times)
        return [float(gap) for gap in between[between > longest]]

    def find(self, sound: NDArray[np.int16], after: float = 0.0) -> Found | None:
        """Where `sound` (8 kHz) was heard best after that time; None when nothing was like it at all."""
        heard, times = self._placed(after)
        heard = np.pad(heard, (0, _TAIL))
        if len(heard) < len(sound) or not len(sound):
            return None
        likeness = _likeness(heard, sound.astype(np.float64))
        best = int(np.argmax(likeness))
        end = min(best + len(sound), len(times)) - 1
        return Found(float(times[best]), float(times[end]) + SPACING, float(likeness[best]))

    def heard(self, sound: NDArray[np.int16], after: float = 0.0) -> bool:
        """Whether these words were heard, whole."""
        found = self.find(sound, after)
        return found is not None and found.likeness >= ALIKE

    def _placed(self, after: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The sound as a listener's buffer lays it out, and when each sample arrived.

        Within one source the stamps say where; a new source (another player in the exchange) begins where it arrived.
        """
        packets = [packet for packet in self.packets if packet.at > after]
        if not packets:
            return np.zeros(0), np.zeros(0)
        began, anchors, places = packets[0].at, dict[int, int](), []
        for packet in packets:
            by_clock = round((packet.at - began) * alaw.RATE)
            anchor = anchors.setdefault(packet.source, by_clock - packet.stamp)
            place = packet.stamp + anchor
            if abs(place - by_clock) > 2 * alaw.RATE:  # the stamps have jumped: a new beginning of the same source
                anchors[packet.source] = by_clock - packet.stamp
                place = by_clock
            places.append(max(0, place))
        length = max(places) + alaw.PACKET_SAMPLES
        heard, times = np.zeros(length), np.full(length, packets[0].at)
        for place, packet in zip(places, packets, strict=True):
            samples = alaw.decoded(packet.sound)
            heard[place : place + len(samples)] = samples
            times[place : place + len(samples)] = packet.at
        return heard, np.maximum.accumulate(times)


def _likeness(heard: NDArray[np.float64], sound: NDArray[np.float64]) -> NDArray[np.float64]:
    """Normalised correlation of `sound` with each stretch of its length in `heard`."""
    size = 1 << (len(heard) + len(sound)).bit_length()
    spectrum = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(sound, size))
    product = np.fft.irfft(spectrum, size)[: len(heard) - len(sound) + 1]
    energy = np.concatenate([[0.0], np.cumsum(heard**2)])
    stretch = np.sqrt(np.maximum(energy[len(sound) :] - energy[: -len(sound)], 0.0))
    quiet = 0.1 * np.linalg.norm(sound)  # a stretch of near silence is like nothing
    return product / (np.maximum(stretch, quiet) * np.linalg.norm(sound) + 1e-9)
