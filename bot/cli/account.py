"""Who runs a command, for the audit trail."""

from __future__ import annotations

import os
import pwd


def account_name() -> str:
    """The system account's name, from the system itself: a variable of the shell could say anything.

    In a container the account may have no name; then it is "uid" and the number.
    """
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid {os.getuid()}"
