"""Runs `rasa` with `--auth-token` from the environment: an argument of a process can be read by everybody here."""

import os
import sys

from rasa.__main__ import main

if __name__ == "__main__":
    sys.argv += ["--auth-token", os.environ.pop("RASA_AUTH_TOKEN")]
    main()
