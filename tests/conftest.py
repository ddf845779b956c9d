"""What all rooms' tests share: real databases, and no setting of the one who runs them."""

from __future__ import annotations

import os

from hypothesis import settings

from tests.bot.store.databases import *  # noqa: F403 - fixtures

# How fast a shared machine is today says nothing about the code.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")

for name in [name for name in os.environ if name.startswith("OMBUD_") and name != "OMBUD_OFFLINE"]:
    del os.environ[name]
