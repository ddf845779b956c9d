"""An opened case as an ombud reads it: headings and lines in Swedish, safe to show, in the order they matter.

What draws it (the terminal, later the desk) adds only colour and layout.
"""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from bot.dialogue.wording import day_in_words, phone_in_groups
from bot.intakes.answers import Answers, value_of
from bot.intakes.brister import brister
from bot.intakes.case_words import (
    CHANNEL,
    STATUS,
    days_left_in_words,
    kind_in_words,
    priority_in_words,
    safe_contact_in_words,
    waited_in_words,
)
from bot.intakes.printable import printable
from bot.intakes.queue import WAITING
from bot.intakes.sheet_answers import answer_row, given, unanswered
from bot.intakes.sheet_section import Row, Section
from bot.intakes.sheet_sip import about_the_meeting
from bot.intakes.sheet_words import own_words
from bot.store.intakes import StoredIntake
from content.library import Library

__all__ = ["Row", "Section", "case_sheet"]

_CONTACT = ("name", "contact_way", "contact_value", "contact_safe", "contact_time")
_SHOWN_APART = (*_CONTACT, "adapt")
_SAME_FACT = {"eviction_soon", "home_lost_soon"}
"""Two rules about one thing, when both have the same day."""


def case_sheet(intake: StoredIntake, library: Library, now: datetime, zone: tzinfo) -> tuple[Section, ...]:
    """The whole case. `now` has a time zone; times are shown in `zone`. Sections without content are left out.

    Of a case whose client took the words back, the head is left, and says so first.
    """
    if intake.erased_at is not None:
        rows = (_taken_back(intake.erased_at, zone), *_head(intake, library, now, zone))
        return (Section(intake.case_number, rows, "head"),)
    answers: Answers = intake.payload["answers"]
    told = own_words(intake, library)
    sections = (
        Section(intake.case_number, _head(intake, library, now, zone), "head"),
        Section("Varför ärendet har den här prioriteten", _reasons(intake), "reasons"),
        Section("Datum", _dates(intake, now.astimezone(zone).date()), "dates"),
        Section("Kontakt", _contact(intake, library), "contact"),
        Section("Behöver i samtalet", _adaptations(answers, library), "adaptations"),
        Section("Inför SIP-mötet", about_the_meeting(answers, library, now.astimezone(zone).date()), "sip"),
        Section("Klientens egna ord", told, "words"),
        Section("Svar", given(intake, library, told, _SHOWN_APART), "answers"),
        Section("Svarade inte på", unanswered(intake, library, _SHOWN_APART), "unanswered"),
        Section("Förslag på brist att godkänna", _brister(intake), "brister"),
    )
    return tuple(section for section in sections if section.rows)


def _head(intake: StoredIntake, library: Library, now: datetime, zone: tzinfo) -> tuple[Row, ...]:
    office = library.areas.office(intake.office)
    waits, told = intake.status in WAITING, intake.erased_at is None
    return (
        Row(kind_in_words(intake.kind, intake.payload.get("about"), library), "Ärende"),
        Row(STATUS.get(intake.status, intake.status), "Läge"),
        Row(priority_in_words(intake.priority), "Prioritet", strong=told and intake.priority <= 1),
        Row(safe_contact_in_words(intake.contact_safe), "Trygg kontakt", strong=told),
        *_for_somebody_else(intake, library),
        Row(office.name if office else intake.office, "Kontor"),
        Row(_moment(intake.created_at, zone), "Kom in"),
        *([Row(waited_in_words(intake.created_at, now), "Har väntat")] if waits else []),
        Row(CHANNEL.get(intake.channel, intake.channel), "Kanal"),
    )


def _taken_back(erased_at: datetime, zone: tzinfo) -> Row:
    return Row("Klienten har tagit bort sina svar.", note=_moment(erased_at, zone), strong=True)


def _moment(moment: datetime, zone: tzinfo) -> str:
    local = moment.astimezone(zone)
    return f"{day_in_words(local.date())} klockan {local:%H.%M}"


def _for_somebody_else(intake: StoredIntake, library: Library) -> tuple[Row, ...]:
    """The number may lead to the one who told, and the client may not know of it."""
    answers: Answers = intake.payload["answers"]
    if value_of(answers, "for_whom") != "other":
        return ()
    told = "ringde" if intake.channel == "phone" else "skrev"
    words = f"Någon annan än den som {told}. Fråga vem du talar med."
    if value_of(answers, "third_knows") != "yes":
        words += " Vi vet inte om klienten vet om det."
    return (Row(words, "Gäller", strong=True),)


def _reasons(intake: StoredIntake) -> tuple[Row, ...]:
    answers: Answers = intake.payload["answers"]
    day = value_of(answers, "evict_date")
    same = _SAME_FACT if day is not None and day == value_of(answers, "home_date") else set()
    whys: dict[str, list[str]] = {}
    for rule in intake.payload["rules"]:
        whys.setdefault("same" if rule["id"] in same else rule["id"], []).append(rule["why"])
    return tuple(Row(" ".join(told)) for told in whys.values()) or (Row("Ingen regel gäller."),)


def _dates(intake: StoredIntake, today: date) -> tuple[Row, ...]:
    """One line a day, with everything that happens on it."""
    days: dict[str, list[str]] = {}
    for hard in intake.payload["hard_dates"]:
        if hard["what"] not in days.setdefault(hard["date"], []):
            days[hard["date"]].append(hard["what"])
    rows = []
    for iso, whats in days.items():
        day, what = date.fromisoformat(iso), ". ".join(what.rstrip(".") for what in whats[:-1])
        what = f"{what}. {whats[-1]}" if what else whats[-1]
        rows.append(Row(f"{what} ({days_left_in_words(day, today)})", day_in_words(day)))
    return tuple(rows)


def _contact(intake: StoredIntake, library: Library) -> tuple[Row, ...]:
    answers: Answers = intake.payload["answers"]
    rows = [row for key in _CONTACT if key in answers and (row := answer_row(key, answers[key], library))]
    if caller := intake.payload.get("caller"):
        rows.append(Row(phone_in_groups(printable(str(caller))), "Ringde från"))
    if not caller and not (answers.get("contact_value") or {}).get("value"):
        rows.append(Row("Det finns inget nummer och ingen adress.", strong=True))
    return tuple(rows)


def _brister(intake: StoredIntake) -> tuple[Row, ...]:
    suggested = brister(intake.payload["answers"], intake.created_at.date())
    return tuple(Row(brist.text, brist.area, note=brist.rule) for brist in suggested)


def _adaptations(answers: Answers, library: Library) -> tuple[Row, ...]:
    row = answer_row("adapt", answers["adapt"], library) if "adapt" in answers else None
    return (Row(row.text, note=row.note, sign=row.sign),) if row else ()
