"""Swedish values from free text, one parser for each step type. Deterministic and pure; `today` is passed in."""

from nlu.values.dates import is_only_a_date
from nlu.values.parse import parse
from nlu.values.parsed import Parsed, RefusalMove

__all__ = ["Parsed", "RefusalMove", "is_only_a_date", "parse"]
