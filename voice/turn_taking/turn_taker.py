"""When the caller speaks, pauses, goes on, interrupts and has finished. Counted in frames of sound, not on a clock."""

from __future__ import annotations

from bot.dialogue.listening import Listening
from voice.call.line import FRAME_MS
from voice.hearing.heard import Sound
from voice.turn_taking.ear import Ear, Sensed, wave_of
from voice.turn_taking.echo import Echo
from voice.turn_taking.happenings import Cut, Ended, Happening, Paused, Silence, WentOn
from voice.turn_taking.hums import PIECE, has_pitch, is_hum
from voice.turn_taking.interrupting import Interrupting
from voice.turn_taking.noise import Caller, Floor, Room
from voice.turn_taking.patience import Patience
from voice.turn_taking.recording import Recording
from voice.turn_taking.turn import GAP, Turn
from voice.turn_taking.vad import Chance, Silero

BEFORE, AFTER = 15, 10
"""Frames handed out before the first voice (300 ms: soft beginnings come before it) and after the last (200 ms)."""
PAUSED_MS = AFTER * FRAME_MS
LONG = 25_000 // FRAME_MS
"""From here on, a pause that the caller ends by speaking on divides the turn ..."""
DIVIDES_MS = 300
LONGEST = 30_000 // FRAME_MS
"""... and here it is divided in any case. So much sound is kept, and no more."""

CLEAR_DB = 25.0
"""What is so far over the floor may be a voice that Silero doubts."""
OVER_FLOOR_DB, OVER_FLOOR_WHILE_SPEAKING_DB = 6.0, 9.0
UNKNOWN_WHILE_SPEAKING_DB = -34.0
"""Whom we do not know yet must be this loud to interrupt us."""
ECHO_AT_MOST_DB = -50.0
"""While our own echo may be among it, the room is never taken to be louder."""
SOON_MS = 1_000
"""Words this soon after an end show that it was none."""
OVERHEARD = (15, 200)
"""Frames that a weak voice, alone in silence, speaks when it may be the caller's."""
ALONE = 30


