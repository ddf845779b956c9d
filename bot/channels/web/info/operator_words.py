"""What only the operator knows, in words: who is responsible, and how to reach them. Not told yet: it says so."""

from __future__ import annotations

import re

from markupsafe import Markup

from bot.channels.web.info.frame import words_of
from bot.channels.web.info.helpline_card import dialled
from content.library import Library

_MAIL = re.compile(r"[^\s@/?&]+@[^\s@/?&]+\.[^\s@/?&]+")
_PHONE = re.compile(r"\+?[\d][\d ()-]{2,}")


def responsible(library: Library, operator: str | None, what: str) -> Markup:
    """Who is responsible for `what` ("privacy" or "site")."""
    word = words_of(library)
    if operator is None:
        return word(f"info_responsible_{what}_none")
    return word(f"info_responsible_{what}", operator=operator)


def contact(library: Library, address: str | None, what: str) -> Markup:
    """How to reach them about `what` ("privacy" or "accessibility"): a mail address and a number can be pressed."""
    word = words_of(library)
    if address is None:
        return word(f"info_{what}_none")
    address = address.strip()
    if _MAIL.fullmatch(address):
        return word("info_mail", contact=Markup('<a href="mailto:{0}">{0}</a>').format(address))
    if _PHONE.fullmatch(address):
        return word("info_phone", contact=Markup('<a href="tel:{}">{}</a>').format(dialled(address), address))
    return word("info_contact", contact=address)
