"""The desk's addresses: how a case number stands in one, and where a person may be sent back to."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

QUEUE = "/desk"
LOGIN = "/desk/logga-in"
ACCOUNT = "/desk/konto"
_OURS = re.compile(r"/desk(/[A-Za-z0-9%._~/-]*)?(\?[A-Za-z0-9%._~=&+-]*)?")


def case_path(case: str) -> str:
    """ "BJÖRK 47" -> "/desk/arenden/BJ%C3%96RK-47"."""
    return f"/desk/arenden/{quote(case.replace(' ', '-'), safe='-')}"


def letter_path(case: str, letter: str, form: str) -> str:
    """Where a letter of the case lies: "/desk/arenden/BJ%C3%96RK-47/brev/appeal.pdf"."""
    return f"{case_path(case)}/brev/{letter}.{form}"


def case_of(part: str) -> str:
    """The case number that a part of an address names, with a space or a hyphen."""
    return part.replace("-", " ").strip().upper()


def login_path(back_to: str | None = None) -> str:
    """The login page. `back_to` is where the person goes afterwards."""
    return f"{LOGIN}?{urlencode({'till': back_to})}" if back_to and back_to != QUEUE else LOGIN


def safe_return(address: str | None) -> str:
    """A page of the desk to go to after the login: the one that is asked for, if it is one of ours, else the queue."""
    if not address or not _OURS.fullmatch(address) or ".." in address or "//" in address:
        return QUEUE
    return QUEUE if address.startswith((LOGIN, "/desk/logga-ut")) else address
