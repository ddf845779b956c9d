"""`ombud voice` on a day when the office is open, whatever day the proof runs. Hours have proofs of their own."""

from __future__ import annotations

from datetime import datetime

from bot.cli.main import main
from bot.conversations.office_hours import OfficeHours


def _open(hours: OfficeHours, moment: datetime) -> bool:
    del moment
    return bool(hours.spells)


if __name__ == "__main__":
    OfficeHours.open_at = _open  # ty: ignore[invalid-assignment]
    main()
