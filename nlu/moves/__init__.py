"""The global moves (help, back, a human ...) heard in a message by its words."""

from nlu.moves.spot import spot
from nlu.moves.spotted import MOVES, MoveId, Spotted

__all__ = ["MOVES", "MoveId", "Spotted", "spot"]
