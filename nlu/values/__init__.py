"""Swedish values from free text, one parser for each step type. Deterministic and pure; `today` is passed in."""

from nlu.values.parse import parse
from nlu.values.parsed import Parsed, RefusalMove

__all__ = ["Parsed", "RefusalMove", "parse"]
