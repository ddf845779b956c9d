"""How the desk's pages tell time: short Swedish for people in a hurry ("i dag 10.32", "för 2 timmar sedan")."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from bot.dialogue.wording import MONTHS
from bot.intakes.case_words import days_left_in_words, waited_in_words


@dataclass(frozen=True)
class Moments:
    """Times as they are told on a page that is made at `now` (with a time zone) and read in `zone`."""

    now: datetime
    zone: tzinfo

    def when(self, at: datetime) -> str:
        """ "i dag 10.32", "i går 09.05", "21 november 10.32"; with the year when it is another one."""
        local, today = at.astimezone(self.zone), self.today
        days = (today - local.date()).days
        if days in (0, 1):
            return f"{('i dag', 'i går')[days]} {local:%H.%M}"
        if days == -1:
            return f"i morgon {local:%H.%M}"
        year = "" if local.year == today.year else f" {local.year}"
        return f"{local.day} {MONTHS[local.month - 1]}{year} {local:%H.%M}"

    def ago(self, at: datetime) -> str:
        """ "nyss", "för 5 minuter sedan", "för 3 dagar sedan"."""
        if self.now - at < timedelta(minutes=1):
            return "nyss"
        return f"för {waited_in_words(at, self.now)} sedan"

    def clock(self, at: datetime) -> str:
        """ "10.32" when it is today, else as `when`."""
        local = at.astimezone(self.zone)
        return f"{local:%H.%M}" if local.date() == self.today else self.when(at)

    def clock_after(self, at: datetime) -> str:
        """The first whole minute when `at` has passed, so that who comes then is not too early."""
        return self.clock(at + timedelta(seconds=59))

    def day(self, day: date) -> str:
        """ "3 december", with the year when it is another one."""
        return f"{day.day} {MONTHS[day.month - 1]}" + ("" if day.year == self.today.year else f" {day.year}")

    def left(self, day: date) -> int:
        """Days until then; negative when it has passed."""
        return (day - self.today).days

    def left_in_words(self, day: date) -> str:
        return days_left_in_words(day, self.today)

    def waited(self, waited: timedelta) -> str:
        """ "7 timmar", "nyss"."""
        if waited < timedelta(minutes=1):
            return "nyss"
        return waited_in_words(self.now - waited, self.now)

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def full(self, at: datetime) -> str:
        """ "22 november 2026 klockan 10.32", for paper."""
        local = at.astimezone(self.zone)
        return f"{local.day} {MONTHS[local.month - 1]} {local.year} klockan {local:%H.%M}"

    def machine(self, at: datetime) -> str:
        """For `<time datetime>`."""
        return at.astimezone(self.zone).isoformat(timespec="minutes")
