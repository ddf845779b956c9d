"""How to reach somebody: a telephone number, an e-mail address, or a place in their own words."""

from __future__ import annotations

import re

from nlu.values.clean import normal, without_controls
from nlu.values.number_words import words_to_digits
from nlu.values.parsed import NOT_UNDERSTOOD, Parsed
from nlu.values.phones import parse_phone
from nlu.values.yes_no import parse_yes_no

_LONGEST = 300
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[a-zåäö]{2,24}(?![\w-])")
_NOTHING = re.compile(
    r"(?:\b(?:har|finns|äger) (?:ju )?|^)(?:ingen|inget|inga|inte någon|inte nån|inte något|inte nåt) (?:egen |eget )?"
    r"(?:telefon\w*|mobil\w*|adress\w*|nummer|mejl\w*|mail\w*|e-post\w*|sådan|sån)\b"
)


_POINTS_BACK = re.compile(
    r"(?:det (?:är|e) )?(?:samma|detsamma)\b|(?:det )?(?:vet|har|kan) (?:du|ni)\b|(?:det )?har ni redan"
)


def parse_contact(text: str) -> Parsed:
    """E.164, an e-mail address in lower case, or at least four characters of address. "har ingen telefon" is "skip"."""
    plain = normal(text)
    if _NOTHING.search(plain):
        return Parsed(move="skip")
    mails = set(_MAIL.findall(plain))
    if len(mails) == 1:
        return Parsed(mails.pop())
    if mails:
        return NOT_UNDERSTOOD
    dictated = set(_MAIL.findall(_dictated(plain)))
    if len(dictated) == 1:
        return Parsed(dictated.pop(), uncertain=True)
    phone = parse_phone(text)
    if phone.value is not None:
        return phone
    return _address(text, plain)


def _dictated(plain: str) -> str:
    """ "anna snabel a example punkt org" written as it is meant."""
    if "@" not in plain and not re.search(r"\bsnabel", plain):
        return ""
    text = re.sub(r"\s*\b(?:snabel[- ]?a|snabela)\b\s*", "@", plain)
    text = re.sub(r"\s*\bpunkt\b\s*", ".", text)
    text = re.sub(r"\s*\b(?:bindestreck|streck)\b\s*", "-", text)
    return re.sub(r"\s*\bunderstreck\b\s*", "_", text)


def _address(text: str, plain: str) -> Parsed:
    said = without_controls(text[:4000]).strip(" .,!?;:")[:_LONGEST].strip()
    letters = sum(c.isalpha() for c in said)
    digits = sum(c.isdigit() for c in said)
    if len(said) < 4 or not letters or (digits >= 5 and letters < 4) or "@" in said:
        return NOT_UNDERSTOOD
    if _POINTS_BACK.match(plain) or words_to_digits(plain).replace(" ", "").isdigit():
        return NOT_UNDERSTOOD
    if parse_yes_no(plain).value is not None and len(plain.split()) <= 3:
        return NOT_UNDERSTOOD
    return Parsed(said)
