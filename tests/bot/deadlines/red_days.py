"""Days in 2026-2028 on which nobody works, and the day to which a last day moves. Written by hand from the almanac."""

RED_DAYS = """
2026-01-01 2026-01-02 nyårsdagen
2026-01-03 2026-01-05 lördag
2026-01-04 2026-01-05 söndag
2026-01-06 2026-01-07 trettondedag jul
2026-04-03 2026-04-07 långfredagen
2026-04-04 2026-04-07 påskafton, en lördag
2026-04-05 2026-04-07 påskdagen
2026-04-06 2026-04-07 annandag påsk
2026-05-01 2026-05-04 första maj, en fredag
2026-05-14 2026-05-15 Kristi himmelsfärd
2026-05-24 2026-05-25 pingstdagen
2026-06-06 2026-06-08 nationaldagen, en lördag
2026-06-19 2026-06-22 midsommarafton
2026-06-20 2026-06-22 midsommardagen
2026-10-31 2026-11-02 alla helgons dag
2026-12-24 2026-12-28 julafton, en torsdag
2026-12-25 2026-12-28 juldagen
2026-12-26 2026-12-28 annandag jul
2026-12-31 2027-01-04 nyårsafton, en torsdag
2027-01-01 2027-01-04 nyårsdagen
2027-01-06 2027-01-07 trettondedag jul
2027-03-26 2027-03-30 långfredagen
2027-03-27 2027-03-30 påskafton, en lördag
2027-03-28 2027-03-30 påskdagen
2027-03-29 2027-03-30 annandag påsk
2027-05-01 2027-05-03 första maj, en lördag
2027-05-06 2027-05-07 Kristi himmelsfärd
2027-05-16 2027-05-17 pingstdagen
2027-06-06 2027-06-07 nationaldagen, en söndag
2027-06-25 2027-06-28 midsommarafton
2027-06-26 2027-06-28 midsommardagen
2027-11-06 2027-11-08 alla helgons dag
2027-12-24 2027-12-27 julafton, en fredag
2027-12-25 2027-12-27 juldagen
2027-12-26 2027-12-27 annandag jul
2027-12-31 2028-01-03 nyårsafton, en fredag
2028-01-01 2028-01-03 nyårsdagen
2028-01-06 2028-01-07 trettondedag jul
2028-04-14 2028-04-18 långfredagen
2028-04-15 2028-04-18 påskafton, en lördag
2028-04-16 2028-04-18 påskdagen
2028-04-17 2028-04-18 annandag påsk
2028-05-01 2028-05-02 första maj, en måndag
2028-05-25 2028-05-26 Kristi himmelsfärd
2028-06-04 2028-06-05 pingstdagen
2028-06-06 2028-06-07 nationaldagen, en tisdag
2028-06-23 2028-06-26 midsommarafton
2028-06-24 2028-06-26 midsommardagen
2028-11-04 2028-11-06 alla helgons dag
2028-12-24 2028-12-27 julafton, en söndag
2028-12-25 2028-12-27 juldagen
2028-12-26 2028-12-27 annandag jul
2028-12-31 2029-01-02 nyårsafton, en söndag
"""

WORKING_DAYS = """
2026-01-02 fredag efter nyår
2026-01-05 trettondagsafton
2026-04-02 skärtorsdagen
2026-04-30 valborgsmässoafton
2026-05-15 klämdag efter Kristi himmelsfärd
2026-05-25 måndag efter pingst
2026-06-05 dagen före nationaldagen
2026-06-18 dagen före midsommarafton
2026-10-30 fredag före alla helgons dag
2026-12-23 dagen före julafton
2026-12-28 mellandag
2026-12-30 dagen före nyårsafton
2027-01-05 trettondagsafton
2027-03-25 skärtorsdagen
2027-04-30 valborgsmässoafton
2027-05-07 klämdag
2027-05-17 måndag efter pingst
2027-12-23 dagen före julafton
2027-12-30 dagen före nyårsafton
2028-01-05 trettondagsafton
2028-04-13 skärtorsdagen
2028-05-26 klämdag
2028-06-05 klämdag före nationaldagen
2028-12-22 fredag före jul
2028-12-29 mellandag
"""


def moved() -> list[tuple[str, str, str]]:
    """(the day a time would end, the day it ends, what day it is)."""
    rows = [line.split(" ", 2) for line in RED_DAYS.strip().splitlines()]
    return [(first, last, name) for first, last, name in rows]


def unmoved() -> list[tuple[str, str]]:
    return [(day, name) for day, name in (line.split(" ", 1) for line in WORKING_DAYS.strip().splitlines())]
