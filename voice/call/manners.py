"""How long a call waits for what. Seconds, unless said otherwise."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Manners:
    """`longest_call`: then the call ends kindly; one turn before that, the caller is told (`warn_before` earlier).

    `thinking_after` is counted from the end of the caller's speech, as are `moment_after` (then it is said in words).
    """

    longest_call: float = 45 * 60
    warn_before: float = 120
    grace_for_words: float = 20
    stay_in_danger: float = 5 * 60

    thinking_after: float = 1.2
    moment_after: float = 3.5

    key_alone_after: float = 1.0
    entry_stalls_after: float = 8
    hash_after_digit: float = 0.7

    goodbye_at_most: float = 30
    patience_for_waiting: float = 90
    hearing_at_most: float = 12
    after_hang_up: float = 8
