from hypothesis import settings

from tests.bot.store.databases import *  # noqa: F403 - fixtures

# How fast a shared machine is today says nothing about the code.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