class TurnTaker:
    """One call's. Feed every frame of the caller in order; what it notices comes back at once.

    The same frames give the same happenings. `chance` is the ear for voices (Silero, if not given).
    """

    def __init__(self, chance: Chance | None = None) -> None:
        self._ear = Ear(chance if chance is not None else Silero())
        self._echo = Echo()
        self._floor = Floor()
        self._room = Room()
        self._caller = Caller()
        self._patience = Patience()
        self._interrupting = Interrupting()
        self._recording = Recording(LONGEST)
        self._turn: Turn | None = None
        self._sure = False
        self._quiet = 0
        self._ended: tuple[int, float] | None = None
        self._overheard = self._overheard_gap = 0
        self._alone = False

    def expect(self, listening: Listening) -> None:
        """A question waits: how long its answers' pauses are. Nothing that was heard is lost."""
        self._patience.expect(listening)

    def sure(self) -> None:
        """What was heard ahead is a whole answer, and surely so: a choice need not wait its full silence."""
        self._sure = self._turn is not None and self._turn.paused

    def drop(self) -> None:
        """Forgets the turn that is open: something else (a key) has answered."""
        self._close()

    @property
    def talking(self) -> bool:
        """Whether a turn of the caller is open now."""
        return self._turn is not None and self._turn.began

    def hear(self, frame: bytes, speaking: bool = False, ours: bytes | None = None) -> list[Happening]:
        """The next 20 ms of the caller. `speaking`: whether they hear us speak now; `ours`: our frame they hear now.

        `ours` may be up to 400 ms early for the echo it makes, but not late.
        """
        number = self._recording.next
        sensed = self._ear.hear(frame, clear_db=self._floor.db + CLEAR_DB)
        self._recording.add(sensed.wave)
        self._echo.hear(sensed.wave, None if ours is None else wave_of(ours))
        self._floor.hear(sensed.level_db)
        voice = self._is_caller(sensed, number, speaking)
        happenings = self._take(number, sensed, voice, speaking)
        if not self.talking:
            ours_too = speaking or self._echo.possible
            self._room.hear(min(sensed.level_db, ECHO_AT_MOST_DB) if ours_too else sensed.level_db)
        self._quiet = 0 if speaking or self.talking else self._quiet + FRAME_MS
        if self._quiet >= self._patience.nobody_ms():
            happenings.append(Silence(self._quiet))
            self._quiet = 0
        return happenings

    def _is_caller(self, sensed: Sensed, number: int, speaking: bool) -> bool:
        """Whether the caller's voice is in this frame: not the room's, not a stranger's, not ours."""
        level, turn = sensed.level_db, self._turn
        over = OVER_FLOOR_WHILE_SPEAKING_DB if speaking else OVER_FLOOR_DB
        if not sensed.voiced or level < self._floor.db + over or number < Room.ENOUGH:
            self._overhear(False)
            self._echo.was_no_voice(level)
            return False
        if self._echo.covers(level):
            return False
        if turn is not None and turn.began:
            return turn.is_voice(number, level, self._room_db)
        bar = self._caller.bar_db(0.0 if speaking else self._room_db)
        bar = max(bar, UNKNOWN_WHILE_SPEAKING_DB) if speaking else bar
        self._overhear(level < bar)
        return level >= max(bar, self._room_db)

    @property
    def _room_db(self) -> float:
        """What a voice must reach not to be the room's."""
        return self._floor.db + OVER_FLOOR_DB if self._room.bar_db is None else self._room.bar_db

    def _take(self, number: int, sensed: Sensed, voice: bool, speaking: bool) -> list[Happening]:
        piece = self._recording.last(PIECE) if voice else sensed.wave
        hum = voice and is_hum(piece)
        happenings: list[Happening] = []
        if voice:
            happenings += self._voice(number, sensed, speaking, hum=hum)
        elif self._turn is not None:
            happenings += self._no_voice(number + 1, self._turn)
        if speaking:
            pitched = voice and not hum and has_pitch(piece)
            interrupts = self._interrupting.hear(voice=voice, hum=hum, pitched=pitched)
            if interrupts and self._turn is not None and self._turn.began and not self._turn.cut:
                self._turn.cut = True
                happenings.append(Cut(self._turn.speech_ms))
        else:
            self._interrupting.forget()
        return happenings

    def _voice(self, number: int, sensed: Sensed, speaking: bool, *, hum: bool) -> list[Happening]:
        if self._turn is None:
            self._turn = Turn(number, over_us=speaking, before=BEFORE, near_us=self._echo.possible)
        turn, had_begun, end = self._turn, self._turn.began, self._turn.end
        pause = turn.hear(number, sensed.level_db, self._room_db, hum=hum)
        if not turn.began:
            return []
        if not had_begun:
            self._begins(turn)
        if pause is None:
            return self._no_voice(number + 1, turn)
        self._patience.paused(pause * FRAME_MS)
        if end - turn.begin >= LONG and pause * FRAME_MS >= DIVIDES_MS:
            return [self._divide(turn, end, number)]
        happenings: list[Happening] = [WentOn()] if turn.paused else []
        turn.paused = self._sure = False
        if number + 1 - turn.begin >= LONGEST - BEFORE - AFTER:
            happenings.append(self._divide(turn, number + 1, number + 1))
        return happenings

    def _begins(self, turn: Turn) -> None:
        if self._ended is not None:
            end, waited_ms = self._ended
            if (turn.begin - end) * FRAME_MS - waited_ms <= SOON_MS:
                self._patience.cut_off((turn.begin - end) * FRAME_MS)
            self._ended = None

    def _no_voice(self, now: int, turn: Turn) -> list[Happening]:
        silence_ms = turn.silence_ms(now)
        if not turn.began:
            if now - turn.end >= GAP:
                self._close()
            return []
        if silence_ms >= PAUSED_MS and not turn.paused:
            if turn.near_us and not turn.cut and self._echo.drowns(turn.loudness):
                self._close()
                return []
            turn.paused = True
            return [Paused(self._sound(turn, turn.end), turn.speech_ms)]
        if silence_ms >= self._patience.ends_ms(sure=self._sure):
            return [self._end(turn, turn.end, silence_ms)]
        return []

    def _end(self, turn: Turn, end: int, silence_ms: float) -> Ended:
        ended = Ended(self._sound(turn, end), turn.speech_ms, silence_ms, turn.over_us, hum=turn.is_hum)
        if not turn.is_hum:
            if turn.loudness.db is not None and turn.voiced >= 10:
                self._caller.spoke(turn.loudness.db)
            self._ended = (end, silence_ms)
        self._close()
        return ended

    def _divide(self, turn: Turn, end: int, begin: int) -> Ended:
        """The turn is too long for one piece; the next piece begins with the frame `begin`."""
        ended = Ended(self._sound(turn, end), turn.speech_ms, (begin - end) * FRAME_MS, turn.over_us, more=True)
        before = min(BEFORE, begin - end)
        self._turn = Turn(begin, over_us=False, before=before, end=begin, loudness=turn.loudness, cut=turn.cut)
        self._sure = False
        return ended

    def _close(self) -> None:
        self._turn = None
        self._sure = False
        self._interrupting.forget()

    def _sound(self, turn: Turn, end: int) -> Sound:
        return self._recording.between(turn.begin - turn.before, end + AFTER)

    def _overhear(self, weak: bool) -> None:
        """Notices a weak voice that speaks alone, with silence around it."""
        if weak:
            if self._overheard == 0:
                self._alone = self._overheard_gap >= ALONE
            self._overheard += 1
            self._overheard_gap = 0
            return
        self._overheard_gap += 1
        if self._overheard_gap >= ALONE and self._overheard:
            if self._alone and OVERHEARD[0] <= self._overheard <= OVERHEARD[1]:
                self._caller.was_overheard()
            self._overheard = 0
