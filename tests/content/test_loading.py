"""An editor breaks a file; the loader tells where, and never serves half a library."""

from __future__ import annotations

import contextlib

import pytest

from content.error import ContentError
from tests.content.small_content import SmallContent


def problems(small: SmallContent) -> list[str]:
    with pytest.raises(ContentError) as caught:
        small.load()
    return [str(problem) for problem in caught.value.problems]


def test_right_files_make_a_library(small: SmallContent) -> None:
    library = small.load()
    flow = library.flows["hjalp"]
    assert [step.key for step in flow.steps] == ["hungry", "meal", "name"]
    assert flow.steps[0].text.chat == flow.steps[0].text.phone == "Har du mat?"
    assert flow.steps[1].text.phone == "Vad vill du äta nu?"
    assert library.case_words == ("BJÖRK", "LYKTA")
    assert library.areas.areas[0].aliases == ("Hjulsta",)


def test_yes_and_no_stay_words(small: SmallContent) -> None:
    small.change("flows/hjalp.yml", 'when: {hungry: "no"}', "when: {hungry: no}")
    assert small.load().flows["hjalp"].steps[1].when == {"hungry": "no"}


def test_a_file_that_is_not_yaml_gives_its_line(small: SmallContent) -> None:
    small.change("flows/hjalp.yml", "    again: Har du mat hemma?", "    again: 'Har du mat hemma?")
    found = problems(small)
    assert found[0].startswith("content/flows/hjalp.yml:")
    assert "YAML" in found[0]


def test_an_unknown_field_gives_file_and_line(small: SmallContent) -> None:
    small.change("flows/hjalp.yml", "    why: Då vet jag mer.", "    wyh: Då vet jag mer.")
    assert problems(small) == ["content/flows/hjalp.yml:19: steps[1].wyh: Okänt fält. Är det felstavat?"]


def test_a_wrong_type_gives_file_and_line(small: SmallContent) -> None:
    small.change("flows/hjalp.yml", "type: choice", "type: chioce")
    (found,) = problems(small)
    assert found.startswith("content/flows/hjalp.yml:15: steps[1].type: 'chioce' går inte här. Välj: 'say'")


def test_a_number_without_quotes_is_explained(small: SmallContent) -> None:
    small.change("helplines.yml", '"112"', "112")
    assert problems(small) == [
        'content/helplines.yml:1: [0].number: Här ska det stå text. Ett nummer behöver citattecken: "112".'
    ]


def test_a_missing_field_is_named(small: SmallContent) -> None:
    small.change("flows/hjalp.yml", "    text: Har du mat?\n", "")
    assert problems(small) == ["content/flows/hjalp.yml:6: steps[0].text: Fältet saknas."]


def test_the_same_name_twice_in_one_place(small: SmallContent) -> None:
    small.write("texts.yml", "wait_ok: Jag väntar.\nskip_ok: Okej.\nwait_ok: Ja.\n")
    assert problems(small) == ["content/texts.yml:3: wait_ok: 'wait_ok' står två gånger."]


def test_the_same_question_twice_in_a_flow(small: SmallContent) -> None:
    small.change("flows/hjalp.yml", "  - use: name", "  - use: name\n  - use: name")
    assert problems(small) == ["content/flows/hjalp.yml:27: steps[3].key: 'name' står två gånger."]


def test_the_same_option_twice(small: SmallContent) -> None:
    small.change("flows/hjalp.yml", "id: soup", "id: porridge")
    assert problems(small) == ["content/flows/hjalp.yml:25: steps[1].options[1].id: 'porridge' står två gånger."]


def test_a_shared_step_that_nobody_wrote(small: SmallContent) -> None:
    small.change("flows/hjalp.yml", "- use: name", "- use: nmae")
    assert problems(small) == ["content/flows/hjalp.yml:26: steps[2].use: Det finns inget delat steg 'nmae'."]


def test_an_error_in_a_shared_step_is_reported_once_in_its_own_file(small: SmallContent) -> None:
    small.change("steps/people.yml", "type: name", "type: nam")
    (found,) = problems(small)
    assert found.startswith("content/steps/people.yml:2: [0].type:")


def test_a_flow_can_change_a_field_of_a_shared_step(small: SmallContent) -> None:
    small.change("flows/hjalp.yml", "- use: name", "- {use: name, required: true}")
    library = small.load()
    assert library.flows["hjalp"].steps[2].required
    assert library.flows["hjalp"].steps[2].label == "Namn"


def test_a_broken_condition_is_explained(small: SmallContent) -> None:
    small.change("flows/hjalp.yml", 'when: {hungry: "no"}', "when: {hungry: {nto: ja}}")
    (found,) = problems(small)
    assert found.startswith("content/flows/hjalp.yml:22: steps[1].when: Villkoret är fel: 'hungry' needs one of")


def test_an_area_with_an_office_that_does_not_exist(small: SmallContent) -> None:
    small.change("areas.yml", "name: Farsta, office: norr", "name: Farsta, office: nord")
    assert problems(small) == ["content/areas.yml:9: areas[1].office: Det finns inget kontor 'nord'."]


def test_there_is_always_one_office_for_the_unknown(small: SmallContent) -> None:
    small.change("areas.yml", ", fallback: true", "")
    assert problems(small) == ["content/areas.yml:3: offices: Precis ett kontor ska ha 'fallback: true'."]


def test_a_missing_file_and_a_broken_one_are_told_together(small: SmallContent) -> None:
    small.remove("faq.yml")
    small.change("flows/hjalp.yml", "title: hjälp", "titel: hjälp")
    small.write("case_words.txt", "BJÖRK\nBJÖRK\n")
    assert problems(small) == [
        "content/case_words.txt:2: 'BJÖRK' står två gånger.",
        "content/faq.yml:1: Filen saknas.",
        "content/flows/hjalp.yml:1: title: Fältet saknas.",
        "content/flows/hjalp.yml:2: titel: Okänt fält. Är det felstavat?",
    ]


def test_a_flow_is_called_as_its_file(small: SmallContent) -> None:
    small.change("flows/hjalp.yml", "id: hjalp", "id: help")
    assert problems(small) == ["content/flows/hjalp.yml:1: id: Flödets id ska vara 'hjalp', som filen heter."]


@pytest.mark.parametrize("name", ["texts.yml", "areas.yml", "faq.yml", "flows/hjalp.yml", "steps/people.yml"])
@pytest.mark.parametrize(
    "text", ["", "- - -", "hej", "a: [", "\x00", "? [1]: 2\n", "!own x", "12", "&a [*a]", "&a {b: *a}"]
)
def test_no_file_makes_the_loader_fall_over(small: SmallContent, name: str, text: str) -> None:
    small.write(name, text)
    with contextlib.suppress(ContentError):
        small.load()


def test_a_file_in_another_encoding(small: SmallContent) -> None:
    (small.root / "texts.yml").write_bytes("a: ja\nb: nödläge\n".encode("latin-1"))
    assert problems(small) == ["content/texts.yml:2: Filen är inte sparad som UTF-8."]


def test_the_version_follows_the_words(small: SmallContent) -> None:
    first = small.load()
    assert small.load() is first
    small.change("texts.yml", "Jag väntar.", "Jag väntar på dig.")
    second = small.load()
    assert second.version != first.version
    assert second.text("wait_ok").chat == "Jag väntar på dig."
    small.change("texts.yml", "Jag väntar på dig.", "Jag väntar.")
    assert small.load().version == first.version


def test_aliases_cannot_make_a_file_endless(small: SmallContent) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    small.write("texts.yml", "\n".join(lines))
    assert any("upprepar sig" in problem for problem in problems(small))
