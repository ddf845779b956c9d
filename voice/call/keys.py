"""Telephone keys as they are pressed, one by one, and when they mean something. Pure; time is passed in, in seconds.

Where a key acts at once, each key is whole. Where digits are entered, `#` ends them, `*0` and `*9` are whole at once,
and `*` clears: alone it repeats the question, which shows only when nothing follows it (`lapse`).
"""

from __future__ import annotations

from bot.dialogue.listening import Keys

LONGEST_ENTRY = 32
_NEVER = float("-inf")


class Keypad:
    """What the caller has pressed at the waiting question."""

    def __init__(self, *, hash_after_digit: float) -> None:
        self._hash_after_digit = hash_after_digit
        self._keys: Keys = "at_once"
        self._wary = False
        self._entered = ""
        self._star = False
        self._digit_at = _NEVER

    def expect(self, keys: Keys, *, wary: bool = False) -> None:
        """A new question waits: what was begun for the last one is forgotten.

        `wary`: it took the place of one where digits are entered, so a digit acts only when no other follows it: a
        row of digits is meant for the question before.
        """
        self._keys = keys
        self._wary = wary
        self._entered = ""
        self._star = False

    @property
    def entering(self) -> bool:
        """Whether something has been entered that is not whole yet."""
        return bool(self._entered) or self._star

    @property
    def after_star(self) -> bool:
        """Whether the last key was `*` where digits are entered."""
        return self._star

    @property
    def unsure(self) -> bool:
        """Whether a moment must tell what the last key means (`lapse`)."""
        return self._star or (self._wary and bool(self._entered))

    @property
    def only_nought(self) -> bool:
        """Whether a single 0 has been entered: a number, or the wish for a human in the wrong place."""
        return self._entered == "0"

    def press(self, key: str, at: float) -> str | None:
        """The whole input, once this key makes it whole; else None."""
        if self._wary and (key.isdigit() or (key == "#" and self._entered)):
            self._entered = (self._entered + key)[:LONGEST_ENTRY]
            return None
        return self._at_once(key, at) if self._keys == "at_once" else self._entry(key)

    def lapse(self) -> str | None:
        """Nothing followed the key: it was meant alone. None for a row of digits, which is forgotten."""
        alone = "*" if self._star else self._entered.rstrip("#") if self._wary else ""
        self.expect(self._keys, wary=self._wary)
        return alone if len(alone) == 1 else None

    def finish(self) -> str | None:
        """What was entered, taken as whole though its `#` never came; None when there are no digits."""
        return self._whole(self._entered + "#") if self._entered else None

    def _at_once(self, key: str, at: float) -> str | None:
        # Many end every key with #, as other lines ask them to. Here that would take them back.
        if key == "#" and at - self._digit_at < self._hash_after_digit:
            self._digit_at = _NEVER
            return None
        self._digit_at = at if key.isdigit() else _NEVER
        return key

    def _entry(self, key: str) -> str | None:
        if self._star:
            self._star = False
            if key in "09":
                return self._whole("*" + key)
            if key == "*":
                return self._whole("*")
        if key == "#":
            return self._whole(self._entered + "#")
        if key == "*":
            self._entered, self._star = "", True
        else:
            self._entered = (self._entered + key)[:LONGEST_ENTRY]
        return None

    def _whole(self, pressed: str) -> str:
        self._entered = ""
        return pressed
