"""The `ombud` command: one file per command. Only this room may import every other one.

Heavy imports stand inside the commands, so that `ombud --help` answers at once.
"""
