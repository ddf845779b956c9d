"""Why the desk did not do what it was asked. Nothing has been changed when one of these is raised."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeAlias


class DeskError(Exception):
    """Anything that the desk refuses about a case. `code` is what the audit trail says."""

    code = "refused"


class UnknownCase(DeskError):
    """There is no such case, or it is not this person's to see: the two look the same."""

    code = "not_seen"


class MovedOn(UnknownCase):
    """The person handed the case over to another office, less than a day ago, and so does not see it any more.

    `office_name` has it now, `at` is when it was handed over. With `can_take_back` nobody has begun with it there, and
    `Desk.take_back` undoes the mistake.
    """

    code = "moved_on"

    def __init__(self, case: str, office_name: str, at: datetime, *, can_take_back: bool) -> None:
        super().__init__()
        self.case, self.office_name, self.at, self.can_take_back = case, office_name, at, can_take_back


class NotAllowed(DeskError):
    """The person may see it, but not do that, or not as the case stands now."""

    code = "not_allowed"


class Taken(DeskError):
    """Somebody else has the case: `by` (a name to show), since `at`."""

    code = "taken"

    def __init__(self, by: str, at: datetime) -> None:
        super().__init__()
        self.by, self.at = by, at


class ChangedMeanwhile(DeskError):
    """The case has changed since the page was made: `by` (a name to show, or "klienten") at `at`.

    What the ombud wrote is not saved; the caller still has it.
    """

    code = "changed_meanwhile"

    def __init__(self, by: str, at: datetime) -> None:
        super().__init__()
        self.by, self.at = by, at


UnsafeBecause: TypeAlias = Literal["trace", "missed_call", "someone_else"]


class UnsafeContact(DeskError):
    """The client has not said that it is safe to leave a trace like this one. `safe`: their "no", or None: not known.

    `because`: somebody can find what was left (`trace`), see the call in the telephone (`missed_call`), or has spoken
    with us already (`someone_else`).
    Repeat it with `confirmed=True` when the ombud has seen the warning.
    """

    code = "unsafe_contact"

    def __init__(self, safe: bool | None, because: UnsafeBecause = "trace") -> None:
        super().__init__()
        self.safe = safe
        self.because: UnsafeBecause = because


Field: TypeAlias = Literal["text", "why", "way", "result", "status", "outcome", "to"]


class Incomplete(DeskError):
    """A field is empty, too long, or none of its choices. `field` says which."""

    code = "incomplete"

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.field: Field = field


class NobodyWorksThere(Incomplete):
    """The office it was to be handed over to has no ombud and no lead: the client would wait for nobody."""

    def __init__(self, office_name: str) -> None:
        super().__init__("to")
        self.office_name = office_name


class LoginError(Exception):
    """Anything that goes wrong with a login."""


class WrongLogin(LoginError):
    """The address or the password is wrong (never told which), or, when changing something, the password."""


class WrongCode(LoginError):
    """The code of the second factor is wrong, too old, or has been used already."""


class LockedOut(LoginError):
    """Too many wrong tries: nothing is tried before `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__()
        self.until = until


WeakBecause: TypeAlias = Literal["short", "long", "mail", "same", "common"]


class WeakPassword(LoginError):
    """The new password is refused: `short` (below 12 signs), `long` (above 200), `mail` (the address), `same`,
    `common` (among the first that somebody would guess).
    """

    def __init__(self, why: WeakBecause) -> None:
        super().__init__(why)
        self.why: WeakBecause = why


class LoginEnded(LoginError):
    """The login is not there any more, or has not come far enough for that."""
