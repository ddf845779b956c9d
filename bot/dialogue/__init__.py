"""The dialogue core: pure functions from (library, state, event, understanding, now) to (state, turn, effects).

Nothing in this room does I/O, reads a clock or draws a random number; `advance` is the only door.
"""
