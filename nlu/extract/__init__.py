"""Say it once: the answers that an opening already contains, so that they are not asked for again."""

from nlu.extract.extract import extract

__all__ = ["extract"]
