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


def painted_outside_tags(pdf: bytes) -> list[str]:
    """The operators that show something and belong neither to the structure nor to what a screen reader skips."""
    found: list[str] = []
    for page in reader(pdf).pages:
        contents, depth = page.get_contents(), 0
        assert contents is not None
        for _, operator in contents.operations:
            name = operator.decode()
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
            if name in _PAINTS and depth == 0:
                found.append(name)
    return found


def drawn_lines_are_skipped(pdf: bytes) -> bool:
    """Whether every line to write on is marked as decoration: its caption says what it is for."""
    marks: list[str] = []
    for page in reader(pdf).pages:
        contents = page.get_contents()
        assert contents is not None
        for operands, operator in contents.operations:
            if operator in (b"BDC", b"BMC"):
                marks.append(str(operands[0]))
            elif operator == b"EMC":
                marks.pop()
            elif operator in (b"S", b"f", b"f*", b"B") and "/Artifact" not in marks:
                return False
    return True


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Each font's name, and whether it is embedded and knows which letters its signs are."""
    found: dict[str, bool] = {}
    for page in reader(pdf).pages:
        resources = page["/Resources"]
        assert isinstance(resources, DictionaryObject)
        fonts = resources["/Font"]
        assert isinstance(fonts, DictionaryObject)
        for name in fonts:
            font = fonts[name]
            assert isinstance(font, DictionaryObject)
            descendants = font["/DescendantFonts"]
            assert isinstance(descendants, ArrayObject)
            (inner,) = descendants
            descriptor = inner.get_object()["/FontDescriptor"]
            embedded = {"/FontFile2", "/FontFile3"} & set(descriptor)
            found[str(font["/BaseFont"]).split("+")[-1]] = bool(embedded) and "/ToUnicode" in font
    return found


_PAINTS = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh"}
