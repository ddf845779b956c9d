"""Runs `rasa` with `--auth-token` from the environment, or from a file: an argument can be read by everybody here.

`RASA_AUTH_TOKEN` is the token itself; `RASA_AUTH_TOKEN_FILE` names a file that holds it, as a container secret does.
"""

import os
import sys
from pathlib import Path


def token() -> str:
    """The token, which is then no longer in the environment. Ends the process, saying why, when there is none."""
    given = os.environ.pop("RASA_AUTH_TOKEN", "")
    named = os.environ.pop("RASA_AUTH_TOKEN_FILE", "")
    if not given and named:
        try:
            given = Path(named).read_text("ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            sys.exit(f"RASA_AUTH_TOKEN_FILE: {named} cannot be read ({type(error).__name__}).")
    # Without a token Rasa would answer everybody.
    return given or sys.exit("Rasa is not started without a token: RASA_AUTH_TOKEN or RASA_AUTH_TOKEN_FILE.")


if __name__ == "__main__":
    secret = token()
    from rasa.__main__ import main

    sys.argv.append(f"--auth-token={secret}")  # one word: a token may begin with a dash
    main()
