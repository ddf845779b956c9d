"""Names, places and second-language Swedish stay Swedish; other languages get a kind answer of their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.language import guess

SWEDISH = [
    "jag har två barn",
    "hej",
    "ja",
    "nej",
    "Farsta",
    "Anna",
    "Mohamed Abdi Hassan",
    "Maria Garcia Lopez",
    "Rinkeby Kista",
    "jag inte förstå brev",
    "jag behöva hjälp med socialen",
    "ja int vil leva",
    "min man dö förra år",
    "sip",
    "i Tensta",
    "skulder hos kronofogden",
    "jag heter Fatima och pratar somaliska",
    "telefon",
    "ok",
    "Jamila från Somalia",
]
ENGLISH = [
    "I need help with my rent",
    "i don't understand the decision",
    "do you speak English",
    "I want to kill myself",
    "hello can you help me",
    "my husband hits me",
    "I have no food and two children",
    "please call me tomorrow",
]
OTHER = [
    "أحتاج إلى مساعدة",
    "мне нужна помощь",
    "minä tarvitsen apua",
    "en ymmärrä tätä kirjettä",
    "necesito ayuda con el dinero",
    "waxaan u baahanahay caawimaad",
    "yardıma ihtiyacım var",
    "potrzebuję pomocy z pieniędzmi",
    "我需要帮助",
    "کمک می‌خواهم",
    "trebam pomoć nemam novca",
]


@pytest.mark.parametrize("text", SWEDISH)
def test_what_could_be_swedish_is_swedish(text):
    assert guess(text) == "sv"


@pytest.mark.parametrize("text", ENGLISH)
def test_english_sentences_are_english(text):
    assert guess(text) == "en"


@pytest.mark.parametrize("text", OTHER)
def test_other_languages_are_told_apart(text):
    assert guess(text) == "other"


@pytest.mark.parametrize("text", ["", "123", "😀😀", "...", "070-123 45 67"])
def test_without_letters_nothing_is_known(text):
    assert guess(text) == "unknown"


@given(st.text())
def test_any_text_gets_an_answer(text):
    assert guess(text) in {"sv", "en", "other", "unknown"}
