"""Opening a letter's PDF: its text, its tags, and how its pages look."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import numpy as np
import pypdfium2
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject

POINTS_PER_CM = 72 / 2.54
A4 = (595.28, 841.89)


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in reader(pdf).pages)


def bare_words(text: str) -> list[str]:
    """The words alone, without lines to write on, and where they stand."""
    return re.findall(r"[^\s_().,:]+", text.replace("\u200b", ""))


def tags_of(pdf: bytes) -> list[str]:
    """The structure's tags in the order of reading."""
    root = reader(pdf).trailer["/Root"]
    assert isinstance(root, DictionaryObject)
    return list(_tags(root["/StructTreeRoot"]))


def _tags(node: PdfObject | None) -> Iterator[str]:
    node = node.get_object() if node is not None else None
    if isinstance(node, ArrayObject):
        for child in node:
            yield from _tags(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield str(node["/S"])
        yield from _tags(node.get("/K"))


def pages_of(pdf: bytes, scale: float = 1.0) -> list[np.ndarray]:
    """Each page as grey levels, 0 is black; with scale 1 a point is a pixel."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=scale, grayscale=True).to_numpy() for page in document]
